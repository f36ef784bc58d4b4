"""What XTTS v2 needs of a voice, and mixtures of voices. How one is made of recordings is `cloning`."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class XttsVoice:
    """All that the model needs of who speaks; float32, on the CPU."""

    latents: Tensor  # (1, 32, width)
    speaker: Tensor  # (1, 512, 1)


def mixed(parts: Sequence[tuple[XttsVoice, float]]) -> XttsVoice:
    """The mean of voices by weights whose sum is 1."""
    latents = torch.stack([voice.latents * weight for voice, weight in parts]).sum(0)
    return XttsVoice(latents, torch.stack([voice.speaker * weight for voice, weight in parts]).sum(0))
