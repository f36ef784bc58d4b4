"""What start.py learns of the server that has the home."""

from pathlib import Path

from vozes.service.home_lock import HomeLock
from vozes.setup.running import RunningServer, running_server


def test_the_word_that_a_server_leaves_is_understood(tmp_path: Path) -> None:
    with HomeLock(tmp_path) as lock:
        assert running_server(tmp_path) == RunningServer(None)
        lock.announce("http://127.0.0.1:8123")
        assert running_server(tmp_path) == RunningServer("http://127.0.0.1:8123")
    assert running_server(tmp_path) is None
