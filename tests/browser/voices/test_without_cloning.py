"""A voice of one's own can be kept where nothing that clones is installed; what it lacks is said wherever it is met."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Visit, Visitor
from tests.browser.picker.conftest import open_voices as open_picker
from tests.browser.picker.conftest import tile
from tests.browser.voices.conftest import SPEECH, card
from tests.live import running_server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server_url() -> Iterator[str]:
    """Of a server with eSpeak alone, and the voice Ana."""
    with running_server() as server:
        yield server.url


@pytest.fixture
def home(visit: Visitor) -> Visit:
    opened = visit("/voices", locale="pt-BR")
    api = opened.page.request
    if not api.get(f"{opened.url}/v1/voices?kind=custom").json()["voices"]:
        speech = api.post(f"{opened.url}/v1/tts/synth", data={"text": SPEECH, "language": "pt-br"}).body()
        recording: FilePayload = {"name": "Ana.wav", "mimeType": "audio/wav", "buffer": speech}
        answer = api.post(
            f"{opened.url}/v1/tts/clone-voice", multipart={"name": "Ana", "consent": "true", "files": recording}
        )
        assert answer.status == 201, answer.text()
    opened.page.reload()
    return opened


def test_a_press_on_its_tile_leads_to_what_installs_it(home: Visit) -> None:
    page = home.page
    page.goto(f"{home.url}/")
    voice = page.request.get(f"{home.url}/v1/voices?kind=custom").json()["voices"][0]["id"]
    window = open_picker(page)
    expect(window.get_by_role("heading", level=3).first).not_to_contain_text("Minhas vozes")
    window.get_by_role("searchbox").fill("Ana")
    mine = window.get_by_role("region", name="Minhas vozes sem motor")
    expect(tile(page, voice)).to_contain_text("falta instalar um motor")
    expect(mine).to_contain_text("Para usá-las, instale XTTS v2 ou StyleTTS 2 LibriTTS.")
    install = mine.get_by_role("link", name="Instalar o XTTS v2")
    expect(tile(page, voice)).to_be_disabled()
    tile(page, voice).click(force=True)
    expect(install).to_be_focused()
    expect(install).to_be_in_viewport(ratio=1)
    expect(install).to_have_css("outline-style", "solid")
    expect(install).to_have_attribute("href", "engines#xtts_v2")


def test_its_card_names_what_is_missing_and_preview_leads_there(home: Visit) -> None:
    ana = card(home.page, "Ana")
    expect(ana).to_contain_text("Para falar com esta voz, instale um motor que fale com vozes clonadas.")
    asked: list[str] = []
    home.page.on("request", lambda request: asked.append(request.url))
    expect(ana.locator(".voice-facts")).to_contain_text("· falta instalar um motor")
    preview = ana.get_by_role("button", name="Prévia")
    expect(preview).to_be_disabled()
    preview.focus()
    expect(preview).to_be_focused()  # it is only called disabled
    preview.click(force=True)
    expect(home.page.locator("#toast-text")).to_have_text(
        "Para falar com esta voz, instale um motor que fale com vozes clonadas."
    )
    link = ana.get_by_role("link", name="Ir para os motores")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("href", "engines")
    expect(ana.locator(".voice-problem")).to_be_empty()
    assert [url for url in asked if url.endswith("/preview")] == []
