"""From frames of text, pitch and energy to a wave: residual blocks at the rate of frames, then a generator.

Attributes are named as published parameters. It knows neither phonemes nor durations.
"""

import torch
from torch import Tensor, nn

from vozes.engines.steps import Steps
from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.network.adain import Affines
from vozes.engines.styletts2.network.blocks import AdaInBlock
from vozes.engines.styletts2.network.excitation import Draw
from vozes.engines.styletts2.network.generator import Generator
from vozes.engines.styletts2.network.hifigan import HifiGan
from vozes.engines.styletts2.network.istftnet import IstftNet
from vozes.runtime.convolutions import Convolution

_BLOCKS = 4
_CURVES = 2
"""Pitch and energy."""


class Decoder(nn.Module):
    """Published under `decoder`."""

    def __init__(self, config: StyleTts2Config):
        super().__init__()
        style_width, last = config.style_width, config.generator.initial_channels
        width, text_width = config.decoder_width, config.decoder_text_width
        inputs = width + text_width + _CURVES
        self.encode = AdaInBlock(config.width + _CURVES, width, style_width)
        self.decode = nn.ModuleList(AdaInBlock(inputs, width, style_width) for _ in range(_BLOCKS - 1))
        self.decode.append(AdaInBlock(inputs, last, style_width, doubles=True))
        self.F0_conv = nn.Conv1d(1, 1, 3, stride=2, padding=1)
        self.N_conv = nn.Conv1d(1, 1, 3, stride=2, padding=1)
        self.asr_res = nn.Sequential(Convolution(config.width, text_width, 1))
        kind = HifiGan if config.generator.kind == "hifigan" else IstftNet
        self.generator: Generator = kind(config.generator, style_width)

    def forward(self, text: Tensor, pitch: Tensor, energy: Tensor, affines: Affines, normal: Draw) -> Steps[Tensor]:
        """Returns the samples (time,), float32, to the very last, near which the published models make a pulse.

        text (frames, width); pitch in Hz and energy (2 * frames,) each, float32; `affines` of the timbre's style;
        `normal` draws the noise of `Excitation`. It gives up its turn between blocks.
        """
        dtype = next(self.asr_res.parameters()).dtype
        text = text.to(dtype)
        curves = torch.cat((self.F0_conv(pitch[None]), self.N_conv(energy[None]))).T.to(dtype)  # (frames, 2)
        beside = torch.cat((self.asr_res(text), curves), 1)
        x = self.encode(torch.cat((text, curves), 1), affines)
        for block in self.decode:
            yield
            x = block(torch.cat((x, beside), 1), affines)
        del text, curves, beside
        yield
        wave: Tensor = yield from self.generator(x, pitch, affines, normal)
        return wave
