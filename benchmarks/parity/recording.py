"""A file of recorded reference outputs: its tensors, and the parameters from which its weights are made again.

It knows the layout that all engines' recordings share, and no engine.
"""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from benchmarks.made_up_weights import made_up


class Recording:
    """One `.npz` file; what is asked for is read when it is asked for."""

    def __init__(self, path: Path):
        with np.load(path) as file:
            self._arrays = {name: file[name] for name in file.files}

    @property
    def seed(self) -> int:
        return int(self._arrays["seed"])

    @cached_property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Of the reference's parameters, by their published names."""
        return {name: tuple(shape) for name, shape in self.json("parameters")}

    def weights(self) -> dict[str, Tensor]:
        """The values that the reference's parameters had."""
        return {name: torch.from_numpy(array) for name, array in made_up(self.shapes.items(), self.seed).items()}

    def tensor(self, name: str) -> Tensor:
        return torch.from_numpy(self._arrays[name])

    def json(self, name: str) -> Any:
        """What is recorded as JSON text."""
        return json.loads(self._arrays[name].tobytes())
