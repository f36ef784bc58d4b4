"""English words get the sounds that they are given, and that the words beside them show."""

import numpy as np
import pytest

from tests.engines.espeak.conftest import Speak, samples_of
from vozes.engines.espeak.engine import EspeakEngine
from vozes.engines.espeak.sounds import mnemonics
from vozes.text.homographs.english_pairs import PAIRS, with_s
from vozes.types import AudioChunk, Pronunciation, Samples, SpeechRequest

_FRAME = 512


def _spectrum(samples: Samples) -> Samples:
    """Returns the logarithm of the power of a sound: 40 moments of it, 16 bands of frequencies."""
    frames = [
        samples[at : at + _FRAME] * np.hanning(_FRAME) for at in np.linspace(0, len(samples) - _FRAME, 40, dtype=int)
    ]
    power = np.abs(np.fft.rfft(frames))[:, 1:129] ** 2
    steps: Samples = np.log10(power.reshape(40, 16, 8).sum(2) + 1e-3)
    return steps


def _distance(one: Samples, other: Samples) -> float:
    return float(np.mean(np.abs(_spectrum(one) - _spectrum(other))))


def _with_ipa(engine: EspeakEngine, text: str, ipa: str, language: str) -> list[AudioChunk]:
    pinned = (Pronunciation(0, len(text), ipa=ipa),)
    pieces = engine.speak(SpeechRequest(text, language, language, pronunciations=pinned))
    return [piece for piece in pieces if piece is not None]


@pytest.mark.parametrize(
    ("sentence", "like", "unlike"),
    [
        ("The pipe was made of lead.", "The pipe was made of led.", "The pipe was made of leed."),
        ("I have to lead.", "I have to leed.", "I have to led."),
        ("He wound the scarf.", "He wowned the scarf.", "He woond the scarf."),
        ("We took a bow.", "We took a bau.", "We took a beau."),
    ],
)
def test_words_that_are_written_alike_sound_as_they_are_meant(
    speak: Speak, sentence: str, like: str, unlike: str
) -> None:
    said, right, wrong = (samples_of(speak(text, voice="en-us")) for text in (sentence, like, unlike))
    assert _distance(said, right) < 0.7 * _distance(said, wrong)


@pytest.mark.parametrize("voice", ["en-us", "en-gb"])
def test_a_word_gets_the_sounds_that_it_is_given(engine: EspeakEngine, speak: Speak, voice: str) -> None:
    said = samples_of(_with_ipa(engine, "Xqz", "ˈbʌtɚ", voice))
    right, wrong = (samples_of(speak(text, voice=voice)) for text in ("butter", "water"))
    assert _distance(said, right) < 0.7 * _distance(said, wrong)


def test_the_word_keeps_its_place_and_time(engine: EspeakEngine) -> None:
    request = SpeechRequest("I read it then.", "en-us", "en-us", pronunciations=(Pronunciation(2, 6, ipa="ɹˈɛd"),))
    words = [word for chunk in engine.speak(request) if chunk is not None for word in chunk.words]
    assert [request.text[word.text_start : word.text_end].strip(".") for word in words] == ["I", "read", "it", "then"]


@pytest.mark.parametrize(("ipa", "language"), [("ʁɛ̃", "en-us"), ("kafˈɛ", "pt-br")])
def test_sounds_that_it_cannot_be_told_are_told_to_the_user(engine: EspeakEngine, ipa: str, language: str) -> None:
    chunks = _with_ipa(engine, "Xqz", ipa, language)
    assert [warning for chunk in chunks for warning in chunk.warnings] == [
        "eSpeak NG is told the sounds of English alone, so it reads as it spells: Xqz"
    ]


def test_brackets_of_the_users_are_no_sounds(speak: Speak) -> None:
    said, sounds = (len(samples_of(speak(f"I have read {end}", voice="en-us"))) for end in ("[[h@l'oU]]", "hello"))
    assert said > 1.3 * sounds


def test_every_pronunciation_of_the_tables_is_written() -> None:
    assert not [word for word, pair in PAIRS.items() for ipa in pair if not (mnemonics(ipa) and mnemonics(with_s(ipa)))]


@pytest.mark.parametrize("ipa", ["", "x" * 60, "ø", "b]]a"])
def test_what_is_no_english_sound_is_not_written(ipa: str) -> None:
    assert mnemonics(ipa) is None
