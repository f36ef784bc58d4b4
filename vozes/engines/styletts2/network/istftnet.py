"""The generator of LJSpeech and Kokoro: iSTFTNet (Kaneko et al. 2022, arXiv:2203.02395).

Its source is the excitation's spectrum; it gives a spectrum's magnitudes and phases, and leaves the last upsampling to
an inverse short-time Fourier transform. Attributes are named as published parameters; signals are (time, channels).
"""

from functools import cached_property

import torch
from torch import Tensor

from vozes.engines.styletts2.config import GeneratorConfig
from vozes.engines.styletts2.network.generator import Generator
from vozes.runtime.activations import Activation
from vozes.runtime.native.spectrum import NativeSpectra, can_be_native

_LEAKY = Activation(slope=0.1)
_LAST_LEAKY = Activation(slope=0.01)
"""torch's default, which the published network has before its last convolution."""


class IstftNet(Generator):
    def __init__(self, config: GeneratorConfig, style_width: int):
        channels = config.fft_size + 2  # magnitudes and phases
        super().__init__(config, style_width, source_channels=channels, wave_channels=channels)
        self._size, self._hop = config.fft_size, config.fft_hop

    def _source(self, excitation: Tensor, dtype: torch.dtype) -> Tensor:
        """Returns magnitudes and angles; the first spectrum is real, and its angles, which rounding signs, positive."""
        if can_be_native(excitation, self._size):
            source = self._spectra.analyse(excitation, dtype)
        else:
            window = self._window(excitation)
            spectrum = torch.stft(
                excitation, self._size, self._hop, window=window, pad_mode="reflect", return_complex=True
            )
            source = torch.cat((spectrum.abs(), spectrum.angle())).T.to(dtype).contiguous()
        source[0, self._size // 2 + 1 :].abs_()
        return source

    def _lengthen(self, stage: int, x: Tensor) -> Tensor:
        longer: Tensor = self.ups[stage](x, _LEAKY)
        is_last = stage == len(self.ups) - 1
        return torch.cat((longer[1:2], longer)) if is_last else longer  # one more, as there are spectra than hops

    def _wave(self, x: Tensor) -> Tensor:
        last = self.conv_post.in_own_type(x, _LAST_LEAKY)
        if can_be_native(last, self._size):
            return self._spectra.synthesise(last)
        magnitudes, phases = last.T.chunk(2)  # (bins, spectra) each
        spectrum = torch.polar(magnitudes.exp(), phases.sin())
        return torch.istft(spectrum, self._size, self._hop, window=self._window(magnitudes))

    @cached_property
    def _spectra(self) -> NativeSpectra:
        return NativeSpectra(self._size, self._hop)

    def _window(self, signal: Tensor) -> Tensor:
        return torch.hann_window(self._size, device=signal.device)
