"""Voices that are not installed are shown where they would be, with what installs them."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit, Visitor
from tests.browser.picker.conftest import open_voices, tile
from tests.live import running_server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server_url() -> Iterator[str]:
    """Of a server as it is after its installation: with eSpeak alone."""
    with running_server() as server:
        yield server.url


@pytest.fixture
def home(visit: Visitor) -> Visit:
    return visit("/", locale="pt-BR")


def test_kokoros_voices_are_shown_and_installed_from_there(home: Visit) -> None:
    page = home.page
    catalog: dict[str, Any] = page.request.get(f"{home.url}/v1/models/catalog").json()
    kokoro = next(model for model in catalog["models"] if model["id"] == "kokoro")
    asked: list[Any] = []

    def begin(route: Route) -> None:
        asked.append(route.request.post_data_json)
        kokoro["state"] = "pulling"
        kokoro["pull"] = {
            "state": "running", "stage": "download", "bytes_done": 42, "bytes_total": 100, "seconds_left": 9,
            "message": None,
        }  # fmt: skip
        route.fulfill(status=202, json=kokoro)

    page.route("**/v1/models/catalog", lambda route: route.fulfill(json=catalog))
    page.route("**/v1/models/kokoro/pull", begin)
    window = open_voices(page)
    section = window.get_by_role("region", name="Com Kokoro")
    expect(section).to_contain_text("355 MB")
    tile(page, "pf_dora").click()
    expect(section.get_by_role("button", name="Instalar o Kokoro")).to_be_focused()
    page.keyboard.press("Enter")
    expect(section.get_by_role("progressbar", name="Instalando Kokoro")).to_have_attribute("value", "0.42")
    expect(section).to_contain_text("42%")
    expect(section.get_by_role("button", name="Cancelar: Kokoro")).to_be_visible()
    assert asked == [{"accept_license": False}]


def test_a_voice_that_is_not_installed_can_be_heard_where_there_is_a_recording(home: Visit) -> None:
    window = open_voices(home.page)
    with home.page.expect_response("**/ui/samples/dora.webm") as answer:
        window.get_by_role("button", name="Ouvir Dora").click()
    assert answer.value.ok
    expect(window.locator(".tile[data-voice='pm_alex'] .sample")).to_have_count(0)


def test_a_licence_that_has_to_be_accepted_leads_to_the_page_of_engines(home: Visit) -> None:
    window = open_voices(home.page)
    section = window.get_by_role("region", name="Com XTTS v2")
    expect(section).to_contain_text("exige aceitar a licença")
    expect(section.get_by_role("link", name="Instalar o XTTS v2")).to_have_attribute("href", "engines#xtts_v2")
    section.get_by_role("button", name="Mostrar 58 vozes").click()
    expect(section.locator(".tile").nth(5)).to_be_attached()


def test_the_robotic_voice_of_the_language_can_be_chosen_meanwhile(home: Visit) -> None:
    window = open_voices(home.page)
    tile(home.page, "pt-br").click()
    expect(window).to_be_hidden()
    expect(home.page.locator("#voice")).to_contain_text("Português (Brasil)")


def test_whoever_may_not_install_is_told_why(home: Visit) -> None:
    catalog = home.page.request.get(f"{home.url}/v1/models/catalog").json() | {"may_change": False}
    home.page.route("**/v1/models/catalog", lambda route: route.fulfill(json=catalog))
    home.page.reload()
    section = open_voices(home.page).get_by_role("region", name="Com Kokoro")
    expect(section).to_contain_text("no próprio computador do servidor")
    expect(section.get_by_role("button", name="Instalar o Kokoro")).to_have_count(0)
