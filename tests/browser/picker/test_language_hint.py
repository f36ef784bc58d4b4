"""Where the chosen voice does not speak the language of the text, the page says so and offers one that does."""

import pytest
from playwright.sync_api import expect

from tests.browser.picker.conftest import ENGLISH, PORTUGUESE, Opener, asked, choose, pill

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("locale", "hint", "switch"),
    [
        ("en-US", "This text looks like English, which Dora does not speak.", "Switch to Heart"),
        ("pt-BR", "Este texto parece estar em inglês, que Dora não fala.", "Trocar para Heart"),
    ],
)
def test_a_voice_that_does_not_speak_the_texts_language_can_be_exchanged(
    speaking: Opener, locale: str, hint: str, switch: str
) -> None:
    page = speaking(locale, text=ENGLISH).page
    choose(page, "pf_dora")
    expect(page.locator(".language-hint")).to_contain_text(hint)
    page.get_by_role("button", name=switch).click()
    expect(page.locator(".language-hint")).to_be_empty()
    expect(pill(page)).to_contain_text("Heart")
    assert asked(page)["voice"] == "af_heart"


def test_the_hint_goes_with_the_text_that_caused_it(speaking: Opener) -> None:
    page = speaking(text=ENGLISH).page
    choose(page, "pf_dora")
    expect(page.locator(".language-hint")).to_contain_text("looks like English")
    page.locator("#text").fill(PORTUGUESE)
    expect(page.locator(".language-hint")).to_be_empty()


def test_a_hint_that_is_not_wanted_stays_away(speaking: Opener) -> None:
    page = speaking(text=ENGLISH).page
    choose(page, "pf_dora")
    page.get_by_role("button", name="Leave it").click()
    expect(page.locator(".language-hint")).to_be_empty()
    page.locator("#text").fill(ENGLISH + " I hope that you slept well.")
    with page.expect_response("**/v1/text/speaker"):
        pass
    expect(page.locator(".language-hint")).to_be_empty()
    assert asked(page)["voice"] == "pf_dora"


def test_a_language_that_was_named_and_the_voice_lacks_is_told(speaking: Opener) -> None:
    page = speaking(text=PORTUGUESE).page
    choose(page, "pf_dora")
    page.locator("#language").select_option("es")
    expect(page.locator(".language-hint")).to_contain_text("Dora does not speak Spanish.")
    page.get_by_role("button", name="Any language").click()
    expect(page.locator(".language-hint")).to_be_empty()
    assert asked(page)["language"] == "auto"


def test_a_few_letters_are_no_language(speaking: Opener) -> None:
    page = speaking(text=ENGLISH).page
    choose(page, "pf_dora")
    expect(page.locator(".language-hint")).to_contain_text("looks like English")
    page.locator("#text").fill("Ok")
    expect(page.locator(".language-hint")).to_be_empty()
