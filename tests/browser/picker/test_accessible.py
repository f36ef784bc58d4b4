"""The voices serve every reader: at any width and in both languages."""

import pytest

from tests.browser.picker.conftest import ENGLISH, Opener, open_voices, tile

pytestmark = pytest.mark.browser


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
