"""Made-up weights: every number follows from a parameter's name, its shape and a seed, on every machine.

The recorded reference outputs that the parity tests compare with were computed with these numbers, so each must be
exactly what it is here. They make a model speak noise, at the real cost. Nothing here knows of any model or file.
"""

import math
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]


def made_up(parameters: Iterable[tuple[str, Sequence[int]]], seed: int) -> dict[str, Weights]:
    """The values of all the named shapes."""
    return {name: fill(name, tuple(shape), seed) for name, shape in parameters}


def fill(name: str, shape: tuple[int, ...], seed: int) -> Weights:
    """The value of the parameter `name`, as training might leave it: what comes out of a layer keeps its size."""
    generator = np.random.default_rng([seed, zlib.crc32(name.encode())])
    normal = np.asarray(generator.standard_normal(shape, dtype=np.float32))
    return _fitted(name, normal).astype(np.float32)


def _fitted(name: str, normal: Weights) -> NDArray[np.floating]:
    leaf = name.rpartition(".")[2]
    # An exponential or a pitch follows these layers, so what they give is kept small.
    small = ".F0_proj." in name or (".conv_post." in name and leaf != "weight")
    scale = np.float32(0.05 if small else 1)
    if leaf == "running_var" or "alpha" in leaf:  # alpha: the frequency of Snake
        return 1 + 0.1 * np.abs(normal)
    if leaf in ("original0", "weight_g"):  # the magnitude in weight norm
        return scale * (1 + 0.1 * np.abs(normal))
    if leaf == "mel_stats":
        return 3 + np.abs(normal)
    if normal.ndim < 2:
        around_zero = "bias" in leaf or leaf in ("running_mean", "beta")
        return (0.0 if around_zero else 1.0) + 0.02 * normal
    return scale * normal / math.sqrt(math.prod(normal.shape[1:]))
