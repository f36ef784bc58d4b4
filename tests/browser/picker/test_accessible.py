"""The voices serve every reader: at any width, in both languages, light and dark, and with a screen reader."""

import pytest

from tests.browser.axe import assert_accessible
from tests.browser.picker.conftest import ENGLISH, PORTUGUESE, Opener, choose, open_voices, tile

pytestmark = pytest.mark.browser

STATES = ["closed", "open", "mixing", "nothing", "options", "hint"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("locale", "width", "scheme"), [("en-US", 1280, "light"), ("pt-BR", 375, "dark")])
def test_axe_finds_nothing(speaking: Opener, locale: str, width: int, scheme: str, state: str) -> None:
    page = speaking(locale, text=PORTUGUESE, width=width).page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    if state == "options":
        choose(page, "libritts")
        page.locator(".adjust > summary").click()
    elif state == "hint":
        choose(page, "af_heart")
        page.locator(".language-hint .note").wait_for()
    elif state != "closed":
        window = open_voices(page)
        if state == "mixing":
            window.locator(".mix-chip").click()
            tile(page, "pf_dora").click()
            tile(page, "pm_alex").click()
        if state == "nothing":
            window.get_by_role("searchbox").fill("zzz")
    parts = [".voice-pill", ".voice-options", ".language-hint", "dialog.picker"]
    for part in parts:
        if page.locator(part).count() and page.locator(part).is_visible():
            assert_accessible(page, within=part)


@pytest.mark.parametrize("locale", ["en-US", "pt-BR"])
@pytest.mark.parametrize("width", [320, 375, 1600])
def test_nothing_sticks_out_and_fingers_hit_what_they_mean(speaking: Opener, locale: str, width: int) -> None:
    page = speaking(locale, text=ENGLISH, width=width).page
    window = open_voices(page)
    window.locator(".mix-chip").click()
    tile(page, "af_heart").click()
    tile(page, "am_michael").click()
    wide = "(list) => [list.scrollWidth, list.clientWidth]"
    for part in (".picker-content", ".picker-list", ".mixing"):
        needed, given = window.locator(part).evaluate(wide)
        assert needed <= given, part
    sizes = window.locator("button:visible, select:visible, input:visible").evaluate_all(
        "all => all.map((each) => [each.className, each.getBoundingClientRect()])"
        ".filter(([, box]) => Math.min(box.width, box.height) < 43.5).map(([name]) => name)"
    )
    assert sizes == []
