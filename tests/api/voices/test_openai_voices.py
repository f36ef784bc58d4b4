"""Voices in OpenAI's own shapes."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.voices.serving import KEPT, error_of, keep_voice, left
from tests.spoken import spoken
from vozes.service.speech.stand_ins import OPENAI_VOICES


def create(client: TestClient, recording: bytes = b"", **fields: Any) -> Any:
    files = {"audio_sample": ("a.wav", recording or spoken(), "audio/wav")}
    return client.post("/v1/audio/voices", data={"name": "Ana", "consent": "true", **fields}, files=files)


def test_a_voice_is_made_listed_spoken_with_and_deleted(client: TestClient, home: Path) -> None:
    answer = create(client)
    assert answer.status_code == 200
    voice = answer.json()
    assert re.fullmatch("voice_[0-9a-f]{16}", voice["id"])
    assert abs(voice.pop("created_at") - time.time()) < 60
    assert voice == {"id": voice["id"], "name": "Ana", "object": "audio.voice", "type": "audio_sample"}
    assert left(home) == KEPT
    listed = client.get("/v1/audio/voices").json()["voices"]
    assert (voice["id"], "Ana") in [(each["id"], each["name"]) for each in listed]
    spoke = client.post("/v1/tts/synth", json={"text": "Hello!", "language": "en", "voice": "Ana"})
    assert spoke.headers["x-voice"] == voice["id"]
    deleted = client.delete(f"/v1/audio/voices/{voice['id']}").json()
    assert deleted == {"id": voice["id"], "object": "audio.voice.deleted", "deleted": True}
    assert error_of(client.delete(f"/v1/audio/voices/{voice['id']}")) == (404, "unknown_voice", "voice")
    assert client.post(f"/v1/voices/{voice['id']}/restore").status_code == 200


def test_what_a_request_can_name_is_listed(client: TestClient) -> None:
    voice = keep_voice(client)
    listed = client.get("/v1/audio/voices").json()
    assert listed["data"] == listed["voices"]
    names = [(each["id"], each["name"], each["voice_id"], each["value"], each["label"]) for each in listed["voices"]]
    assert names[:3] == [
        (voice.id, "Ana", voice.id, voice.id, "Ana"),
        ("hum", "Hum", "hum", "hum", "Hum"),
        ("alto", "Alto", "alto", "alto", "Alto"),
    ]
    assert [id_ for id_, *_ in names[3:]] == list(OPENAI_VOICES)


def test_a_model_s_voices_are_listed(client: TestClient) -> None:
    assert client.get("/v1/audio/voices/tts-1").json() == client.get("/v1/audio/voices").json()
    assert "hum" in [each["value"] for each in client.get("/v1/audio/voices/sine").json()["voices"]]
    assert error_of(client.get("/v1/audio/voices/nobody")) == (404, "unknown_engine", "engine")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"consent": "cons_1234"}, (422, "consent_required", "consent")),
        ({"name": " "}, (422, "invalid_field", "name")),
        ({"name": "RUI"}, (409, "name_taken", "name")),
        ({"language": "pt"}, (422, "invalid_field", "language")),
    ],
)
def test_wrong_fields_are_refused(client: TestClient, fields: dict[str, Any], error: tuple[int, str, str]) -> None:
    keep_voice(client, "Rui")
    assert error_of(create(client, **fields)) == error


def test_what_is_no_recording_is_refused_and_leaves_nothing(client: TestClient, home: Path) -> None:
    assert error_of(create(client, b"no recording")) == (422, "invalid_recording", "audio_sample")
    assert left(home) == []


def test_one_recording_is_taken_and_no_more(client: TestClient) -> None:
    files = [("audio_sample", ("a.wav", spoken())) for _ in range(2)]
    answer = client.post("/v1/audio/voices", data={"name": "Ana", "consent": "true"}, files=files)
    assert error_of(answer) == (422, "invalid_field", "audio_sample")
