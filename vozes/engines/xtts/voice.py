"""What XTTS v2 needs of a voice, and mixtures of voices. Voices are made of recordings in `cloning`."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class XttsVoice:
    """A voice's conditioning latents for the GPT and embedding for the vocoder; float32, on the CPU."""

    latents: Tensor  # (1, 32, width)
    speaker: Tensor  # (1, 512, 1)


def mixed(parts: Sequence[tuple[XttsVoice, float]]) -> XttsVoice:
    """Returns the mean of voices, by weights whose sum is 1."""
    latents = torch.stack([voice.latents * weight for voice, weight in parts]).sum(0)
    return XttsVoice(latents, torch.stack([voice.speaker * weight for voice, weight in parts]).sum(0))
