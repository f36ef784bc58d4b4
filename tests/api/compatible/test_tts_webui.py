"""SillyTavern's provider `TTS WebUI`, which calls OpenAI's API with fields of its own."""

import pytest
from fastapi.testclient import TestClient

from tests.api.compatible.conftest import TONE, ignored

PARAMS = {
    "desired_length": 80,
    "max_length": 200,
    "halve_first_chunk": True,
    "exaggeration": 0.5,
    "cfg_weight": 0.5,
    "temperature": 0.8,
    "device": "auto",
    "dtype": "float32",
    "cpu_offload": False,
    "chunked": True,
    "cache_voice": False,
    "tokens_per_slice": 1000,
    "remove_milliseconds": 45,
    "remove_milliseconds_start": 25,
    "chunk_overlap_method": "zero",
    "seed": -1,
}


@pytest.mark.parametrize("stream", [True, False])
def test_its_speech_begins_with_the_44_bytes_that_it_reads(client: TestClient, stream: bool) -> None:
    voices = client.get("/v1/audio/voices/sine").json()["voices"]
    voice = next(voice["value"] for voice in voices if voice["label"] == "Hum")
    sent = {"model": "sine", "voice": voice, "input": TONE, "response_format": "wav", "speed": 1, "stream": stream}
    answer = client.post("/v1/audio/speech", json={**sent, "params": PARAMS})
    assert answer.status_code == 200
    assert answer.content[:4] + answer.content[36:40] == b"RIFFdata"
    assert int.from_bytes(answer.content[24:28], "little") == 16_000
    assert ignored(answer) == {"params"}
