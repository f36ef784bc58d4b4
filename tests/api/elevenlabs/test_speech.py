"""`/v1/text-to-speech` as programs really call it."""

import base64
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import connected_to, connected_to_natural
from tests.api.elevenlabs.timing_engine import WORD_SECONDS, timing_spec
from tests.fakes import fake_spec
from vozes.api.elevenlabs_formats import OUTPUT_FORMATS
from vozes.service.speech.elevenlabs_voices import PREMADE

TONE = "440 Hz 0.4 s"
RACHEL, WILL = "21m00Tcm4TlvDq8ikWAM", "bIHbv24MWmeRgasZH58o"
LONGEST_LINE = 128 * 1024
"""Bytes that aiohttp reads as one line."""


@pytest.fixture(scope="module")
def auto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server with an engine that speaks all, and a natural one."""
    with connected_to_natural(tmp_path_factory.mktemp("elevenlabs") / "home") as client:
        yield client


@pytest.fixture(scope="module")
def timing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server whose engine tells when its words are heard."""
    with connected_to(tmp_path_factory.mktemp("timing") / "home", (timing_spec(),), {}) as client:
        yield client


def speak(client: TestClient, voice: str = "hum", how: str = "", query: str = "", **fields: Any) -> Any:
    body = {"text": TONE, "model_id": "eleven_flash_v2_5", **fields}
    return client.post(f"/v1/text-to-speech/{voice}{how}{query}", json=body, headers={"xi-api-key": "none"})


def lines(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    assert answer.text.endswith("\n")
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.mark.parametrize("name", OUTPUT_FORMATS)
def test_every_output_format_has_the_rate_and_the_bits_that_its_name_says(client: TestClient, name: str) -> None:
    answer = speak(client, query=f"?output_format={name}", text="440 Hz 2 s")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("audio/")
    kind, rate, *bits = name.split("_")
    if kind in ("mp3", "opus", "wav"):
        with av.open(io.BytesIO(answer.content), "r") as file:
            assert file.streams.audio[0].rate == int(rate)
            seconds = sum(frame.samples / frame.sample_rate for frame in file.decode(audio=0))
    else:
        seconds = len(answer.content) / (2 if kind == "pcm" else 1) / int(rate)
    assert seconds == pytest.approx(2, rel=0.03)
    if kind == "mp3":
        assert 8 * len(answer.content) / seconds == pytest.approx(1000 * int(bits[0]), rel=0.1)


def test_without_a_format_it_is_mp3_at_128_kilobits(client: TestClient) -> None:
    assert speak(client).content == speak(client, query="?output_format=mp3_44100_128").content


@pytest.mark.parametrize("how", ["", "/stream"])
def test_speech_is_answered_whole_or_as_it_is_made(client: TestClient, how: str) -> None:
    answer = speak(client, how=how, query="?output_format=pcm_16000")
    assert answer.status_code == 200
    assert len(answer.content) == 2 * 0.4 * 16_000
    assert ("content-length" in answer.headers) == (how == "")
    assert answer.headers["request-id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize("model", [None, "eleven_multilingual_v2", "eleven_v3", "sine", "auto"])
def test_known_models_speak_without_a_warning(client: TestClient, model: str | None) -> None:
    answer = speak(client, model_id=model)
    assert answer.status_code == 200
    assert "x-warning" not in answer.headers


def test_an_engine_is_chosen_by_the_model(auto: TestClient) -> None:
    for model, voice, engine in (("kokoro", "af_heart", "natural"), ("plain", "en-us", "plain")):
        assert speak(auto, voice, model_id=model).headers["x-engine"] == engine


def test_a_model_that_is_not_here_is_told(client: TestClient) -> None:
    assert "no model 'turbo'" in speak(client, model_id="turbo").headers["x-warning"]


@pytest.mark.parametrize("voice", PREMADE)
def test_a_voice_of_its_kind_stands_in_for_each_of_elevenlabs_and_is_told(auto: TestClient, voice: str) -> None:
    answer = speak(auto, voice, language_code="pt")
    assert answer.status_code == 200
    own = "pf_dora" if PREMADE[voice].gender == "female" else "pm_alex"
    assert answer.headers["x-voice"] == own
    assert (
        answer.headers["x-warning"]
        == f"{PREMADE[voice].name} is a voice of ElevenLabs alone: {own} speaks in its place."
    )


def test_the_user_s_own_choice_stands_in_for_any_id(tmp_path: Path) -> None:
    flags = {"elevenlabs_voices": f"{RACHEL}=alto,myOwnCloneThere12345=hum"}
    with connected_to(tmp_path / "home", (fake_spec(),), flags) as client:
        assert speak(client, RACHEL, language_code="pt").headers["x-voice"] == "alto"
        answer = speak(client, "myOwnCloneThere12345")
    assert answer.headers["x-voice"] == "hum"
    assert "x-warning" not in answer.headers


def test_what_means_nothing_here_is_ignored_and_told(client: TestClient) -> None:
    settings = {"stability": 0.5, "similarity_boost": 0.75, "style": None, "speed": 1.1}
    query = "?optimize_streaming_latency=3&enable_logging=true&model_id=eleven_v3"
    answer = speak(client, query=query, voice_settings=settings, previous_text="Hi.", next_text=None)
    assert answer.status_code == 200
    assert answer.headers["x-ignored-fields"] == (
        "previous_text, voice_settings.stability, voice_settings.similarity_boost, optimize_streaming_latency, "
        "enable_logging"
    )
    assert "x-ignored-fields" not in speak(client, query="?enable_logging=false").headers


def test_a_language_that_the_voice_does_not_speak_is_ignored_and_told(client: TestClient) -> None:
    answer = speak(client, language_code="fi")
    assert answer.status_code == 200
    assert answer.headers["x-ignored-fields"] == "language_code"
    assert "fi" in answer.headers["x-warning"]


def test_the_largest_seed_is_taken(client: TestClient) -> None:
    assert speak(client, seed=4294967295).status_code == 200
    assert speak(client, seed=4294967296).status_code == 422


@pytest.mark.parametrize(
    ("voice", "query", "fields", "status", "name"),
    [
        ("nobody", "", {}, 404, "voice_not_found"),
        ("hum", "", {"text": ""}, 400, "input_text_empty"),
        ("hum", "", {"text": "x" * 100_001}, 400, "max_character_limit_exceeded"),
        ("hum", "", {"text": "..."}, 400, "nothing_to_say"),
        ("hum", "", {"model_id": "gone"}, 400, "model_not_installed"),
        ("hum", "", {"text": "refuse"}, 503, "engine_failed"),
    ],
)
def test_an_error_has_elevenlabs_shape_and_its_name_there(
    client: TestClient, voice: str, query: str, fields: dict[str, Any], status: int, name: str
) -> None:
    answer = speak(client, voice, query=query, **fields)
    assert (answer.status_code, answer.json()["detail"]["status"]) == (status, name)
    assert answer.json()["detail"]["message"]
    assert ("retry-after" in answer.headers) == (status == 503)
    assert answer.headers.get("x-should-retry") == (None if status == 503 else "false")


@pytest.mark.parametrize(
    ("query", "fields", "place"),
    [
        ("?output_format=ogg", {}, ["body", "output_format"]),
        ("", {"text": 5}, ["body", "text"]),
        ("", {"voice_settings": {"speed": 9}}, ["body", "voice_settings", "speed"]),
        ("", {"apply_text_normalization": "maybe"}, ["body", "apply_text_normalization"]),
        ("", {"pronunciation_dictionary_locators": [{"pronunciation_dictionary_id": "a"}] * 4}, None),
    ],
)
def test_a_wrong_field_is_told_as_a_list(
    client: TestClient, query: str, fields: dict[str, Any], place: list[str] | None
) -> None:
    answer = speak(client, query=query, **fields)
    assert answer.status_code == 422
    (fault,) = answer.json()["detail"]
    assert fault["loc"] == (place or ["body", "pronunciation_dictionary_locators"])
    assert fault["msg"]


def test_a_wrong_format_is_told_with_the_names_that_there_are_and_no_others(client: TestClient) -> None:
    (fault,) = speak(client, query="?output_format=mp3").json()["detail"]
    assert all(name in fault["msg"] for name in OUTPUT_FORMATS)
    assert not {"flac", "webm", "g711_ulaw"} & set(re.split(r"\W+", fault["msg"]))


def test_a_wrong_key_is_told_in_the_same_shape(tmp_path: Path) -> None:
    with connected_to(tmp_path / "home", (fake_spec(),), {"api_key": "secret"}) as client:
        answer = speak(client)
        assert (answer.status_code, answer.json()["detail"]["status"]) == (401, "invalid_api_key")
        assert "error" in client.get("/v1/monitor/info").json()


def test_each_character_has_its_time_in_both_texts(timing: TestClient) -> None:
    answer = speak(timing, how="/with-timestamps", query="?output_format=pcm_16000", text="It costs $25 today.")
    assert answer.headers["content-type"] == "application/json"
    content = answer.json()
    assert len(base64.b64decode(content["audio_base64"])) == 2 * 4 * WORD_SECONDS * 16_000
    assert "".join(content["alignment"]["characters"]) == "It costs $25 today."
    assert "".join(content["normalized_alignment"]["characters"]) == "It costs twenty five dollars today."
    starts = content["alignment"]["character_start_times_seconds"]
    assert [starts[place] for place in (0, 3, 9, 13)] == pytest.approx([0, 0.2, 0.4, 0.6])
    assert content["normalized_alignment"]["character_start_times_seconds"][9] == pytest.approx(0.4)
    assert content["alignment"]["character_end_times_seconds"][-1] == pytest.approx(0.8)


def test_a_break_in_the_text_is_a_pause(timing: TestClient) -> None:
    text = 'One <break time="1.5s" /> two.'
    content = speak(timing, how="/with-timestamps", query="?output_format=pcm_16000", text=text).json()
    assert len(base64.b64decode(content["audio_base64"])) == 2 * (2 * WORD_SECONDS + 1.5) * 16_000
    assert "".join(content["normalized_alignment"]["characters"]) == "One two."
    assert content["alignment"]["character_start_times_seconds"][text.index("two")] == pytest.approx(1.7)


def test_an_engine_without_times_answers_with_none(client: TestClient) -> None:
    content = speak(client, how="/with-timestamps").json()
    assert content["audio_base64"]
    assert content["alignment"] is content["normalized_alignment"] is None


def test_lines_come_to_the_same_as_the_whole(timing: TestClient) -> None:
    text = " ".join(f"word{number} costs $25." for number in range(60))
    whole = speak(timing, how="/with-timestamps", query="?output_format=pcm_44100", text=text).json()
    answer = speak(timing, how="/stream/with-timestamps", query="?output_format=pcm_44100", text=text)
    parts = lines(answer)
    assert len(parts) > 10
    assert max(map(len, answer.content.splitlines())) < LONGEST_LINE
    audio = [base64.b64decode(part["audio_base64"]) for part in parts]
    assert all(len(piece) % 2 == 0 for piece in audio)  # whole samples
    assert b"".join(audio) == base64.b64decode(whole["audio_base64"])
    for name in ("alignment", "normalized_alignment"):
        for key in whole[name]:
            assert sum((part[name][key] for part in parts if part[name]), []) == whole[name][key]  # noqa: RUF017


def test_livekit_s_call_is_answered_with_audio(auto: TestClient) -> None:
    query = "?output_format=mp3_22050_32&enable_logging=true&optimize_streaming_latency=3"
    fields = {"text": "Hello there.", "model_id": "eleven_turbo_v2_5", "voice_settings": None}
    answer = auto.post(f"/v1/text-to-speech/{WILL}/stream{query}", json=fields, headers={"xi-api-key": "none"})
    assert answer.headers["content-type"].startswith("audio/")
    assert answer.content.startswith(b"\xff")


def test_pipecat_s_call_is_answered_with_lines(timing: TestClient) -> None:
    fields = {
        "text": "Hello there.",
        "model_id": "eleven_turbo_v2_5",
        "previous_text": "Before. ",
        "voice_settings": {"stability": 0.5, "similarity_boost": 0.75, "speed": 1.0},
        "apply_text_normalization": "auto",
        "language_code": "en",
    }
    url = f"/v1/text-to-speech/{RACHEL}/stream/with-timestamps?output_format=pcm_24000&optimize_streaming_latency=2"
    parts = lines(timing.post(url, json=fields, headers={"xi-api-key": "none"}))
    assert sum(len(base64.b64decode(part["audio_base64"])) for part in parts) == 2 * 2 * WORD_SECONDS * 24_000
    said = [part["normalized_alignment"] for part in parts if part["normalized_alignment"]]
    assert "".join("".join(each["characters"]) for each in said) == "Hello there."
