"""The vocoder of XTTS v2: the GPT's latents become a wave, chunk by chunk as they come.

Each chunk is computed with exactly its receptive field, so that together they are the wave that all latents at once
would give, at a cost that grows with its length alone. It knows nothing of tokens, voices' names or threads.
"""

import math

import torch
from torch import Tensor

from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.hifigan import HifiGan
from vozes.engines.xtts.network.stretching import Stretching
from vozes.runtime.parameters import unfilled
from vozes.runtime.weights import WeightSource

FIRST_TOKENS = 3
"""Tokens of a stream's first chunk, at speed 1: 0.14 s."""
_LARGEST = 32
"""Tokens of the largest chunk: 1.5 s."""
_LARGEST_NATIVE = 64
"""Tokens of the largest chunk on the native kernels, which take half as long for as many."""
_GROWTH = 1.5


def chunk_sizes(first_tokens: int, largest_tokens: int, frames_per_token: float) -> tuple[int, ...]:
    """Returns the sizes of a stream's chunks in frames: a small one for an early start, then growing to the largest.

    Playback begins with the first chunk, which also waited for the look-ahead. Until chunk n + 1 is due, chunks 1 to n
    are played; meanwhile chunks 2 to n + 1 are decoded and vocoded, `_GROWTH` times as much sound. So it does not
    starve up to a real-time factor of 1 / 1.5 = 0.67, of which small chunks, dearer for the surroundings that they
    share, need a part. The largest, the size of all further ones, is bounded by how long everyone else waits meanwhile;
    larger ones cost no less.
    """
    largest = max(1, round(largest_tokens * frames_per_token))
    sizes = [max(1, min(round(first_tokens * frames_per_token), largest))]
    while (size := math.ceil(sizes[-1] * _GROWTH)) <= largest:
        sizes.append(size)
    return tuple(sizes)


class Vocoder:
    def __init__(
        self,
        config: XttsConfig,
        weights: WeightSource,
        device: torch.device | str = "cpu",
        dtype: torch.dtype = torch.float32,
    ):
        """`weights` gives the tensors whose names begin with a prefix, by the rest of their names.

        `dtype`: that of the convolutions' products.
        """
        self.sample_rate = config.output_sample_rate
        self.device = torch.device(device)
        in_each_layer = config.speaker_in_each_layer
        self.network = unfilled(lambda: HifiGan(config.decoder_input_width, config.speaker_width, in_each_layer))
        self.network.fill(weights("hifigan_decoder.waveform_decoder."), self.device, dtype)
        self.dtype = self.network.dtype
        native = self.network.is_native
        self._factors = [config.samples_per_token / config.output_hop_length]
        if config.output_sample_rate != config.input_sample_rate:
            self._factors.append(config.output_sample_rate / config.input_sample_rate)
        self._largest = _LARGEST_NATIVE if native else _LARGEST
        self.usual_sizes = self._sizes(FIRST_TOKENS)
        """Frames of sound that the network makes at once: few sizes, since oneDNN takes long to prepare for each."""
        self.least_frames = 0 if native else self.usual_sizes[0]
        """Fewer frames are computed as the end of so many, for the same reason."""

    @torch.inference_mode()
    def stream(self, speaker: Tensor, speed: float = 1.0, first_tokens: int | None = FIRST_TOKENS) -> "VocoderStream":
        """Returns the beginning of an utterance by a speaker (1, speaker_width, 1), at a speed from 0.25 to 4.

        `first_tokens`: the first chunk's; None where nobody waits for it, and all may be large.
        """
        conditioning = self.network.conditioning(speaker.to(self.device, self.dtype))
        sizes = self._sizes(self._largest if first_tokens is None else first_tokens)
        return VocoderStream(self, conditioning, Stretching(*self._factors, speed=speed), sizes)

    def _sizes(self, first_tokens: int) -> tuple[int, ...]:
        return chunk_sizes(first_tokens, self._largest, math.prod(self._factors))


class VocoderStream:
    """An utterance on its way: latents are pushed as they come, and the wave is taken in order.

    It holds no more latents than the receptive field of what is still to be taken needs.
    """

    def __init__(self, vocoder: Vocoder, conditioning: list[Tensor], stretching: Stretching, sizes: tuple[int, ...]):
        """`sizes`: the growing sizes of the chunks, in frames."""
        self._vocoder = vocoder
        self._network = vocoder.network
        self._conditioning = conditioning
        self._stretching = stretching
        self._sizes = sizes
        # (tokens, width), float32: from number `_origin` on
        self._latents = torch.empty(0, self._network.input_width, device=vocoder.device)
        self._origin = 0
        self._pushed = 0
        self._finished = False
        self._made = 0  # frames
        self._chunks = 0

    def push(self, latents: Tensor) -> None:
        """Takes the next latents (tokens, width)."""
        self._latents = torch.cat((self._latents, latents.to(self._vocoder.device, torch.float32)))
        self._pushed += len(latents)

    def finish(self) -> None:
        """Says that all latents have been pushed."""
        self._finished = True

    def next_chunk(self) -> Tensor | None:
        """Returns the next samples (samples,) in a size that keeps a listener supplied; None while too few."""
        ready = self._ready
        size = self._sizes[min(self._chunks, len(self._sizes) - 1)]
        if self._finished and ready < size:
            size = self._fitting(ready)
        if not 0 < size <= ready:
            return None
        self._chunks += 1
        return self._make(size)

    @property
    def _ready(self) -> int:
        """How many frames of sound could be made now."""
        missing = 0 if self._finished else self._network.receptive_field[1]
        return max(0, self._known - missing - self._made)

    @property
    def _known(self) -> int:
        return (self._stretching.length if self._finished else self._stretching.known)(self._pushed)

    def _fitting(self, frames: int) -> int:
        """Returns the largest of the usual sizes that is no larger; all of them if even the smallest is."""
        return max((size for size in self._vocoder.usual_sizes if size <= frames), default=frames)

    @torch.inference_mode()
    def _make(self, frames: int) -> Tensor:
        """Returns the sound of so many frames more."""
        before, after = self._network.receptive_field
        usual = max(frames, self._vocoder.least_frames)
        last = self._made + frames
        end = min(last + after, self._known)
        start = max(0, end - (before + usual + after))
        keep = (max(start, last - usual) - start, last - start)
        total = self._pushed if self._finished else None
        context = self._stretching.frames(self._latents, self._origin, start, end, total)
        wave: Tensor = self._network.forward(context.to(self._vocoder.dtype), self._conditioning, keep)
        self._made = last
        self._forget(last - self._vocoder.least_frames - before - after)
        return wave[-frames * self._network.samples_per_frame :].float().cpu()

    def _forget(self, frame: int) -> None:
        """Drops the latents that only frames before this one are made of."""
        needed = self._stretching.first_source(max(0, frame))
        self._latents = self._latents[needed - self._origin :].clone()
        self._origin = needed
