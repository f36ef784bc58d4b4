"""XTTS v2 gets the tokens of what the reading shows, and none of what it has not learned.

The true vocabulary lies beside the checkout where there is one.
"""

import pytest

from tests.shared import shared_file
from tests.text.reading.typed import NAMED, TYPED, Typed
from vozes.engines.spoken_text import SpokenText
from vozes.engines.xtts.tokenizer import XttsTokenizer
from vozes.types import ReadingOptions, SpeechRequest

UNKNOWN = 1


@pytest.fixture(scope="module")
def tokenizer() -> XttsTokenizer:
    return XttsTokenizer(shared_file("reference", "xtts_vocab.json"))


def tokens(tokenizer: XttsTokenizer, text: str, language: str, *, normalize: bool = True) -> list[int]:
    base = language.partition("-")[0]
    request = SpeechRequest(text, base, "any", reading=ReadingOptions(normalize=normalize))
    cleaned = [tokenizer.clean(block.text, base) for block in SpokenText(request).blocks()]
    assert not any(tokenizer.without_unknown(each)[1] for each in cleaned)
    return [token for each in cleaned for token in tokenizer.encode_cleaned(tokenizer.without_unknown(each)[0], base)]


@pytest.mark.parametrize("typed", TYPED, ids=[typed.text for typed in TYPED])
def test_it_has_a_token_for_everything(tokenizer: XttsTokenizer, typed: Typed) -> None:
    assert UNKNOWN not in tokens(tokenizer, typed.text, typed.language)


@pytest.mark.parametrize("typed", NAMED, ids=[typed.text for typed in NAMED])
def test_it_reads_what_is_said_of_it(tokenizer: XttsTokenizer, typed: Typed) -> None:
    assert tokens(tokenizer, typed.text, typed.language) == tokens(
        tokenizer, typed.spoken, typed.language, normalize=False
    )


def test_signs_without_a_token_are_left_out_and_told(tokenizer: XttsTokenizer) -> None:
    assert tokenizer.without_unknown("um \u27d0 dois \u0101") == ("um dois a", {"\u27d0"})
