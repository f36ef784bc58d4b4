"""Kokoro reads what it learned: our symbols beside those that its published pipeline made of the same sentences."""

import jiwer
import pytest

from tests.engines.styletts2.published import LANGUAGES, published
from tests.text.phonemes.ipa_line import ipa_line
from vozes.engines.styletts2.phonemizing import read_for_kokoro

AS_ESPEAK_SAYS = ("pt-br", "es", "fr-fr", "it", "hi")
ENGLISH = ("en-us", "en-gb")
MOST_DIFFERING_SYMBOLS = 0.02
"""Of all in English: parts of speech are guessed, and not always as the published pipeline guesses them."""


@pytest.mark.parametrize("language", AS_ESPEAK_SAYS)
def test_every_symbol_is_the_published_one(language: str) -> None:
    ours = {sentence: ipa_line(read_for_kokoro(sentence, language)) for sentence, _ in published(language)}
    assert ours == dict(published(language))


@pytest.mark.parametrize("language", ENGLISH)
def test_nearly_every_english_symbol_is_the_published_one(language: str) -> None:
    ours = [ipa_line(read_for_kokoro(sentence, language)) for sentence, _ in published(language)]
    assert jiwer.cer([symbols for _, symbols in published(language)], ours) <= MOST_DIFFERING_SYMBOLS


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_sentences(language: str) -> None:
    assert len(dict(published(language))) >= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_symbol_knows_its_word(language: str) -> None:
    """Words come in order, none overlaps another, and every letter and digit of the sentence is in one."""
    for sentence, _ in published(language):
        spans = dict.fromkeys((group.start, group.end) for group in read_for_kokoro(sentence, language).groups)
        assert "".join(sentence[start:end] for start, end in spans) == "".join(sentence.split())


def test_signs_that_the_published_pipeline_does_not_know_as_marks_are_read_as_it_reads_them() -> None:
    text = "Ele veio - e foi. Ele veio – e foi. Um -- dois. [a] {b} ‘aspas’ d’água... e?! «Fim»"
    symbols = "ˌely vˈAʊ i foɪ. ˌely vˈAʊ i foɪ. ũŋ dˈoɪs. [ˈa] {bˈe} ˈaspæz dˈaɡwæ... ˈɛ?! “fˈiŋ”"
    assert ipa_line(read_for_kokoro(text, "pt-br")) == symbols
