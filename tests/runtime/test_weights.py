"""A file of weights is whole or absent, and what is read from it is what was written."""

import errno
import os
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import torch
from safetensors.torch import load_file

from vozes.errors import ErrorCode, VozesError
from vozes.runtime import weights
from vozes.runtime.weights import Weights, write_weights


def _tensors() -> dict[str, torch.Tensor]:
    return {
        "gpt.odd": torch.arange(5, dtype=torch.int8),
        "gpt.weight": torch.randn(3, 4),
        "gpt.turned": torch.randn(3, 4).t(),
        "vocoder.scalar": torch.tensor(1.5),
        "vocoder.half": torch.randn(3).half(),
        "vocoder.bfloat16": torch.randn(3).bfloat16(),
        "not.finite": torch.tensor([float("nan"), float("inf")]),
    }


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, dict[str, torch.Tensor]]:
    tensors = _tensors()
    path = tmp_path / "model" / "weights.safetensors"
    write_weights(path, tensors, {"source": "modelo do João"})
    return path, tensors


def _same(first: torch.Tensor, second: torch.Tensor) -> bool:
    return first.dtype == second.dtype and torch.equal(first.nan_to_num(7), second.nan_to_num(7))


def test_what_is_written_is_read(written: tuple[Path, dict[str, torch.Tensor]]) -> None:
    path, tensors = written
    opened = Weights(path)
    assert opened.metadata == {"source": "modelo do João"}
    assert set(opened.names) == set(tensors)
    read = opened.load()
    assert all(_same(read[name], tensor) for name, tensor in tensors.items())


def test_other_readers_of_the_format_read_it(written: tuple[Path, dict[str, torch.Tensor]]) -> None:
    path, tensors = written
    read = load_file(path)
    assert all(_same(read[name], tensor) for name, tensor in tensors.items())


def test_a_prefix_gives_the_tensors_below_it_by_the_rest_of_their_names(
    written: tuple[Path, dict[str, torch.Tensor]],
) -> None:
    assert set(Weights(written[0]).load("gpt.")) == {"odd", "weight", "turned"}


def test_every_tensor_is_aligned_to_its_own_size(written: tuple[Path, dict[str, torch.Tensor]]) -> None:
    assert all(tensor.data_ptr() % tensor.element_size() == 0 for tensor in Weights(written[0]).load().values())


def test_only_the_file_itself_is_left(written: tuple[Path, dict[str, torch.Tensor]]) -> None:
    assert [entry.name for entry in written[0].parent.iterdir()] == ["weights.safetensors"]


@pytest.mark.parametrize("kept", [0, 4, 60, -1])
def test_a_file_that_is_cut_short_is_refused(kept: int, written: tuple[Path, dict[str, torch.Tensor]]) -> None:
    path, _ = written
    path.write_bytes(path.read_bytes()[:kept])
    _expect_invalid(path)


def test_a_missing_file_and_a_file_of_something_else_are_refused(tmp_path: Path) -> None:
    _expect_invalid(tmp_path / "weights.safetensors")
    (tmp_path / "text").write_bytes(b"\x10\0\0\0\0\0\0\0" + b"this is no json " * 4)
    _expect_invalid(tmp_path / "text")


def _expect_invalid(path: Path) -> None:
    with pytest.raises(VozesError, match=path.name) as refused:
        Weights(path)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.STORAGE_FULL),
        (errno.EFBIG, ErrorCode.STORAGE_FULL),
        (errno.EIO, ErrorCode.ENGINE_FAILED),
    ],
)
def test_a_disk_that_refuses_is_reported_and_leaves_the_old_file(
    number: int, code: ErrorCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: BinaryIO, *_: Any) -> None:
        file.write(b"half of it")
        raise OSError(number, os.strerror(number))

    path = tmp_path / "weights.safetensors"
    write_weights(path, {"old": torch.zeros(2)}, {})
    monkeypatch.setattr(weights, "_write", refuse)
    with pytest.raises(VozesError, match=r"weights\.safetensors") as failed:
        write_weights(path, {"new": torch.zeros(3)}, {})
    assert failed.value.code is code
    assert list(tmp_path.iterdir()) == [path]
    assert Weights(path).names == ("old",)


def test_what_did_not_reach_the_disk_as_it_was_written_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_wrongly(file: BinaryIO, tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
        write(file, {name: tensor + 1 for name, tensor in tensors.items()}, metadata)

    write = weights._write
    monkeypatch.setattr(weights, "_write", write_wrongly)
    with pytest.raises(VozesError, match="layer did not reach the disk") as failed:
        write_weights(tmp_path / "weights.safetensors", {"layer": torch.zeros(3)}, {})
    assert failed.value.code is ErrorCode.ENGINE_FAILED
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells what is mapped")
def test_tensors_are_mapped_from_the_file_as_long_as_they_live(written: tuple[Path, dict[str, torch.Tensor]]) -> None:
    opened = Weights(written[0])
    read = opened.load("gpt.")
    assert str(written[0]) in Path("/proc/self/maps").read_text()
    del read
    assert str(written[0]) not in Path("/proc/self/maps").read_text()


def test_tensors_outlive_a_file_that_is_replaced(written: tuple[Path, dict[str, torch.Tensor]]) -> None:
    path, tensors = written
    read = Weights(path).load("gpt.")
    write_weights(path, {"gpt.weight": torch.zeros(3, 4)}, {})
    assert torch.equal(read["weight"], tensors["gpt.weight"])
