"""XTTS v2 through a real server: a published checkpoint in, speech over HTTP out."""

import io
import json
import shutil
import urllib.request
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live import LiveServer, running_server, wait_for

TEXT = "Olá, mundo."
"""Made-up weights hardly ever stop by themselves: the guard ends them, soon after so short a text."""
QUICK = {"VOZES_SPEECH_RETRIES": "0", "VOZES_DEVICE": "cpu", "VOZES_THREADS": "1"}


@pytest.fixture(scope="module")
def server(tiny_checkpoint: Path) -> Iterator[LiveServer]:
    with running_server("--xtts-checkpoint", str(tiny_checkpoint), env=QUICK) as live:
        yield live


def engine(server: LiveServer) -> dict[str, Any]:
    state: dict[str, Any] = server.get_json("/v1/monitor/info")["engines"]["xtts_v2"]
    return state


def frames(body: bytes) -> tuple[int, int]:
    """Sample rate and number of samples of a WAV file."""
    with wave.open(io.BytesIO(body)) as file:
        return file.getframerate(), file.getnframes()


def test_it_speaks(server: LiveServer) -> None:
    status, headers, body = server.synthesize(text=TEXT, language="pt", engine="xtts_v2", voice="Luis Moray")
    assert status == 200, body
    rate, count = frames(body)
    assert rate == 24_000
    assert 0 < count / rate < 12
    assert headers["x-voice"] == "luis-moray"


def test_once_loaded_it_is_ready_and_shows_its_memory(server: LiveServer) -> None:
    server.synthesize(text=TEXT, language="pt", engine="xtts_v2")
    state = engine(server)
    assert state["state"] == "ready"
    assert state["progress"] is None
    assert state["memory_bytes"] > 100_000_000
    assert [option["name"] for option in state["options"]] == [
        "temperature", "top_k", "top_p", "repetition_penalty", "first_piece"
    ]  # fmt: skip


def test_the_same_seed_gives_the_same_file(server: LiveServer) -> None:
    order = {"text": TEXT, "language": "pt", "engine": "xtts_v2", "seed": 11}
    first, again = (server.synthesize(**order)[2] for _ in range(2))
    assert first == again
    assert first != server.synthesize(**order | {"seed": 12})[2]


def test_a_stream_begins_before_it_is_whole(server: LiveServer) -> None:
    order = {"text": TEXT * 40, "language": "pt", "engine": "xtts_v2", "stream": True, "format": "pcm"}
    request = urllib.request.Request(
        f"{server.url}/v1/tts/synth", json.dumps(order).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=120) as answer:
        assert len(answer.read(2000)) == 2000
        assert engine(server)["queue"]["running"] == 1
    wait_for(lambda: engine(server)["queue"]["running"] == 0)  # the client left, and so does its text


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"language": "eo"}, 422, "unsupported_language"),
        ({"voice": "gracie-wise"}, 404, "unknown_voice"),
        ({"voice": "nobody"}, 404, "unknown_voice"),
        ({"options": {"temperature": 2.5}}, 422, "option_out_of_range"),
        ({"options": {"first_piece": 1}}, 422, "option_out_of_range"),
        ({"text": "*** ..."}, 422, "nothing_to_say"),
    ],
)
def test_bad_orders_are_refused_by_name(server: LiveServer, fields: dict[str, Any], status: int, code: str) -> None:
    order = {"text": TEXT, "language": "pt", "engine": "xtts_v2", **fields}
    got, _, body = server.synthesize(**order)
    assert (got, json.loads(body)["error"]["code"]) == (status, code)


def test_a_broken_checkpoint_is_a_typed_error_and_heals_once_mended(tiny_checkpoint: Path, tmp_path: Path) -> None:
    for path in tiny_checkpoint.iterdir():
        shutil.copy(path, tmp_path)
    whole = (tmp_path / "model.pth").read_bytes()
    (tmp_path / "model.pth").write_bytes(whole[: len(whole) // 2])
    with running_server("--xtts-checkpoint", str(tmp_path), env=QUICK) as server:
        status, _, body = server.synthesize(text=TEXT, language="pt", engine="xtts_v2")
        error = json.loads(body)["error"]
        assert (status, error["code"]) == (409, "invalid_checkpoint")
        assert "model.pth" in error["message"]
        assert server.synthesize(text=TEXT, language="pt-br")[0] == 200
        (tmp_path / "model.pth").write_bytes(whole)
        assert server.synthesize(text=TEXT, language="pt", engine="xtts_v2")[0] == 200


def test_settings_of_xtts_api_server_s_clients_reach_it(server: LiveServer) -> None:
    """At a temperature of 0 each reading is the same, without a seed."""

    def post(path: str, **body: object) -> bytes:
        sent = urllib.request.Request(
            server.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(sent, timeout=120) as answer:
            return bytes(answer.read())

    post("/set_tts_settings", temperature="0", top_p="1", top_k="0", repetition_penalty="5")
    first, again = (post("/tts_to_audio/", text=TEXT, language="pt", speaker_wav="Luis Moray") for _ in range(2))
    assert first == again
