"""What the decoder reads of a text: each phoneme with the sounds around it, whatever the style.

Convolutions and a bidirectional LSTM. Attributes are named as published parameters.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.engines.styletts2.config import StyleTts2Config
from vozes.runtime.convolutions import Convolution
from vozes.runtime.layers import BidirectionalLstm

_SLOPE = 0.2
_EPSILON = 1e-5


class TextEncoder(nn.Module):
    """Published under `text_encoder`."""

    def __init__(self, config: StyleTts2Config):
        super().__init__()
        width, kernel = config.width, config.text_kernel
        self.embedding = embedding(config.symbols, width)
        self.cnn = nn.ModuleList(
            nn.Sequential(Convolution(width, width, kernel), _ChannelNorm(width)) for _ in range(config.layers)
        )
        self.lstm = BidirectionalLstm(width, width)

    def forward(self, ids: Tensor) -> Tensor:
        """ids (batch, tokens) → (batch, tokens, width)."""
        return torch.stack([self._encoded(each) for each in ids])

    def _encoded(self, ids: Tensor) -> Tensor:
        x = self.embedding(ids)
        for layer in self.cnn:
            x = F.leaky_relu(layer(x), _SLOPE)
        out: Tensor = self.lstm(x)
        return out


class _ChannelNorm(nn.Module):
    """A layer norm over the channels of (tokens, channels)."""

    def __init__(self, channels: int):
        super().__init__()
        self.gamma = nn.Parameter(torch.empty(channels))
        self.beta = nn.Parameter(torch.empty(channels))

    def forward(self, x: Tensor) -> Tensor:
        return F.layer_norm(x, self.gamma.shape, self.gamma, self.beta, _EPSILON)


def embedding(symbols: int, width: int) -> nn.Embedding:
    """Returns a table to be filled. torch would draw numbers for it, and for that load its compiler: 74 MB of it."""
    return nn.Embedding(symbols, width, _weight=torch.empty(symbols, width))
