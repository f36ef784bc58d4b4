"""Plain text with single elements of SSML in it."""

import pytest

from tests.text.markup.reading import check_spans, told
from vozes.text.markup.parsing import parse
from vozes.text.markup.passages import Markup, Script


def inline(text: str) -> Script:
    script = parse(text, Markup.INLINE)
    check_spans(script, text)
    return script


@pytest.mark.parametrize(
    ("element", "seconds"),
    [
        ('<break time="1.5s" />', 1.5),
        ("<break time='500ms'/>", 0.5),
        ('<BREAK TIME="1s">', 1.0),
        ('<break time="1s"></break>', 1.0),
        ('<break strength="strong"/>', 0.8),
        ("<break/>", 0.5),
    ],
)
def test_a_break_is_a_pause(element: str, seconds: float) -> None:
    assert told(inline(f"um {element} dois")) == ["um ", seconds, " dois"]


def test_a_break_that_says_nothing_is_told() -> None:
    script = inline('um <break time="long"/> dois')
    assert len(told(script)) == 3
    assert "time" in script.warnings[0]


def test_a_phoneme_says_how_its_word_sounds() -> None:
    script = inline('um <phoneme alphabet="ipa" ph="tomɐto">tomate</phoneme>!')
    assert told(script) == ["um ", ("tomate", {"phoneme": "tomɐto"}), "!"]


def test_a_phoneme_in_another_alphabet_leaves_its_word_and_is_told() -> None:
    script = inline('<phoneme alphabet="cmu-arpabet" ph="M AE1">mad</phoneme> man')
    assert told(script) == ["mad", " man"]
    assert "alphabet" in script.warnings[0]


@pytest.mark.parametrize("text", ["a < b > c", "<b>bold</b>", "<breakfast>", "<phoneme>", "<break", "5 <3 you & me"])
def test_all_else_is_text(text: str) -> None:
    script = inline(text)
    assert told(script) == [text]
    assert script.warnings == ()


def test_what_begins_with_speak_is_ssml() -> None:
    assert told(inline('<speak>um<break time="1s"/>dois &amp; três</speak>')) == ["um", 1.0, "dois & três"]


def test_a_long_text_of_open_elements_is_read_at_once() -> None:
    assert len(told(inline("<phoneme x " * 20_000))) == 1
