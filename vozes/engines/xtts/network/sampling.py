"""Which audio token comes next: repetition penalty, temperature, top-k and top-p, as in Hugging Face's `generate`.

Each sequence draws from a generator of its own, so what it says depends on its seed alone. It knows logits, not audio.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class SamplingOptions:
    temperature: float = 0.75
    """0: always the likeliest token."""
    top_k: int = 50
    top_p: float = 0.85
    repetition_penalty: float = 10.0
    min_tokens: int = 0
    """The stop token cannot come before so many others."""


class Sampler:
    """Keeps what tokens one sequence has had, and draws its numbers."""

    def __init__(self, options: SamplingOptions, seed: int | str, vocabulary: int, said: Iterable[int], stop: int):
        """`said`: tokens that count as said from the start, as the reference's placeholders do."""
        self.options = options
        self.stop = stop
        self.count = 0
        self._random = random.Random(seed)  # noqa: S311  (for speech, not for secrets)
        self.said = torch.zeros(vocabulary, dtype=torch.bool)
        self.said[list(said)] = True

    def draw(self) -> float:
        """Returns a number from 0 to 1."""
        return self._random.random()

    def note(self, token: int) -> None:
        self.said[token] = True
        self.count += 1


@torch.inference_mode()
def choose(logits: Tensor, samplers: Sequence[Sampler]) -> list[int]:
    """Returns the next token of each row of (rows, vocabulary), and notes it in its sampler."""
    logits = _penalise(logits.float().cpu(), samplers)
    likeliest = logits.argmax(-1).tolist()
    drawing = [row for row, sampler in enumerate(samplers) if sampler.options.temperature > 0]
    if drawing:
        for row, token in zip(drawing, _draw(logits[drawing], [samplers[row] for row in drawing]), strict=True):
            likeliest[row] = token
    for token, sampler in zip(likeliest, samplers, strict=True):
        sampler.note(token)
    return likeliest


def _penalise(logits: Tensor, samplers: Sequence[Sampler]) -> Tensor:
    penalties = torch.tensor([[sampler.options.repetition_penalty] for sampler in samplers])
    said = torch.stack([sampler.said for sampler in samplers])
    logits = torch.where(said, torch.where(logits < 0, logits * penalties, logits / penalties), logits)
    for row, sampler in enumerate(samplers):
        if sampler.count < sampler.options.min_tokens:
            logits[row, sampler.stop] = -torch.inf
    return logits


def _draw(logits: Tensor, samplers: Sequence[Sampler]) -> list[int]:
    options = [sampler.options for sampler in samplers]
    wanted = torch.tensor([[option.top_k] for option in options])
    temperatures = torch.tensor([[option.temperature] for option in options])
    most = min(int(wanted.max()), logits.shape[-1])
    best, tokens = torch.topk(logits / temperatures, most)  # (rows, most), likeliest first
    best = best.masked_fill(torch.arange(most) >= wanted, -torch.inf)
    probabilities = torch.softmax(best, -1)
    before = probabilities.cumsum(-1) - probabilities
    nucleus = before < torch.tensor([[option.top_p] for option in options])
    nucleus[:, 0] = True
    reached = (probabilities * nucleus).cumsum(-1)
    marks = torch.tensor([[sampler.draw()] for sampler in samplers]) * reached[:, -1:]
    places = (reached <= marks).sum(-1, keepdim=True).clamp_(max=most - 1)
    places = torch.minimum(places, nucleus.sum(-1, keepdim=True) - 1)
    return [int(token) for token in tokens.gather(-1, places)]
