"""Words of one's own are added, heard, changed, searched and removed on the page of the engines."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, Locator, Page, expect

from tests.browser.chromium import Chromium
from tests.browser.engines.conftest import Opener

pytestmark = pytest.mark.browser


class Words:
    """The lexicon, by the API."""

    def __init__(self, api: APIRequestContext):
        self._api = api

    def put(self, *entries: dict[str, Any]) -> None:
        self._api.put("/v1/lexicon", data={"entries": list(entries), "mode": "replace"})

    def all(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self._api.get("/v1/lexicon").json()["entries"]
        return listed


@pytest.fixture
def words(chromium: Chromium, server_url: str) -> Iterator[Words]:
    """None when a test begins, and none are left."""
    with chromium.requests(server_url) as api:
        words = Words(api)
        yield words
        words.put()


def word(page: Page, text: str) -> Locator:
    return page.locator(".word").filter(has_text=text)


@pytest.mark.parametrize("width", [375, 1280])
def test_a_word_is_added_by_its_spelling_and_changed_to_its_sounds(
    engines_page: Opener, words: Words, width: int
) -> None:
    page = engines_page(width=width).page
    expect(page.locator("#lexicon")).to_contain_text("No words yet.")
    page.get_by_role("button", name="Add a word").click()
    page.get_by_label("Word", exact=True).fill("gif")
    expect(page.locator("#word-language")).to_have_value("en")
    expect(page.locator(".heard-by")).to_have_text("Heard here in English (United States), by eSpeak NG.")
    page.locator("#word-language").select_option("en-us")
    page.get_by_label("Is said as").fill("jiff")
    page.get_by_role("button", name="Save").click()
    expect(word(page, "gif")).to_contain_text("English (United States)")
    expect(page.locator("#lexicon .said")).to_have_text("“gif” was saved.")
    assert words.all() == [{"word": "gif", "language": "en-us", "respelling": "jiff"}]

    page.get_by_role("button", name="Edit “gif”").click()
    page.get_by_label("In phonetic symbols").check()
    page.get_by_label("Its sounds").fill("ˈɡɪf")
    page.get_by_label("Match case").check()
    page.get_by_role("button", name="Save").click()
    expect(word(page, "gif")).to_contain_text("/ˈɡɪf/")
    expect(page.locator(".word")).to_have_count(1)
    assert words.all() == [{"word": "gif", "language": "en-us", "ipa": "ˈɡɪf", "case_sensitive": True}]


def test_what_is_wrong_is_told_in_words(engines_page: Opener, words: Words) -> None:
    opened = engines_page(locale="pt-BR")
    page = opened.page
    page.get_by_role("button", name="Adicionar palavra").click()
    form = page.locator(".word-form")
    form.get_by_role("button", name="Salvar").click()
    expect(form.get_by_role("alert")).to_have_text("Escreva a palavra primeiro.")
    page.locator("#word").fill("Nexus")
    form.get_by_role("button", name="Salvar").click()
    expect(form.get_by_role("alert")).to_have_text("Escreva como ela é dita.")
    form.get_by_label("Em símbolos fonéticos").check()
    page.locator("#saying").fill("12345")
    form.get_by_role("button", name="Salvar").click()
    expect(form.get_by_role("alert")).to_contain_text("O servidor não aceita isto.")
    expect(form.get_by_role("alert")).to_contain_text("Nexus")
    assert words.all() == []
    assert "422" in opened.problems.pop()


def test_a_word_is_heard_with_and_without_its_entry(engines_page: Opener, words: Words) -> None:
    words.put({"word": "gif", "language": "en-us", "respelling": "jiff"})
    page = engines_page().page
    for name, said in (("Hear before", "gif"), ("Hear after", "jiff")):
        button = word(page, "gif").get_by_role("button", name=name, exact=True)
        button.evaluate("""button => {
          window.shown = [];
          new MutationObserver(() => window.shown.push(button.textContent)).observe(button, { childList: true });
        }""")
        with page.expect_request("**/v1/tts/synth") as asked:
            button.click()
        page.wait_for_function("name => window.shown.at(-1) === name", arg=name)  # at its end
        assert page.evaluate("() => window.shown") == ["Preparing…", "Stop", name]
        assert asked.value.post_data_json == {
            "text": "gif", "language": "en-us", "format": "wav",
            "lexicon": [{"word": "gif", "language": "en-us", "respelling": said, "case_sensitive": False}],
        }  # fmt: skip


def test_one_that_is_removed_can_be_brought_back(engines_page: Opener, words: Words) -> None:
    entry = {"word": "mouse", "language": "pt-br", "respelling": "mause"}
    words.put(entry)
    page = engines_page().page
    page.get_by_role("button", name="Remove “mouse”").click()
    expect(page.locator(".word")).to_have_count(0)
    assert words.all() == []
    page.locator("#lexicon").get_by_role("button", name="Undo").click()
    expect(word(page, "mouse")).to_be_visible()
    assert words.all() == [entry]


def test_many_are_searched_by_word_and_by_saying(engines_page: Opener, words: Words) -> None:
    words.put(*({"word": f"name{number}", "respelling": f"said {number}"} for number in range(30)))
    page = engines_page().page
    expect(page.locator(".word")).to_have_count(12)
    page.get_by_label("Search the words").fill("SAID 2")
    expect(page.locator("#lexicon")).to_contain_text("11 words found")
    expect(page.locator(".word")).to_have_count(11)
