"""`POST /v1/tts/synth` tells when each word and sentence is heard, beside the audio or as subtitles alone."""

import base64
import email
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import connected_to
from tests.api.test_speech import error_of
from tests.fakes import RATE, fake_spec
from vozes.api.timing_schemas import SpeechLine, TimedSpeech
from vozes.audio.wav import decode_wav
from vozes.engines.base import EngineSpec

SYNTH = "/v1/tts/synth"
TEXT = "One two. Three four"
WORDS = [("One", 0, 3, 0.0, 0.1), ("two.", 4, 8, 0.1, 0.2), ("Three", 9, 14, 0.2, 0.3), ("four", 15, 19, 0.3, 0.4)]


def guessing_spec() -> EngineSpec:
    spec = fake_spec("guess", engine="WordEngine")
    abilities = replace(spec.info.capabilities, word_timings="estimated")
    return replace(spec, info=replace(spec.info, capabilities=abilities))


@pytest.fixture(scope="module")
def speaker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server whose engine speaks each word for a tenth of a second, and tells so."""
    specs = (
        fake_spec(engine="WordEngine"),
        guessing_spec(),
        fake_spec("mute"),
        fake_spec("paced", engine="PacedWordEngine"),
    )
    with connected_to(tmp_path_factory.mktemp("times") / "home", specs, {}) as client:
        yield client


def speak(client: TestClient, accept: str | None = None, **fields: Any) -> Any:
    headers = {} if accept is None else {"Accept": accept}
    return client.post(SYNTH, json={"text": TEXT, "language": "en", **fields}, headers=headers)


def entries(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(each.values()) for each in found]


def lines_of(answer: Any) -> list[dict[str, Any]]:
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def test_words_come_with_their_spans_and_times_beside_the_audio(speaker: TestClient) -> None:
    answer = speak(speaker, timestamps="word")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    body = TimedSpeech.model_validate(answer.json())
    assert entries(answer.json()["timestamps"]) == WORDS
    assert (body.engine, body.voice, body.word_timings) == ("sine", "hum", "exact")
    samples, rate = decode_wav(base64.b64decode(body.audio))
    assert (len(samples) / rate, body.audio_seconds, body.sample_rate) == (0.4, 0.4, RATE)
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_sentences_come_whole(speaker: TestClient) -> None:
    found = speak(speaker, timestamps="sentence").json()["timestamps"]
    assert entries(found) == [("One two.", 0, 8, 0.0, 0.2), ("Three four", 9, 19, 0.2, 0.4)]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_audio_is_the_same_as_without_times(speaker: TestClient, size: int) -> None:
    text = " ".join(["word"] * size)  # base64 ends in as many ways
    told = speak(speaker, text=text, timestamps="word", format="g711_ulaw").json()
    assert base64.b64decode(told["audio"]) == speak(speaker, text=text, format="g711_ulaw").content


def test_parts_have_the_times_and_the_audio_as_it_is(speaker: TestClient) -> None:
    answer = speak(speaker, "multipart/mixed", timestamps="word", format="mp3")
    head = f"Content-Type: {answer.headers['content-type']}\r\n\r\n".encode()
    times, audio = list(email.message_from_bytes(head + answer.content).walk())[1:]
    assert entries(json.loads(str(times.get_payload()))["timestamps"]) == WORDS
    assert audio.get_content_type() == "audio/mpeg"
    assert speak(speaker, format="mp3").content in answer.content
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_a_stream_is_lines_of_audio_and_times(speaker: TestClient) -> None:
    answer = speak(speaker, timestamps="word", stream=True, format="pcm")
    lines = lines_of(answer)
    for line in lines:
        SpeechLine.model_validate(line)
    assert entries([each for line in lines for each in line["timestamps"]]) == WORDS
    audio = b"".join(base64.b64decode(line["audio"]) for line in lines)
    assert len(audio) == 2 * 0.4 * RATE
    assert lines[-1]["audio"] == ""
    assert lines[-1]["audio_seconds"] == 0.4
    assert "content-length" not in answer.headers


def test_lines_are_told_sentences_once_they_are_whole(speaker: TestClient) -> None:
    lines = lines_of(speak(speaker, "application/x-ndjson", timestamps="sentence"))
    found = [each["text"] for line in lines for each in line["timestamps"]]
    assert found == ["One two.", "Three four"]


@pytest.mark.parametrize(
    ("accept", "begins"),
    [("application/x-subrip", "1\n00:00:00,000 -->"), ("text/vtt", "WEBVTT\n\n00:00:00.000 -->")],
)
def test_subtitles_come_alone(speaker: TestClient, accept: str, begins: str) -> None:
    answer = speak(speaker, accept, format="mp3", sample_rate=8000)
    assert answer.headers["content-type"] == f"{accept}; charset=utf-8"
    assert answer.text.startswith(begins)
    assert "One two." in answer.text
    assert (answer.headers["x-engine"], answer.headers["x-word-timings"]) == ("sine", "exact")


def test_subtitles_come_beside_the_audio(speaker: TestClient) -> None:
    told = speak(speaker, subtitles="srt").json()
    assert told["subtitles"] == speak(speaker, "application/x-subrip").text
    assert told["timestamps"] == []
    assert lines_of(speak(speaker, subtitles="srt", stream=True))[-1]["subtitles"] == told["subtitles"]


def test_times_that_are_estimated_are_told_as_such(speaker: TestClient) -> None:
    answer = speak(speaker, timestamps="word", engine="guess")
    assert answer.json()["word_timings"] == answer.headers["x-word-timings"] == "estimated"


@pytest.mark.parametrize("accept", [None, "*/*", "audio/wav", "application/json", "text/html, */*;q=0.8"])
def test_without_a_wish_the_answer_is_audio_whatever_is_accepted(speaker: TestClient, accept: str | None) -> None:
    assert speak(speaker, accept).headers["content-type"] == "audio/wav"


@pytest.mark.parametrize(
    ("accept", "fields", "param"),
    [
        ("audio/wav", {"timestamps": "word"}, "timestamps"),
        ("audio/wav", {"subtitles": "srt"}, "subtitles"),
        ("multipart/mixed", {"timestamps": "word", "stream": True}, "timestamps"),
        ("text/vtt", {"stream": True}, "stream"),
        ("*/*", {"timestamps": "syllable"}, "timestamps"),
        ("*/*", {"subtitles": "ass"}, "subtitles"),
        ("*/*", {"timestamps": "word", "engine": "mute"}, "timestamps"),
        ("text/vtt", {"engine": "mute"}, "timestamps"),
        ("text/vtt", {"format": "midi"}, "format"),
    ],
)
def test_what_does_not_go_together_is_refused(
    speaker: TestClient, accept: str, fields: dict[str, Any], param: str
) -> None:
    answer = speak(speaker, accept, **fields)
    assert (answer.status_code, error_of(answer)["param"]) == (422, param)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spans_count_the_text_as_it_was_sent(speaker: TestClient, form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "Olá você. É só")
    for entry in speak(speaker, text=text, language="pt", timestamps="word").json()["timestamps"]:
        assert text[entry["text_start"] : entry["text_end"]] == entry["text"]


def test_spans_of_marked_up_text_leave_the_marks_out(speaker: TestClient) -> None:
    text = '<speak>One <prosody rate="fast">two &amp; three</prosody><break time="1s"/> four</speak>'
    found = speak(speaker, text=text, timestamps="word").json()["timestamps"]
    assert [each["text"] for each in found] == ["One", "two", "&", "three", "four"]
    sent = [text[each["text_start"] : each["text_end"]] for each in found]
    assert sent == ["One", "two", "&amp;", "three", "four"]
    assert found[-1]["start"] == pytest.approx(1.4)


def test_a_form_takes_the_same_fields(speaker: TestClient) -> None:
    fields = {"text": (None, TEXT), "language": (None, "en"), "timestamps": (None, "word")}
    answer = speaker.post(SYNTH, files=fields)
    assert entries(answer.json()["timestamps"]) == WORDS


def test_a_stream_that_fails_midway_says_why_in_its_last_line(speaker: TestClient) -> None:
    received: list[bytes] = []
    body = {"text": "One two refuse three", "language": "en", "engine": "paced", "stream": True, "timestamps": "word"}
    with speaker.stream("POST", SYNTH, json=body) as answer:
        received.extend(answer.iter_bytes())
    *spoken, last = [json.loads(line) for line in b"".join(received).splitlines()]
    assert [each["text"] for line in spoken for each in line["timestamps"]] == ["One"]
    assert set(last) == {"error"}
    assert (last["error"]["code"], last["error"]["request_id"]) == ("engine_failed", answer.headers["x-request-id"])
