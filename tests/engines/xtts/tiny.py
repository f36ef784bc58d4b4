"""A tiny GPT with made-up weights, for tests that need no files."""

import torch
from torch import Tensor

from benchmarks.made_up_weights import fill
from tests.engines.xtts.checkpoints import TINY
from tests.engines.xtts.made_up import weights_under
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.gpt import Gpt
from vozes.runtime.linears import Arithmetic

CPU = torch.device("cpu")


def tiny_gpt() -> Gpt:
    """In float32."""
    return Gpt(TINY, weights_under, Arithmetic(CPU, torch.float32))


def conditioning(config: XttsConfig, seed: int = 0) -> Tensor:
    """A voice's latents: (1, 32, width)."""
    return torch.from_numpy(fill("conditioning", (1, 32, config.width), seed))
