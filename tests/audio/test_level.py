import io
import math
import struct
import wave

import numpy as np
import pytest

from tests.audio.sounds import encode, tone
from vozes.audio.level import decode_wav, is_speech_like, rms_dbfs
from vozes.types import Samples


@pytest.mark.parametrize("seekable", [True, False], ids=["whole", "stream"])
def test_our_own_wav_files_read_back(seekable: bool) -> None:
    samples, rate = decode_wav(encode("wav", tone(0.2, 22050), 22050, seekable=seekable))
    assert rate == 22050
    assert samples.dtype == np.float32
    assert np.abs(samples - tone(0.2, 22050)).max() <= 0.5 / 32768


def test_chunks_that_mean_nothing_here_are_passed_over() -> None:
    plain = encode("wav", tone(0.1, 8000), 8000, seekable=True)
    with_notes = plain[:36] + b"LIST" + struct.pack("<I", 3) + b"abc\0" + plain[36:]
    assert np.array_equal(decode_wav(with_notes)[0], decode_wav(plain)[0])


def test_a_file_that_was_cut_off_is_noticed() -> None:
    with pytest.raises(ValueError, match="ends 7 bytes early"):
        decode_wav(encode("wav", tone(0.1, 8000), 8000, seekable=True)[:-7])


@pytest.mark.parametrize(
    "data",
    [b"", b"RIFF", b'{"error": {}}', b"RIFF\x04\0\0\0WAVE", b"RIFF\x24\0\0\0WAVEfmt \x02\0\0\0\x01\0data\0\0\0\0"],
)
def test_what_is_no_wav_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="WAV"):
        decode_wav(data)


def test_stereo_is_refused() -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((2, 2, 8000, 0, "NONE", ""))
        writer.writeframes(bytes(400))
    with pytest.raises(ValueError, match="2 channels"):
        decode_wav(file.getvalue())


def test_the_level_of_a_full_sine_is_three_decibels_below_full_scale() -> None:
    assert rms_dbfs(tone(1.0, 24000, level=1.0)) == pytest.approx(-3.01, abs=0.01)


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(100, np.float32), np.full(100, 0.5, np.float32)])
def test_silence_and_a_constant_have_no_level(samples: Samples) -> None:
    assert rms_dbfs(samples) == -math.inf


def test_a_voice_among_pauses_is_speech_like() -> None:
    sound = np.concatenate([np.zeros(24000, np.float32), _vowel(0.2, 24000), np.zeros(24000, np.float32)])
    assert is_speech_like(sound, 24000)


def _click() -> Samples:
    sound = np.zeros(24000, np.float32)
    sound[12000:12010] = 1.0
    return sound


_noise = np.random.default_rng(1).normal(0, 0.2, 24000).astype(np.float32)


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.float32),
        np.zeros(24000, np.float32),
        np.full(24000, 0.3, np.float32),
        tone(1.0, 24000, level=0.001),
        tone(0.05, 24000),
        _noise,
        _click(),
        np.full(24000, np.nan, np.float32),
    ],
    ids=["nothing", "silence", "offset", "too quiet", "too short", "noise", "click", "not numbers"],
)
def test_what_nobody_could_have_said_is_not_speech_like(sound: Samples) -> None:
    assert not is_speech_like(sound, 24000)


def test_one_broken_sample_spoils_speech() -> None:
    sound = _vowel(1.0, 24000)
    sound[500] = np.inf
    assert not is_speech_like(sound, 24000)


def _vowel(seconds: float, rate: int) -> Samples:
    """The harmonics of 120 Hz around an A's formants."""
    harmonics = [tone(seconds, rate, 120 * n, 0.1 / (1 + abs(n * 120 - 800) / 200)) for n in range(1, 25)]
    vowel: Samples = np.sum(harmonics, axis=0, dtype=np.float32)
    return vowel
