"""`vozes models pull`, as a process: what it shows, how it is stopped, and how a second one follows the first."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import PATIENCE, Vozes, refusal
from tests.models.hub_server import FakeHub
from vozes.models.catalog import catalog_model
from vozes.models.pull_state import PullReporter, read_pull

KOKORO = {file.path: bytes(1000) for file in catalog_model("kokoro").files}


@pytest.fixture
def hub(environment: dict[str, str]) -> Iterator[FakeHub]:
    with FakeHub(KOKORO).running() as hub:
        environment["HF_ENDPOINT"] = hub.url
        yield hub


def pulling(environment: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "vozes", "models", "pull", "kokoro", "--json"]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_licence_that_restricts_is_told_with_the_flag_that_accepts_it(vozes: Vozes) -> None:
    said = refusal(vozes("models", "pull", "xtts_v2"))
    assert "No commercial use" in said
    assert "LICENSE.txt" in said
    assert "--accept-license" in said


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_sigterm_ends_it_as_cancelled(hub: FakeHub, environment: dict[str, str], folder: Path, tmp_path: Path) -> None:
    hub.stalls_at = 500
    with pulling(environment, folder) as process:
        assert hub.stalled.wait(PATIENCE)
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=PATIENCE)

    states = [json.loads(line) for line in output.splitlines()]
    assert process.returncode == 128 + signal.SIGTERM
    assert {state["bytes_total"] for state in states[1:]} == {sum(map(len, KOKORO.values()))}
    assert states[-1]["state"] == "cancelled"
    state = read_pull(tmp_path / "home", "kokoro")
    assert (state and state.state) == "cancelled"


def test_a_second_pull_follows_the_first(environment: dict[str, str], folder: Path, tmp_path: Path) -> None:
    with PullReporter(tmp_path / "home", "kokoro") as first:
        first.stage("download", 1000)
        with pulling(environment, folder) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert b"this one only follows" in process.stderr.readline()
            shown = json.loads(process.stdout.readline())
            first.end("done")
            output, _ = process.communicate(timeout=PATIENCE)

    assert (shown["state"], shown["bytes_total"]) == ("running", 1000)
    assert json.loads(output.splitlines()[-1])["state"] == "done"
    assert process.returncode == 0


def test_the_end_of_the_first_is_the_second_s(environment: dict[str, str], folder: Path, tmp_path: Path) -> None:
    with PullReporter(tmp_path / "home", "kokoro") as first:
        first.stage("download", 1000)
        with pulling(environment, folder) as process:
            assert process.stderr is not None
            process.stderr.readline()
            first.end("failed", "The hub has no such file.")
            _, said = process.communicate(timeout=PATIENCE)

    assert process.returncode == 1
    assert b"The hub has no such file." in said
