"""A tiny GPT with made-up weights, for tests that need no files."""

from functools import cache

import torch
from torch import Tensor

from benchmarks.made_up_weights import fill
from tests.engines.xtts.checkpoints import TINY
from tests.engines.xtts.made_up import weights_under
from vozes.engines.xtts.checkpoint.checkpoint import quantize
from vozes.engines.xtts.checkpoint.parameters import is_quantized, parameters
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.gpt import Gpt
from vozes.runtime.linears import Arithmetic, Int8
from vozes.runtime.weights import WeightSource

CPU = torch.device("cpu")

Tensors = dict[str, Tensor]


def tiny_gpt() -> Gpt:
    """In float32."""
    return Gpt(TINY, weights_under, Arithmetic(CPU, torch.float32))


def conditioning(config: XttsConfig, seed: int = 0) -> Tensor:
    """A voice's latents: (1, 32, width)."""
    return torch.from_numpy(fill("conditioning", (1, 32, config.width), seed))


@cache
def int8_tensors(config: XttsConfig) -> Tensors:
    """The GPT's tensors as they are converted to int8."""
    tensors: Tensors = {}
    for name, parameter in parameters(config).items():
        if name.startswith("gpt.") and "conditioning" not in name:
            tensors[name] = torch.from_numpy(fill(name, parameter.shape, 0))
            if is_quantized(parameter):
                tensors[name], tensors[f"{name}.scale"] = quantize(tensors[name])
    return tensors


def source(tensors: Tensors) -> WeightSource:
    return lambda prefix: {
        name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)
    }


def gpt_of(config: XttsConfig, tensors: Tensors, int8: Int8 | None) -> Gpt:
    """With int8 tensors; where there is to be no int8, they are multiplied out to float32."""
    if int8 is None:
        tensors = {
            name: tensor * tensors[f"{name}.scale"][:, None] if tensor.dtype == torch.int8 else tensor
            for name, tensor in tensors.items()
        }
    return Gpt(config, source(tensors), Arithmetic(CPU, torch.float32, int8))


def relative_error(got: Tensor, expected: Tensor) -> float:
    assert got.shape == expected.shape
    return float((got - expected).norm() / expected.norm())
