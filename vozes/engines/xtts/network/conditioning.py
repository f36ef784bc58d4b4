"""From the mel of a reference to the 32 latents that condition the GPT.

A stack of attention blocks reads the mel, then a perceiver resampler (Alayrac et al. 2022, section 3.1.1) sums it up.
Attributes are named as the published parameters. It runs in float32 and knows nothing of audio.
"""

import math
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MELS = 80
"""Bands of the mel spectrogram that the GPT is conditioned on."""
LATENTS = 32
"""Conditioning latents that the perceiver makes of a recording, whatever its length."""
_BLOCKS = 6
_DEPTH = 2
"""Layers of the perceiver."""
_HEADS = 8
_HEAD_WIDTH = 64
_FEED_FORWARD = 4
"""The inner width of the perceiver's feed-forward layers, in widths, before two thirds of it are taken."""


class ConditioningEncoder(nn.Module):
    """Published under `gpt.conditioning_encoder`."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.init = nn.Conv1d(MELS, width, 1)
        self.attn = nn.Sequential(*(_AttentionBlock(width, heads) for _ in range(_BLOCKS)))

    def forward(self, mel: Tensor) -> Tensor:
        """(batch, 80, frames) → (batch, width, frames)."""
        hidden: Tensor = self.attn(self.init(mel))
        return hidden


class _AttentionBlock(nn.Module):
    """Unlike in Tortoise, where it comes from, what the attention is added to is normalised too."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self._heads = heads
        self.norm = nn.GroupNorm(_groups(width), width)
        self.qkv = nn.Conv1d(width, 3 * width, 1)
        self.proj_out = nn.Conv1d(width, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        batch, width, frames = x.shape
        normed = self.norm(x)
        heads = self.qkv(normed).view(batch, self._heads, -1, frames)  # each head's queries, keys, then values
        query, key, value = heads.transpose(2, 3).chunk(3, dim=-1)  # (batch, heads, frames, width / heads)
        attended = F.scaled_dot_product_attention(query, key, value)
        out: Tensor = normed + self.proj_out(attended.transpose(2, 3).reshape(batch, width, frames))
        return out


def _groups(width: int) -> int:
    groups = 8 if width <= 16 else 16 if width <= 64 else 32
    while width % groups:
        groups //= 2
    return groups


class PerceiverResampler(nn.Module):
    """Published under `gpt.conditioning_perceiver`."""

    def __init__(self, width: int):
        super().__init__()
        self.latents = nn.Parameter(torch.empty(LATENTS, width))
        layers = (nn.ModuleList((_LatentAttention(width), _feed_forward(width))) for _ in range(_DEPTH))
        self.layers = nn.ModuleList(layers)
        self.norm = _RmsNorm(width)

    def forward(self, context: Tensor) -> Tensor:
        """(batch, frames, width) → (batch, 32, width)."""
        latents = self.latents.expand(len(context), -1, -1)
        for layer in self.layers:
            attention, feed_forward = cast(nn.ModuleList, layer)
            latents = attention(latents, context) + latents
            latents = feed_forward(latents) + latents
        normed: Tensor = self.norm(latents)
        return normed


class _LatentAttention(nn.Module):
    """The latents look at themselves and at the context."""

    def __init__(self, width: int):
        super().__init__()
        inner = _HEADS * _HEAD_WIDTH
        self.to_q = nn.Linear(width, inner, bias=False)
        self.to_kv = nn.Linear(width, 2 * inner, bias=False)
        self.to_out = nn.Linear(inner, width, bias=False)

    def forward(self, latents: Tensor, context: Tensor) -> Tensor:
        keys, values = self.to_kv(torch.cat((latents, context), dim=1)).chunk(2, dim=-1)
        attended = F.scaled_dot_product_attention(_split(self.to_q(latents)), _split(keys), _split(values))
        out: Tensor = self.to_out(attended.transpose(1, 2).flatten(2))
        return out


def _split(x: Tensor) -> Tensor:
    """(batch, time, heads * width) → (batch, heads, time, width)."""
    return x.view(*x.shape[:-1], _HEADS, _HEAD_WIDTH).transpose(1, 2)


def _feed_forward(width: int) -> nn.Sequential:
    inner = width * _FEED_FORWARD * 2 // 3
    return nn.Sequential(nn.Linear(width, 2 * inner), _GatedGelu(), nn.Linear(inner, width))


class _GatedGelu(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        values, gates = x.chunk(2, dim=-1)
        return values * F.gelu(gates)


class _RmsNorm(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.gamma = nn.Parameter(torch.empty(width))

    def forward(self, x: Tensor) -> Tensor:
        return F.normalize(x, dim=-1) * math.sqrt(len(self.gamma)) * self.gamma
