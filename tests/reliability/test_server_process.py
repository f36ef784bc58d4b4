"""What the server process is, seen from outside: small in what it imports, and gone with its engines when it ends."""

import signal
import sys
from pathlib import Path

import psutil
import pytest

from tests.live import ROOT, running_server, wait_for
from tests.reliability.conftest import engine_pid, request


def test_the_server_process_never_imports_torch(tmp_path: Path) -> None:
    """A torch that leaves a trace when it is imported stands before the real one."""
    trace = tmp_path / "imported"
    (tmp_path / "torch.py").write_text(f"open({str(trace)!r}, 'a').write('torch')\n")
    with running_server(env={"PYTHONPATH": f"{tmp_path}:{ROOT}"}) as server:
        for name in ("wav", "mp3", "opus", "webm", "flac", "aac", "m4a", "pcm"):
            assert request(server, text="Olá, tudo bem?", format=name).status == 200
        for engine in ("xtts_v2", "styletts2"):
            assert request(server, text="Olá", engine=engine).status == 409
        server.get_json("/v1/monitor/info")
        server.get_json("/v1/voices")
    assert not trace.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_killed_server_leaves_no_engine_behind() -> None:
    with running_server() as server:
        pid = engine_pid(server)
        assert pid
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        wait_for(lambda: not psutil.pid_exists(pid), seconds=20)


def test_health_answers_while_the_engine_cannot(tmp_path: Path) -> None:
    with running_server("--load-timeout-seconds", "0.001", ready="/health") as server:
        assert server.get_json("/health")["status"] == "ok"
        wait_for(lambda: server.get_json("/v1/monitor/info")["engines"]["espeak"]["state"] == "failed")
        assert server.get_json("/health")["status"] == "ok"


def test_everything_that_is_written_lies_in_its_home() -> None:
    with running_server(bare=True) as server:
        assert request(server, text="Olá, tudo bem?", format="mp3").status == 200
        assert [path.name for path in server.home.parent.iterdir()] == ["home"]
        assert {path.name for path in server.home.iterdir()} == {
            "logs",
            "cache",
            "voices",
            "format.json",
            "server.lock",
            "server.json",
        }


def test_the_log_knows_every_request_and_no_text() -> None:
    with running_server() as server:
        spoken = request(server, text="Olá, tudo bem?")
        refused = request(server, text="Olá", voice="nobody")
        log = (server.home / "logs" / "server.log").read_text("utf-8")
        assert f"{spoken.headers['x-request-id']}: espeak spoke 14 characters" in log
        assert f"{refused.headers['x-request-id']}: 404 unknown_voice" in log
        assert "Olá" not in log
