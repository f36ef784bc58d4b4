"""Words that have sounds of their own are said so, and all others as ever."""

import pytest

from tests.engines.styletts2.checkpoints import SYMBOLS
from vozes.engines.styletts2.phonemizing import KOKORO_NOTATION, SymbolEncoder
from vozes.engines.styletts2.symbols import Encoded
from vozes.text.reading.pinning import with_sounds

KOKORO = SymbolEncoder(SYMBOLS, KOKORO_NOTATION)
SIGNS = {number: sign for sign, number in SYMBOLS.items()}


def signs(encoded: Encoded) -> str:
    return "".join(SIGNS[number] for number in encoded.ids)


@pytest.mark.parametrize(
    ("language", "before", "after"), [("en-us", "I like the", "a lot."), ("pt-br", "Eu gosto de", "muito.")]
)
def test_its_sounds_stand_in_place_of_the_word(language: str, before: str, after: str) -> None:
    plain = signs(KOKORO.encode(f"{before} Zorp {after}", language))
    told = signs(KOKORO.encode(f"{before} {with_sounds('Zorp', 'mˈimi')} {after}", language))
    start = next(place for place, (one, other) in enumerate(zip(plain, told, strict=False)) if one != other)
    assert told[:start].split() == plain[:start].split()
    assert "mˈimi" in told
    assert told.endswith(plain[-6:])


def test_the_words_around_it_have_their_places() -> None:
    text = f"Call {with_sounds('Zorp', 'mˈimi')} now."
    words = KOKORO.encode(text, "en-us").words
    assert [text[word.text_start : word.text_end] for word in words] == ["Call", with_sounds("Zorp", "mˈimi"), "now"]


def test_affricates_and_diphthongs_are_written_as_the_model_knows_them() -> None:
    assert "ʧ" in signs(KOKORO.encode(with_sounds("x", "tʃˈeɪn"), "en-us"))


def test_signs_without_a_sound_of_their_own_may_have_one() -> None:
    assert "mˈimi" in signs(KOKORO.encode(f"I {with_sounds('♥', 'mˈimi')} you.", "en-us"))
