import io
import json
import wave
from urllib.parse import unquote

import av
import numpy as np
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from tests.api.conftest import Connect, wait_until_idle
from tests.fakes import fake_spec, frequency_of
from tests.live import wait_for
from vozes.api.responses.warnings import warning_headers
from vozes.audio.wav import decode_wav
from vozes.warnings import CodedWarning, WarningCode

HUM = {"text": "440 Hz 0.5 s", "language": "en"}


def error_of(response: object) -> dict[str, object]:
    body = response.json()  # type: ignore[attr-defined]
    assert set(body) == {"error"}
    assert set(body["error"]) - {"limit"} == {"message", "type", "param", "code", "request_id"}
    assert body["error"]["request_id"] == response.headers["x-request-id"]  # type: ignore[attr-defined]
    error: dict[str, object] = body["error"]
    return error


def test_a_text_is_answered_with_its_speech(client: TestClient) -> None:
    answer = client.post("/v1/tts/synth", json=HUM)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    with wave.open(io.BytesIO(answer.content)) as file:
        assert file.getnframes() == 8000
    samples, rate = decode_wav(answer.content)
    assert frequency_of(samples, rate) == pytest.approx(440, abs=2)


def test_the_headers_say_what_it_is(client: TestClient) -> None:
    headers = client.post("/v1/tts/synth", json=HUM).headers
    assert headers["x-engine"] == "sine"
    assert headers["x-voice"] == "hum"
    assert headers["x-language"] == "en"
    assert headers["x-sample-rate"] == "16000"
    assert float(headers["x-audio-seconds"]) == 0.5
    assert 0 < float(headers["x-synthesis-seconds"]) < 30
    assert headers["x-request-id"].startswith("req_")
    assert int(headers["content-length"]) == 44 + 2 * 8000


def test_a_header_tells_what_the_engine_warned_of(client: TestClient) -> None:
    warnings = ["A sentence still sounds wrong, after 3 tries.", "É só 100 %; não mais."]
    answer = client.post("/v1/tts/synth", json={"text": "warn " + "|".join(warnings), "language": "en"})
    assert answer.status_code == 200
    assert answer.headers["x-warning"].startswith(warnings[0] + "; ")
    assert [unquote(entry) for entry in answer.headers["x-warning"].split("; ")] == warnings


def test_a_streams_header_tells_what_was_known_before_its_first_byte(client: TestClient) -> None:
    body = {"text": "warn Early.|Later.", "language": "en", "stream": True}
    assert client.post("/v1/tts/synth", json=body).headers["x-warning"].split("; ")[0] == "Early."


@pytest.mark.parametrize(("stream", "how"), [(True, "streamed"), (False, "whole")])
def test_the_engine_knows_whether_its_speech_is_heard_while_it_is_made(
    client: TestClient, stream: bool, how: str
) -> None:
    answer = client.post("/v1/tts/synth", json={"text": "how", "language": "en", "stream": stream})
    assert answer.headers["x-warning"] == how


def test_without_a_warning_there_is_no_such_header(client: TestClient) -> None:
    assert "x-warning" not in client.post("/v1/tts/synth", json=HUM).headers


@given(st.lists(st.text("a20%; \né", min_size=1, max_size=20), min_size=1, max_size=8))
def test_any_warnings_are_lines_of_ascii_that_can_be_taken_apart(sentences: list[str]) -> None:
    headers = warning_headers([CodedWarning(WarningCode.SPEAKER_LEFT_OUT, each, name=each) for each in sentences])
    assert all(header.isascii() and header.isprintable() for header in headers.values())
    assert [unquote(entry) for entry in headers["X-Warning"].split("; ")] == sentences
    told = [{"code": "speaker_left_out", "values": {"name": each}} for each in sentences]
    assert json.loads(headers["X-Warning-Codes"]) == told


def test_warnings_beyond_what_a_header_bears_are_counted() -> None:
    warning = CodedWarning(WarningCode.WORDS_FOUND_WHOLE, "A sentence still sounds wrong.")
    headers = warning_headers([warning] * 500)
    entries = headers["X-Warning"].split("; ")
    assert len(headers["X-Warning"]) < 2100
    assert len(entries) > 50
    assert entries[-1] == f"and {500 - len(entries) + 1} more"
    told = json.loads(headers["X-Warning-Codes"])
    assert len(headers["X-Warning-Codes"]) < 2100
    assert 10 < len(told) <= len(entries)
    assert {each["code"] for each in told} == {"words_found_whole"}


def test_how_many_warnings_are_not_told_has_a_code_where_there_is_room() -> None:
    headers = warning_headers([CodedWarning(WarningCode.WORDS_FOUND_WHOLE, "Long. " * 100)] * 20)
    told = json.loads(headers["X-Warning-Codes"])
    assert len(told) == len(headers["X-Warning"].split("; "))
    assert told[-1] == {"code": "more_warnings", "values": {"count": 20 - len(told) + 1}}


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("flac", "audio/flac"),
        ("mp3", "audio/mpeg"),
        ("opus", "audio/ogg"),
        ("ogg", "audio/ogg"),
        ("webm", "audio/webm"),
        ("aac", "audio/aac"),
        ("m4a", "audio/mp4"),
        ("mp4", "audio/mp4"),
    ],
)
def test_every_format_can_be_decoded(client: TestClient, name: str, media_type: str, stream: bool) -> None:
    answer = client.post("/v1/tts/synth", json={**HUM, "format": name, "stream": stream})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    with av.open(io.BytesIO(answer.content), "r") as container:
        frames = [frame.to_ndarray().astype(np.float32).ravel() for frame in container.decode(audio=0)]
        rate = container.streams.audio[0].rate
    assert len(np.concatenate(frames)) / rate == pytest.approx(0.5, abs=0.15)
    assert frequency_of(np.concatenate(frames), rate) == pytest.approx(440, abs=5)


def test_pcm_is_samples_alone(client: TestClient) -> None:
    answer = client.post("/v1/tts/synth", json={**HUM, "format": "pcm"})
    assert len(answer.content) == 2 * 8000
    assert frequency_of(np.frombuffer(answer.content, "<i2").astype(np.float32)) == pytest.approx(440, abs=2)


def test_a_streamed_wav_says_that_its_length_is_unknown_and_holds_all(client: TestClient) -> None:
    answer = client.post("/v1/tts/synth", json={**HUM, "stream": True})
    assert "content-length" not in answer.headers
    assert "x-audio-seconds" not in answer.headers
    assert answer.content[40:44] == b"\xff\xff\xff\xff"
    assert len(decode_wav(answer.content)[0]) == 8000


@pytest.mark.parametrize(
    ("change", "status", "code", "param"),
    [
        ({"text": ""}, 422, "empty_text", "text"),
        ({"text": "x" * 100_001}, 422, "text_too_long", "text"),
        ({"text": "\u0007"}, 422, "nothing_to_say", "text"),
        ({"text": "?!"}, 422, "nothing_to_say", "text"),
        ({"text": 5}, 422, "invalid_field", "text"),
        ({"text": None}, 422, "invalid_field", "text"),
        ({"engine": "nope"}, 404, "unknown_engine", "engine"),
        ({"engine": "gone"}, 409, "model_not_installed", "engine"),
        ({"voice": "nope"}, 404, "unknown_voice", "voice"),
        ({"language": "xx"}, 422, "unsupported_language", "language"),
        ({"format": "doc"}, 422, "unsupported_format", "format"),
        ({"speed": 0.2}, 422, "invalid_field", "speed"),
        ({"speed": 4.5}, 422, "invalid_field", "speed"),
        ({"speed": "1"}, 422, "invalid_field", "speed"),
        ({"speed": True}, 422, "invalid_field", "speed"),
        ({"stream": "maybe"}, 422, "invalid_field", "stream"),
        ({"seed": -1}, 422, "invalid_field", "seed"),
        ({"seed": 1.5}, 422, "invalid_field", "seed"),
        ({"options": {"depth": 11}}, 422, "option_out_of_range", "options.depth"),
        ({"options": {"nope": 1}}, 422, "unknown_option", "options.nope"),
        ({"options": []}, 422, "invalid_field", "options"),
        ({"nope": 1}, 422, "invalid_field", "nope"),
    ],
)
def test_bad_input_gets_one_clear_error(
    client: TestClient, change: dict[str, object], status: int, code: str, param: str
) -> None:
    answer = client.post("/v1/tts/synth", json={**HUM, **change})
    error = error_of(answer)
    assert (answer.status_code, error["code"], error["param"]) == (status, code, param)
    assert error.get("limit") == (100_000 if code == "text_too_long" else None)
    assert str(error["message"]).endswith(".")


@pytest.mark.parametrize(
    "text", ["\\ud800", "a\\udfff", "\\ud83d\\ud83d"], ids=["high half", "low half", "two high halves"]
)
@pytest.mark.parametrize("field", ["text", "voice", "engine", "language", "format"])
def test_halves_of_surrogate_pairs_are_refused_wherever_they_are(client: TestClient, field: str, text: str) -> None:
    values = {"text": "a", field: "@"}
    body = ",".join(f'"{key}":"{value}"' for key, value in values.items()).replace("@", text)
    answer = client.post("/v1/tts/synth", content="{" + body + "}", headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert error_of(answer)["param"] == field


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nope",
        b"[]",
        b"1",
        b'"a"',
        b"null",
        b'{"text": "a"',
        b"\xff\xfe",
        b'{"text": "\xff"}',
        b"[" * 90_000,
    ],
)
def test_a_body_that_is_no_json_object_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/v1/tts/synth", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert error_of(answer)["code"] in ("malformed_json", "invalid_field")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_numbers_that_are_none_are_refused(client: TestClient, number: str) -> None:
    for field in ("speed", "seed"):
        body = f'{{"text": "a", "{field}": {number}}}'
        answer = client.post("/v1/tts/synth", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422)
        error_of(answer)


def test_a_failing_engine_gives_a_typed_error(fresh_client: TestClient) -> None:
    crash = fresh_client.post("/v1/tts/synth", json={"text": "crash", "language": "en"})
    assert (crash.status_code, error_of(crash)["code"]) == (503, "engine_crashed")
    assert int(crash.headers["retry-after"]) >= 1
    failure = fresh_client.post("/v1/tts/synth", json={"text": "fail", "language": "en"})
    assert (failure.status_code, error_of(failure)["code"]) == (500, "internal_error")
    assert fresh_client.post("/v1/tts/synth", json=HUM).status_code == 200


def test_an_engine_whose_process_is_poisoned_gives_a_typed_error_and_is_replaced(fresh_client: TestClient) -> None:
    poisoned = fresh_client.post("/v1/tts/synth", json={"text": "poison", "language": "en"})
    assert (poisoned.status_code, error_of(poisoned)["code"]) == (503, "engine_crashed")
    assert "told to be poisoned" in str(error_of(poisoned)["message"])
    assert int(poisoned.headers["retry-after"]) >= 1
    wait_for(lambda: fresh_client.post("/v1/tts/synth", json=HUM).status_code == 200)


def test_an_order_that_makes_no_progress_gets_504_and_may_be_tried_again(connect: Connect) -> None:
    with connect(fake_spec(), stall_seconds=0.5) as client:
        answer = client.post("/v1/tts/synth", json={"text": "stall", "language": "en"})
        assert (answer.status_code, error_of(answer)["code"]) == (504, "deadline_exceeded")
        assert int(answer.headers["retry-after"]) >= 1


def test_a_full_queue_gets_429_with_the_time_to_wait(connect: Connect) -> None:
    with connect(fake_spec(), queue_limit=0) as client:
        engine = client.app.state.service.registry.current  # type: ignore[attr-defined]
        wait_until_idle(client)
        engine.queue.running = 1_000  # however many nodes of a cluster answer meanwhile
        answer = client.post("/v1/tts/synth", json=HUM)
        engine.queue.running = 0
        assert (answer.status_code, error_of(answer)["code"]) == (429, "queue_full")
        assert int(answer.headers["retry-after"]) >= 1


def test_the_voice_may_be_named_in_any_case(client: TestClient) -> None:
    assert client.post("/v1/tts/synth", json={**HUM, "voice": "HUM"}).headers["x-voice"] == "hum"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"lang": "en"}, "There is no field 'lang' (did you mean language?). "),
        ({"xyzzy": 1}, "There is no field 'xyzzy'. "),
        ({"speed": "fast"}, "speed must be a number. "),
        ({"speed": 99}, "speed must be at most 4.0. "),
        ({"stream": "maybe"}, "stream must be true or false. "),
        ({"language": 7}, "language must be a text. "),
        ({"options": []}, "options must be an object. "),
    ],
)
def test_a_wrong_field_is_told_in_words_for_people(client: TestClient, wrong: dict[str, object], told: str) -> None:
    assert str(error_of(client.post("/v1/tts/synth", json=HUM | wrong))["message"]).startswith(told)


def test_a_missing_field_is_told_as_missing(client: TestClient) -> None:
    assert str(error_of(client.post("/v1/tts/synth", json={}))["message"]).startswith("text is missing. ")
