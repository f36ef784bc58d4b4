"""The network of style diffusion: what style a noisy one was, for this text and, of many speakers, this voice.

A transformer over the text's tokens, each with the noisy style beside it (StyleTTS 2, Li et al. 2023, arXiv:2306.07691,
section 3.2.2). Attributes are named as published parameters. It knows nothing of noise levels and steps, which are
`sampler`'s.
"""

import math
from collections.abc import Callable
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.engines.styletts2.config import DiffusionConfig, StyleTts2Config
from vozes.engines.styletts2.network.adain import AdaptiveNorm
from vozes.engines.styletts2.network.text_encoder import embedding
from vozes.runtime.layers import Linear, attention
from vozes.runtime.native.activation import Affine

_GUIDANCE_POSITIONS = 512
"""Positions of the embedding that stands in for the text where the denoiser is guided."""

Network = Callable[[Tensor, float], Tensor]
"""A scaled noisy style (style width,) and the time → what the network makes of it (style width,)."""


class Denoiser(nn.Module):
    """Published under `diffusion.diffusion.net`. Here the style has both halves, timbre and prosody."""

    def __init__(self, config: StyleTts2Config):
        super().__init__()
        diffusion = config.diffusion
        if diffusion is None:
            raise ValueError("the model has no style diffusion")
        style_width = 2 * config.style_width
        text_width = config.albert.width
        width = style_width + text_width
        voice_width = style_width if config.multispeaker else 0
        self.blocks = nn.ModuleList(_Block(diffusion, width, voice_width) for _ in range(diffusion.layers))
        self.to_time = nn.Sequential(
            nn.Sequential(_TimeEmbedding(style_width), Linear(style_width + 1, width)), nn.GELU()
        )
        self.to_features = nn.Sequential(Linear(voice_width, width), nn.GELU()) if voice_width else None
        self.to_mapping = nn.Sequential(Linear(width, width), nn.GELU(), Linear(width, width), nn.GELU())
        self.to_out = nn.Sequential(nn.Identity(), nn.Conv1d(width, style_width, 1))  # named after two layers
        self.fixed_embedding = nn.ModuleDict({"embedding": embedding(_GUIDANCE_POSITIONS, text_width)})

    def conditioned(self, text: Tensor, voice: Tensor | None, scale: float = 1.0) -> Network:
        """Returns the network for a text (tokens, text width), at most 512 tokens, and a voice's style (style width,).

        A model of one speaker has no use for the voice. With a `scale` other than 1 what the text adds to no text at
        all is scaled (classifier-free guidance, Ho and Salimans 2022, arXiv:2207.12598), at twice the cost.
        """
        texts = text[None]  # (1 or 2, tokens, text width)
        if scale != 1:
            no_text = cast(Tensor, self.fixed_embedding["embedding"].weight)[: len(text)]
            texts = torch.stack((text, no_text))
        affines = [block.affines(voice) for block in self._blocks]
        features = self.to_features(voice) if self.to_features is not None else 0

        def network(style: Tensor, time: float) -> Tensor:
            mapping = self.to_mapping(self.to_time(style.new_tensor([time])) + features)  # (width,)
            x = torch.cat((style.expand(*texts.shape[:2], -1), texts), -1)  # (1 or 2, tokens, width)
            for block, affine in zip(self._blocks[:-1], affines, strict=False):
                x = block(x + mapping, affine)
            out = self.to_out(self._blocks[-1].mean(x + mapping, affines[-1])[:, :, None])[:, :, 0]
            return cast(Tensor, out[-1] + (out[0] - out[-1]) * scale)

        return network

    @property
    def _blocks(self) -> list["_Block"]:
        return [cast(_Block, block) for block in self.blocks]


class _Block(nn.Module):
    def __init__(self, diffusion: DiffusionConfig, width: int, voice_width: int):
        super().__init__()
        inner = diffusion.multiplier * width
        self.attention = _Attention(diffusion, width, voice_width)
        self.feed_forward = nn.Sequential(Linear(width, inner), nn.GELU(), Linear(inner, width))

    def affines(self, voice: Tensor | None) -> tuple[Affine, Affine]:
        """Returns the affines of the norms before the queries, and before keys and values."""
        return _affine(self.attention.norm, voice), _affine(self.attention.norm_context, voice)

    def forward(self, x: Tensor, affines: tuple[Affine, Affine]) -> Tensor:
        """(batch, tokens, width) → (batch, tokens, width)"""
        x = x + self.attention(x, *affines)
        out: Tensor = x + self.feed_forward(x)
        return out

    def mean(self, x: Tensor, affines: tuple[Affine, Affine]) -> Tensor:
        """Returns the mean of `forward` over the tokens, (batch, width); only to it the last layer is applied."""
        x = x + self.attention(x, *affines)
        out: Tensor = x.mean(1) + self.feed_forward[2](self.feed_forward[:2](x).mean(1))
        return out


class _Attention(nn.Module):
    def __init__(self, diffusion: DiffusionConfig, width: int, voice_width: int):
        super().__init__()
        self._heads = diffusion.heads
        inner = diffusion.heads * diffusion.head_width
        self.norm = _norm(voice_width, width)
        self.norm_context = _norm(voice_width, width)
        self.to_q = Linear(width, inner, bias=False)
        self.to_kv = Linear(width, 2 * inner, bias=False)
        self.attention = nn.ModuleDict({"to_out": Linear(inner, width)})

    def forward(self, x: Tensor, affine: Affine, context: Affine) -> Tensor:
        key, value = self.to_kv(_normalised(x, context)).chunk(2, -1)
        out: Tensor = self.attention["to_out"](attention(self.to_q(_normalised(x, affine)), key, value, self._heads))
        return out


class _TimeEmbedding(nn.Module):
    """A time (1,) and its sines and cosines at learned frequencies: (width + 1,)."""

    def __init__(self, width: int):
        super().__init__()
        self.weights = nn.Parameter(torch.empty(width // 2))

    def forward(self, time: Tensor) -> Tensor:
        angles = time * self.weights * 2 * math.pi
        return torch.cat((time, angles.sin(), angles.cos()))


def _norm(voice_width: int, width: int) -> nn.Module:
    """Returns a layer norm, whose affine follows the voice in a model of many speakers."""
    return AdaptiveNorm(voice_width, width) if voice_width else nn.LayerNorm(width)


def _affine(norm: nn.Module, voice: Tensor | None) -> Affine:
    if isinstance(norm, AdaptiveNorm):
        scale, shift = norm.fc(voice).chunk(2)
        return Affine(1 + scale, shift)
    plain = cast(nn.LayerNorm, norm)
    return Affine(plain.weight, plain.bias)


def _normalised(x: Tensor, affine: Affine) -> Tensor:
    return F.layer_norm(x, affine.scale.shape, affine.scale, affine.shift)
