"""The page that speaks of a server with natural voices and robotic ones, and the window with all voices."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, Visitor
from tests.live import running_server, wait_for

Opener = Callable[..., Visit]

PORTUGUESE = "Bom dia, tudo bem com você? Hoje faz sol em Lisboa."
ENGLISH = "Good morning, how are you today? The sun is shining."


@pytest.fixture(scope="package")
def server_url() -> Iterator[str]:
    with running_server("--default-engine", "auto", command=("-m", "tests.browser.picker.picker_server")) as server:
        wait_for(lambda: server.get_json("/v1/monitor/info")["current_engine"] == "natural")
        yield server.url


@pytest.fixture
def speaking(visit: Visitor) -> Opener:
    """Opens the page that speaks with a text on it, at some width; `path` may name a voice."""

    def open_page(locale: str = "en-US", *, text: str = ENGLISH, width: int = 1280, path: str = "/") -> Visit:
        opened = visit(path, locale=locale, viewport={"width": width, "height": 760})
        opened.page.locator("#text").fill(text)
        return opened

    return open_page


def pill(page: Page) -> Locator:
    return page.locator("#voice")


def open_voices(page: Page) -> Locator:
    """Opens the window with the voices, once there are some."""
    pill(page).click()
    window = page.get_by_role("dialog")
    expect(window.locator(".tile").nth(2)).to_be_visible()
    return window


def tile(page: Page, voice: str) -> Locator:
    """The button that chooses a voice, by its id; `` of the automatic choice."""
    return page.locator(f".tile[data-voice='{voice}'] .tile-choose")


def choose(page: Page, voice: str) -> None:
    window = open_voices(page)
    window.locator(".chips").first.get_by_role("button").first.click()  # all languages
    window.get_by_role("searchbox").fill(voice)
    tile(page, voice).click()
    expect(window).to_be_hidden()


def asked(page: Page) -> dict[str, Any]:
    """What the server is asked to speak once Speak is pressed; nobody answers."""
    page.route("**/v1/tts/synth", lambda route: None)
    with page.expect_request("**/v1/tts/synth") as sent:
        page.locator("#speak").click()
    body = sent.value.post_data_json
    assert isinstance(body, dict)
    return body
