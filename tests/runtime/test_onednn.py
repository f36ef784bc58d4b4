"""What is made for one length of a signal is not kept while others come, seen from outside a process."""

import os
import subprocess
import sys

import pytest

from vozes.runtime.onednn import keep_few_primitives

LENGTHS = """
import psutil
import torch
from vozes.runtime.onednn import keep_few_primitives

if {told}:
    keep_few_primitives()
torch.set_num_threads(1)
weight, signal = torch.ones(64, 64, 1, 3), torch.ones(1, 64, 1, 1000)

def megabytes_after(lengths):
    for length in lengths:
        torch.conv2d(signal[..., :length], weight)
    return psutil.Process().memory_info().rss >> 20

before = megabytes_after(range(100, 250))
print(megabytes_after(range(250, 1000)) - before)
"""


def megabytes_kept(*, told: bool) -> int:
    lengths = LENGTHS.format(told=told)
    return int(subprocess.run([sys.executable, "-c", lengths], capture_output=True, check=True, text=True).stdout)


def test_nothing_is_kept_for_a_length() -> None:
    kept = megabytes_kept(told=False)
    if kept < 20:
        pytest.skip(f"torch keeps little of itself here: {kept} MB")
    assert 2 * megabytes_kept(told=True) < kept  # the heap itself varies by 10 MB


def test_what_the_user_has_set_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8")
    monkeypatch.setenv("LRU_CACHE_CAPACITY", "9")
    keep_few_primitives()
    assert (os.environ["ONEDNN_PRIMITIVE_CACHE_CAPACITY"], os.environ["LRU_CACHE_CAPACITY"]) == ("8", "9")
