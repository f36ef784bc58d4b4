"""Two voices are mixed by a slider, heard, and spoken with."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.picker.conftest import PORTUGUESE, Opener, asked, choose, open_voices, pill, tile

pytestmark = pytest.mark.browser


def start(page: Page) -> Locator:
    window = open_voices(page)
    window.locator(".mix-chip").click()
    return window


@pytest.mark.parametrize(
    ("locale", "width", "use", "shares", "facts"),
    [
        ("en-US", 1280, "Use this mixture", "Dora 70%, Alex 30%", "70% / 30% · Portuguese (Brazil)"),
        ("pt-BR", 375, "Usar esta mistura", "Dora 70%, Alex 30%", "70% / 30% · português (Brasil)"),
    ],
)
def test_a_mixture_is_heard_and_speaks(
    speaking: Opener, locale: str, width: int, use: str, shares: str, facts: str
) -> None:
    page = speaking(locale, text=PORTUGUESE, width=width).page
    window = start(page)
    tile(page, "pf_dora").click()
    tile(page, "pm_alex").click()
    slider = window.get_by_role("slider")
    slider.fill("30")
    expect(slider).to_have_attribute("aria-valuetext", shares)
    with page.expect_response("**/preview?engine=natural") as answer:
        window.locator(".mixing .sample").click()
    assert answer.value.headers["x-voice"] == "pf_dora:0.7+pm_alex:0.3"
    window.get_by_role("button", name=use).click()
    expect(pill(page)).to_contain_text("Dora + Alex")
    expect(pill(page)).to_contain_text(facts)
    body = asked(page)
    assert (body["voice"], body["engine"]) == ("pf_dora:0.7+pm_alex:0.3", "natural")
    page.reload()
    expect(pill(page)).to_contain_text("Dora + Alex")


def test_only_voices_that_can_be_mixed_are_offered(speaking: Opener) -> None:
    page = speaking(text=PORTUGUESE).page
    window = start(page)
    expect(tile(page, "pf_dora")).to_be_visible()
    expect(tile(page, "pt-br")).to_have_count(0)
    expect(tile(page, "libritts")).to_be_visible()
    tile(page, "pf_dora").click()
    expect(tile(page, "libritts")).to_have_count(0)
    expect(window.get_by_role("button", name="Use this mixture")).to_be_disabled()
    tile(page, "pm_alex").click()
    expect(window.get_by_role("button", name="Use this mixture")).to_be_enabled()
    window.get_by_role("button", name="Take out Dora").click()
    expect(window.locator(".mixing-part")).to_contain_text(["Alex", "Choose below"])


def test_a_mixture_can_be_changed_later_and_begins_with_the_chosen_voice(speaking: Opener) -> None:
    page = speaking(text=PORTUGUESE).page
    choose(page, "pm_alex")
    window = start(page)
    expect(window.locator(".mixing-part")).to_contain_text(["Alex", "Choose below"])
    tile(page, "pf_dora").click()
    window.get_by_role("slider").fill("80")
    window.get_by_role("button", name="Use this mixture").click()
    assert asked(page)["voice"] == "pf_dora:0.8+pm_alex:0.2"
    window = start(page)
    expect(window.locator(".mixing-part")).to_contain_text(["Dora", "Alex"])
    expect(window.get_by_role("slider")).to_have_value("20")


def test_the_slider_fills_neither_side(speaking: Opener) -> None:
    """A share that grows to the right would else be filled from the side of the other voice."""
    page = speaking(text=PORTUGUESE).page
    window = start(page)
    tile(page, "pf_dora").click()
    tile(page, "pm_alex").click()
    slider = window.get_by_role("slider")
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2 - 1
    pictures = []
    for share in ("30", "80"):
        slider.fill(share)
        pictures += [
            page.screenshot(clip={"x": x, "y": middle, "width": 40, "height": 2})
            for x in (box["x"] + 6, box["x"] + box["width"] - 46)
        ]
    assert len(set(pictures)) == 1
