"""The weights of the tiny model, part by part, without a file."""

from functools import cache

import torch
from torch import Tensor

from benchmarks.made_up_weights import fill
from tests.engines.xtts.checkpoints import TINY
from vozes.engines.xtts.checkpoint.parameters import parameters


@cache
def weights_under(prefix: str) -> dict[str, Tensor]:
    """The tensors whose names begin with `prefix`, by the rest of the name."""
    shapes = {name: parameter.shape for name, parameter in parameters(TINY).items() if name.startswith(prefix)}
    with torch.inference_mode(False):  # for all, whoever asks first
        return {name.removeprefix(prefix): torch.from_numpy(fill(name, shape, 0)) for name, shape in shapes.items()}
