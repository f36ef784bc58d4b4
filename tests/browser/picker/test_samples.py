"""A voice is heard before it is chosen: at a touch, one at a time; what goes wrong is said in words."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.picker.conftest import PORTUGUESE, Opener, open_voices, tile

pytestmark = pytest.mark.browser


def press(page: Page, name: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize(("locale", "hear", "stop"), [("pt-BR", "Ouvir", "Parar"), ("en-US", "Hear", "Stop")])
def test_a_sample_plays_and_ends_by_itself(speaking: Opener, locale: str, hear: str, stop: str) -> None:
    page = speaking(locale, text=PORTUGUESE).page
    window = open_voices(page)
    with page.expect_response("**/v1/voices/pt-br/preview") as answer:
        window.locator(".tile[data-voice='pt-br'] .sample").press("Enter")
    assert answer.value.headers["content-type"] == "audio/mpeg"
    expect(window.locator(".sample[data-phase='playing']")).to_have_accessible_name(
        f"{stop} Português (Brasil)" if locale == "pt-BR" else f"{stop} Portuguese (Brazil)"
    )
    expect(window.locator(".sample:not([data-phase='idle'])")).to_have_count(0)
    expect(window).to_be_visible()


def test_one_sample_silences_another_and_the_same_button_stops_it(speaking: Opener) -> None:
    page = speaking(text=PORTUGUESE).page
    page.route("**/preview", lambda route: None)
    open_voices(page)
    press(page, "Hear Dora")
    expect(page.get_by_role("button", name="Preparing Dora… Stop")).to_be_visible()
    with page.expect_event("requestfailed") as cancelled:
        press(page, "Hear Alex")
    assert "pf_dora" in cancelled.value.url
    expect(page.get_by_role("dialog").get_by_role("button", name="Hear Dora", exact=True)).to_be_visible()
    press(page, "Preparing Alex… Stop")
    expect(page.locator(".sample:not([data-phase='idle'])")).to_have_count(0)


def test_closing_the_window_silences_it(speaking: Opener) -> None:
    page = speaking(text=PORTUGUESE).page
    page.route("**/preview", lambda route: None)
    open_voices(page)
    press(page, "Hear Dora")
    with page.expect_event("requestfailed"):
        page.keyboard.press("Escape")


def test_a_sample_that_fails_is_told_above_the_tiles(speaking: Opener) -> None:
    home = speaking(text=PORTUGUESE)
    error = {"code": "queue_full", "message": "Busy.", "param": None, "request_id": "1"}
    home.page.route("**/preview", lambda route: route.fulfill(status=429, json={"error": error}))
    window = open_voices(home.page)
    press(home.page, "Hear Dora")
    expect(window.get_by_role("alert").filter(has_text="busy")).to_be_visible()
    expect(tile(home.page, "pf_dora")).to_be_visible()
    assert "429" in home.problems.pop()
