"""One server for each folder `home`: a second one is refused before it touches anything, unless both share it.

Commands go on beside it.
"""

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Vozes, refusal
from tests.live import LiveServer, running_server, wait_for
from vozes.errors import ErrorCode, VozesError
from vozes.running_server import RunningServer
from vozes.running_server import running_server as find_running
from vozes.service.home_lock import HomeLock


@pytest.fixture
def server() -> Iterator[LiveServer]:
    with running_server(ready="/health", command=("-m", "tests.fake_server")) as server:
        yield server


def test_a_second_server_is_refused_and_names_the_first(server: LiveServer, vozes: Vozes) -> None:
    refused = refusal(vozes("serve", "--port", "0", "--home", str(server.home)))

    assert f"process {server.process.pid}" in refused
    assert server.url in refused
    assert str(server.home) in refused
    assert refused.endswith(f"at {server.url}. Stop that server, or give this one a folder of its own by `--home`.")


def test_a_second_server_leaves_what_the_first_one_receives(server: LiveServer, vozes: Vozes) -> None:
    upload = server.home / "cache" / "uploads" / "half" / "recording"
    upload.parent.mkdir(parents=True)
    upload.touch()

    vozes("serve", "--port", "0", "--home", str(server.home))

    assert upload.exists()


def test_commands_go_on_beside_a_server(server: LiveServer, vozes: Vozes) -> None:
    home = ("--home", str(server.home))

    assert vozes("voices", "list", *home).returncode == 0
    assert vozes("voices", "empty-trash", *home).returncode == 0
    assert vozes("say", "Olá!", "--output", "-", *home).stdout.startswith(b"RIFF")


def test_whoever_asks_is_told_where_the_server_is(server: LiveServer) -> None:
    running = find_running(server.home)

    assert running is not None
    assert (running.pid, running.url) == (server.process.pid, server.url)


def test_a_server_that_listens_everywhere_is_told_by_an_address_that_can_be_opened() -> None:
    arguments = ("--host", "0.0.0.0", "--no-auth")
    with running_server(*arguments, ready="/health", command=("-m", "tests.fake_server")) as server:
        running = find_running(server.home)

    assert running is not None
    assert running.url == server.url.replace("0.0.0.0", "127.0.0.1")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_has_ended_holds_nothing(number: signal.Signals, server: LiveServer, vozes: Vozes) -> None:
    server.process.send_signal(number)
    server.process.wait(30)

    assert find_running(server.home) is None
    with HomeLock(server.home):
        assert find_running(server.home) == RunningServer(os.getpid(), None)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_leaves_no_address_and_ends_well(
    number: signal.Signals, server: LiveServer
) -> None:
    server.process.send_signal(number)

    assert server.process.wait(30) == 0
    assert not (server.home / "server.json").exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows deletes no folder that is in use")
def test_a_server_takes_a_home_again_that_was_deleted_and_made_again(server: LiveServer, vozes: Vozes) -> None:
    before = find_running(server.home)
    server.delete_home()
    server.home.mkdir()

    wait_for(lambda: find_running(server.home) == before, seconds=20)

    assert f"process {server.process.pid}" in refusal(vozes("serve", "--port", "0", "--home", str(server.home)))


@pytest.mark.skipif(os.name != "posix", reason="Windows deletes no folder that is in use")
def test_a_server_ends_once_another_one_has_its_home(server: LiveServer, tmp_path: Path) -> None:
    with HomeLock(tmp_path / "new"):
        server.delete_home()
        (tmp_path / "new").rename(server.home)

        assert server.process.wait(30) != 0
        assert find_running(server.home) == RunningServer(os.getpid(), None)
    assert "has the folder" in (server.home / "logs" / "server.log").read_text("utf-8")


def test_a_home_without_a_server_has_none(tmp_path: Path) -> None:
    assert find_running(tmp_path / "nowhere") is None


def test_on_a_full_disk_a_server_starts_and_nothing_false_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "server.json").write_text('{"pid": 1, "url": "http://127.0.0.1:1"}')
    monkeypatch.setattr(os, "fsync", full)

    with HomeLock(tmp_path):
        assert find_running(tmp_path) == RunningServer(None, None)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no locks that several hold")
def test_servers_that_share_a_home_refuse_one_that_does_not(tmp_path: Path) -> None:
    with HomeLock(tmp_path, shared=True), HomeLock(tmp_path, shared=True):
        for shared in (False, True):
            with suppress(VozesError), HomeLock(tmp_path, shared=shared):
                assert shared
    with HomeLock(tmp_path), pytest.raises(VozesError) as refused:
        HomeLock(tmp_path, shared=True)
    assert refused.value.code == ErrorCode.HOME_IN_USE


@pytest.mark.skipif(os.name != "posix", reason="Windows has no locks that several hold")
def test_of_servers_that_share_a_home_the_first_that_still_runs_is_told(tmp_path: Path) -> None:
    first, second = HomeLock(tmp_path, shared=True), HomeLock(tmp_path, shared=True)
    first.announce("http://127.0.0.1:1")
    second.announce("http://127.0.0.1:2")
    second.keep()
    assert find_running(tmp_path) == RunningServer(os.getpid(), "http://127.0.0.1:1")
    first.release()
    second.keep()
    assert find_running(tmp_path) == RunningServer(os.getpid(), "http://127.0.0.1:2")
    second.release()
    assert find_running(tmp_path) is None


@pytest.mark.skipif(os.name != "posix", reason="Windows has no locks that several hold")
def test_a_server_leaves_what_another_one_may_be_writing(tmp_path: Path) -> None:
    with HomeLock(tmp_path, shared=True):
        (tmp_path / ".new-1").touch()
        with HomeLock(tmp_path, shared=True):
            assert (tmp_path / ".new-1").exists()
