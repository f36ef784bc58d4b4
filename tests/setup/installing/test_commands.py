"""A command of the installation ends with whoever runs it, and signals end that in order."""

import signal
import subprocess
import sys

import pytest

TWO_AT_ONCE = """
import os, signal
from vozes.setup.installing.commands import leave_once
both = {signal.SIGINT, signal.SIGTERM}
for each in both:
    signal.signal(each, leave_once)
try:
    signal.pthread_sigmask(signal.SIG_BLOCK, both)
    for each in both:
        os.kill(os.getpid(), each)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, both)
finally:
    print("all done")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_two_signals_at_once_end_it_as_one_does() -> None:
    """Ctrl-C reaches the whole group, and whoever started this one asks it to terminate at the same moment."""
    left = subprocess.run([sys.executable, "-c", TWO_AT_ONCE], capture_output=True, text=True, timeout=60, check=False)
    assert (left.returncode, left.stdout, left.stderr) == (128 + signal.SIGINT, "all done\n", "")
