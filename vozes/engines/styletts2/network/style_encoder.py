"""Half a style vector from what a voice sounds like: one network for its timbre, another such for its prosody.

Residual blocks that halve the mel in both directions, then a mean over what is left (StyleTTS 2, Li et al. 2023,
arXiv:2306.07691, appendix). Attributes are named as published parameters. It knows nothing of audio.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.engines.styletts2.config import StyleTts2Config

_BLOCKS = 4
_KERNEL = 5
FEWEST_FRAMES = (_KERNEL - 1) * 2**_BLOCKS + 1
"""The fewest frames of a mel: each block halves them, rounding up, and the last kernel must fit into the rest."""
_SLOPE = 0.2


class StyleEncoder(nn.Module):
    """Published under `style_encoder` for the timbre, and under `predictor_encoder` for the prosody."""

    def __init__(self, config: StyleTts2Config):
        super().__init__()
        channels = config.style_input
        layers: list[nn.Module] = [nn.Conv2d(1, channels, 3, padding=1)]
        for _ in range(_BLOCKS):
            wider = min(2 * channels, config.style_most_channels)
            layers.append(_ResidualBlock(channels, wider))
            channels = wider
        layers += [nn.LeakyReLU(_SLOPE), nn.Conv2d(channels, channels, _KERNEL)]
        self.shared = nn.Sequential(*layers)
        self.unshared = nn.Linear(channels, config.style_width)

    def forward(self, mel: Tensor) -> Tensor:
        """What `reference_mel` gives (batch, 1, mels, frames), at least `FEWEST_FRAMES` → (batch, style width)."""
        x = self.shared(mel).mean((2, 3))  # (batch, channels)
        style: Tensor = self.unshared(F.leaky_relu(x, _SLOPE))
        return style


class _ResidualBlock(nn.Module):
    """Halves bands, which must be even, and frames, rounding up."""

    def __init__(self, before: int, after: int):
        super().__init__()
        self.conv1 = nn.Conv2d(before, before, 3, padding=1)
        # Published under a name of its own, for layers that do not halve.
        self.downsample_res = nn.ModuleDict({"conv": nn.Conv2d(before, before, 3, 2, padding=1, groups=before)})
        self.conv2 = nn.Conv2d(before, after, 3, padding=1)
        self.conv1x1 = nn.Identity() if before == after else nn.Conv2d(before, after, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """(batch, before, bands, frames) → (batch, after, bands / 2, frames / 2)"""
        halved = self.downsample_res["conv"](self.conv1(F.leaky_relu(x, _SLOPE)))
        out: Tensor = self.conv1x1(_mean_of_four(x)) + self.conv2(F.leaky_relu(halved, _SLOPE))
        return out / math.sqrt(2)


def _mean_of_four(x: Tensor) -> Tensor:
    """Returns the mean of each two by two places; an odd last frame counts twice."""
    if x.shape[-1] % 2:
        x = torch.cat((x, x[..., -1:]), -1)
    return F.avg_pool2d(x, 2)
