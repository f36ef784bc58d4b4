"""What tests need to speak with tiny models: where they are converted once for all tests, and what was heard."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from vozes.types import AudioChunk, Samples, WordTiming


def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder for a whole session of tests."""
    return tmp_path_factory.getbasetemp() / "styletts2-home"


def chunks(pieces: Iterator[AudioChunk | None]) -> list[AudioChunk]:
    return [piece for piece in pieces if piece is not None]


def sound(pieces: Iterator[AudioChunk | None]) -> Samples:
    return np.concatenate([chunk.samples for chunk in chunks(pieces)])


def words(heard: list[AudioChunk]) -> list[WordTiming]:
    return [word for chunk in heard for word in chunk.words]


def in_order(timings: list[WordTiming], seconds: float) -> bool:
    """Whether each word comes after the one before it, takes some time and ends before `seconds`."""
    follow = all(word.end <= following.start for word, following in pairwise(timings))
    return follow and all(0 <= word.start < word.end <= seconds for word in timings)
