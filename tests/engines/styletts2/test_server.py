"""The StyleTTS 2 family through a real server: published models in, speech over HTTP out."""

import io
import json
import urllib.request
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.live import LiveServer, running_server, wait_for

ENGLISH = "Hello, my friend, how are you?"
PORTUGUESE = "Olá, meu amigo, como vai você?"


@pytest.fixture(scope="module")
def server(tiny_models: Path) -> Iterator[LiveServer]:
    settings = {
        "VOZES_STYLETTS2_CHECKPOINTS": str(tiny_models),
        "VOZES_DEVICE": "cpu",
        "VOZES_THREADS": "1",
    }
    with running_server(env=settings) as live:
        yield live


def engine(server: LiveServer) -> dict[str, Any]:
    state: dict[str, Any] = server.get_json("/v1/monitor/info")["engines"]["styletts2"]
    return state


def speak(server: LiveServer, **fields: object) -> tuple[dict[str, str], bytes]:
    status, headers, body = server.synthesize(**{"text": ENGLISH, "engine": "styletts2", **fields})
    assert status == 200, body
    return headers, body


def seconds(body: bytes) -> float:
    with wave.open(io.BytesIO(body)) as file:
        assert file.getframerate() == 24_000
        length: int = file.getnframes()
    return length / 24_000


@pytest.mark.parametrize(
    ("voice", "text", "language"),
    [
        ("libritts", ENGLISH, "en"),
        ("ljspeech", ENGLISH, "en-us"),
        ("af_heart", ENGLISH, "en"),
        ("pf_dora", PORTUGUESE, "pt"),
        ("pm_alex", PORTUGUESE, "pt-br"),
    ],
)
def test_all_three_models_speak(server: LiveServer, voice: str, text: str, language: str) -> None:
    headers, body = speak(server, voice=voice, text=text, language=language)
    assert headers["x-voice"] == voice
    assert "x-warning" not in headers
    assert 1 < seconds(body) < 30


def test_the_language_chooses_a_voice_that_speaks_it(server: LiveServer) -> None:
    assert speak(server, text=PORTUGUESE, language="pt")[0]["x-voice"] == "pf_dora"


def test_an_english_model_speaks_portuguese_with_a_warning(server: LiveServer) -> None:
    headers, body = speak(server, text=PORTUGUESE, language="pt-br", voice="libritts")
    assert "libritts has learned English alone" in unquote(headers["x-warning"])
    assert seconds(body) > 1


def test_voices_are_mixed(server: LiveServer) -> None:
    order = {"text": PORTUGUESE, "language": "pt-br", "seed": 5}
    headers, mixed = speak(server, voice="pf_dora:0.7+pm_alex:0.3", **order)
    assert headers["x-voice"] == "pf_dora:0.7+pm_alex:0.3"
    assert mixed not in [speak(server, voice=voice, **order)[1] for voice in ("pf_dora", "pm_alex")]


def test_the_same_seed_gives_the_same_file(server: LiveServer) -> None:
    first, again, other = (speak(server, voice="libritts", seed=seed)[1] for seed in (11, 11, 12))
    assert first == again
    assert first != other


def test_options_reach_the_model(server: LiveServer) -> None:
    plain, happy = (
        speak(server, voice="libritts", seed=3, options={"preset": preset})[1] for preset in ("neutral", "happy")
    )
    assert plain != happy


def test_once_loaded_it_is_ready_and_shows_its_memory(server: LiveServer) -> None:
    speak(server, voice="af_heart")
    state = engine(server)
    assert state["state"] == "ready"
    assert state["memory_bytes"] > 100_000_000


def test_without_kernels_torch_speaks_as_long(server: LiveServer, tiny_models: Path) -> None:
    settings = {
        "VOZES_STYLETTS2_CHECKPOINTS": str(tiny_models),
        "VOZES_DEVICE": "cpu",
        "VOZES_THREADS": "1",
        "VOZES_KERNELS": "none",
    }
    with running_server(env=settings) as without:
        assert seconds(speak(without, voice="af_heart")[1]) == seconds(speak(server, voice="af_heart")[1])
        assert without.get_json("/v1/monitor/info")["versions"]["kernels"] == "none"


def test_a_stream_begins_before_it_is_whole_and_ends_when_its_listener_leaves(server: LiveServer) -> None:
    order = {"text": f"{ENGLISH} It is good to see you here. " * 60, "engine": "styletts2", "voice": "af_heart"}
    request = urllib.request.Request(
        f"{server.url}/v1/tts/synth",
        json.dumps({**order, "stream": True, "format": "pcm"}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=120) as answer:
        assert len(answer.read(2000)) == 2000
        assert engine(server)["queue"]["running"] == 1
    wait_for(lambda: engine(server)["queue"]["running"] == 0)


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"language": "eo"}, 422, "unsupported_language"),
        ({"voice": "ljspeech", "language": "pt-br"}, 422, "unsupported_language"),
        ({"voice": "nobody"}, 404, "unknown_voice"),
        ({"voice": "pf_dora+libritts"}, 422, "invalid_field"),
        ({"options": {"alpha": 1.5}}, 422, "option_out_of_range"),
        ({"options": {"preset": "hungry"}}, 422, "option_out_of_range"),
        ({"text": "*** ..."}, 422, "nothing_to_say"),
    ],
)
def test_bad_orders_are_refused_by_name(server: LiveServer, fields: dict[str, Any], status: int, code: str) -> None:
    got, _, body = server.synthesize(**{"text": ENGLISH, "language": "en", "engine": "styletts2", **fields})
    assert (got, json.loads(body)["error"]["code"]) == (status, code)
