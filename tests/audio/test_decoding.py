import io
import struct
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream

from tests.audio.recordings import good_file
from tests.audio.sounds import encode, pitch_of, tone
from vozes.audio.decoding import decode_recording, read_recording
from vozes.audio.recording import Recording
from vozes.errors import ErrorCode, VozesError
from vozes.types import Samples

LONG = 600


def _read(data: bytes, **limits: Any) -> Recording:
    return decode_recording(data, **limits)


def _refusal(data: bytes, **limits: Any) -> str:
    with pytest.raises(VozesError) as refusal:
        _read(data, **limits)
    assert refusal.value.code == ErrorCode.INVALID_RECORDING
    return refusal.value.message


def _file(container: str, codec: str, channels: list[Samples], rate: int, layout: str, sample_format: str) -> bytes:
    """What another program might have written: `channels` are rows of samples."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        stream = cast(AudioStream, output.add_stream(codec, rate=rate, layout=layout))
        stream.codec_context.format = sample_format
        frame = av.AudioFrame.from_ndarray(_packed(channels, sample_format), format=sample_format, layout=layout)
        frame.sample_rate, frame.pts = rate, 0
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return file.getvalue()


def _packed(channels: list[Samples], sample_format: str) -> np.ndarray[Any, Any]:
    values = np.stack(channels)
    if sample_format.startswith("s16"):
        values = np.rint(values * 32767).astype(np.int16)
    if sample_format.startswith("s32"):
        values = np.rint(values * (2**31 - 256)).astype(np.int32)
    return values if sample_format.endswith("p") else np.ascontiguousarray(values.T).reshape(1, -1)


def _patched(data: bytes, position: int, layout: str, value: int) -> bytes:
    size = struct.calcsize(layout)
    return data[:position] + struct.pack(layout, value) + data[position + size :]


@pytest.mark.parametrize("seekable", [True, False], ids=["whole", "stream"])
@pytest.mark.parametrize("name", ["wav", "flac", "mp3", "opus", "aac"])
def test_every_format_that_is_written_is_read(name: str, seekable: bool) -> None:
    recording = _read(encode(name, tone(0.5, 24000), 24000, seekable=seekable))
    assert recording.sample_rate == (48000 if name == "opus" else 24000)
    assert recording.seconds == pytest.approx(0.5, abs=0.08)
    assert pitch_of(recording.samples, recording.sample_rate) == pytest.approx(440, abs=5)
    assert recording.samples.dtype == np.float32
    assert recording.samples.ndim == 1


@pytest.mark.parametrize(
    ("container", "codec", "sample_format"),
    [
        ("mp4", "aac", "fltp"),
        ("ipod", "aac", "fltp"),
        ("webm", "libopus", "flt"),
        ("matroska", "flac", "s16"),
        ("mov", "pcm_s16be", "s16"),
        ("wav", "pcm_s24le", "s32"),
        ("wav", "pcm_f32le", "flt"),
        ("wav", "pcm_mulaw", "s16"),
    ],
)
def test_what_browsers_and_telephones_record_is_read(container: str, codec: str, sample_format: str) -> None:
    data = _file(container, codec, [tone(0.5, 48000)], 48000, "mono", sample_format)
    recording = _read(data)
    assert recording.sample_rate == 48000
    assert pitch_of(recording.samples, 48000) == pytest.approx(440, abs=5)


@pytest.mark.parametrize("rate", [64000, 88200, 96000, 192000])
def test_higher_rates_than_voices_need_come_down_to_48_khz(rate: int) -> None:
    recording = _read(_file("wav", "pcm_f32le", [tone(0.5, rate)], rate, "mono", "flt"))
    assert recording.sample_rate == 48000
    assert len(recording.samples) == pytest.approx(24000, abs=1)
    assert np.abs(recording.samples - tone(0.5, 48000)[: len(recording.samples)])[100:-100].max() < 0.01


def test_samples_without_loss_come_back_as_they_were() -> None:
    samples = tone(0.1, 44100)
    assert np.array_equal(_read(_file("wav", "pcm_f32le", [samples], 44100, "mono", "flt")).samples, samples)
    sixteen_bits = _read(_file("wav", "pcm_s16le", [samples], 44100, "mono", "s16")).samples
    assert np.array_equal(sixteen_bits, np.rint(samples * 32767).astype(np.float32) / np.float32(32768))


@pytest.mark.parametrize(
    ("container", "codec", "layout", "count"),
    [
        ("wav", "pcm_s16le", "stereo", 2),
        ("flac", "flac", "5.1", 6),
        ("flac", "flac", "7.1", 8),
        ("wav", "pcm_s16le", "7.1", 8),
        ("wav", "pcm_s16le", "hexadecagonal", 16),
    ],
)
def test_channels_are_averaged(container: str, codec: str, layout: str, count: int) -> None:
    channels = [tone(0.1, 24000, pitch=200 * (index + 1)) for index in range(count)]
    recording = _read(_file(container, codec, channels, 24000, layout, "s16"))
    assert np.allclose(recording.samples, np.mean(channels, axis=0), atol=1e-4)


SPEECH = tone(1.0, 24000, pitch=300) + tone(1.0, 24000, pitch=450, level=0.2)


@pytest.mark.parametrize(
    "channels",
    [
        [SPEECH, -SPEECH],
        [SPEECH, np.float32(-0.98) * SPEECH],
        [SPEECH, np.zeros_like(SPEECH)],
        [np.zeros_like(SPEECH), SPEECH],
        [np.full_like(SPEECH, 0.3), SPEECH],
    ],
    ids=["inverted", "nearly inverted", "left alone", "right alone", "an offset on the left"],
)
def test_of_channels_that_would_cancel_or_weaken_one_another_the_loudest_is_taken(channels: list[Samples]) -> None:
    recording = _read(_file("wav", "pcm_f32le", channels, 24000, "stereo", "flt"))
    assert np.array_equal(recording.samples, SPEECH)


@pytest.mark.parametrize("name", ["mp3", "opus"])
def test_an_inverted_channel_is_heard_after_a_lossy_codec_too(name: str) -> None:
    codec, rate, form = {"mp3": ("libmp3lame", 24000, "s16p"), "opus": ("libopus", 48000, "flt")}[name]
    sound = tone(1.0, rate)
    data = _file("ogg" if name == "opus" else "mp3", codec, [sound, -sound], rate, "stereo", form)
    recording = _read(data)
    assert np.sqrt(np.mean(recording.samples**2)) == pytest.approx(np.sqrt(np.mean(sound**2)), rel=0.1)


def test_of_six_channels_of_which_one_speaks_that_one_is_taken() -> None:
    channels = [np.zeros_like(SPEECH)] * 2 + [SPEECH] + [np.zeros_like(SPEECH)] * 3
    recording = _read(_file("flac", "flac", channels, 24000, "5.1", "s16"))
    assert np.allclose(recording.samples, SPEECH, atol=1e-4)


def test_channels_of_one_room_are_averaged_as_they_always_were() -> None:
    left, right = SPEECH, np.float32(0.6) * np.roll(SPEECH, 3)
    recording = _read(_file("wav", "pcm_f32le", [left, right], 24000, "stereo", "flt"))
    expected = np.stack([left, right], axis=1).mean(axis=1, dtype=np.float64).astype(np.float32)
    assert np.array_equal(recording.samples, expected)


def _amr(wide: bool, seconds: float) -> bytes:
    """Frames of 20 ms at the highest rate, whose bits are chance: all are sound to a decoder; nothing encodes it."""
    head, frame = (b"#!AMR-WB\n", (0x44, 60)) if wide else (b"#!AMR\n", (0x3C, 31))
    random = np.random.default_rng(0)
    return head + b"".join(bytes([frame[0]]) + random.bytes(frame[1]) for _ in range(round(seconds * 50)))


@pytest.mark.parametrize(
    ("container", "codec", "sample_format"),
    [
        ("aiff", "pcm_s16be", "s16"),
        ("aiff", "pcm_s24be", "s32"),
        ("caf", "pcm_s16be", "s16"),
        ("caf", "alac", "s16p"),
        ("caf", "adpcm_ima_qt", "s16p"),
        ("wav", "adpcm_ms", "s16"),
        ("wav", "adpcm_ima_wav", "s16p"),
    ],
)
def test_what_macs_and_old_recorders_write_is_read(container: str, codec: str, sample_format: str) -> None:
    data = _file(container, codec, [tone(1.0, 24000)], 24000, "mono", sample_format)
    recording = _read(data)
    assert recording.seconds == pytest.approx(1.0, abs=0.05)
    assert pitch_of(recording.samples, recording.sample_rate) == pytest.approx(440, abs=5)
    assert not recording.damaged


@pytest.mark.parametrize(("wide", "rate"), [(False, 8000), (True, 16000)])
def test_what_telephones_record_as_amr_is_read(wide: bool, rate: int) -> None:
    recording = _read(_amr(wide, 2.0))
    assert recording.sample_rate == rate
    assert recording.seconds == pytest.approx(2.0, abs=0.05)
    assert np.abs(recording.samples).max() > 0.01


def test_a_film_gives_its_sound_and_no_picture_is_looked_at() -> None:
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as output:
        picture = cast(Any, output.add_stream("mpeg4", rate=10))
        picture.width = picture.height = 16
        sound = output.add_stream("aac", rate=24000, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone(0.5, 24000)[None], format="fltp", layout="mono")
        frame.sample_rate, frame.pts = 24000, 0
        output.mux(picture.encode(av.VideoFrame(16, 16, "yuv420p")))
        output.mux(picture.encode(None))
        output.mux(sound.encode(frame))
        output.mux(sound.encode(None))
    assert pitch_of(_read(file.getvalue()).samples, 24000) == pytest.approx(440, abs=5)


def test_a_film_without_sound_is_refused() -> None:
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as output:
        picture = cast(Any, output.add_stream("mpeg4", rate=10))
        picture.width = picture.height = 16
        output.mux(picture.encode(av.VideoFrame(16, 16, "yuv420p")))
        output.mux(picture.encode(None))
    assert "no sound in it" in _refusal(file.getvalue())


@pytest.mark.parametrize(
    "data",
    [
        bytes(5000),
        b"hello world " * 500,
        np.random.default_rng(0).bytes(20000),
        b"RIFF\x04\0\0\0WAVE",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        encode("opus", tone(0.5, 24000), 24000, seekable=True)[:60],
    ],
    ids=["zeros", "text", "random bytes", "an empty WAV file", "a picture", "a header alone"],
)
def test_what_is_not_audio_is_refused(data: bytes) -> None:
    assert "not audio that can be read" in _refusal(data)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    with pytest.raises(VozesError, match="The recording is empty") as refusal:
        read_recording(tmp_path / "empty.wav")
    assert refusal.value.code == ErrorCode.INVALID_RECORDING


def test_a_file_that_names_other_files_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.wav"
    other.write_bytes(encode("wav", tone(0.5, 24000), 24000, seekable=True))
    for playlist in (
        f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9,\n{other.as_uri()}\n#EXT-X-ENDLIST\n",
        f"ffconcat version 1.0\nfile {other}\n",
        f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 0\na={other}\n",
    ):
        assert "not audio that can be read" in _refusal(playlist.encode())
        (tmp_path / "list.wav").write_text(playlist)
        with pytest.raises(VozesError, match="not audio"):
            read_recording(tmp_path / "list.wav")


@pytest.mark.parametrize(("container", "codec"), [("au", "pcm_s16be"), ("avi", "pcm_s16le")])
def test_formats_outside_the_list_are_refused(container: str, codec: str) -> None:
    message = _refusal(_file(container, codec, [tone(0.2, 24000)], 24000, "mono", "s16"))
    assert "Send WAV" in message


def test_codecs_outside_the_list_are_refused() -> None:
    message = _refusal(_file("wav", "adpcm_yamaha", [tone(0.2, 24000)], 24000, "mono", "s16"))
    assert "compressed in a way" in message


@pytest.mark.parametrize("name", ["wav", "flac"])
def test_a_file_that_has_less_than_its_header_says_is_refused_or_has_a_finding(name: str) -> None:
    data = encode(name, tone(4.0, 24000), 24000, seekable=True)
    assert "cut off" in _refusal(data[: int(0.7 * len(data))])
    assert _read(data[: int(0.97 * len(data))]).damaged
    assert not _read(data).damaged


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFF000])
def test_a_wav_file_that_does_not_know_its_length_is_not_called_damaged(size: int) -> None:
    data = encode("wav", tone(1.0, 24000), 24000, seekable=True)
    assert not _read(_patched(data, 40, "<I", size)).damaged


@pytest.mark.parametrize("name", ["wav", "flac", "mp3", "aac"])
def test_a_stream_that_was_cut_off_gives_what_is_there(name: str) -> None:
    data = encode(name, tone(1.0, 24000), 24000, seekable=False)
    recording = _read(data[: len(data) // 2 + 3])
    assert 0.4 < recording.seconds < 0.6
    assert pitch_of(recording.samples, 24000) == pytest.approx(440, abs=5)


@pytest.mark.parametrize("name", ["mp3", "m4a"])
def test_a_file_that_is_damaged_by_more_than_a_twentieth_is_refused(name: str) -> None:
    data = encode(name, tone(1.0, 24000), 24000, seekable=True)
    middle, tenth = len(data) // 2, len(data) // 10
    assert "damaged" in _refusal(data[:middle] + b"\x55" * tenth + data[middle + tenth :])


@pytest.mark.parametrize("name", ["mp3", "aac", "m4a"])
def test_a_file_that_is_damaged_by_less_than_a_twentieth_gives_the_rest(name: str) -> None:
    data = encode(name, tone(2.0, 24000), 24000, seekable=True)
    middle = len(data) // 2
    recording = _read(data[:middle] + b"\x55" * 200 + data[middle + 200 :])
    assert recording.damaged
    assert 1.9 < recording.seconds < 2.1
    assert pitch_of(recording.samples, 24000) == pytest.approx(440, abs=5)
    assert not _read(data).damaged


@pytest.mark.parametrize(
    "tag", [b"", b"ID3\x03\0\0\0\x06\x0d\0" + b"\xff\xfb\x01\x02JPEG" * 12_500], ids=["bare", "tagged"]
)
def test_two_mp3_files_that_were_joined_are_one_recording(tag: bytes) -> None:
    first, second = (encode("mp3", tone(2.0, 24000, pitch), 24000, seekable=True) for pitch in (440, 660))
    recording = _read(first + tag + second)
    assert recording.damaged == bool(tag)
    assert recording.seconds == pytest.approx(4.0, abs=0.15)
    assert pitch_of(recording.samples[: 2 * 24000], 24000) == pytest.approx(440, abs=2)
    assert pitch_of(recording.samples[-2 * 24000 :], 24000) == pytest.approx(660, abs=2)


def test_joined_files_whose_seam_does_not_decode_are_one_recording_with_a_finding() -> None:
    recording = _read(2 * good_file("mp3"))
    assert recording.damaged
    assert recording.seconds == pytest.approx(2 * _read(good_file("mp3")).seconds, abs=0.1)


def test_joined_files_of_another_rate_or_number_of_channels_are_one_recording() -> None:
    mono = encode("mp3", tone(2.0, 24000), 24000, seekable=True)
    stereo = _file("mp3", "libmp3lame", [tone(2.0, 44100, 660)] * 2, 44100, "stereo", "s16p")
    recording = _read(mono + stereo)
    assert recording.sample_rate == 24000
    assert recording.seconds == pytest.approx(4.0, abs=0.15)
    assert pitch_of(recording.samples[-int(1.8 * 24000) :], 24000) == pytest.approx(660, abs=2)


def test_a_file_that_is_cut_off_is_not_called_damaged() -> None:
    for name in ("mp3", "aac"):
        data = encode(name, tone(1.0, 24000), 24000, seekable=True)
        assert not _read(data[: len(data) // 2 + 3]).damaged


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_samples_that_are_no_numbers_are_refused(value: float) -> None:
    samples = tone(0.2, 24000)
    samples[77] = value
    assert "no numbers" in _refusal(_file("wav", "pcm_f32le", [samples, samples], 24000, "stereo", "flt"))


@pytest.mark.parametrize("rate", [0, 1, 7999, 192001, 2**31 - 1, 2**32 - 1])
def test_a_forged_rate_is_refused(rate: int) -> None:
    _refusal(_patched(encode("wav", tone(0.2, 24000), 24000, seekable=True), 24, "<I", rate))


@pytest.mark.parametrize("channels", [0, 255, 60000])
def test_a_forged_number_of_channels_is_refused(channels: int) -> None:
    data = _patched(encode("wav", tone(0.2, 24000), 24000, seekable=True), 22, "<H", channels)
    _refusal(_patched(data, 32, "<H", 2 * channels % 65536))


def test_ten_minutes_are_the_longest_whatever_the_file_says_of_itself() -> None:
    silence = np.zeros(LONG * 8000, np.float32)
    assert _read(encode("flac", silence, 8000, seekable=True)).seconds == LONG
    longer = encode("flac", np.append(silence, np.float32(0)), 8000, seekable=False)  # its header has no length
    assert _refusal(longer) == "The recording is longer than 600 seconds: send a shorter one."


def test_what_is_too_long_is_not_even_decoded() -> None:
    data = bytearray(encode("mp3", tone(5.0, 24000), 24000, seekable=True))
    data[2000:22000] = b"\x55" * 20_000
    assert "damaged" in _refusal(bytes(data))
    assert "longer than 2 seconds" in _refusal(bytes(data), max_seconds=2)


def test_a_shorter_limit_can_be_set() -> None:
    data = encode("wav", tone(0.5, 24000), 24000, seekable=True)
    assert "longer than 0.4 seconds" in _refusal(data, max_seconds=0.4)


def test_a_file_is_read_no_further_than_its_limit(tmp_path: Path) -> None:
    data = encode("wav", tone(0.5, 24000), 24000, seekable=True)
    (tmp_path / "whole.wav").write_bytes(data)
    assert read_recording(tmp_path / "whole.wav", max_bytes=len(data)).seconds == 0.5
    with pytest.raises(VozesError, match=f"larger than {len(data) - 1:,} bytes"):
        read_recording(tmp_path / "whole.wav", max_bytes=len(data) - 1)
    if Path("/dev/zero").exists():
        with pytest.raises(VozesError, match="larger than 1,000 bytes"):
            read_recording(Path("/dev/zero"), max_bytes=1000)


def test_a_path_is_read_and_a_missing_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "#1: olá.wav"
    path.write_bytes(encode("wav", tone(0.2, 24000), 24000, seekable=True))
    assert read_recording(path).seconds == 0.2
    for other in (tmp_path / "missing.wav", tmp_path):
        with pytest.raises(VozesError, match="could not be read") as refusal:
            read_recording(other)
        assert refusal.value.code == ErrorCode.INVALID_RECORDING
