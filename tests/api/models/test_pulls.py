"""Installing models through the API: by a process of its own, which tells how far it is and ends with the server."""

import shutil
import socket
import subprocess
from pathlib import Path

import psutil
import pytest
from fastapi.testclient import TestClient

from tests import fake_pull
from tests.api.models.conftest import Serve, install, model, pull, until
from tests.fake_pull import fake_command
from tests.live import wait_for
from vozes.models.pull_state import PullReporter, is_pull_declined, read_pull


def until_converting(client: TestClient) -> None:
    wait_for(lambda: model(client)["pull"]["stage"] == "convert")


def test_a_model_is_installed_and_speaks_at_once(client: TestClient, bare_home: Path) -> None:
    answer = pull(client)
    assert (answer.status_code, answer.json()["id"], answer.json()["state"]) == (202, "kokoro", "pulling")
    assert answer.json()["pull"]["state"] == "running"
    until_converting(client)
    (bare_home / "go").touch()
    done = until(client, "installed")
    assert done["pull"]["state"] == "done"
    voices = client.get("/v1/voices?engine=kokoro").json()["voices"]
    assert [voice["id"] for voice in voices] == ["af_heart", "pf_dora"]
    models = client.get("/v1/monitor/info").json()["engines"]["styletts2"]["models"]
    assert {each["name"]: each["state"] for each in models}["kokoro"] == "unloaded"
    order = {"text": "440 Hz 0.1 s", "language": "pt-br", "engine": "kokoro"}
    spoken = client.post("/v1/tts/synth", json=order)
    assert (spoken.status_code, spoken.headers["x-voice"]) == (200, "pf_dora")


def test_a_pull_that_runs_is_not_started_again(client: TestClient, bare_home: Path) -> None:
    pull(client)
    until_converting(client)
    first = read_pull(bare_home, "kokoro")
    again = pull(client)
    assert (again.status_code, again.json()["state"]) == (202, "pulling")
    assert read_pull(bare_home, "kokoro") == first


def test_how_far_it_is_is_told_in_bytes(client: TestClient, bare_home: Path) -> None:
    with PullReporter(bare_home, "kokoro") as reporter:
        reporter.stage("download", 1000)
        reporter.progress(250)
        reporter.stage("convert", 80)
        reporter.progress(0)
        told = model(client)["pull"]
    assert told == {
        "state": "running", "stage": "convert", "bytes_done": None, "bytes_total": 80, "seconds_left": None,
        "message": None, "code": None,
    }  # fmt: skip


def test_a_pull_is_cancelled_and_begins_anew(client: TestClient, bare_home: Path) -> None:
    pull(client)
    until_converting(client)
    cancelled = client.delete("/v1/models/kokoro/pull")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "absent")
    assert cancelled.json()["pull"]["state"] == "cancelled"
    assert is_pull_declined(bare_home, "kokoro")
    install(client, bare_home)
    assert not is_pull_declined(bare_home, "kokoro")


@pytest.mark.parametrize("by_another", [False, True])
def test_one_that_has_not_told_anything_yet_is_cancelled_and_has_not_failed(
    client: TestClient, bare_home: Path, by_another: bool
) -> None:
    (bare_home / "early").touch()
    pull(client)
    wait_for(lambda: not (bare_home / "early").exists())
    if by_another:
        next(each for each in psutil.Process().children(recursive=True) if is_pull(each)).terminate()
    else:
        client.delete("/v1/models/kokoro/pull")
    ended = until(client, "absent")["pull"]
    assert (ended["state"], ended["message"]) == ("cancelled", None)


def is_pull(process: psutil.Process) -> bool:
    """Returns whether it is what fetches, and not who attends it."""
    return fake_pull.__file__ in process.cmdline()[1:2]


def test_one_that_has_told_its_end_but_is_not_gone_yet_is_followed_by_another(
    client: TestClient, bare_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vozes.service.pulls._CANCEL_SECONDS", 0.0)
    (bare_home / "linger").touch()
    pull(client)
    until_converting(client)
    client.delete("/v1/models/kokoro/pull")
    until(client, "absent")
    assert pull(client).json()["state"] == "pulling"


def test_a_pull_that_another_program_has_started_is_told_and_cancelled(client: TestClient, bare_home: Path) -> None:
    with subprocess.Popen(fake_command("kokoro", bare_home, False)) as process:
        wait_for(lambda: model(client)["state"] == "pulling")
        until_converting(client)
        assert pull(client).status_code == 202
        assert client.delete("/v1/models/kokoro/pull").json()["pull"]["state"] == "cancelled"
        assert process.wait(30) != 0


def test_a_pull_on_another_machine_ends_no_process_of_this_one(
    client: TestClient, bare_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vozes.service.pulls._CANCEL_SECONDS", 0.0)
    monkeypatch.setattr(socket, "gethostname", lambda: "another")
    with subprocess.Popen(fake_command("kokoro", bare_home, False)) as process:
        try:
            wait_for(lambda: model(client)["state"] == "pulling")
            assert client.delete("/v1/models/kokoro/pull").json()["state"] == "pulling"
            (bare_home / "go").touch()
            assert process.wait(30) == 0
        finally:
            process.terminate()


def test_cancelling_nothing_changes_nothing(client: TestClient, bare_home: Path) -> None:
    answer = client.delete("/v1/models/kokoro/pull")
    assert (answer.status_code, answer.json()["state"], answer.json()["pull"]) == (200, "absent", None)
    assert not is_pull_declined(bare_home, "kokoro")


def test_a_pull_that_ends_without_a_word_of_how_is_told_with_its_last_words(
    client: TestClient, bare_home: Path
) -> None:
    shutil.rmtree(bare_home / "to-pull" / "kokoro")
    pull(client)
    failed = until(client, "absent")["pull"]
    assert failed["state"] == "failed"
    assert "status 1. It said: nobody publishes that" in failed["message"]
    assert "nobody publishes that" in (bare_home / "logs" / "pull-kokoro.log").read_text()


def test_what_a_pull_has_started_ends_with_the_server(serve: Serve, bare_home: Path) -> None:
    with serve() as client:
        pull(client)
        until_converting(client)
        state = read_pull(bare_home, "kokoro")
        assert state is not None
    assert not psutil.pid_exists(state.pid)
    ended = read_pull(bare_home, "kokoro")
    assert ended is not None
    assert ended.state == "cancelled"


def test_a_licence_that_restricts_has_to_be_accepted(client: TestClient, bare_home: Path) -> None:
    for body in ({}, {"accept_license": False}):
        answer = pull(client, "libritts", **body)
        error = answer.json()["error"]
        assert (answer.status_code, error["code"], error["param"]) == (422, "licence_not_accepted", "accept_license")
        assert "https://github.com/yl4579/StyleTTS2#license" in error["message"]
    assert model(client, "libritts")["pull"] is None
    install(client, bare_home, "libritts")


def test_an_unknown_model_is_refused_by_name(client: TestClient) -> None:
    for answer in (pull(client, "kokoru"), client.delete("/v1/models/kokoru/pull")):
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_model")
        assert "did you mean kokoro" in answer.json()["error"]["message"]


def test_nothing_is_begun_where_the_disk_has_no_room(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=100_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    answer = pull(client)
    assert (answer.status_code, answer.json()["error"]["code"]) == (507, "storage_full")
    assert "100 MB left" in answer.json()["error"]["message"]
    assert model(client)["pull"] is None


def test_unknown_fields_are_refused(client: TestClient) -> None:
    answer = pull(client, accept_licence=True)
    assert (answer.status_code, answer.json()["error"]["param"]) == (422, "accept_licence")
