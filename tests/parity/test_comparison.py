"""What counts as computing the same as the reference, and how `python -m benchmarks.parity` says that it does not."""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks.made_up_weights import fill
from benchmarks.parity import __main__ as command
from benchmarks.parity.comparison import Comparison, compare, compare_ids
from benchmarks.parity.recording import Recording


def test_the_error_of_a_tensor_is_its_largest_difference() -> None:
    comparison = compare("wave", torch.tensor([1.0, 2.0, -3.0]), torch.tensor([1.0, 2.5, -3.25]), 0.5)

    assert (comparison.error, comparison.met) == (0.5, True)
    assert not compare("wave", torch.tensor([1.0]), torch.tensor([1.75]), 0.5).met


def test_what_is_no_number_is_an_error() -> None:
    assert not compare("wave", torch.tensor([math.nan]), torch.tensor([1.0]), 0.5).met


def test_another_shape_is_an_error_that_is_named() -> None:
    comparison = compare("wave", torch.zeros(3), torch.zeros(1), 0.5)

    assert not comparison.met
    assert comparison.name == "wave: (3,) for (1,)"


@pytest.mark.parametrize(
    ("ours", "different"), [([1, 2, 3], 0), ([1, 4, 3], 1), ([1, 2], 1), ([1, 2, 3, 4, 5], 2), ([], 3)]
)
def test_ids_must_be_equal_and_as_many(ours: list[int], different: int) -> None:
    comparison = compare_ids("codes", ours, [1, 2, 3])

    assert comparison.error == different
    assert comparison.met == (different == 0)


def record(path: Path, seed: int) -> Path:
    parameters = json.dumps([["layer.weight", [3, 2]], ["layer.bias", [3]]]).encode()
    np.savez(path, parameters=np.frombuffer(parameters, np.uint8), seed=np.int64(seed), wave=np.zeros(4, np.float32))
    return path


@pytest.mark.parametrize("seed", [0, 7])
def test_the_weights_of_a_recording_are_made_again_from_its_seed(seed: int, tmp_path: Path) -> None:
    weights = Recording(record(tmp_path / "file.npz", seed)).weights()

    assert weights.keys() == {"layer.weight", "layer.bias"}
    assert weights["layer.weight"].numpy().tobytes() == fill("layer.weight", (3, 2), seed).tobytes()


@pytest.mark.parametrize(("error", "status"), [(0.5, 0), (2.0, 1)])
def test_the_command_prints_every_error_and_fails_where_one_is_too_large(
    error: float, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def compare_toy(recording: Recording, vocabulary: Path | None) -> Iterator[Comparison]:
        yield Comparison("shape", float(recording.tensor("wave").abs().max()), 0)
        yield Comparison("wave", error, 1.0)

    monkeypatch.setitem(command.ENGINES, "toy", compare_toy)
    monkeypatch.setattr(sys, "argv", ["parity", "toy", str(record(tmp_path / "file.npz", 0)), "--json"])

    assert command.main() == status
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert [(row["what"], row["met"]) for row in report["rows"]] == [
        ("shape", "yes"),
        ("wave", "yes" if status == 0 else "NO"),
    ]
