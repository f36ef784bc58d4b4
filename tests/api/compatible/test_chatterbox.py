"""SillyTavern's provider `Chatterbox`: what its script sends, and what it reads."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.compatible.conftest import TONE, ignored, seconds

SENT = {
    "text": TONE,
    "voice_mode": "predefined",
    "temperature": 0.8,
    "exaggeration": 0.5,
    "cfg_weight": 0.5,
    "seed": 2_147_483_647,
    "speed_factor": 1,
    "language": "pt",
    "split_text": True,
    "chunk_size": 120,
    "output_format": "wav",
    "predefined_voice_id": "hum",
}
NO_FIELDS_OF_OURS = {"temperature", "exaggeration", "cfg_weight", "split_text", "chunk_size"}


def speak(client: TestClient, **fields: Any) -> Any:
    return client.post("/tts", json={**SENT, **fields})


def test_voices_of_engines_and_of_the_library_are_listed_apart(client: TestClient) -> None:
    predefined = client.get("/get_predefined_voices").json()
    assert predefined == [{"display_name": "Hum", "filename": "hum"}, {"display_name": "Alto", "filename": "alto"}]
    assert client.get("/get_reference_files").json() == ["Ana"]


def test_the_call_that_the_script_makes_first_tells_both(client: TestClient) -> None:
    """Without an answer it shows `Offline`."""
    told = client.get("/api/ui/initial-data").json()
    assert told["predefined_voices"] == client.get("/get_predefined_voices").json()
    assert told["reference_files"] == client.get("/get_reference_files").json()


def test_speech_is_whole_and_what_means_nothing_is_told(client: TestClient) -> None:
    answer = speak(client)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert seconds(answer.content) == pytest.approx(0.2)
    assert ignored(answer) == NO_FIELDS_OF_OURS
    assert speak(client, output_format="opus").headers["content-type"] == "audio/ogg"


def test_a_voice_of_the_library_speaks(client: TestClient) -> None:
    answer = speak(client, voice_mode="clone", reference_audio_filename="Ana")
    assert answer.headers["x-engine"] == "cloner"


def test_an_address_is_spoken_as_it_is_made(client: TestClient) -> None:
    query = {name: str(value) for name, value in SENT.items() if name not in ("split_text", "chunk_size")}
    answer = client.get("/tts-stream", params={**query, "seed": "-1"})
    assert (answer.status_code, answer.headers["x-voice"]) == (200, "hum")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert ignored(answer) == NO_FIELDS_OF_OURS - {"split_text", "chunk_size"}


def test_a_voice_that_was_not_chosen_is_replaced_and_told(client: TestClient) -> None:
    """`S1` is what the script sends then."""
    answer = speak(client, predefined_voice_id="S1")
    assert answer.status_code == 200
    assert "no voice 'S1'" in answer.headers["x-warning"]


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("predefined_voice_id", "Emily.wav", 404),
        ("output_format", "midi", 422),
        ("speed_factor", 9, 422),
        ("seed", -2, 422),
        ("text", " ", 422),
    ],
)
def test_what_is_wrong_is_named(client: TestClient, field: str, value: object, status: int) -> None:
    answer = speak(client, **{field: value})
    assert (answer.status_code, answer.json()["error"]["param"]) == (status, field)
    assert answer.json()["detail"]
