"""The text that is spoken: the sentence and the word that are heard are lit, and a click goes on from there."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.player.conftest import Listener

pytestmark = pytest.mark.browser

TEXT = "😀 One two three four. Five six 😀 seven eight. Nine ten eleven twelve. " + "More words follow. " * 20
LIT = """() => {
  const text = (name) => document.querySelector(`.lit-${name}`)?.textContent;
  const { word, words, text: whole } = player.get();
  const points = [...whole];
  const span = words[word] && points.slice(words[word].textStart, words[word].textEnd).join("");
  return { heard: text("heard"), sentence: text("sentence"), word: text("word"), span };
}"""


def lit(listener: Listener) -> dict[str, Any]:
    found: dict[str, Any] = listener.page.evaluate(LIT)
    return found


def speaking(listener: Listener, condition: str) -> None:
    listener.speak(TEXT, engine="paced")
    listener.wait(condition)


def place_of(listener: Listener, word: str) -> tuple[float, float]:
    """Returns where a word first stands in the window."""
    x, y = listener.page.evaluate(
        """(word) => {
          const root = document.querySelector(".lit-text");
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(word);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at + 2);
            range.setEnd(node, at + 3);
            const { left, top, width, height } = range.getBoundingClientRect();
            return [left + width / 2, top + height / 2];
          }
        }""",
        word,
    )
    return x, y


def test_the_word_is_lit_in_its_sentence_whatever_signs_come_before(listener: Listener) -> None:
    speaking(listener, "state.sentences && state.ready > 3")
    listener.do("pause")
    listener.do("seek", 1.9)
    listener.page.wait_for_function("() => document.querySelector('.lit-word').textContent === 'six'")
    found = lit(listener)
    assert found["word"] == found["span"]
    assert found["sentence"] == "Five six 😀 seven eight."
    assert found["heard"] == "😀 One two three four. "
    whole = listener.page.locator(".lit-text").evaluate("(element) => element.textContent")
    assert whole == TEXT


def test_words_are_lit_when_they_are_heard(listener: Listener) -> None:
    listener.page.evaluate(
        """() => {
          globalThis.late = new Map();
          const look = () => {
            const { word, words } = player.get();
            const shown = document.querySelector(".lit-word")?.textContent;
            const { start, textStart, textEnd } = words[word] ?? {};
            const isShown = shown && shown === [...player.get().text].slice(textStart, textEnd).join("");
            if (isShown && !late.has(word)) late.set(word, player.position() - start);
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    speaking(listener, "now > 5")
    listener.do("stop")
    late = sorted(listener.page.evaluate("[...late.values()]"))
    assert len(late) > 10
    assert late[len(late) // 2] < 0.1


def test_a_click_on_a_word_goes_on_from_there(listener: Listener) -> None:
    speaking(listener, "state.sentences && state.ready > 5")
    listener.do("pause")
    listener.page.mouse.click(*place_of(listener, "seven"))
    state = listener.wait('state.phase === "speaking"')
    start = next(word["start"] for word in state["words"] if TEXT[word["textStart"] :].startswith("seven"))
    assert start <= listener.state()["now"] < start + 0.6
    assert lit(listener)["sentence"] == "Five six 😀 seven eight."
    listener.do("stop")


def test_a_word_that_is_still_being_made_offers_nothing_and_a_click_on_it_says_why(listener: Listener) -> None:
    listener.speak("I " * 100 + "\n\nAfterwards.", engine="paced")
    listener.wait("state.ready > now + 2")
    coming = listener.page.locator(".lit-coming").last
    expect(coming).to_have_text("Afterwards.")
    assert coming.evaluate("(element) => [getComputedStyle(element).cursor, element.title]") == ["default", ""]
    coming.scroll_into_view_if_needed()
    listener.page.mouse.click(*place_of(listener, "Afterwards"))
    expect(listener.page.locator(".player-line")).to_contain_text("That part is still being made")
    state = listener.state()
    assert state["now"] < state["ready"] - 1
    listener.do("stop")
    expect(listener.page.locator(".lit-coming")).to_have_count(0)
