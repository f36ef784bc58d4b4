"""The generator of LibriTTS: HiFi-GAN (Kong et al. 2020, arXiv:2010.05646) with Snake.

Its source is the excitation itself. Attributes are named as published parameters; signals are (time, channels).
"""

import torch
from torch import Tensor, nn

from vozes.engines.styletts2.config import GeneratorConfig
from vozes.engines.styletts2.network.blocks import frequencies
from vozes.engines.styletts2.network.generator import Generator
from vozes.runtime.activations import Activation


class HifiGan(Generator):
    def __init__(self, config: GeneratorConfig, style_width: int):
        super().__init__(config, style_width, source_channels=1, wave_channels=1)
        stages = range(len(config.upsample_rates) + 1)
        self.alphas = nn.ParameterList(frequencies(config.initial_channels >> stage) for stage in stages)

    def _source(self, excitation: Tensor, dtype: torch.dtype) -> Tensor:
        return excitation[:, None].to(dtype)

    def _lengthen(self, stage: int, x: Tensor) -> Tensor:
        longer: Tensor = self.ups[stage](x, self._snake(stage))
        return longer

    def _wave(self, x: Tensor) -> Tensor:
        wave: Tensor = self.conv_post.in_own_type(x, self._snake(-1)).tanh_().flatten()
        return wave

    def _snake(self, stage: int) -> Activation:
        return Activation(alpha=self.alphas[stage].flatten())
