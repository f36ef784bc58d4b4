"""A model's weights in one safetensors file: mapped into memory when read, whole or absent when written.

It knows nothing of models, and nothing of where files lie.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import torch
from safetensors import SafetensorError, safe_open

from vozes.errors import ErrorCode, VozesError
from vozes.files import unwritable, whole_file

_TYPES = {
    torch.float32: "F32",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.int8: "I8",
    torch.int64: "I64",
}

WeightSource = Callable[[str], dict[str, torch.Tensor]]
"""Returns the tensors under a prefix of their names, by the rest of the name; under a full name the rest is empty."""


class Weights:
    """An opened file. Raises VozesError(INVALID_CHECKPOINT) where it is missing or broken."""

    def __init__(self, path: Path):
        self.path = path
        with self._open() as file:
            self.metadata: dict[str, str] = file.metadata() or {}
            self.names: tuple[str, ...] = tuple(file.keys())

    def load(self, prefix: str = "") -> dict[str, torch.Tensor]:
        """Returns the tensors whose names begin with `prefix`, by the rest of the name.

        They are views of the mapped file, which stays mapped as long as one of them lives.
        """
        wanted = [name for name in self.names if name.startswith(prefix)]
        with self._open() as file:
            return {name.removeprefix(prefix): file.get_tensor(name) for name in wanted}

    def _open(self) -> Any:
        try:
            return safe_open(self.path, framework="pt")
        except (OSError, SafetensorError) as error:
            raise VozesError(ErrorCode.INVALID_CHECKPOINT, f"{self.path} cannot be read: {error}") from error


def write_weights(path: Path, tensors: Mapping[str, torch.Tensor], metadata: Mapping[str, str]) -> None:
    """Writes the file under another name, compares it with the tensors, and gives it its name.

    Raises VozesError(STORAGE_FULL or ENGINE_FAILED), and leaves nothing behind then.
    """
    try:
        with whole_file(path) as file:
            _write(file, tensors, metadata)
            file.flush()
            _verify(Path(file.name), tensors)
    except OSError as error:
        raise unwritable(f"{path} could not be written", error, ErrorCode.ENGINE_FAILED) from error


def _write(file: BinaryIO, tensors: Mapping[str, torch.Tensor], metadata: Mapping[str, str]) -> None:
    """Writes the safetensors format: the header's length, the header as JSON, then the tensors without gaps."""
    names = sorted(tensors, key=lambda name: -tensors[name].element_size())  # so that each is aligned
    header: dict[str, object] = {"__metadata__": dict(metadata)}
    end = 0
    for name in names:
        tensor = tensors[name]
        start, end = end, end + tensor.numel() * tensor.element_size()
        header[name] = {"dtype": _TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [start, end]}
    encoded = json.dumps(header).encode()
    encoded += b" " * (-len(encoded) % 8)
    file.write(len(encoded).to_bytes(8, "little") + encoded)
    for name in names:
        file.write(_bytes(tensors[name]).numpy().data)


def _verify(path: Path, tensors: Mapping[str, torch.Tensor]) -> None:
    with safe_open(path, framework="pt") as file:
        written = set(file.keys())
        for name, tensor in tensors.items():
            if name not in written or not torch.equal(_bytes(file.get_tensor(name)), _bytes(tensor)):
                raise VozesError(ErrorCode.ENGINE_FAILED, f"{name} did not reach the disk as it was written: {path}.")


def _bytes(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.contiguous().reshape(-1).view(torch.uint8)
