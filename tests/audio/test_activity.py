import numpy as np
import pytest

from tests.audio.recordings import RATE, chords, padded, person, robot, white, with_noise
from tests.audio.sounds import tone
from vozes.audio.activity import Activity, find_speech
from vozes.types import Samples

TIME = np.arange(5 * RATE) / RATE


def _share(activity: Activity) -> float:
    return float(activity.speech.mean())


@pytest.mark.parametrize("name", ["LJ001-0001", "LJ001-0002", "LJ001-0008"])
def test_a_person_who_reads_speaks_most_of_the_time(name: str) -> None:
    assert _share(find_speech(person(name), RATE)) > 0.85


@pytest.mark.parametrize(
    ("voice", "text"),
    [
        ("pt-br", "Era uma vez um menino que morava perto do mar, e todos os dias ele olhava os barcos."),
        ("de", "Guten Tag, wie geht es Ihnen? Es ist ein sehr schöner Tag heute."),
        ("ja", "こんにちは、おげんきですか。きょうはいいてんきですね。"),
        ("ar", "السلام عليكم ورحمة الله وبركاته"),
    ],
)
def test_speech_is_found_in_any_language(voice: str, text: str) -> None:
    assert _share(find_speech(robot(text, voice), RATE)) > 0.75


@pytest.mark.parametrize("pace", [0.6, 0.8, 1.5, 2.0])
def test_low_and_high_voices_are_found(pace: float) -> None:
    assert _share(find_speech(robot(), round(pace * RATE))) > 0.7


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(5 * RATE, np.float32),
        np.full(5 * RATE, 0.5, np.float32),
        0.1 * white(5 * RATE),
        (0.1 * white(5 * RATE) * (1 + np.sin(2 * np.pi * 4 * TIME))).astype(np.float32),
        tone(5, RATE, 220),
        (tone(5, RATE, 220) * (np.sin(2 * np.pi * TIME) > 0)).astype(np.float32),
        (0.3 * np.sin(2 * np.pi * (100 * TIME + 60 * TIME**2))).astype(np.float32),
        chords(5, 0.5),
        chords(5, 1.0),
        np.zeros(0, np.float32),
        tone(0.03, RATE, 220),
    ],
    ids=[
        *("silence", "an offset", "noise", "noise in waves", "a tone", "bursts of a tone", "a siren", "chords"),
        *("slow chords", "nothing", "a moment"),
    ],
)
def test_what_is_no_speech_is_not_taken_for_it(samples: Samples) -> None:
    assert find_speech(samples, RATE).speech_seconds < 0.1


@pytest.mark.parametrize(("decibels", "least"), [(30, 0.8), (20, 0.65), (10, 0.45)])
def test_speech_is_found_in_noise(decibels: float, least: float) -> None:
    assert _share(find_speech(with_noise(robot(), decibels), RATE)) > least


@pytest.mark.parametrize("decibels", [10, 20, 30])
def test_the_noise_floor_is_the_level_of_the_noise(decibels: float) -> None:
    noise = 10 * np.log10(np.mean(robot() ** 2)) - decibels
    assert find_speech(with_noise(robot(), decibels), RATE).noise_floor == pytest.approx(noise, abs=1.5)


def test_silence_around_a_noisy_recording_does_not_hide_the_noise() -> None:
    noisy = with_noise(robot(), 15)
    alone = find_speech(noisy, RATE).noise_floor
    assert find_speech(padded(noisy, 4, 4), RATE).noise_floor == pytest.approx(alone, abs=0.5)


def test_an_offset_hides_nothing() -> None:
    activity, shifted = find_speech(robot(), RATE), find_speech(robot() + np.float32(0.3), RATE)
    assert shifted.noise_floor == pytest.approx(activity.noise_floor, abs=1)
    assert shifted.speech_seconds == pytest.approx(activity.speech_seconds, abs=0.1)


def test_a_tenth_of_a_second_around_the_speech_is_kept() -> None:
    kept = _whole(padded(robot(), 2, 3), RATE)
    spoken = np.flatnonzero(np.abs(robot()) > 0.01)
    assert kept.start / RATE == pytest.approx(2 + spoken[0] / RATE - 0.1, abs=0.05)
    assert kept.stop / RATE == pytest.approx(2 + spoken[-1] / RATE + 0.1, abs=0.08)


def test_other_sounds_before_and_after_are_not_kept() -> None:
    chord = chords(2, 1)
    samples = np.concatenate([chord, padded(robot(), 0.5, 0.5), chord])
    kept = _whole(samples, RATE)
    assert 2 < kept.start / RATE < 2.6
    assert kept.stop < len(samples) - len(chord)


def test_the_end_is_found_after_minutes_at_a_rate_that_frames_do_not_divide() -> None:
    rate = 11025
    samples = padded(np.tile(robot()[::2], 20), 0, 2, rate)
    assert _whole(samples, rate).stop == pytest.approx(len(samples) - 2 * rate, abs=0.3 * rate)


def _whole(samples: Samples, rate: int) -> slice:
    """From the start of what is kept to its end."""
    kept = find_speech(samples, rate).kept
    return slice(kept[0].start, kept[-1].stop)


@pytest.mark.parametrize("name", ["LJ001-0001", "LJ001-0002", "LJ001-0008"])
def test_the_pitch_of_a_person_is_what_it_is(name: str) -> None:
    """A woman, who reads at some 200 Hz."""
    assert find_speech(person(name), RATE).pitch == pytest.approx(205, abs=15)


@pytest.mark.parametrize("pace", [0.6, 0.8, 1.5, 2.0, 2.5])
def test_what_is_played_faster_is_higher_by_as_much(pace: float) -> None:
    usual = find_speech(robot(), RATE).pitch
    assert usual is not None
    assert find_speech(robot(), round(pace * RATE)).pitch == pytest.approx(pace * usual, rel=0.05)


@pytest.mark.parametrize("decibels", [30, 20, 10])
def test_noise_does_not_change_the_pitch(decibels: float) -> None:
    clean = find_speech(robot(), RATE).pitch
    assert find_speech(with_noise(robot(), decibels), RATE).pitch == pytest.approx(clean, rel=0.02)


@pytest.mark.parametrize("samples", [0.1 * white(5 * RATE), robot()[: RATE // 3]], ids=["noise", "a third of a second"])
def test_what_is_no_speech_or_too_little_has_no_pitch(samples: Samples) -> None:
    assert find_speech(samples, RATE).pitch is None
