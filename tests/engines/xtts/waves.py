"""Takes a stream's wave otherwise than a listener does: all of it at once, or in pieces of any length."""

import random

import torch
from torch import Tensor

from vozes.engines.xtts.network.vocoder import Vocoder, VocoderStream


def whole_wave(vocoder: Vocoder, latents: Tensor, speaker: Tensor, speed: float = 1.0) -> Tensor:
    """Returns the wave (samples,) of an utterance's latents (tokens, width), which are all there from the start."""
    stream = vocoder.stream(speaker, speed)
    stream.push(latents)
    stream.finish()
    return take(stream, ready(stream))


def random_chunks(stream: VocoderStream, latents: Tensor, draw: random.Random, least: int = 1) -> list[Tensor]:
    """Pushes some latents and takes some frames in turn, `least` to 60 of them."""
    waves = []
    while len(latents):
        count = draw.randint(1, 20)
        stream.push(latents[:count])
        latents = latents[count:]
        waves.append(take(stream, draw.randint(least, 60) * 256))
    stream.finish()
    while ready(stream):
        waves.append(take(stream, draw.randint(least, 60) * 256))
    return waves


def ready(stream: VocoderStream) -> int:
    """Returns how many samples could be taken now."""
    return stream._ready * 256


def take(stream: VocoderStream, limit: int) -> Tensor:
    """Returns the next samples (samples,) in whole frames: all that are ready, or at most `limit`."""
    frames = min(stream._ready, limit // 256)
    waves = [torch.empty(0)]
    while frames > 0:
        size = stream._fitting(frames)
        waves.append(stream._make(size))
        frames -= size
    return torch.cat(waves)
