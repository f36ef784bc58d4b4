"""True voices on a cluster, streamed: eSpeak on two nodes, and Kokoro where its weights are at hand."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import numpy as np
import pytest

from tests.fakes import WAV_HEADER
from tests.live import LiveServer, running_server
from tests.ray_nodes import running_nodes

pytestmark = pytest.mark.slow

TEXT = "The quick brown fox jumps over the lazy dog. It does so every single morning, and nobody knows why."


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    own = {"VOZES_STYLETTS2_CHECKPOINTS": os.environ["KOKORO_FOLDER"]} if "KOKORO_FOLDER" in os.environ else {}
    with running_nodes(2) as nodes, running_server("--cluster", nodes.address, env=own) as live:
        yield live


def streamed(server: LiveServer, **fields: object) -> list[bytes]:
    """The pieces in which a stream of WAV comes."""
    body = {"text": TEXT, "language": "en-us", "stream": True, "format": "wav", **fields}
    with httpx2.stream("POST", f"{server.url}/v1/tts/synth", json=body, timeout=300) as answer:
        assert answer.status_code == 200, answer.read()
        return list(answer.iter_raw())


def seconds_of_sound(pieces: list[bytes], rate: int) -> float:
    samples = np.frombuffer(b"".join(pieces)[WAV_HEADER:], np.int16)
    assert np.abs(samples).max() > 1000
    return len(samples) / rate


def test_espeak_streams_from_both_nodes(server: LiveServer) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: streamed(server, engine="espeak"), range(12)))
    assert all(len(pieces) > 1 for pieces in answers)
    assert 3 < seconds_of_sound(answers[0], 22_050) < 12
    lengths = [sum(map(len, pieces)) for pieces in answers]
    assert max(lengths) < 1.03 * min(lengths)
    replicas = server.get_json("/v1/monitor/info")["engines"]["espeak"]["replicas"]
    assert [each["state"] for each in replicas] == ["ready", "ready"]


@pytest.mark.skipif("KOKORO_FOLDER" not in os.environ, reason="no Kokoro: set KOKORO_FOLDER")
def test_kokoro_streams_sentence_by_sentence(server: LiveServer) -> None:
    pieces = streamed(server, engine="kokoro", voice="af_heart")
    assert len(pieces) > 1
    assert 4 < seconds_of_sound(pieces, 24_000) < 12
