"""Removing models through the API."""

from pathlib import Path

from fastapi.testclient import TestClient

from tests.api.models.conftest import install, model, pull


def refusal(client: TestClient, model_id: str = "kokoro") -> tuple[int, str]:
    answer = client.delete(f"/v1/models/{model_id}")
    return answer.status_code, answer.json()["error"]["code"]


def test_a_model_is_removed_with_its_voices_though_its_engine_is_loaded(client: TestClient, bare_home: Path) -> None:
    install(client, bare_home)
    order = {"text": "440 Hz 0.1 s", "language": "pt-br", "engine": "kokoro"}
    assert client.post("/v1/tts/synth", json=order).status_code == 200
    answer = client.delete("/v1/models/kokoro")
    assert (answer.status_code, answer.json()["state"], answer.json()["pull"]) == (200, "absent", None)
    assert not (bare_home / "models" / "styletts2" / "kokoro").exists()
    assert client.get("/v1/voices?engine=kokoro").json()["voices"] == []
    assert client.get("/v1/monitor/info").json()["engines"]["styletts2"]["state"] == "not_installed"
    spoken = client.post("/v1/tts/synth", json=order)
    assert (spoken.status_code, spoken.json()["error"]["code"]) == (409, "model_not_installed")
    install(client, bare_home)


def test_what_is_not_there_cannot_be_removed(client: TestClient) -> None:
    assert refusal(client) == (409, "model_not_installed")
    assert refusal(client, "nope") == (404, "unknown_model")


def test_a_model_that_is_being_fetched_is_not_removed(client: TestClient) -> None:
    pull(client)
    assert refusal(client) == (409, "model_busy")
    assert model(client)["state"] == "pulling"
