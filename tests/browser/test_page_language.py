"""The page is in the language of its reader."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("locale", "language", "speak"),
    [("pt-BR", "pt-BR", "Falar"), ("pt-PT", "pt-BR", "Falar"), ("en-GB", "en", "Speak"), ("fr-FR", "en", "Speak")],
)
def test_the_page_follows_the_browser(visit: Visitor, locale: str, language: str, speak: str) -> None:
    page = visit("/", locale=locale).page
    expect(page.get_by_role("button", name=speak)).to_be_visible()
    assert page.locator("html").get_attribute("lang") == language


def test_names_of_languages_are_in_the_language_of_the_page(visit: Visitor) -> None:
    page = visit("/", locale="pt-BR").page
    expect(page.locator("#language option[value='pt-br']")).to_have_text("Português (Brasil)")
    page.get_by_label("Idioma da página").select_option("en")
    expect(page.locator("#language option[value='pt-br']")).to_have_text("Portuguese (Brazil)")


def test_a_choice_of_language_outlives_the_visit(visit: Visitor) -> None:
    page = visit("/", locale="en-US").page
    page.get_by_label("Page language").select_option("pt-BR")
    expect(page.get_by_role("button", name="Falar")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Falar")).to_be_visible()
    expect(page.get_by_label("Idioma da página")).to_have_value("pt-BR")
    assert page.locator("html").get_attribute("lang") == "pt-BR"


def test_every_text_exists_in_each_language(visit: Visitor) -> None:
    page = visit("/").page
    english, portuguese = (
        page.evaluate(f"async () => Object.values(await import('/ui/strings/{language}.js'))[0]")
        for language in ("en", "pt-BR")
    )
    assert set(english) == set(portuguese)
    assert all(text.strip() for text in (*english.values(), *portuguese.values()))


def test_what_a_key_may_not_do_is_told_in_the_language_of_the_page(visit: Visitor) -> None:
    opened = visit("/", locale="pt-BR")
    error = {"message": "In English.", "type": "busy", "param": None, "code": "daily_limit", "request_id": "req_1"}
    opened.page.route("**/v1/tts/synth", lambda route: route.fulfill(status=429, json={"error": error}))
    opened.page.locator("#text").fill("Olá!")
    opened.page.locator("#speak").click()
    expect(opened.page.locator("#error .problem")).to_contain_text("Restam poucos caracteres a esta chave hoje.")
    opened.problems.clear()
