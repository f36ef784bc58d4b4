"""What is made of speech that a client has: `POST /v1/audio/convert` and `POST /v1/text/subtitles`."""

import io
import json
import wave
from collections.abc import Iterator
from typing import Any

import av
import numpy as np
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import connected_to
from tests.api.test_speech import error_of
from tests.audio.sounds import encode, tone
from tests.fakes import fake_spec, frequency_of
from vozes.audio.formats import ALL_FORMATS
from vozes.audio.wav import decode_wav

CONVERT, SUBTITLES = "/v1/audio/convert", "/v1/text/subtitles"
RATE = 24_000
LOUD = [each.name for each in ALL_FORMATS if each.playable]


@pytest.fixture(scope="module")
def speaker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with connected_to(tmp_path_factory.mktemp("clips") / "home", (fake_spec(engine="WordEngine"),), {}) as client:
        yield client


def wav(seconds: float = 0.5, rate: int = RATE) -> bytes:
    return encode("wav", tone(seconds, rate), rate, seekable=True)


def convert(client: TestClient, audio: bytes, **fields: str) -> Any:
    return client.post(CONVERT, data=fields, files={"file": ("clip.wav", audio)})


@pytest.mark.parametrize("name", LOUD)
def test_the_same_sound_comes_back_in_each_format(client: TestClient, name: str) -> None:
    answer = convert(client, wav(), format=name)
    assert answer.status_code == 200, answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)
    with av.open(io.BytesIO(answer.content), "r") as file:
        frames = list(file.decode(audio=0))
    rate = frames[0].sample_rate
    heard = np.concatenate([frame.to_ndarray().reshape(-1).astype(np.float32) for frame in frames])
    assert len(heard) / rate == pytest.approx(0.5, abs=0.1)
    assert frequency_of(heard, rate) == pytest.approx(frequency_of(tone(0.5, RATE), RATE), abs=3)


def test_without_a_format_it_is_mp3_and_samples_alone_lose_nothing(client: TestClient) -> None:
    assert convert(client, wav()).headers["content-type"] == "audio/mpeg"
    assert convert(client, wav(), format="pcm").content == wav()[44:]
    assert convert(client, wav(), format="wav").content == wav()


def test_a_long_one_is_converted_in_pieces_and_whole(client: TestClient) -> None:
    samples, rate = decode_wav(convert(client, wav(20.0), format="wav").content)
    assert (len(samples), rate) == (20 * RATE, RATE)


def shaped(channels: int, width: int, rate: int, frames: int = 100) -> bytes:
    sink = io.BytesIO()
    with wave.open(sink, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(bytes(channels * width * frames))
    return sink.getvalue()


def with_chunks(chunks: bytes) -> bytes:
    whole = wav()
    return whole[:12] + chunks + whole[12:]


@pytest.mark.parametrize(
    ("audio", "why"),
    [
        (b"no audio at all", "is no WAV file of 16-bit mono samples"),
        (b"", "is no WAV file of 16-bit mono samples"),
        (b"RIFF\xff\xff\xff\xffWAVEfmt ", "is no WAV file of 16-bit mono samples"),
        (with_chunks(b"LIST\xff\xff\xff\x7f"), "is no WAV file of 16-bit mono samples"),
        (with_chunks(b"LIST\xff\xff\x00\x00"), "is no WAV file of 16-bit mono samples"),
        (with_chunks(b"junk\0\0\0\0" * 1000), "is no WAV file of 16-bit mono samples"),
        (shaped(2, 2, RATE), "is no WAV file of 16-bit mono samples"),
        (shaped(1, 3, RATE), "is no WAV file of 16-bit mono samples"),
        (shaped(1, 2, 96_000), "has 96,000 samples a second: from 8,000 to 48,000 will do"),
        (shaped(1, 2, RATE, 0), "has no samples"),
    ],
)
def test_what_is_no_such_audio_is_refused_and_told(client: TestClient, audio: bytes, why: str) -> None:
    answer = convert(client, audio, format="mp3")
    assert (answer.status_code, error_of(answer)["code"]) == (422, "invalid_field")
    assert (error_of(answer)["param"], str(error_of(answer)["message"]).startswith(f"file {why}.")) == ("file", True)


def test_unknown_formats_and_fields_and_a_missing_file_are_refused(client: TestClient) -> None:
    assert error_of(convert(client, wav(), format="mp5"))["code"] == "unsupported_format"
    assert error_of(convert(client, wav(), frmat="mp3"))["param"] == "frmat"
    missing = client.post(CONVERT, files={"other": ("a.wav", wav())})
    assert (missing.status_code, error_of(missing)["code"]) == (422, "invalid_field")
    bare = client.post(CONVERT, json={"format": "mp3"})
    assert error_of(bare)["code"] == "unsupported_content_type"


def spoken(client: TestClient, text: str, kind: str, **fields: str) -> dict[str, Any]:
    body = {"text": text, "language": "en", "timestamps": "word", "subtitles": kind, **fields}
    answer: dict[str, Any] = client.post("/v1/tts/synth", json=body).json()
    return answer


def made(client: TestClient, text: str, told: dict[str, Any], kind: str, **fields: str) -> Any:
    given = {"text": text, "language": told["language"], "audio_seconds": str(told["audio_seconds"]), "format": kind}
    times = {"timestamps": ("times.json", json.dumps(told["timestamps"]))}
    return client.post(SUBTITLES, data={**given, **fields}, files=times)


@pytest.mark.parametrize("kind", ["srt", "vtt"])
@pytest.mark.parametrize(
    "text",
    [
        "One two. Three four, five six seven; eight nine ten eleven twelve thirteen fourteen fifteen sixteen.",
        "**Bold** words & <signs>, 😀 and “quotes”: e-mail.",
        "<speak>One two <break time='300ms'/> three <emphasis>four</emphasis> five.</speak>",
    ],
)
def test_subtitles_are_those_that_would_have_come_with_the_speech(speaker: TestClient, text: str, kind: str) -> None:
    told = spoken(speaker, text, kind)
    answer = made(speaker, text, told, kind)
    assert (answer.status_code, answer.text) == (200, told["subtitles"])
    assert answer.headers["content-type"].startswith("application/x-subrip" if kind == "srt" else "text/vtt")


def test_markup_that_was_off_is_shown(speaker: TestClient) -> None:
    text = "One [pause:1s] two."
    told = spoken(speaker, text, "srt", markup="off")
    assert made(speaker, text, told, "srt", markup="off").text == told["subtitles"]
    assert "[pause:1s]" in told["subtitles"]


@pytest.mark.parametrize(
    "times",
    [
        "no json",
        "{}",
        '[{"text_start": 0}]',
        '[{"text_start": 0, "text_end": 1, "start": -1, "end": 2}]',
        '[{"text_start": 0, "text_end": 1, "start": 0, "end": 1e308}]',
        pytest.param(f"[{','.join(['{}'] * 500_000)}]", id="millions of errors"),
    ],
)
def test_times_that_are_none_are_refused(speaker: TestClient, times: str) -> None:
    fields = {"text": "One", "language": "en", "audio_seconds": "1"}
    answer = speaker.post(SUBTITLES, data=fields, files={"timestamps": ("times.json", times)})
    assert (answer.status_code, error_of(answer)["param"]) == (422, "timestamps")


def test_spans_beyond_the_text_do_no_harm(speaker: TestClient) -> None:
    told = {
        "language": "en",
        "audio_seconds": 1.0,
        "timestamps": [
            {"text_start": 0, "text_end": 3, "start": 0.0, "end": 0.5},
            {"text_start": 4, "text_end": 900, "start": 0.5, "end": 1.0},
            {"text_start": 5_000_000, "text_end": 5_000_001, "start": 1.0, "end": 1.0},
        ],
    }
    assert made(speaker, "One two", told, "vtt").status_code == 200
