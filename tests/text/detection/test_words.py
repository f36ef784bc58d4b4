import pytest

from vozes.text.detection.evidence import evidence_of
from vozes.text.detection.letters import LANGUAGES_OF_LETTERS
from vozes.text.detection.words import LANGUAGES_OF_WORDS, LISTED


def test_every_listed_word_is_found_in_a_text() -> None:
    lost = [word for word, languages in LANGUAGES_OF_WORDS.items() if set(languages) - evidence_of(word).keys()]
    assert lost == []


def test_no_language_lists_a_word_twice() -> None:
    assert [word for word, languages in LANGUAGES_OF_WORDS.items() if len(set(languages)) < len(languages)] == []


def test_a_telling_letter_is_one_of_the_small_ones() -> None:
    assert [letter for letter in LANGUAGES_OF_LETTERS if letter != letter.lower() or letter in "abcdefghijklm"] == []


@pytest.mark.parametrize("language", ["pt", "en", "es", "fr", "de", "it", "ru", "uk", "hr"])
def test_a_language_has_words(language: str) -> None:
    assert language in LISTED


@pytest.mark.parametrize("text", ["'hello'", "‘hello’", "HELLO!", "hello,hello"])
def test_quotation_marks_and_case_are_no_part_of_a_word(text: str) -> None:
    assert evidence_of(text) == evidence_of("hello")
