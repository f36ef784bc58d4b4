"""What other processes learn of the server that has the home."""

import os
from pathlib import Path

from vozes.running_server import RunningServer, running_server
from vozes.service.home_lock import HomeLock


def test_the_word_that_a_server_leaves_is_understood(tmp_path: Path) -> None:
    with HomeLock(tmp_path) as lock:
        assert running_server(tmp_path) == RunningServer(os.getpid(), None)
        lock.announce("http://127.0.0.1:8123")
        assert running_server(tmp_path) == RunningServer(os.getpid(), "http://127.0.0.1:8123")
    assert running_server(tmp_path) is None
