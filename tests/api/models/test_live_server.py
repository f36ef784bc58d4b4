"""Through a true server, with a true engine: a model comes, speaks and goes, without a restart."""

import json
import os
import shutil
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.engines.styletts2.checkpoints import write_checkpoint
from tests.live import LiveServer, running_server, wait_for
from vozes.models.pull_state import read_pull

VOICES = {"af_heart", "pf_dora", "pm_alex"}


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
        "VOZES_DEFAULT_ENGINE": "espeak",  # so that the model is loaded for the tests' requests alone
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


def speak(server: LiveServer) -> tuple[int, str]:
    status, headers, body = server.synthesize(text="Olá!", language="pt-br", engine="kokoro")
    return status, headers["x-voice"] if status == 200 else json.loads(body)["error"]["code"]


def test_a_model_comes_and_speaks_and_goes_without_a_restart(server: LiveServer) -> None:
    assert (state(server), voices(server), speak(server)) == ("absent", set(), (409, "model_not_installed"))
    assert call(server, "POST", "kokoro/pull")[0] == 202
    (server.home / "go").touch()
    wait_for(lambda: state(server) == "installed")
    assert (voices(server), speak(server)) == (VOICES, (200, "pf_dora"))
    models = server.get_json("/v1/monitor/info")["engines"]["styletts2"]["models"]
    assert {"name": "kokoro", "state": "ready"} in models
    status, removed = call(server, "DELETE", "kokoro")
    assert (status, removed["state"]) == (200, "absent")
    assert (voices(server), speak(server)) == (set(), (409, "model_not_installed"))
    assert server.get_json("/v1/monitor/info")["engines"]["styletts2"]["state"] == "not_installed"


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
