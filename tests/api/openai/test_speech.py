"""`POST /v1/audio/speech` as programs really call it."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import connected_to, connected_to_natural
from tests.fakes import fake_spec, natural_spec
from vozes.service.speech.stand_ins import OPENAI_VOICES

SPEECH = "/v1/audio/speech"
TONE = "440 Hz 0.2 s"


@pytest.fixture(scope="module")
def auto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server with an engine that speaks all, and a natural one."""
    with connected_to_natural(tmp_path_factory.mktemp("openai") / "home") as client:
        yield client


def speak(client: TestClient, **fields: Any) -> Any:
    return client.post(SPEECH, json={"input": TONE, "model": "tts-1", **fields})


def events(answer: Any) -> list[dict[str, Any]]:
    lines = answer.text.split("\n\n")
    assert all(line.startswith("data: ") for line in lines[:-1])
    assert lines[-1] == ""
    return [json.loads(line.removeprefix("data: ")) for line in lines[:-1]]


@pytest.mark.parametrize(
    ("name", "media_type", "begins"),
    [
        (None, "audio/mpeg", b"\xff"),
        ("mp3", "audio/mpeg", b"\xff"),
        ("opus", "audio/ogg", b"OggS"),
        ("aac", "audio/aac", b"\xff"),
        ("flac", "audio/flac", b"fLaC"),
        ("wav", "audio/wav", b"RIFF"),
        ("pcm", "audio/pcm", b""),
        ("g711_ulaw", "audio/PCMU", b""),
        ("g711_alaw", "audio/PCMA", b""),
    ],
)
def test_every_format_is_answered(client: TestClient, name: str | None, media_type: str, begins: bytes) -> None:
    answer = speak(client, response_format=name)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.content.startswith(begins)


def test_bare_samples_have_the_rate_that_their_readers_expect(client: TestClient) -> None:
    for fields, rate, size in (
        ({"response_format": "pcm"}, 24_000, 9_600),
        ({"response_format": "pcm", "sample_rate": 8_000}, 8_000, 3_200),
        ({"response_format": "g711_ulaw"}, 8_000, 1_600),
    ):
        answer = speak(client, **fields)
        assert int(answer.headers["x-sample-rate"]) == rate
        assert abs(len(answer.content) - size) <= 0.01 * size


@pytest.mark.parametrize("model", [None, "tts-1", "tts-1-hd", "gpt-4o-mini-tts", "sine", "auto"])
def test_known_models_speak_without_a_warning(client: TestClient, model: str | None) -> None:
    answer = speak(client, model=model)
    assert answer.status_code == 200
    assert "x-warning" not in answer.headers


def test_a_model_that_is_not_here_is_told(client: TestClient) -> None:
    answer = speak(client, model="chatterbox", voice="hum")
    assert answer.status_code == 200
    assert "no model 'chatterbox'" in answer.headers["x-warning"]


def test_a_voice_may_be_sent_as_the_model(client: TestClient) -> None:
    answer = speak(client, model="hum")
    assert answer.headers["x-voice"] == "hum"
    assert "x-warning" not in answer.headers


@pytest.mark.parametrize("voice", ["hum", {"id": "hum"}])
def test_a_voice_is_a_name_or_an_object(client: TestClient, voice: object) -> None:
    assert speak(client, voice=voice).headers["x-voice"] == "hum"


@pytest.mark.parametrize("voice", OPENAI_VOICES)
def test_a_voice_of_its_kind_stands_in_for_each_of_openai_s(auto: TestClient, voice: str) -> None:
    answer = speak(auto, voice=voice, language="pt-br")
    assert answer.status_code == 200
    women = {"alloy", "coral", "marin", "nova", "sage", "shimmer"}
    assert answer.headers["x-voice"] == ("pf_dora" if voice in women else "pm_alex")


def test_a_mood_of_the_instructions_is_heeded_where_the_model_has_it(auto: TestClient) -> None:
    heeded = speak(auto, voice="libritts", language="en", instructions="Speak cheerfully.")
    assert "mood was heeded: happy" in unquote(heeded.headers["x-warning"])
    assert "x-ignored-fields" not in heeded.headers


@pytest.mark.parametrize(("voice", "instructions"), [("pf_dora", "Fale alegre."), ("libritts", "Sound sad.")])
def test_instructions_that_the_model_cannot_follow_are_ignored_and_told(
    auto: TestClient, voice: str, instructions: str
) -> None:
    answer = speak(auto, voice=voice, instructions=instructions)
    assert answer.headers["x-ignored-fields"] == "instructions"


def test_the_user_s_own_choice_stands_in(tmp_path: Path) -> None:
    flags = {"openai_voices": "nova=hum"}
    with connected_to(tmp_path / "home", (fake_spec(),), flags) as client:
        assert speak(client, voice="Nova").headers["x-voice"] == "hum"


def test_a_voice_that_is_only_shown_as_one_of_openai_s_takes_not_its_place(tmp_path: Path) -> None:
    spec = natural_spec(voices="af_nova pf_dora pm_alex")
    nova, *others = spec.info.voices
    spec = replace(spec, info=replace(spec.info, voices=(replace(nova, name="Nova (af_nova)"), *others)))
    with connected_to(tmp_path / "home", (spec,), {"default_engine": "natural"}) as client:
        assert speak(client, voice="nova", language="pt-br").headers["x-voice"] == "pf_dora"
        assert speak(client, voice="Nova (af_nova)").headers["x-voice"] == "af_nova"


def test_voices_are_mixed_as_kokoro_s_own_servers_do(auto: TestClient) -> None:
    answer = speak(auto, voice="af_heart(2)+bf_emma(1)", language="en")
    assert answer.headers["x-voice"] == "af_heart:0.666667+bf_emma:0.333333"


def test_unknown_fields_are_ignored_and_told(client: TestClient) -> None:
    answer = speak(client, stream=True, params={"a": [1]}, instructions="Whisper.", download_format="mp3")
    assert answer.status_code == 200
    assert answer.headers["x-ignored-fields"] == "params, download_format, instructions"
    assert "x-ignored-fields" not in speak(client).headers


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["a", ""], 'a, ""'),
        (["é, ;\n"], "%C3%A9%2C%20%3B%0A"),
        ([f"field_{number:04}" for number in range(1000)], "and 834 more"),
    ],
)
def test_ignored_fields_of_any_name_and_number_fit_into_a_header(
    client: TestClient, names: list[str], told: str
) -> None:
    answer = speak(client, **dict.fromkeys(names, 1))
    assert answer.status_code == 200
    assert answer.headers["x-ignored-fields"].endswith(told)
    assert len(answer.headers["x-ignored-fields"]) <= 2020


def test_what_the_description_says_may_be_null_may_be(client: TestClient) -> None:
    fields = client.get("/openapi.json").json()["components"]["schemas"]["OpenAISpeech"]
    nullable = [name for name, field in fields["properties"].items() if {"type": "null"} in field.get("anyOf", ())]
    assert set(nullable) == set(fields["properties"]) - {"input"}
    assert speak(client, **dict.fromkeys(nullable)).status_code == 200


def test_null_means_missing(client: TestClient) -> None:
    nulls = dict.fromkeys(("model", "voice", "speed", "response_format", "stream_format", "seed", "options"))
    assert speak(client, **nulls).headers["content-type"] == "audio/mpeg"


def test_events_hold_the_audio_and_end_with_the_usage(client: TestClient) -> None:
    answer = speak(client, response_format="wav", stream_format="sse")
    assert answer.headers["content-type"].startswith("text/event-stream")
    *pieces, done = events(answer)
    assert {piece["type"] for piece in pieces} == {"speech.audio.delta"}
    audio = b"".join(base64.b64decode(piece["audio"]) for piece in pieces)
    assert audio == speak(client, response_format="wav").content
    usage = {"input_tokens": len(TONE), "output_tokens": 10, "total_tokens": len(TONE) + 10}
    assert done == {"type": "speech.audio.done", "usage": usage}


def test_comments_keep_the_connection_while_nothing_is_ready(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vozes.api.responses.speech_events._PATIENCE", 0.001)
    answer = speak(client, input="440 Hz 0.5 s slowly", response_format="wav", stream_format="sse")
    comments, _, rest = answer.text.partition("data: ")
    assert set(comments.split("\n\n")) == {": still speaking", ""}
    assert '"speech.audio.done"' in rest


def test_what_fails_midway_is_an_event(client: TestClient) -> None:
    text = "440 Hz 3 s slowly[voice:alto]refuse[/voice]"
    answer = speak(client, input=text, voice="hum", markup="tags", response_format="wav", stream_format="sse")
    assert answer.status_code == 200
    *pieces, last = events(answer)
    assert {piece["type"] for piece in pieces} <= {"speech.audio.delta"}
    assert (last["type"], last["error"]["code"]) == ("error", "engine_failed")


@pytest.mark.parametrize(
    ("fields", "status", "code", "param"),
    [
        ({"input": " "}, 422, "empty_text", "input"),
        ({"input": None}, 422, "invalid_field", "input"),
        ({"input": "\ud800"}, 422, "invalid_text", "input"),
        ({"response_format": "midi"}, 422, "unsupported_format", "response_format"),
        ({"voice": "nobody"}, 404, "unknown_voice", "voice"),
        ({"speed": 9}, 422, "invalid_field", "speed"),
        ({"stream_format": "ws"}, 422, "invalid_field", "stream_format"),
        ({"language": "xx"}, 422, "unsupported_language", "language"),
        ({"model": "gone"}, 409, "model_not_installed", "model"),
        ({"response_format": "g711_alaw", "sample_rate": 16_000}, 422, "invalid_field", "sample_rate"),
    ],
)
@pytest.mark.parametrize("stream_format", ["audio", "sse"])
def test_what_is_wrong_is_told_by_openai_s_names_and_not_tried_again(
    client: TestClient, fields: dict[str, Any], status: int, code: str, param: str, stream_format: str
) -> None:
    body = json.dumps({"input": TONE, "stream_format": stream_format, **fields})
    answer = client.post(SPEECH, content=body, headers={"Content-Type": "application/json"})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["param"]) == (status, code, param)
    assert error.keys() >= {"message", "type", "param", "code"}
    assert answer.headers["x-should-retry"] == "false"


def test_models_are_listed(client: TestClient) -> None:
    listed = client.get("/v1/models").json()
    assert listed["object"] == "list"
    assert [each["id"] for each in listed["data"]] == ["sine", "choir", "tts-1", "tts-1-hd", "gpt-4o-mini-tts"]
    assert client.get("/v1/audio/models").json() == listed
    assert client.get("/v1/models/sine").json() == listed["data"][0]
    assert client.get("/v1/models/gpt-5").status_code == 404
    assert client.get("/v1/test").json() == {"status": "ok"}
