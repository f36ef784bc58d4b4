"""The weights of tiny models, part by part, without a file; and networks that are filled with them."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

import torch
from torch import Tensor, nn

from benchmarks.made_up_weights import fill
from tests.engines.styletts2.checkpoints import TINY
from vozes.engines.styletts2.checkpoint.parameters import parameters
from vozes.engines.styletts2.config import Family, StyleTts2Config
from vozes.engines.styletts2.network.adain import StyleProjection, fold_norms
from vozes.runtime.convolutions import arrange
from vozes.runtime.weights import WeightSource

Network = TypeVar("Network", bound=nn.Module)


def weights_of(family: Family) -> WeightSource:
    return lambda prefix: _weights(family, prefix)


@cache
def _weights(family: Family, prefix: str) -> dict[str, Tensor]:
    return _filling(TINY[family], prefix)


def _filling(config: StyleTts2Config, prefix: str) -> dict[str, Tensor]:
    table = parameters(config)
    shapes = {name: parameter.shape for name, parameter in table.items() if name.startswith(prefix)}
    return {name.removeprefix(prefix): torch.from_numpy(fill(name, shape, 0)) for name, shape in shapes.items()}


def filled(
    build: Callable[[StyleTts2Config], Network],
    family: Family,
    prefix: str,
    dtype: torch.dtype = torch.float32,
    config: StyleTts2Config | None = None,
) -> tuple[Network, StyleProjection]:
    """A network, its convolutions in a type, and what makes a style into its affines; tiny, or of a configuration."""
    with torch.device("meta"):
        network = build(config or TINY[family])
    weights = _filling(config, prefix) if config else weights_of(family)(prefix)
    network.load_state_dict(fold_norms(weights), assign=True)
    network.requires_grad_(False)
    last = next((module for name, module in network.named_modules() if name == "generator.conv_post"), None)
    arrange(network, dtype, precise=last)
    return network, StyleProjection(network)


def numbers(*shape: int, seed: int = 0) -> Tensor:
    """Normally distributed."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def noise(shape: tuple[int, ...]) -> Tensor:
    return numbers(*shape, seed=1)
