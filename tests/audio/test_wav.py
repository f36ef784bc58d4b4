import io
import struct
import tracemalloc
import wave

import numpy as np
import pytest

from tests.audio.sounds import encode, tone
from vozes.audio.wav import WavEncoder, decode_wav


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


class _Nowhere:
    """A sink that keeps nothing."""

    def write(self, data: bytes) -> int:
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def tell(self) -> int:
        return 0

    def read(self, size: int) -> bytes:
        return b""


def test_a_long_sentence_is_encoded_without_copies_of_it() -> None:
    minute = np.zeros(60 * 24_000, np.float32)
    encoder = WavEncoder(_Nowhere(), 24_000, seekable=False)
    tracemalloc.start()
    try:
        encoder.write(minute)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < minute.nbytes / 4
