"""Through a true server, with a true engine: a model comes, speaks and goes, without a restart."""

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.engines.styletts2.checkpoints import write_checkpoint
from tests.live import LiveServer, running_server, server_environment, wait_for
from vozes.models.pull_state import read_pull

VOICES = {"af_heart", "pf_dora", "pm_alex"}
_CONVERSION_SECONDS = 300.0
"""At most, where the machine has much else to do."""


@pytest.fixture(scope="module")
def tiny_kokoro(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "kokoro"
    write_checkpoint(folder, "kokoro")
    return folder


@pytest.fixture
def server(tiny_kokoro: Path, tmp_path: Path) -> Iterator[LiveServer]:
    nowhere = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "HF_HOME", "TTS_HOME"), str(tmp_path / "elsewhere"))
    settings = {
        "VOZES_HOME": str(tmp_path / "home"),
        "VOZES_DEVICE": "cpu",
        "VOZES_THREADS": "1",
    }
    with running_server(command=("-m", "tests.pulling_server"), env=nowhere | settings) as live:
        live.home = tmp_path / "home"
        shutil.copytree(tiny_kokoro, live.home / "to-pull" / "kokoro")
        yield live


def call(server: LiveServer, method: str, path: str) -> tuple[int, Any]:
    request = urllib.request.Request(f"{server.url}/v1/models/{path}", method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def state(server: LiveServer) -> str:
    return str(server.get_json("/v1/models/catalog")["models"][0]["state"])


def voices(server: LiveServer) -> set[str]:
    return {voice["id"] for voice in server.get_json("/v1/voices?engine=kokoro")["voices"]}


def kokoro(server: LiveServer) -> str:
    """How it is, as the engine that speaks with it has it."""
    models = server.get_json("/v1/monitor/info")["engines"]["styletts2"]["models"]
    return next(str(model["state"]) for model in models if model["name"] == "kokoro")


def speaker(server: LiveServer, **fields: str) -> str:
    """Who speaks Portuguese, or why nobody does."""
    status, headers, body = server.synthesize(text="Olá, tudo bem?", language="pt-br", **fields)
    return headers["x-voice"] if status == 200 else str(json.loads(body)["error"]["code"])


def test_a_model_comes_and_speaks_by_itself_and_goes_without_a_restart(server: LiveServer) -> None:
    espeak = speaker(server)
    assert (state(server), kokoro(server), voices(server)) == ("absent", "not_installed", set())
    assert call(server, "POST", "kokoro/pull")[0] == 202
    (server.home / "go").touch()
    wait_for(lambda: state(server) == "installed")
    assert voices(server) == VOICES
    wait_for(lambda: kokoro(server) == "ready", _CONVERSION_SECONDS)
    assert speaker(server) == "pf_dora"
    wait_for(lambda: call(server, "DELETE", "kokoro")[0] == 200)  # it may be at its warm-up
    assert (state(server), kokoro(server), voices(server)) == ("absent", "not_installed", set())
    assert (speaker(server), speaker(server, engine="kokoro")) == (espeak, "model_not_installed")


def test_a_command_that_removes_a_model_has_the_server_unload_it(tiny_kokoro: Path, server: LiveServer) -> None:
    shutil.copytree(tiny_kokoro, server.home / "models" / "styletts2" / "kokoro")
    wait_for(lambda: speaker(server, engine="kokoro", voice="pf_dora") == "pf_dora", _CONVERSION_SECONDS)
    command = [sys.executable, "-P", "-m", "vozes", "models", "remove", "kokoro"]
    environment = server_environment(server.home, {"VOZES_HOME": str(server.home)})

    def removed() -> bool:
        return subprocess.run(command, env=environment, check=False, capture_output=True).returncode == 0

    wait_for(removed)  # it may be at its warm-up
    assert (kokoro(server), speaker(server, engine="kokoro")) == ("not_installed", "model_not_installed")


@pytest.mark.skipif(os.name != "posix", reason="it is ended by a signal")
def test_a_pull_ends_with_a_server_that_is_killed(server: LiveServer) -> None:
    call(server, "POST", "kokoro/pull")
    wait_for(lambda: read_pull(server.home, "kokoro") is not None)
    pull = read_pull(server.home, "kokoro")
    assert pull is not None
    server.process.send_signal(signal.SIGKILL)
    wait_for(lambda: not psutil.pid_exists(pull.pid))
    ended = read_pull(server.home, "kokoro")
    assert ended is not None
    assert ended.state == "cancelled"
