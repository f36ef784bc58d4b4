import io
import wave
from dataclasses import replace

import numpy as np
import pytest

from tests.audio.recordings import RATE, chords, padded, person, robot, white
from tests.audio.sounds import tone
from vozes.audio.activity import find_speech
from vozes.audio.loudness import loudness
from vozes.audio.preparation import encode, prepare
from vozes.audio.recording import Recording
from vozes.audio.wav import decode_wav
from vozes.errors import ErrorCode, VozesError
from vozes.types import Samples


def _refusal(samples: Samples) -> str:
    with pytest.raises(VozesError) as refusal:
        prepare(Recording(samples, RATE))
    assert refusal.value.code == ErrorCode.INVALID_RECORDING
    return refusal.value.message


@pytest.mark.parametrize("gain", [0.01, 0.1, 1.0])
def test_every_voice_is_of_one_loudness(gain: float) -> None:
    for samples in (robot(), person()):
        prepared = prepare(Recording(samples * np.float32(gain), RATE))
        assert loudness(prepared.samples, RATE) == pytest.approx(-23, abs=0.1)
        assert prepared.sample_rate == RATE


def test_peaks_never_go_beyond_one_decibel_below_full_scale() -> None:
    samples = robot() * np.float32(0.1)
    samples[len(samples) // 2] = 1.0  # a click, which keeps the rest from being louder
    prepared = prepare(Recording(samples, RATE)).samples
    assert np.abs(prepared).max() == pytest.approx(10 ** (-1 / 20), rel=1e-3)
    assert loudness(prepared, RATE) < -30


def _with_pause(seconds: float, noise: float = 0.0) -> Samples:
    """A sentence said twice."""
    spoken = robot(SENTENCE)
    sounding = np.flatnonzero(np.abs(spoken) > 0.01)
    spoken = spoken[sounding[0] : sounding[-1]]
    samples: Samples = np.concatenate([spoken, np.zeros(round(seconds * RATE), np.float32), spoken])
    samples += np.float32(noise) * white(len(samples))
    return samples


SENTENCE = "She sells sea shells by the sea shore"


def test_silence_around_speech_goes_and_pauses_stay() -> None:
    spoken = _with_pause(0.4)
    seconds = prepare(Recording(padded(spoken, 3, 4), RATE)).seconds
    assert seconds == pytest.approx(len(spoken) / RATE, abs=0.3)


@pytest.mark.parametrize("noise", [0.0, 0.0005], ids=["digital", "of a room"])
@pytest.mark.parametrize("pause", [0.8, 3.0, 30.0])
def test_a_long_silence_in_between_is_cut_to_half_a_second(pause: float, noise: float) -> None:
    with_half = prepare(Recording(_with_pause(0.45, noise), RATE)).seconds
    assert prepare(Recording(_with_pause(pause, noise), RATE)).seconds == pytest.approx(with_half + 0.05, abs=0.1)


def test_speech_beside_a_silence_that_is_cut_is_as_it_was() -> None:
    prepared, spoken = prepare(Recording(_with_pause(5.0), RATE)).samples, _with_pause(0)
    spoken = spoken[: len(spoken) // 2]
    middle = spoken[len(spoken) // 4 : len(spoken) // 2]
    places = [np.argmax(np.correlate(half, middle, "valid")) for half in np.array_split(prepared, 2)]
    for half, place in zip(np.array_split(prepared, 2), places, strict=True):
        assert np.corrcoef(middle, half[place : place + len(middle)])[0, 1] == pytest.approx(1, abs=1e-6)


def test_where_a_silence_was_cut_nothing_clicks() -> None:
    prepared = prepare(Recording(_with_pause(5.0, noise=0.002), RATE)).samples
    steps = np.abs(np.diff(prepared))
    middle = len(prepared) // 2
    quiet = steps[middle - RATE // 5 : middle + RATE // 5]
    assert quiet.max() < 8 * np.median(quiet)


def test_a_recording_without_a_long_silence_is_prepared_as_one_piece() -> None:
    activity = find_speech(person(), RATE)
    assert len(activity.kept) == 1
    assert activity.left_out == 0


def test_edges_are_smooth() -> None:
    noise = 0.002 * white(len(robot()) + 4 * RATE)
    prepared = prepare(Recording(padded(robot(), 2, 2) + noise, RATE)).samples
    assert prepared[0] == 0
    assert np.abs(prepared[:20]).max() < np.abs(prepared[1000:1500]).max() / 4
    assert np.abs(prepared[-20:]).max() < np.abs(prepared[-1500:-1000]).max() / 4


def test_an_offset_is_gone() -> None:
    prepared = prepare(Recording(robot() * np.float32(0.5) + np.float32(0.4), RATE)).samples
    assert abs(prepared.mean()) < 1e-3
    assert loudness(prepared, RATE) == pytest.approx(-23, abs=0.1)


def test_the_voice_itself_is_not_changed() -> None:
    """But for its level."""
    prepared = prepare(Recording(robot(), RATE)).samples
    middle = slice(2 * RATE, 4 * RATE)
    offset = np.argmax(np.correlate(robot()[: 5 * RATE], prepared[middle], "valid"))
    original = robot()[offset : offset + 2 * RATE]
    assert np.corrcoef(original, prepared[middle])[0, 1] == pytest.approx(1, abs=1e-6)


def test_the_recording_that_was_given_stays_as_it_was() -> None:
    samples = robot().copy()
    prepare(Recording(samples, RATE))
    assert np.array_equal(samples, robot())


@pytest.mark.parametrize("samples", [np.zeros(5 * RATE, np.float32), 1e-5 * white(5 * RATE), np.zeros(10, np.float32)])
def test_silence_is_refused(samples: Samples) -> None:
    assert "is silent: check the microphone" in _refusal(samples)


@pytest.mark.parametrize(
    "samples", [tone(5, RATE), chords(5, 0.5), 0.1 * white(5 * RATE)], ids=["tone", "music", "noise"]
)
def test_sounds_that_are_no_speech_are_refused(samples: Samples) -> None:
    assert "0.0 s of speech" in _refusal(samples)


def test_less_than_a_second_of_speech_is_refused() -> None:
    assert "at least 1 s is needed, 6 s or more works best" in _refusal(padded(robot("Hello.", "en-us"), 3, 3))
    assert prepare(Recording(person("LJ001-0008"), RATE)).seconds > 1


@pytest.mark.parametrize("rate", [8000, 22050, 48000])
def test_a_voice_is_kept_as_a_wav_file_of_16_bits_at_its_own_rate(rate: int) -> None:
    prepared = replace(prepare(Recording(robot(), RATE)), sample_rate=rate)
    data = encode(prepared)
    with wave.open(io.BytesIO(data)) as file:
        assert file.getparams()[:4] == (1, 2, rate, len(prepared.samples))
    samples, found = decode_wav(data)
    assert found == rate
    assert np.abs(samples - prepared.samples).max() <= 1 / 65536


def test_a_long_voice_is_encoded_whole() -> None:
    samples = tone(30, 48000)
    assert np.abs(decode_wav(encode(Recording(samples, 48000)))[0] - samples).max() <= 1 / 65536
