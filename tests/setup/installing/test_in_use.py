"""A `.venv` of another folder is not made again under a server, nor under a process that runs from it."""

import shutil
import subprocess
import sys

import pytest

from tests.setup.conftest import Sandbox, clean_environment
from vozes.locks import open_lock, taken
from vozes.models.pull_state import read_pull
from vozes.running_server import LOCK
from vozes.setup.installing.stages import stamp_path

PULL = ("models", "pull", "kokoro")


@pytest.fixture
def copied(sandbox: Sandbox) -> Sandbox:
    """A checkout whose `.venv` came with it from another folder."""
    stamp = stamp_path(sandbox.places)
    stamp.write_text(stamp.read_text().replace(str(sandbox.folder), "/elsewhere"))
    return sandbox


def test_the_environment_of_a_running_server_is_refused_and_the_pull_says_so(copied: Sandbox) -> None:
    with open_lock(copied.places.home / LOCK) as lock:
        assert taken(lock)
        result = copied.start(*PULL)
    assert result.returncode == 1
    assert copied.places.python.exists()
    assert copied.calls() == []
    told = read_pull(copied.places.home, "kokoro")
    assert told is not None
    assert told.state == "failed"
    assert f"Stop the server, then run in {copied.folder}: python3 start.py" in str(told.message)


@pytest.mark.parametrize("arguments", [PULL, ("voices",), ("--mode", "fresh", "voices")])
def test_a_process_does_not_remove_the_environment_that_it_runs_from(
    copied: Sandbox, arguments: tuple[str, ...]
) -> None:
    (copied.places.venv / "pyvenv.cfg").write_text(f"home = {sys.base_prefix}/bin\n")
    own = copied.places.python.with_name("own-python")
    own.symlink_to(shutil.which(f"python3.{sys.version_info.minor}", path=f"{sys.base_prefix}/bin") or sys.executable)
    result = subprocess.run(
        [own, "start.py", *arguments], cwd=copied.folder, env=clean_environment(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert result.returncode == 1
    assert copied.places.python.exists()
    assert copied.calls() == []
    assert "this very process runs from that .venv" in result.stderr
    assert "Leave that environment" in result.stderr
