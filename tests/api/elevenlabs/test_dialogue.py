"""`/v1/text-to-dialogue`: turns in several voices are one audio."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import connected_to, connected_to_natural
from tests.api.elevenlabs.timing_engine import WORD_SECONDS, timing_spec
from tests.fakes import RATE
from vozes.service.speech.parts import SpokenPart
from vozes.service.speech.service import Speech, SpeechService

PATH = "/v1/text-to-dialogue"
PCM = f"?output_format=pcm_{RATE}"
PAUSE = 0.3
PRICE, ANSWER = {"text": "It costs $25.", "voice_id": "hum"}, {"text": "Tudo bem, ana!", "voice_id": "alto"}


@pytest.fixture(scope="module")
def timing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server whose engine tells when its words are heard."""
    with connected_to(tmp_path_factory.mktemp("timing") / "home", (timing_spec(),), {}) as client:
        yield client


@pytest.fixture(scope="module")
def auto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server with two engines."""
    with connected_to_natural(tmp_path_factory.mktemp("dialogue") / "home") as client:
        yield client


def speak(client: TestClient, *inputs: dict[str, Any], how: str = "", query: str = PCM, **fields: Any) -> Any:
    body = {"inputs": inputs, "model_id": "eleven_v3", **fields}
    return client.post(f"{PATH}{how}{query}", json=body, headers={"xi-api-key": "none"})


def audio(answer: dict[str, Any]) -> bytes:
    return base64.b64decode(answer["audio_base64"])


def fields_of(segment: dict[str, Any]) -> tuple[Any, ...]:
    return (segment["voice_id"], segment["dialogue_input_index"])


@pytest.mark.parametrize("how", ["", "/stream"])
def test_turns_are_heard_one_after_the_other_in_one_audio(client: TestClient, how: str) -> None:
    turns = ({"text": "440 Hz 0.4 s", "voice_id": "hum"}, {"text": "880 Hz 0.2 s", "voice_id": "alto"})
    answer = speak(client, *turns, how=how)
    assert answer.status_code == 200, answer.text
    assert ("content-length" in answer.headers) == (how == "")
    assert answer.headers["request-id"] == answer.headers["x-request-id"]
    samples = np.frombuffer(answer.content, "<i2")
    ends = [round(each * RATE) for each in (0.4, 0.4 + PAUSE, 0.6 + PAUSE)]
    assert len(samples) == ends[-1]
    assert not samples[ends[0] : ends[1]].any()
    for heard, frequency in ((samples[: ends[0]], 440), (samples[ends[1] :], 880)):
        loudest = np.argmax(np.abs(np.fft.rfft(heard))) * RATE / len(heard)
        assert loudest == pytest.approx(frequency, abs=5)


def test_each_turn_is_spoken_by_the_engine_of_its_voice_at_one_rate(
    auto: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[tuple[str, str]] = []
    render = SpeechService.render

    def spy(self: SpeechService, speech: Speech, *, whole: bool = True) -> Any:
        spoken.extend(
            (part.engine.info.id, part.request.voice) for part in speech.parts if isinstance(part, SpokenPart)
        )
        return render(self, speech, whole=whole)

    monkeypatch.setattr(SpeechService, "render", spy)
    turns = [{"text": "440 Hz 0.2 s", "voice_id": voice} for voice in ("en-us", "af_heart", "en-us")]
    answer = speak(auto, *turns, query="?output_format=pcm_44100")
    assert spoken == [("plain", "en-us"), ("natural", "af_heart"), ("plain", "en-us")]
    assert len(answer.content) / 2 / 44_100 == pytest.approx(3 * 0.2 + 2 * PAUSE, abs=0.01)


def test_who_is_heard_when_is_told_by_the_characters(timing: TestClient) -> None:
    answer = speak(timing, PRICE, ANSWER, how="/with-timestamps").json()
    text, said = PRICE["text"] + ANSWER["text"], "It costs twenty five dollars. Tudo bem, ana!"
    assert "".join(answer["alignment"]["characters"]) == text
    assert "".join(answer["normalized_alignment"]["characters"]) == said
    first, second = answer["voice_segments"]
    assert (fields_of(first), fields_of(second)) == (("hum", 0), ("alto", 1))
    assert (first["character_start_index"], first["character_end_index"]) == (0, len(PRICE["text"]))
    assert (second["character_start_index"], second["character_end_index"]) == (len(PRICE["text"]), len(text))
    begins = 3 * WORD_SECONDS + PAUSE
    assert first["start_time_seconds"] == 0
    assert first["end_time_seconds"] == second["start_time_seconds"] == pytest.approx(begins)
    assert second["end_time_seconds"] == pytest.approx(begins + 3 * WORD_SECONDS)
    assert len(audio(answer)) / 2 / RATE == pytest.approx(begins + 3 * WORD_SECONDS)


def test_lines_come_to_the_same_as_the_whole(timing: TestClient) -> None:
    turns = [PRICE, ANSWER] * 20
    whole = speak(timing, *turns, how="/with-timestamps").json()
    answer = speak(timing, *turns, how="/stream/with-timestamps")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert len(lines) > 5
    assert b"".join(map(audio, lines)) == audio(whole)
    text = ""
    for line in lines:
        characters = "".join(line["alignment"]["characters"]) if line["alignment"] else ""
        spans = [(each["character_start_index"], each["character_end_index"]) for each in line["voice_segments"]]
        assert "".join(characters[start:end] for start, end in spans) == characters
        text += characters
    assert text == "".join(whole["alignment"]["characters"])
    heard = [each for line in lines for each in line["voice_segments"]]
    assert list(dict.fromkeys(map(fields_of, heard))) == list(map(fields_of, whole["voice_segments"]))


@pytest.mark.parametrize("how", ["/with-timestamps", "/stream/with-timestamps"])
def test_segments_have_times_where_no_engine_tells_those_of_words(client: TestClient, how: str) -> None:
    turns = ({"text": "440 Hz 0.4 s", "voice_id": "hum"}, {"text": "880 Hz 0.2 s", "voice_id": "alto"})
    lines = [json.loads(line) for line in speak(client, *turns, how=how).text.splitlines()]
    assert all(line["alignment"] is line["normalized_alignment"] is None for line in lines)
    heard = [each for line in lines for each in line["voice_segments"]]
    assert list(map(fields_of, heard)) == [("hum", 0), ("alto", 1)]
    times = [(each["start_time_seconds"], each["end_time_seconds"]) for each in heard]
    assert times == [pytest.approx((0, 0.4 + PAUSE)), pytest.approx((0.4 + PAUSE, 0.6 + PAUSE))]


@pytest.mark.parametrize(
    ("turn", "status", "name", "place"),
    [
        ({"text": "a", "voice_id": "nobody"}, 404, "voice_not_found", "inputs.1.voice_id"),
        ({"text": "", "voice_id": "hum"}, 400, "input_text_empty", "inputs.1.text"),
        ({"text": "...", "voice_id": "hum"}, 400, "nothing_to_say", "inputs.1.text"),
        ({"text": "a" * 100_000, "voice_id": "hum"}, 400, "max_character_limit_exceeded", "inputs"),
        ({"text": "refuse", "voice_id": "hum"}, 503, "engine_failed", None),
    ],
)
def test_an_error_tells_the_turn_that_it_is_about(
    client: TestClient, turn: dict[str, Any], status: int, name: str, place: str | None
) -> None:
    turns = (turn,) if place is None else (PRICE, turn)
    for how in ("", "/stream", "/with-timestamps", "/stream/with-timestamps"):
        answer = speak(client, *turns, how=how)
        detail = answer.json()["detail"]
        assert (answer.status_code, detail["status"], detail["param"]) == (status, name, place)


@pytest.mark.parametrize(
    ("query", "fields", "place"),
    [
        ("?output_format=ogg", {}, ["body", "output_format"]),
        (PCM, {"inputs": []}, ["body", "inputs"]),
        (PCM, {"inputs": [PRICE] * 401}, ["body", "inputs"]),
        (PCM, {"inputs": [PRICE, {"text": "a"}]}, ["body", "inputs", "1", "voice_id"]),
        (PCM, {"seed": -1}, ["body", "seed"]),
    ],
)
def test_a_wrong_field_is_told_as_a_list(
    client: TestClient, query: str, fields: dict[str, Any], place: list[str]
) -> None:
    answer = speak(client, PRICE, query=query, **fields)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == place


def test_what_means_nothing_here_is_ignored_and_told_once(client: TestClient) -> None:
    turn = {**PRICE, "pace": 1}
    answer = speak(
        client, turn, turn, query=f"{PCM}&enable_logging=true", settings={"stability": 0.5}, language_code="fi"
    )
    assert answer.headers["x-ignored-fields"] == ("settings.stability, inputs.pace, enable_logging, language_code")


def test_livekit_s_call_is_answered_with_audio(auto: TestClient) -> None:
    """livekit-plugins-elevenlabs asks so for a whole text with `eleven_v3`."""
    turn = {"text": "Hello there.", "voice_id": "bIHbv24MWmeRgasZH58o"}
    answer = speak(
        auto, turn, how="/stream", query="?output_format=mp3_22050_32&enable_logging=true", settings={"stability": 0.5}
    )
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.content.startswith(b"\xff")
