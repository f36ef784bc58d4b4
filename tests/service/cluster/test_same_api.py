"""The API's own tests, with engines on a cluster."""

import subprocess
import sys

import pytest

from tests.live import ROOT
from tests.ray_nodes import require_ray

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("file", ["test_speech.py", "test_monitor.py", "test_timestamps.py"])
def test_the_api_is_the_same_on_a_cluster(file: str) -> None:
    require_ray()
    command = (sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--cluster", f"tests/api/{file}")
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stdout[-5000:]
