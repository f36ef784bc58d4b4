"""Recordings in which speakers agree, in OpenAI's shapes; `tests/clients/test_openai.py` calls them by its client."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.voices.serving import KEPT, error_of, left
from tests.spoken import spoken

CONSENTS = "/v1/audio/voice_consents"


def send(client: TestClient, recording: bytes | None = None, **fields: Any) -> Any:
    files = {"recording": ("a.wav", recording or spoken(), "audio/wav")}
    return client.post(CONSENTS, data={"name": "Ana", "language": "pt-BR", **fields}, files=files)


def create_voice(client: TestClient, consent: str) -> Any:
    data = {"name": "Ana", "consent": consent, "type": "audio_sample"}
    return client.post("/v1/audio/voices", data=data, files={"audio_sample": ("a.wav", spoken())})


def test_a_voice_is_made_with_a_consent_and_keeps_it(client: TestClient, home: Path) -> None:
    consent = send(client).json()
    voice = create_voice(client, consent["id"])
    assert voice.status_code == 200
    assert client.delete(f"{CONSENTS}/{consent['id']}").json()["deleted"] is True
    assert left(home) == sorted([*KEPT, "voices/custom/ID/consent.wav"])
    assert error_of(create_voice(client, consent["id"])) == (422, "consent_required", "consent")


@pytest.mark.parametrize(
    ("fields", "param"),
    [({"name": " "}, "name"), ({"language": "?"}, "language"), ({"language": ""}, "language"), ({"x": "y"}, "x")],
)
def test_wrong_fields_are_refused(client: TestClient, fields: dict[str, Any], param: str) -> None:
    assert error_of(send(client, **fields)) == (422, "invalid_field", param)
    assert client.get(CONSENTS).json()["data"] == []


def test_what_is_no_recording_is_refused_and_leaves_nothing(client: TestClient, home: Path) -> None:
    assert error_of(send(client, b"no recording")) == (422, "invalid_recording", "recording")
    missing = client.post(CONSENTS, files={"name": (None, "Ana"), "language": (None, "pt")})
    assert error_of(missing) == (422, "invalid_field", "recording")
    assert left(home) == []
    assert client.get(CONSENTS).json() == {
        "object": "list",
        "data": [],
        "first_id": None,
        "last_id": None,
        "has_more": False,
    }


@pytest.mark.parametrize("consent_id", ["cons_0123456789abcdef", "cons_x", "..", "voice_0123456789abcdef"])
def test_what_is_not_there_is_told_so(client: TestClient, consent_id: str) -> None:
    path = f"{CONSENTS}/{consent_id.replace('.', '%2e')}"
    for answer in (client.get(path), client.delete(path), client.post(path, json={"name": "Ana"})):
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "not_found"
    assert error_of(client.get(CONSENTS, params={"after": consent_id})) == (422, "invalid_field", "after")


def test_a_voice_of_a_description_is_refused_as_json_too(client: TestClient) -> None:
    answer = client.post("/v1/audio/voices", json={"type": "prompt", "name": "Ana", "prompt": "A warm voice."})
    assert error_of(answer) == (422, "invalid_field", "type")
