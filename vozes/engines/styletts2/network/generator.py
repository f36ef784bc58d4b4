"""What the two generators of the StyleTTS 2 family share: stages that upsample, each with the excitation as its source.

Attributes are named as published parameters; signals are (time, channels). How they begin and end is `hifigan`'s and
`istftnet`'s.
"""

import logging
import math
from abc import abstractmethod
from itertools import chain
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.engines.steps import Steps
from vozes.engines.styletts2.config import GeneratorConfig
from vozes.engines.styletts2.network.adain import Affines
from vozes.engines.styletts2.network.blocks import SnakeBlock
from vozes.engines.styletts2.network.excitation import Draw, Excitation
from vozes.runtime.activations import moments_of
from vozes.runtime.convolutions import Convolution, Upsampling, convolve
from vozes.runtime.native.dense import NativeDense
from vozes.runtime.native.library import has_tiles, kernels
from vozes.runtime.native.tiles import TileConvolution

_SOURCE_DILATIONS = (1, 3, 5)
_SOURCE_KERNELS = (7, 11)
"""The kernels of the blocks that the source goes through: at all stages but the last, and at the last."""
_EDGE_KERNEL = 7
"""The kernel of the convolution that makes the wave, or its spectrum."""

log = logging.getLogger(__name__)


class Generator(nn.Module):
    """Published under `decoder.generator`. For inference only: it works in place."""

    def __init__(self, config: GeneratorConfig, style_width: int, source_channels: int, wave_channels: int):
        """The channels are those of the source, and of the last convolution."""
        super().__init__()
        rates = config.upsample_rates
        channels = [config.initial_channels >> stage for stage in range(len(rates) + 1)]
        widths = channels[1:]
        strides = [math.prod(rates[stage:]) for stage in range(1, len(rates) + 1)]  # from the source to each stage
        kernel, last_kernel = _SOURCE_KERNELS
        source_kernels = [kernel] * (len(rates) - 1) + [last_kernel]
        shapes = list(zip(config.resblock_kernels, config.resblock_dilations, strict=True))
        blocks = [[SnakeBlock(width, *shape, style_width) for shape in shapes] for width in widths]
        ups = map(Upsampling, channels, widths, rates)
        source_blocks = (
            SnakeBlock(width, kernel, _SOURCE_DILATIONS, style_width)
            for width, kernel in zip(widths, source_kernels, strict=True)
        )
        self.m_source = Excitation(hop=math.prod(rates) * max(1, config.fft_hop))
        self.ups = nn.ModuleList(ups)
        self.noise_convs = nn.ModuleList(
            SourceConvolution(source_channels, width, stride) for width, stride in zip(widths, strides, strict=True)
        )
        self.noise_res = nn.ModuleList(source_blocks)
        self.resblocks = nn.ModuleList(chain(*blocks))
        self.conv_post = Convolution(widths[-1], wave_channels, _EDGE_KERNEL)
        self._blocks = blocks
        self._holds_half = False

    def hold_half(self) -> None:
        """Holds signals in float16 from now on, where all that they go through takes that; computes in float32.

        Should one be too large for it, that is logged, and this and all later speech is made in float32.
        """
        within = chain(self.noise_res.modules(), self.resblocks.modules())
        self._holds_half = all(each.takes_half for each in within if isinstance(each, Convolution))

    def forward(self, x: Tensor, pitch: Tensor, affines: Affines, normal: Draw) -> Steps[Tensor]:
        """Returns the samples (time,), float32, of x (values, channels) and a pitch (values,).

        It gives up its turn between all that takes long.
        """
        excitation = self.m_source(pitch, normal)
        yield
        if self._holds_half:
            wave = yield from self._generate(x.half(), excitation, affines)
            if wave.isfinite().all():  # what was infinite once does not become finite again
                return wave
            log.warning("Signals of this model do not fit into float16: they are held in float32 from now on.")
            self._holds_half = False
        return (yield from self._generate(x, excitation, affines))

    def _generate(self, x: Tensor, excitation: Tensor, affines: Affines) -> Steps[Tensor]:
        """Returns the samples of x and an excitation; signals are held in x's type, and no longer than needed."""
        takes_half = cast(SourceConvolution, self.noise_convs[0]).takes_half
        source = self._source(excitation, x.dtype if takes_half else torch.float32)
        yield
        for stage, blocks in enumerate(self._blocks):
            injected: Tensor = yield from self.noise_res[stage](self.noise_convs[stage](source).to(x.dtype), affines)
            x = self._lengthen(stage, x).add_(injected)
            del injected
            if stage == len(self._blocks) - 1:
                del source
            yield
            x = yield from _mean(blocks, x, affines)
        return self._wave(x)

    @abstractmethod
    def _source(self, excitation: Tensor, dtype: torch.dtype) -> Tensor:
        """Returns the source that the stages get of an excitation (samples,): (time, channels), of a type."""

    @abstractmethod
    def _lengthen(self, stage: int, x: Tensor) -> Tensor:
        """Returns what goes into a stage: x (time, channels), activated and upsampled."""

    @abstractmethod
    def _wave(self, x: Tensor) -> Tensor:
        """Returns the samples of the last stage's x (time, channels)."""


class SourceConvolution(nn.Conv1d):
    """Makes a source `stride` times shorter, as the earlier stages need it; in the source's type."""

    def __init__(self, inputs: int, outputs: int, stride: int):
        kernel, padding = (2 * stride, (stride + 1) // 2) if stride > 1 else (1, 0)
        super().__init__(inputs, outputs, kernel, stride, padding)
        self._native: NativeDense | None = None
        self._tiles: TileConvolution | None = None
        """Over strides' inputs as channels, of which a kernel is one or two."""

    def forward(self, source: Tensor) -> Tensor:
        """(time, inputs) → (time / stride, outputs)"""
        kernel, stride, padding = (int(each[0]) for each in (self.kernel_size, self.stride, self.padding))
        places = (len(source) + 2 * padding - kernel) // stride + 1
        if self._tiles is not None:
            strides = places + kernel // stride - 1
            padded = F.pad(source, (0, 0, padding, strides * stride - padding - len(source)))
            return self._tiles(padded.view(strides, stride * self.in_channels))[:places]
        if self._native is not None:
            padded = F.pad(source, (0, 0, padding, padding))
            rows = padded.as_strided((places, kernel * self.in_channels), (stride * self.in_channels, 1))
            return self._native(rows)  # which overlap in memory
        if self.in_channels > 1:
            return convolve(source, self.weight, self.bias, int(self.padding[0]), stride=self.stride[0])
        padded = F.pad(source.flatten(), (int(self.padding[0]),) * 2)  # one channel is faster as a product
        return F.linear(padded.unfold(0, self.kernel_size[0], self.stride[0]), self.weight.flatten(1), self.bias)

    @property
    def takes_half(self) -> bool:
        """Whether it takes a source in float16, to give a signal in it, and computes in float32."""
        return self._tiles is not None

    def use_kernels(self, half: bool) -> None:
        """Takes the weight away, where there are kernels for it; `half`: tiles may round to 16 bits what they take."""
        if kernels() is None or self.weight.device.type != "cpu" or self.weight.dtype != torch.float32:
            return
        if half and has_tiles():
            strides = self.weight.view(self.out_channels, self.in_channels, -1, int(self.stride[0]))
            self._tiles = TileConvolution(strides.permute(0, 3, 1, 2).flatten(1, 2), self.bias, left=0, precise=True)
        else:
            self._native = NativeDense(self.weight.mT.flatten(1), self.bias)
        self.weight.data = self.weight.new_empty(0)


def _mean(blocks: list[SnakeBlock], x: Tensor, affines: Affines) -> Steps[Tensor]:
    """Returns the mean of a stage's residual blocks, which see the same signal by kernels of different lengths."""
    moments, total = moments_of(x), None
    for block in blocks:
        total = yield from block(x, affines, moments, total)
    return cast(Tensor, total).div_(len(blocks))
