"""A voice of each engine is found, adjusted and heard on the page, and one's own speaks by each engine that clones."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.chromium import Chromium
from tests.browser.conftest import Visit, Visitor
from tests.browser.voices.conftest import card, open_voices
from tests.engines.every_engine import write_every_engine
from tests.live import running_server

pytestmark = pytest.mark.browser

TEXT = "Good morning to you."
LANGUAGE_OF_VOICE = {"en-US": "English (United States)", "pt-BR": "Inglês (Estados Unidos)"}
"""By which eSpeak's voice is called."""


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(env=write_every_engine(tmp_path_factory.mktemp("engines"))) as server:
        yield server.url


@pytest.fixture(scope="module")
def recording(chromium: Chromium, server_url: str, microphone: Path) -> FilePayload:
    """Some seconds of a voice, which the microphone hears too."""
    text = "O rato roeu a roupa do rei de Roma, e a rainha, com raiva, resolveu remendar tudo de novo."
    request = {"text": text, "voice": "pt-br", "engine": "espeak"}
    with chromium.requests(server_url) as api:
        microphone.write_bytes(api.post("/v1/tts/synth", data=request).body())
    return {"name": "Ana.wav", "mimeType": "audio/wav", "buffer": microphone.read_bytes()}


def choose(page: Page, search: str, name: str) -> None:
    """Finds a voice as a person would: by what is written, and by the tile that is called so."""
    page.locator("#voice").click()
    window = page.get_by_role("dialog")
    window.locator(".chips").first.get_by_role("button").first.click()  # all languages
    window.get_by_role("searchbox").fill(search)
    window.locator(".tile-choose").filter(has=page.get_by_text(name, exact=True)).click()
    expect(window).to_be_hidden()


def offered(page: Page) -> list[str]:
    """Returns the names of the options that are on the page."""
    if page.locator(".adjust > summary").count() == 0:
        return []
    page.locator(".adjust > summary").click()
    names: list[str] = page.locator(".option").evaluate_all("all => all.map((each) => each.dataset.option)")
    page.locator(".adjust > summary").click()
    return names


def speak(home: Visit) -> dict[str, str]:
    """Speaks and hears, and returns the headers of the answer."""
    home.page.set_default_timeout(300_000)  # an engine is loaded meanwhile
    home.page.locator("#text").fill(TEXT)
    with home.page.expect_response("**/v1/tts/synth") as answer:
        home.page.locator("#speak").click()
    assert answer.value.status == 200, answer.value.text()
    assert home.wait_for_speech() > 0
    if home.page.locator("#stop").is_enabled():
        home.page.keyboard.press("Escape")
    return answer.value.headers


@pytest.mark.parametrize(("locale", "width"), [("en-US", 1280), ("pt-BR", 375)])
@pytest.mark.parametrize(
    ("search", "name", "voice", "engine"),
    [
        ("luis", "Luis Moray", "luis-moray", "xtts_v2"),
        ("heart", "Heart", "af_heart", "styletts2"),
        ("libritts", "LibriTTS", "libritts", "styletts2"),
        ("ljspeech", "LJSpeech", "ljspeech", "styletts2"),
        ("en-us", None, "en-us", "espeak"),
    ],
    ids=["xtts", "kokoro", "libritts", "ljspeech", "espeak"],
)
def test_a_voice_of_each_engine_is_chosen_has_its_options_and_speaks(
    visit: Visitor, search: str, name: str | None, voice: str, engine: str, locale: str, width: int
) -> None:
    home = visit("/", locale=locale, viewport={"width": width, "height": 720})
    (told,) = (each for each in voices(home) if each["id"] == voice)
    choose(home.page, search, name or LANGUAGE_OF_VOICE[locale])
    assert sorted(offered(home.page)) == sorted(set(told["options"][engine]) - {"preset"})
    headers = speak(home)
    assert (headers["x-engine"], headers["x-voice"]) == (engine, voice)
    expect(home.page.locator(".clip")).to_have_count(1)


def voices(home: Visit) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = home.page.request.get(f"{home.url}/v1/voices?limit=1000").json()["voices"]
    return found


@pytest.mark.parametrize(("locale", "width"), [("en-US", 375), ("pt-BR", 1280)])
def test_a_voice_of_ones_own_is_added_from_a_file_and_speaks_by_each_engine_that_clones(
    visit: Visitor, recording: FilePayload, locale: str, width: int
) -> None:
    home = adding(visit, locale, width)
    home.page.locator("#choose-files").set_input_files(recording)
    speak_with_new_voice(home, f"Ana {width}")


def test_a_voice_of_ones_own_is_recorded_and_speaks_by_each_engine_that_clones(
    visit: Visitor, recording: FilePayload
) -> None:
    assert recording["buffer"], "the microphone hears nothing"
    home = adding(visit, "pt-BR", 375)
    home.page.get_by_role("button", name="Gravar", exact=True).click()
    home.page.wait_for_function("() => document.getElementById('recording-time').textContent >= '0:04'")
    home.page.get_by_role("button", name="Parar gravação").click()
    speak_with_new_voice(home, "Ana gravada")


def adding(visit: Visitor, locale: str, width: int) -> Visit:
    """The page of one's own voices with the form for a new one open."""
    home = open_voices(visit, locale)
    home.page.set_viewport_size({"width": width, "height": 720})
    if home.page.locator("#new-name").is_hidden():
        home.page.locator("#adding > summary").click()
    return home


def speak_with_new_voice(home: Visit, name: str) -> None:
    """Adds the voice whose recording is on the page, goes from its card to the desk, and speaks by both engines."""
    page = home.page
    page.locator("#new-name").fill(name)
    page.locator("#add-form").get_by_role("checkbox").check()
    page.locator("#add-form [type=submit]").click()
    card(page, name).locator("[data-action=speak]").click()
    expect(page.locator("#voice")).to_contain_text(name)
    (voice,) = (each for each in voices(home) if each["name"] == name)
    for engine, called in (("xtts_v2", "XTTS"), ("styletts2", "StyleTTS")):
        page.get_by_role("radio", name=called).click()
        assert sorted(offered(page)) == sorted(set(voice["options"][engine]) - {"preset"})
        headers = speak(home)
        assert (headers["x-engine"], headers["x-voice"]) == (engine, voice["id"])
