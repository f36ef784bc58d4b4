"""How a decode step is run on a device: plainly, or on CUDA as a graph that is recorded once and replayed.

A graph needs fixed shapes, so rows and positions are rounded up: a mask hides the spare positions, and spare rows write
into the cache's last position, which no sequence ever reaches. It knows nothing of utterances.
"""

from collections.abc import Callable, Sequence

import torch

from vozes.engines.xtts.network.cache import KeyValueCache, Rows
from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.transformer import Step

DecodeStep = Callable[[Sequence[int], Sequence[int], Sequence[int], int], Step]
"""Newest tokens, their positions in the audio, their positions in the cache, the first slot → one step of the GPT."""

_POSITIONS = 128
"""Lengths are rounded up to multiples of this."""


def decode_steps(gpt: Gpt, cache: KeyValueCache) -> DecodeStep:
    return GraphedSteps(gpt, cache) if gpt.device.type == "cuda" else plain_steps(gpt, cache)


def plain_steps(gpt: Gpt, cache: KeyValueCache) -> DecodeStep:
    def step(tokens: Sequence[int], audio_positions: Sequence[int], positions: Sequence[int], first: int) -> Step:
        return gpt.decode(gpt.embed_audio(tokens, audio_positions), Rows.of(first, positions, gpt.device), cache)

    return step


class FixedStep:
    """A step of fixed shape, whose inputs are tensors that are filled in place."""

    def __init__(self, gpt: Gpt, cache: KeyValueCache, first: int, rows: int, length: int):
        device = gpt.device
        self._gpt = gpt
        self._cache = cache
        self._inputs = torch.zeros(3, rows, dtype=torch.int64, device=device)  # tokens, audio positions, positions
        self._inputs[2] = cache.capacity - 1
        self._mask = torch.zeros(rows, 1, 1, length, dtype=torch.bool, device=device)
        self._range = torch.arange(length, device=device)
        slots = torch.arange(first, first + rows, device=device)
        self._rows = Rows(first, self._inputs[2], length, self._mask, slots)

    def fill(self, tokens: Sequence[int], audio_positions: Sequence[int], positions: Sequence[int]) -> None:
        self._inputs[:2] = 0
        self._inputs[2] = self._cache.capacity - 1
        self._inputs[:, : len(tokens)] = torch.tensor([tokens, audio_positions, positions], device=self._inputs.device)
        torch.le(self._range, self._inputs[2][:, None, None, None], out=self._mask)

    def run(self) -> Step:
        return self._gpt.decode(self._gpt.embed_audio(self._inputs[0], self._inputs[1]), self._rows, self._cache)


class GraphedSteps:
    """Records a graph for each rounded shape when it is first met."""

    def __init__(self, gpt: Gpt, cache: KeyValueCache):
        self._gpt = gpt
        self._cache = cache
        self._recorded: dict[tuple[int, int, int], tuple[FixedStep, torch.cuda.CUDAGraph, Step]] = {}

    def __call__(
        self, tokens: Sequence[int], audio_positions: Sequence[int], positions: Sequence[int], first: int
    ) -> Step:
        shape = rounded_shape(len(tokens), max(positions) + 1, first, self._cache)
        if shape not in self._recorded:
            self._recorded[shape] = self._record(shape)
        fixed, graph, step = self._recorded[shape]
        fixed.fill(tokens, audio_positions, positions)
        graph.replay()
        count = len(tokens)
        return Step(step.latents[:count].clone(), step.logits[:count].clone())

    def _record(self, shape: tuple[int, int, int]) -> tuple[FixedStep, torch.cuda.CUDAGraph, Step]:
        fixed = FixedStep(self._gpt, self._cache, *shape)
        side = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            fixed.run()
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            step = fixed.run()
        return fixed, graph, step


def rounded_shape(rows: int, length: int, first: int, cache: KeyValueCache) -> tuple[int, int, int]:
    """Returns the first slot, rows up to a power of two where there are slots, positions up to a multiple of 128."""
    power = 1 << (rows - 1).bit_length()
    length = min(-(-length // _POSITIONS) * _POSITIONS, cache.capacity)
    return first, min(power, cache.slots - first), length
