"""Speech from the API is understood, word by word, by a recogniser that had to choose among words much like it."""

from itertools import starmap

import numpy as np
import pytest

from tests.live import running_server
from vozes.audio.wav import decode_wav
from vozes.types import Samples

pytest.importorskip("pocketsphinx", reason="the round trip needs the package pocketsphinx")
jiwer = pytest.importorskip("jiwer", reason="the round trip needs the package jiwer")

from tests.speech.recognizer import WORDS, Recognizer  # noqa: E402

_SENTENCES = tuple(
    "{verb} the {colour} {object} {preposition} the {place} {number}".format(
        **{
            name: words[(number * step) % len(words)]
            for step, (name, words) in zip((1, 2, 5, 1, 3, 5), WORDS.items(), strict=True)
        }
    )
    for number in range(24)
)
_MOST_ERRORS = 0.10
"""Of the words that had a choice. Measured, eSpeak NG 1.52: 0.028, four of 144 (grey, cap, paint, behind)."""

Sound = tuple[Samples, int]


@pytest.fixture(scope="module")
def spoken() -> list[Sound]:
    """Each sentence as the server speaks it."""
    sounds = []
    with running_server() as server:
        for sentence in _SENTENCES:
            status, _, body = server.synthesize(text=sentence, language="en-us", engine="espeak")
            assert status == 200
            sounds.append(decode_wav(body))
    return sounds


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer()


@pytest.fixture(scope="module")
def heard(spoken: list[Sound], recognizer: Recognizer) -> list[str | None]:
    return list(starmap(recognizer.hear, spoken))


def word_errors(said: list[str], heard: list[str | None]) -> float:
    """The word error rate without the word that is certain from the grammar."""
    rate: float = jiwer.wer([_chosen(each) for each in said], [_chosen(each or "") for each in heard])
    return rate


def _chosen(sentence: str) -> str:
    return " ".join(word for word in sentence.split() if word != "the")


def test_every_word_of_the_grammar_is_tried() -> None:
    tried = {word for sentence in _SENTENCES for word in sentence.split()}

    assert {word for words in WORDS.values() for word in words} <= tried


def test_sentences_are_understood(heard: list[str | None]) -> None:
    assert None not in heard
    assert word_errors(list(_SENTENCES), heard) < _MOST_ERRORS


def test_another_sentences_audio_is_not_taken_for_this_one(heard: list[str | None]) -> None:
    swapped = [heard[1], heard[0], *heard[2:]]

    assert word_errors(list(_SENTENCES[:2]), swapped[:2]) > 0.5
    assert word_errors(list(_SENTENCES), heard[1:] + heard[:1]) > 0.5


def test_speech_played_backwards_says_nothing(spoken: list[Sound], recognizer: Recognizer) -> None:
    assert [recognizer.hear(samples[::-1], rate) for samples, rate in spoken[::2]] == [None] * 12


def test_silence_says_nothing(recognizer: Recognizer) -> None:
    assert recognizer.hear(np.zeros(2 * 22_050, np.float32), 22_050) is None


@pytest.mark.parametrize("level", [0.001, 0.03, 0.3])
def test_white_noise_says_nothing(level: float, recognizer: Recognizer) -> None:
    noise = np.random.default_rng(1).normal(0, level, 3 * 22_050)

    assert recognizer.hear(noise.astype(np.float32), 22_050) is None


def test_noise_with_the_loudness_of_speech_says_nothing(spoken: list[Sound], recognizer: Recognizer) -> None:
    random = np.random.default_rng(2)
    for samples, rate in spoken[::2]:
        envelope = np.convolve(np.abs(samples), np.ones(rate // 40) / (rate // 40), "same")
        noise = random.normal(0, 1, len(samples)) * envelope

        assert recognizer.hear(noise.astype(np.float32), rate) is None


def test_noise_with_the_spectrum_of_speech_says_nothing(spoken: list[Sound], recognizer: Recognizer) -> None:
    random = np.random.default_rng(3)
    for samples, rate in spoken[::2]:
        spectrum = np.fft.rfft(samples)
        turned = np.abs(spectrum) * np.exp(2j * np.pi * random.random(len(spectrum)))

        assert recognizer.hear(np.fft.irfft(turned, len(samples)).astype(np.float32), rate) is None
