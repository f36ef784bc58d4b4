"""The dimensions of one model of the StyleTTS 2 family: everything that its networks are built from.

It knows nothing of files or weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["hifigan", "istftnet"]
Family = Literal["libritts", "ljspeech", "kokoro"]
"""The ways to speak with a model: many speakers, one speaker, or voice packs."""

SAMPLE_RATE = 24000
"""The rate that every model speaks at, whatever a configuration says of the recordings that it was trained with."""


@dataclass(frozen=True, slots=True)
class AlbertConfig:
    """The dimensions of PL-BERT (Li et al. 2023, arXiv:2301.08810)."""

    width: int = 768
    embedding_width: int = 128
    heads: int = 12
    inner_width: int = 2048
    layers: int = 12
    """The number of times that the one layer's weights are applied."""
    positions: int = 512


@dataclass(frozen=True, slots=True)
class GeneratorConfig:
    """The dimensions of the last part of the decoder, which makes the wave."""

    kind: Kind
    upsample_rates: tuple[int, ...]
    initial_channels: int
    resblock_kernels: tuple[int, ...]
    resblock_dilations: tuple[tuple[int, ...], ...]
    fft_size: int = 0
    """The size of the inverse short-time Fourier transform; 0 for hifigan."""
    fft_hop: int = 0


@dataclass(frozen=True, slots=True)
class DiffusionConfig:
    """The dimensions of the style denoiser."""

    layers: int
    heads: int
    head_width: int
    multiplier: int
    """The inner width of its feed-forward layers, in widths."""
    sigma_data: float


@dataclass(frozen=True, slots=True)
class StyleTts2Config:
    symbols: int
    """The size of the phoneme table, padding included."""
    width: int
    """`hidden_dim`."""
    style_width: int
    """The width of each half of a style vector: timbre, then prosody."""
    layers: int
    text_kernel: int
    max_duration: int
    """Frames of 25 ms that one phoneme may take at most."""
    mels: int
    albert: AlbertConfig
    generator: GeneratorConfig
    diffusion: DiffusionConfig | None
    """None for Kokoro, whose styles come from its voice packs."""
    style_input: int = 0
    """`dim_in` of the style encoders; 0 where there are none (Kokoro)."""
    style_most_channels: int = 0
    """The most channels of the style encoders; the reference gives them `hidden_dim`, whatever `max_conv_dim` says."""
    multispeaker: bool = False
    family: Family = "libritts"
    vocabulary: Mapping[str, int] | None = field(default=None, hash=False)
    """The ids of the symbols, where the files have a table of their own (Kokoro)."""

    @property
    def decoder_width(self) -> int:
        """Channels of the decoder before its generator: 1024 in all published models, whose `width` is 512."""
        return 2 * self.width

    @property
    def decoder_text_width(self) -> int:
        """Channels of the text that each of the decoder's blocks sees again: 64 in all published models."""
        return self.width // 8

    @property
    def clones(self) -> bool:
        """Whether it has style encoders, which take the style from a recording."""
        return self.style_input > 0

    @property
    def takes_recordings(self) -> bool:
        """Whether it speaks in the voice of a recording; a model of one speaker has no use for another's style."""
        return self.clones and self.multispeaker
