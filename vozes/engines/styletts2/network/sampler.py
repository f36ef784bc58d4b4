"""Styles drawn by diffusion: from noise to a style, in few steps, each of which asks the denoiser twice.

Preconditioning and noise levels are those of Karras et al. 2022 (arXiv:2206.00364, sections 5 and 3), the steps those
of DPM-Solver-2 with noise added between them (ancestral sampling). It knows neither text nor network.
"""

import math
from collections.abc import Callable
from itertools import pairwise

from torch import Tensor

from vozes.engines.steps import Steps
from vozes.engines.styletts2.network.denoiser import Network
from vozes.engines.styletts2.network.excitation import Draw

_LEAST_NOISE, _MOST_NOISE, _RHO = 1e-4, 3.0, 9.0

Denoise = Callable[[Tensor, float], Tensor]
"""A style with noise of that standard deviation → the style."""


def sampling(network: Network, sigma_data: float, noise: Tensor, steps: int, normal: Draw) -> Steps[Tensor]:
    """Returns a style (style width,) from normal `noise` of that shape; `normal` draws what is added later.

    `steps` count noise levels, the last of which is as good as none: n of them take n - 1 steps. A single one is a
    step as well, straight to the style that is likeliest on average, whatever the noise. It gives up its turn
    whenever the denoiser was asked.
    """
    denoise = _preconditioned(network, sigma_data)
    levels = noise_levels(steps)
    style = noise * levels[0]
    if steps == 1:
        return denoise(style, levels[0])
    for level, lower in pairwise(levels):
        without_noise = lower**2 / level  # of the lower level; the rest is drawn anew
        middle = (level + without_noise) / 2
        halfway = style + (style - denoise(style, level)) * ((middle - level) / level)
        yield
        slope = (halfway - denoise(halfway, middle)) / middle
        drawn = math.sqrt(lower**2 - without_noise**2)
        style = style + slope * (without_noise - level) + normal(tuple(style.shape)) * drawn
        yield
    return style


def noise_levels(steps: int) -> list[float]:
    """Returns standard deviations, from the most to the least."""
    most, least = _MOST_NOISE ** (1 / _RHO), _LEAST_NOISE ** (1 / _RHO)
    return [(most + step / max(steps - 1, 1) * (least - most)) ** _RHO for step in range(steps)]


def _preconditioned(network: Network, sigma_data: float) -> Denoise:
    """Returns the preconditioned denoiser. `sigma_data`: the standard deviation of styles without noise."""

    def denoise(style: Tensor, level: float) -> Tensor:
        variance = level**2 + sigma_data**2
        guess = network(style / math.sqrt(variance), math.log(level) / 4)
        return style * (sigma_data**2 / variance) + guess * (level * sigma_data / math.sqrt(variance))

    return denoise
