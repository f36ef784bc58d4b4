"""eSpeak NG says what the reading shows, whatever it would make of the text by itself."""

import pytest

from tests.engines.espeak.conftest import Speak, seconds_of
from tests.text.reading.typed import NAMED, TYPED, Typed
from vozes.text.reading.words import read


@pytest.mark.parametrize("typed", NAMED, ids=[typed.text for typed in NAMED])
def test_it_takes_as_long_as_what_is_said_of_it(speak: Speak, typed: Typed) -> None:
    heard, expected = (seconds_of(speak(text, typed.language)) for text in (typed.text, typed.spoken))
    assert 0.98 * expected < heard < 1.15 * expected  # the end of a page is a longer pause than that of a sentence


@pytest.mark.parametrize("typed", TYPED, ids=[typed.text for typed in TYPED])
def test_its_words_have_the_spans_of_the_reading(speak: Speak, typed: Typed) -> None:
    words = [word for sentence in read(typed.text, typed.language).sentences for word in sentence.words]
    shown = {(word.text_start, word.text_end) for word in words}
    heard = {(word.text_start, word.text_end) for chunk in speak(typed.text, typed.language) for word in chunk.words}
    assert {min(start for start, _ in shown), max(end for _, end in shown)} == {
        min(start for start, _ in heard),
        max(end for _, end in heard),
    }


def test_lines_without_full_stops_have_pauses_between_them(speak: Speak) -> None:
    assert seconds_of(speak("Leite\nPão\nQueijo")) > 1.15 * seconds_of(speak("Leite Pão Queijo"))
