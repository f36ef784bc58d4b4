"""Keeps in files what engines make of a voice's recordings: a few tensors, and what they were made from.

Such a file can always be made again, so one that is not exactly what is wanted counts as none at all. It knows nothing
of recordings, nor of what the tensors are for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from vozes.errors import VozesError
from vozes.runtime.weights import Weights, write_weights

_LAYOUT = "1"
"""Raised when what is kept, or the way in which it is made, changes."""

Tensors = dict[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class VoiceTensors:
    """Tensors, float32, on the CPU, and what they were made from."""

    tensors: Tensors
    model: str
    """The model's fingerprint."""
    recordings: tuple[str, ...]
    """The SHA-256 of each, in order."""


def read_voice_file(
    path: Path, model: str, recordings: Sequence[str], shapes: Mapping[str, tuple[int, ...]]
) -> VoiceTensors | None:
    """Returns what the file keeps; None where it is missing, broken, of other shapes, or made from something else."""
    try:
        file = Weights(path)
        if file.metadata != _metadata(model, recordings):
            return None
        tensors = {name: tensor.clone() for name, tensor in file.load().items()}  # a mapped file could not be replaced
    except VozesError:
        return None
    if {name: tensor.shape for name, tensor in tensors.items()} != dict(shapes):
        return None
    if not all(tensor.dtype == torch.float32 and tensor.isfinite().all() for tensor in tensors.values()):
        return None
    return VoiceTensors(tensors, model, tuple(recordings))


def write_voice_file(path: Path, voice: VoiceTensors) -> None:
    """Raises VozesError as `write_weights` does."""
    write_weights(path, voice.tensors, _metadata(voice.model, voice.recordings))


def _metadata(model: str, recordings: Sequence[str]) -> dict[str, str]:
    return {"layout": _LAYOUT, "model": model, "recordings": " ".join(recordings)}
