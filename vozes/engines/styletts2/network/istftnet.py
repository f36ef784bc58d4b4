"""The generator of LJSpeech and Kokoro: iSTFTNet (Kaneko et al. 2022, arXiv:2203.02395).

Its source is the excitation's spectrum; it gives a spectrum's magnitudes and phases, and leaves the last upsampling to
an inverse short-time Fourier transform. Attributes are named as published parameters; signals are (time, channels).
"""

import torch
from torch import Tensor

from vozes.engines.styletts2.config import GeneratorConfig
from vozes.engines.styletts2.network.generator import Generator
from vozes.runtime.activations import Activation

_LEAKY = Activation(slope=0.1)
_LAST_LEAKY = Activation(slope=0.01)
"""torch's default, which the published network has before its last convolution."""


class IstftNet(Generator):
    def __init__(self, config: GeneratorConfig, style_width: int):
        channels = config.fft_size + 2  # magnitudes and phases
        super().__init__(config, style_width, source_channels=channels, wave_channels=channels)
        self._size, self._hop = config.fft_size, config.fft_hop

    def _source(self, excitation: Tensor) -> Tensor:
        """Returns magnitudes and angles; the first spectrum is real, and its angles, which rounding signs, positive."""
        spectrum = torch.stft(
            excitation, self._size, self._hop, window=self._window(excitation), pad_mode="reflect", return_complex=True
        )
        angles = spectrum.angle()  # (bins, spectra)
        angles[:, 0].abs_()
        return torch.cat((spectrum.abs(), angles)).T.contiguous()

    def _lengthen(self, stage: int, x: Tensor) -> Tensor:
        longer: Tensor = self.ups[stage](x, _LEAKY)
        is_last = stage == len(self.ups) - 1
        return torch.cat((longer[1:2], longer)) if is_last else longer  # one more, as there are spectra than hops

    def _wave(self, x: Tensor) -> Tensor:
        magnitudes, phases = self.conv_post(x, _LAST_LEAKY).T.chunk(2)  # (bins, spectra) each
        spectrum = torch.polar(magnitudes.exp(), phases.sin())
        return torch.istft(spectrum, self._size, self._hop, window=self._window(magnitudes))

    def _window(self, signal: Tensor) -> Tensor:
        return torch.hann_window(self._size, device=signal.device)
