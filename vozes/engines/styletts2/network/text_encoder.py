"""What the decoder reads of a text: each phoneme with the sounds around it, whatever the style.

Convolutions and a bidirectional LSTM. Attributes are named as published parameters.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from vozes.engines.styletts2.config import StyleTts2Config

_SLOPE = 0.2
_EPSILON = 1e-5


class TextEncoder(nn.Module):
    """Published under `text_encoder`."""

    def __init__(self, config: StyleTts2Config):
        super().__init__()
        width, kernel = config.width, config.text_kernel
        self.embedding = embedding(config.symbols, width)
        self.cnn = nn.ModuleList(
            nn.Sequential(nn.Conv1d(width, width, kernel, padding=kernel // 2), _ChannelNorm(width))
            for _ in range(config.layers)
        )
        self.lstm = nn.LSTM(width, width // 2, batch_first=True, bidirectional=True)

    def forward(self, ids: Tensor, lengths: Tensor | None = None) -> Tensor:
        """ids (batch, tokens) → (batch, tokens, width).

        With `lengths` (batch,) the rows are of texts so long: the ids beyond have no effect, and zeros come of them.
        """
        tokens = ids.shape[1]
        absent = None if lengths is None else torch.arange(tokens, device=ids.device) >= lengths[:, None]
        x = _without(absent, self.embedding(ids))
        for layer in self.cnn:
            x = _without(absent, F.leaky_relu(layer(x.mT).mT, _SLOPE))
        if lengths is None:
            out: Tensor = self.lstm(x)[0]
            return out
        packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
        return pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=tokens)[0]


class _ChannelNorm(nn.Module):
    """A layer norm over the channels of (batch, channels, tokens)."""

    def __init__(self, channels: int):
        super().__init__()
        self.gamma = nn.Parameter(torch.empty(channels))
        self.beta = nn.Parameter(torch.empty(channels))

    def forward(self, x: Tensor) -> Tensor:
        return F.layer_norm(x.mT, self.gamma.shape, self.gamma, self.beta, _EPSILON).mT


def embedding(symbols: int, width: int) -> nn.Embedding:
    """Returns a table to be filled. torch would draw numbers for it, and for that load its compiler: 74 MB of it."""
    return nn.Embedding(symbols, width, _weight=torch.empty(symbols, width))


def _without(absent: Tensor | None, x: Tensor) -> Tensor:
    """Returns x (batch, tokens, width) with zeros where a token is absent, (batch, tokens)."""
    return x if absent is None else x.masked_fill(absent[:, :, None], 0.0)
