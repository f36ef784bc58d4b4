"""Pipecat's `XTTSService`: it takes the speakers once and sends one with each text."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.compatible.conftest import TONE, ignored, seconds


def speak(client: TestClient, speaker: object, **fields: Any) -> Any:
    sent = {"text": TONE, "language": "en", "add_wav_header": False, "stream_chunk_size": 20}
    return client.post("/tts_stream", json={**sent, **dict(speaker), **fields})  # type: ignore[call-overload]


def test_every_speaker_that_is_given_speaks_as_bare_samples(client: TestClient) -> None:
    speakers = client.get("/studio_speakers").json()
    assert list(speakers) == ["Ana", "Hum", "Alto"]
    ids = {speaker["name"]: speaker["voice_id"] for speaker in client.get("/speakers").json()}
    for name, speaker in speakers.items():
        answer = speak(client, speaker)
        assert (answer.status_code, answer.headers["x-voice"]) == (200, ids[name])
        assert (answer.headers["content-type"], answer.headers["x-sample-rate"]) == ("audio/pcm", "24000")
        assert len(answer.content) == pytest.approx(2 * 0.2 * 24_000, rel=0.01)
        assert ignored(answer) == {"stream_chunk_size"}


def test_a_speaker_is_as_flat_and_as_deep_as_a_model_s(client: TestClient) -> None:
    speaker = client.get("/studio_speakers").json()["Hum"]
    assert len(speaker["speaker_embedding"]) == 512
    assert [len(row) for row in speaker["gpt_cond_latent"]] == [1024]


def test_a_header_is_written_where_it_is_wanted(client: TestClient) -> None:
    speaker = client.get("/studio_speakers").json()["Hum"]
    answer = speak(client, speaker, add_wav_header=True)
    assert (answer.headers["content-type"], answer.content[:4]) == ("audio/wav", b"RIFF")
    assert seconds(answer.content) > 0


@pytest.mark.parametrize("embedding", [[], [0.0] * 512, [0.13, -0.4] * 256, [1e30]])
def test_what_another_server_computed_is_refused(client: TestClient, embedding: list[float]) -> None:
    answer = speak(client, {"speaker_embedding": embedding, "gpt_cond_latent": [[0.1]]})
    assert (answer.status_code, answer.json()["error"]["param"]) == (422, "speaker_embedding")
    assert "/studio_speakers" in answer.json()["detail"]
