import math

import numpy as np
import pytest

from tests.shared import shared_file
from vozes.audio.level import levels, loud_level
from vozes.audio.wav import decode_wav
from vozes.engines.xtts.trimming import fade_out, trim_end
from vozes.types import Samples

RATE = 24000
SAID = 1.5
"""Seconds after which the text of these tests can be over."""


def silence(seconds: float) -> Samples:
    """As a vocoder makes it: 70 dB below the speech."""
    noise = np.random.default_rng(0).standard_normal(round(seconds * RATE))
    return (1e-4 * noise).astype(np.float32)


def sound(seconds: float, level: float = 0.3) -> Samples:
    """Syllables of noise, five a second, with hardly a gap between them."""
    time = np.arange(round(seconds * RATE)) / RATE
    noise = np.random.default_rng(1).standard_normal(len(time))
    return (level * noise * (0.1 + 0.9 * np.abs(np.sin(np.pi * 5 * time)))).astype(np.float32)


def join(*parts: Samples) -> Samples:
    return np.concatenate(parts)


def kept(samples: Samples, said: float = SAID, **options: float) -> float:
    """Seconds."""
    return trim_end(samples, RATE, said, **options) / RATE


def test_silence_after_the_speech_is_cut_to_a_natural_tail() -> None:
    assert kept(join(silence(0.1), sound(2.0), silence(3.0))) == pytest.approx(2.3, abs=0.03)


def test_silence_is_cut_after_little_speech_too() -> None:
    assert kept(join(sound(0.3), silence(8.0))) == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("tail", [0.0, 0.05, 0.15])
def test_a_piece_that_ends_naturally_stays_as_it_is(tail: float) -> None:
    samples = join(sound(2.0), silence(tail))
    assert trim_end(samples, RATE, SAID) == len(samples)


def test_a_last_sound_that_is_35_decibels_below_the_rest_is_kept() -> None:
    samples = join(sound(2.0), silence(0.1), sound(0.2, level=0.3 / 56))
    assert trim_end(samples, RATE, SAID) == len(samples)


@pytest.mark.parametrize("level", [1.0, 0.01, 0.001], ids=["loud", "quiet", "very quiet"])
def test_how_loud_the_whole_is_does_not_matter(level: float) -> None:
    samples = np.float32(level) * join(sound(2.0), silence(0.6), sound(0.4), silence(0.5))
    assert kept(samples) == pytest.approx(2.2, abs=0.03)


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(RATE, np.float32)], ids=["nothing", "silence"])
def test_where_nothing_sounds_nothing_is_cut(samples: Samples) -> None:
    assert trim_end(samples, RATE, SAID) == len(samples)


def test_a_click_does_not_make_silence_of_the_speech() -> None:
    click = np.full(240, 1.0, np.float32)
    nothing = np.zeros(RATE, np.float32)
    assert kept(join(click, sound(2.0, level=0.008), nothing)) == pytest.approx(2.21, abs=0.03)


@pytest.mark.parametrize("noise", [0.05, 0.3, 0.65])
@pytest.mark.parametrize("pause", [0.5, 2.0])
def test_a_short_sound_behind_a_pause_after_the_text_is_cut(pause: float, noise: float) -> None:
    samples = join(sound(2.0), silence(pause), sound(noise), silence(0.3))
    assert kept(samples) == pytest.approx(2.2, abs=0.03)


def test_several_such_sounds_are_cut() -> None:
    samples = join(sound(2.0), silence(0.6), sound(0.3), silence(0.5), sound(0.4))
    assert kept(samples) == pytest.approx(2.2, abs=0.03)


LAST_WORDS = {
    "before the text can be over": join(sound(1.4), silence(0.6), sound(0.4)),
    "behind a shorter pause": join(sound(2.0), silence(0.4), sound(0.4)),
    "that is longer": join(sound(2.0), silence(0.6), sound(0.8)),
    "in two halves": join(sound(2.0), silence(0.6), sound(0.4), silence(0.2), sound(0.4)),
    "of a last sentence": join(sound(2.0), silence(0.6), sound(1.0), silence(0.5), sound(0.3)),
    "of a speaker who pauses so long elsewhere": join(sound(1.0), silence(0.5), sound(1.0), silence(0.6), sound(0.4)),
    "much louder than what was before": join(sound(2.0, level=0.05), silence(0.6), sound(0.4)),
}


@pytest.mark.parametrize("samples", LAST_WORDS.values(), ids=LAST_WORDS.keys())
def test_a_sound_at_the_end_that_may_be_a_word_is_kept(samples: Samples) -> None:
    assert trim_end(samples, RATE, SAID) == len(samples)


def test_silence_before_the_first_sound_does_not_count_as_speech() -> None:
    samples = join(silence(1.0), sound(0.7), silence(0.6), sound(0.4))
    assert trim_end(samples, RATE, SAID) == len(samples)


def test_a_text_that_is_never_surely_over_keeps_its_last_word() -> None:
    samples = join(sound(2.0), silence(0.6), sound(0.4))
    assert trim_end(samples, RATE, math.inf) == len(samples)


def test_a_piece_that_ran_away_ends_at_its_first_pause_after_the_text() -> None:
    samples = join(sound(1.0), silence(0.6), sound(1.0), silence(0.8), sound(5.0), silence(0.9), sound(4.0))
    assert trim_end(samples, RATE, SAID) == len(samples)
    assert kept(samples, longest=math.inf) == pytest.approx(2.8, abs=0.03)


def test_the_last_part_of_a_stream_is_judged_by_how_loud_the_rest_was() -> None:
    loud = loud_level(levels(sound(2.0), RATE))
    assert kept(silence(1.0), 0.0) == 1.0
    assert kept(silence(1.0), 0.0, loud=loud) == pytest.approx(0.2, abs=0.03)
    assert kept(join(silence(0.6), sound(0.4)), 0.0, loud=loud) == pytest.approx(0.2, abs=0.03)
    assert kept(join(sound(0.2), silence(0.5), sound(0.3)), 0.0, loud=loud) == pytest.approx(0.4, abs=0.03)
    assert kept(join(sound(0.2), silence(0.5), sound(0.3)), 0.5, loud=loud) == 1.0
    assert kept(join(sound(0.8), silence(0.2)), 0.0, loud=loud) == 1.0


@pytest.mark.parametrize(
    "samples",
    [
        join(silence(0.2), sound(2.0), silence(0.6), sound(0.4), silence(0.7)),
        join(sound(1.0), silence(0.6), sound(1.2), silence(0.3), sound(0.5), silence(1.0)),
        join(sound(2.0), silence(0.6), sound(1.5)),
    ],
    ids=["gibberish", "pauses", "late words"],
)
def test_what_may_be_played_of_a_beginning_stays_in_the_whole(samples: Samples) -> None:
    ends = [trim_end(samples[:end], RATE, SAID) for end in range(2400, len(samples) + 2400, 2400)]
    assert ends == sorted(ends)
    assert ends[-1] == trim_end(samples, RATE, SAID)


@pytest.mark.parametrize("recording", ["LJ001-0001.wav", "LJ001-0002.wav", "LJ001-0008.wav"])
def test_all_of_a_recorded_person_is_kept_and_what_is_added_is_not(recording: str) -> None:
    samples, rate = decode_wav(shared_file("audio", recording).read_bytes())
    seconds = len(samples) / rate
    said = 0.9 * seconds
    for already_over in (said, 0.0):
        assert trim_end(samples, rate, already_over) >= len(samples) - 0.02 * rate
    pause = np.zeros(rate, np.float32)
    longer = join(samples, pause, samples[round(0.1 * rate) : round(0.6 * rate)], pause)
    assert trim_end(longer, rate, said) / rate == pytest.approx(seconds, abs=0.2)


@pytest.mark.parametrize("rate", [8000, 22050, 24000, 44100])
def test_the_last_five_milliseconds_fade_and_the_rest_stays(rate: int) -> None:
    samples = np.ones(rate, np.float32)
    faded = fade_out(samples, rate)
    length = round(0.005 * rate)
    assert faded.dtype == np.float32
    assert np.array_equal(faded[:-length], samples[:-length])
    assert faded[-1] == 0.0
    assert (np.diff(faded[-length:]) < 0).all()
    assert (samples == 1.0).all()


def test_what_is_shorter_than_a_fade_fades_as_well() -> None:
    assert fade_out(np.ones(10, np.float32), RATE)[-1] == 0.0
    assert len(fade_out(np.ones(0, np.float32), RATE)) == 0
