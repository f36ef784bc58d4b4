"""Kokoro gets the symbols of what the reading shows, and has one for each."""

import pytest

from tests.engines.styletts2.checkpoints import SYMBOLS
from tests.text.reading.typed import NAMED, TYPED, Typed
from vozes.engines.spoken_text import SpokenText
from vozes.engines.styletts2.phonemizing import KOKORO_NOTATION, SymbolEncoder
from vozes.types import ReadingOptions, SpeechRequest

KOKORO = SymbolEncoder(SYMBOLS, KOKORO_NOTATION)


def symbols(text: str, language: str, *, normalize: bool = True) -> tuple[list[int], dict[str, int]]:
    """The symbols of all blocks of a text, and those that Kokoro lacks."""
    request = SpeechRequest(text, language, "any", reading=ReadingOptions(normalize=normalize))
    encoded = [KOKORO.encode(block.text, language) for block in SpokenText(request, knows_ipa=True).blocks()]
    omitted = {sign: count for one in encoded for sign, count in one.omitted.items()}
    return [each for one in encoded for each in one.ids], omitted


@pytest.mark.parametrize("typed", TYPED, ids=[typed.text for typed in TYPED])
def test_it_has_a_symbol_for_every_sound(typed: Typed) -> None:
    heard, omitted = symbols(typed.text, typed.language)
    assert heard
    assert not omitted


@pytest.mark.parametrize("typed", NAMED, ids=[typed.text for typed in NAMED])
def test_it_sounds_like_what_is_said_of_it(typed: Typed) -> None:
    assert symbols(typed.text, typed.language) == symbols(typed.spoken, typed.language, normalize=False)
