"""Voices in OpenAI's own shapes."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.voices.serving import KEPT, error_of, keep_voice, left
from tests.spoken import spoken


def create(client: TestClient, recording: bytes = b"", **fields: Any) -> Any:
    files = {"audio_sample": ("a.wav", recording or spoken(), "audio/wav")}
    return client.post("/v1/audio/voices", data={"name": "Ana", "consent": "true", **fields}, files=files)


def test_a_voice_is_made_listed_spoken_with_and_deleted(client: TestClient, home: Path) -> None:
    answer = create(client)
    assert answer.status_code == 201
    voice = answer.json()
    assert re.fullmatch("voice_[0-9a-f]{16}", voice["id"])
    assert abs(voice.pop("created_at") - time.time()) < 60
    assert voice == {"id": voice["id"], "name": "Ana", "object": "audio.voice"}
    assert left(home) == KEPT
    assert {"id": voice["id"], "name": "Ana"} in client.get("/v1/audio/voices").json()["voices"]
    spoke = client.post("/v1/tts/synth", json={"text": "Hello!", "language": "en", "voice": "Ana"})
    assert spoke.headers["x-voice"] == voice["id"]
    deleted = client.delete(f"/v1/audio/voices/{voice['id']}").json()
    assert deleted == {"id": voice["id"], "object": "audio.voice", "deleted": True}
    assert error_of(client.delete(f"/v1/audio/voices/{voice['id']}")) == (404, "unknown_voice", "voice")
    assert client.post(f"/v1/voices/{voice['id']}/restore").status_code == 200


def test_what_a_request_can_name_is_listed(client: TestClient) -> None:
    voice = keep_voice(client)
    assert client.get("/v1/audio/voices").json() == {
        "voices": [{"id": voice.id, "name": "Ana"}, {"id": "hum", "name": "Hum"}, {"id": "alto", "name": "Alto"}]
    }


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
