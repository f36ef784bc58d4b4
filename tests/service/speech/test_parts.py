"""The parts of an answer become one: at one rate, with times and text positions of the whole."""

from itertools import pairwise
from typing import cast

import numpy as np
import pytest

from tests.fakes import frequency_of
from vozes.service.registry import RegisteredEngine
from vozes.service.speech.parts import Joining, Silence, SpokenPart
from vozes.text.mapped import MappedText
from vozes.types import AudioChunk, Samples, SpeechRequest, WordTiming
from vozes.warnings import CodedWarning, WarningCode

ENGINE = cast(RegisteredEngine, None)


def part(text: str = "ab", source: MappedText | None = None, gain: float = 1.0) -> SpokenPart:
    return SpokenPart(ENGINE, SpeechRequest(text, "en", "a"), source, gain)


def hum(seconds: float, rate: int, frequency: float = 440) -> Samples:
    samples: Samples = np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate).astype(np.float32)
    return samples


def joined(*steps: SpokenPart | Silence | AudioChunk) -> list[AudioChunk]:
    joining, chunks, open_ = Joining(), list[AudioChunk](), False
    for step in steps:
        if isinstance(step, AudioChunk):
            chunks.append(joining.add(step))
            continue
        chunks += joining.end() if open_ else []
        open_ = isinstance(step, SpokenPart)
        if isinstance(step, SpokenPart):
            joining.begin(step)
        else:
            joining.pause(step)
    return [*chunks, *(joining.end() if open_ else []), *joining.rest()]


def samples_of(chunks: list[AudioChunk]) -> Samples:
    return np.concatenate([chunk.samples for chunk in chunks])


def test_one_part_stays_as_it_is() -> None:
    chunk = AudioChunk(hum(0.1, 16_000), 16_000, 0, 2, (WordTiming(0, 2, 0.0, 0.1),))
    (only,) = joined(part(), chunk)
    assert only.samples is chunk.samples
    assert (only.text_start, only.text_end, only.words) == (0, 2, chunk.words)


@pytest.mark.parametrize("rate", [22_050, 24_000, 48_000])
def test_a_part_of_another_rate_is_converted(rate: int) -> None:
    chunks = joined(
        part(),
        AudioChunk(hum(0.5, 16_000), 16_000),
        part(),
        *(AudioChunk(piece, rate) for piece in np.array_split(hum(0.5, rate, 880), 7)),
    )
    assert {chunk.sample_rate for chunk in chunks} == {16_000}
    samples = samples_of(chunks)
    assert len(samples) == pytest.approx(16_000, abs=40)
    assert frequency_of(samples[8_500:15_500], 16_000) == pytest.approx(880, abs=5)


def test_silence_lasts_as_long_as_it_says_wherever_it_is() -> None:
    second = AudioChunk(hum(0.1, 16_000), 16_000)
    chunks = joined(Silence(0.2), part(), second, Silence(0.1), Silence(0.2), part(), second, Silence(0.25))
    samples = samples_of(chunks)
    assert len(samples) == round((0.2 + 0.1 + 0.3 + 0.1 + 0.25) * 16_000)
    assert not samples[: round(0.2 * 16_000)].any()
    assert not samples[round(0.3 * 16_000) : round(0.6 * 16_000)].any()
    assert not samples[-round(0.25 * 16_000) :].any()


def test_words_have_the_times_in_which_they_are_heard_in_the_whole() -> None:
    word = WordTiming(0, 2, 0.0, 0.1)
    chunk = AudioChunk(hum(0.1, 16_000), 16_000, 0, 2, (word,))
    chunks = joined(part(), chunk, Silence(0.5), part(), chunk)
    first, second = [word for chunk in chunks for word in chunk.words]
    assert (first.start, first.end) == (0.0, 0.1)
    assert (second.start, second.end) == pytest.approx((0.6, 0.7))


def test_text_positions_are_those_of_the_users_text() -> None:
    text = MappedText.of("<speak>ab cd</speak>")
    word = WordTiming(0, 2, 0.0, 0.1)
    chunk = AudioChunk(hum(0.1, 16_000), 16_000, 0, 2, (word,))
    chunks = joined(part("ab", text.slice(7, 9)), chunk, part("cd", text.slice(10, 12)), chunk)
    assert [(word.text_start, word.text_end) for chunk in chunks for word in chunk.words] == [(7, 9), (10, 12)]
    assert all(before.text_end <= after.text_start for before, after in pairwise(chunks))


def test_a_gain_never_clips_beyond_full_scale() -> None:
    (only,) = joined(part(gain=4.0), AudioChunk(hum(0.1, 16_000), 16_000))
    assert np.abs(only.samples).max() == 1.0


def test_warnings_without_sound_pass_through() -> None:
    told = AudioChunk(
        np.empty(0, np.float32), 22_050, warnings=(CodedWarning(WarningCode.WORDS_FOUND_WHOLE, "left out"),)
    )
    chunks = joined(part(), told, AudioChunk(hum(0.1, 16_000), 16_000))
    assert chunks[0].warnings == ("left out",)
    assert chunks[1].sample_rate == 16_000
