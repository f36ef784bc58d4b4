"""What was freed is given back to the system, seen from outside a process that is told so."""

import ctypes
import subprocess
import sys

import pytest

from vozes.process.allocator import keep_little_freed, release_freed, share_freed

ANSWERS = """
import threading
import psutil
from vozes.process.allocator import share_freed

if {told}:
    share_freed()

def answer():
    '''Takes and frees blocks as an encoder does with a long answer: large ones, and small ones that stay between.'''
    kept = []
    for size in (1 << 20, 4 << 20, 8 << 20, 16 << 20) * 3:
        block = bytearray(size)
        block[::4096] = bytes(len(block[::4096]))
        kept.append(bytearray(2000))
        del block
    together.wait()

together = threading.Barrier(12)
before = psutil.Process().memory_info().rss
threads = [threading.Thread(target=answer) for _ in range(12)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print((psutil.Process().memory_info().rss - before) >> 20)
"""


def megabytes_kept(*, told: bool) -> int:
    answers = ANSWERS.format(told=told)
    return int(subprocess.run([sys.executable, "-c", answers], capture_output=True, check=True, text=True).stdout)


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="this C library cannot be told")
def test_a_server_keeps_little_of_what_its_threads_have_freed() -> None:
    assert 4 * megabytes_kept(told=True) < megabytes_kept(told=False)


def test_systems_that_cannot_take_memory_back_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    share_freed()
    keep_little_freed()
    release_freed()
