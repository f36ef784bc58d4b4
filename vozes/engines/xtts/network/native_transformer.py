"""The GPT's layers on the CPU's native kernels, with int8 weights: one call for a step through all of them.

Each step reads all weights, so they are copied into huge pages, and nothing of the mapped file is kept. Where there are
none, they are read where the file has them. What is computed is what `TorchTransformer` computes, with activations in
16 bits.
"""

import ctypes
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.cache import KeyValueCache, Rows
from vozes.engines.xtts.network.transformer import HEAD, LAST_NORMS, Prompt, Step
from vozes.runtime.huge_pages import in_huge_pages
from vozes.runtime.native import structures
from vozes.runtime.native.library import check, kernels, needed_kernels
from vozes.runtime.native.structures import NUMBER, POINTER
from vozes.runtime.weights import WeightSource

_MOST_INPUTS = 4096
_LINEARS = ("attn.c_attn.", "attn.c_proj.", "mlp.c_fc.", "mlp.c_proj.")


def can_be_native(config: XttsConfig) -> bool:
    """Returns whether this machine has the kernels, and they take a GPT of these dimensions."""
    sizes_fit = config.width % 64 == 0 and config.width // config.heads % 16 == 0 and 4 * config.width <= _MOST_INPUTS
    return kernels() is not None and sizes_fit


class NativeTransformer:
    def __init__(self, config: XttsConfig, weights: WeightSource, loaded: Callable[[float], None]):
        library = needed_kernels()
        self._forward = library.transformer_forward
        self._sum_rows = library.transformer_sum_rows
        self._kept: list[Tensor] = []  # what the structures point to
        self._layers = (structures.Layer * config.layers)()
        for number in range(config.layers):
            self._layers[number] = self._layer(weights(f"gpt.gpt.h.{number}."))
            loaded((number + 1) / config.layers)
        last_norms = [self._norm(weights(f"gpt.{name}."), "") for name in LAST_NORMS]
        head = weights(f"gpt.{HEAD}.")
        self._structure = structures.Transformer(
            self._layers,
            (structures.Norm * 2)(*last_norms),
            self._keep(head["weight"]),
            self._keep(head["bias"]),
            config.layers,
            config.width,
            config.heads,
            config.audio_vocabulary,
        )

    def prefill(self, prompts: Sequence[Prompt], cache: KeyValueCache) -> Step:
        """As `TorchTransformer.prefill`."""
        slots: list[int] = []
        positions: list[int] = []
        wanted: list[int] = []
        for prompt in prompts:
            time = len(prompt.embeddings)
            slots += [prompt.slot] * time
            positions += range(prompt.start, prompt.start + time)
            wanted.append(len(slots) - 1)
        return self._run(torch.cat([prompt.embeddings for prompt in prompts]), slots, positions, wanted, cache)

    def decode(self, x: Tensor, rows: Rows, cache: KeyValueCache) -> Step:
        """As `TorchTransformer.decode`."""
        slots = range(rows.first, rows.first + len(x))
        return self._run(x.clone(), slots, rows.positions.tolist(), range(len(x)), cache)

    def _run(
        self, x: Tensor, slots: Sequence[int], positions: Sequence[int], wanted: Sequence[int], cache: KeyValueCache
    ) -> Step:
        """`x` (rows, width), float32, which is written to."""
        if cache.dtype != torch.bfloat16 or x.dtype != torch.float32 or not x.is_contiguous():
            raise ValueError("the kernels want contiguous float32 embeddings and a cache of bfloat16")
        structure = self._structure
        latents = torch.empty(len(wanted), structure.width)
        logits = torch.empty(len(wanted), structure.vocabulary)
        layers = (POINTER * structure.count)(*cache.addresses)
        check(
            self._forward(
                ctypes.byref(structure),
                ctypes.byref(structures.Cache(layers, cache.slots, cache.capacity)),
                len(x),
                POINTER(x.data_ptr()),
                _numbers(slots),
                _numbers(positions),
                len(wanted),
                _numbers(wanted),
                POINTER(latents.data_ptr()),
                POINTER(logits.data_ptr()),
            )
        )
        return Step(latents, logits)

    def _layer(self, tensors: dict[str, Tensor]) -> structures.Layer:
        weights = in_huge_pages([tensors[f"{name}weight"].contiguous() for name in _LINEARS])
        self._kept += weights
        return structures.Layer(
            self._norm(tensors, "ln_1."),
            self._norm(tensors, "ln_2."),
            *(self._linear(weight, tensors, name) for weight, name in zip(weights, _LINEARS, strict=True)),
        )

    def _norm(self, tensors: dict[str, Tensor], name: str) -> structures.Norm:
        return structures.Norm(self._keep(tensors[f"{name}weight"]), self._keep(tensors[f"{name}bias"]))

    def _linear(self, weight: Tensor, tensors: dict[str, Tensor], name: str) -> structures.Linear:
        """`weight` (outputs, inputs), int8."""
        outputs, inputs = weight.shape
        sums = torch.empty(outputs)
        self._sum_rows(POINTER(weight.data_ptr()), outputs, inputs, POINTER(sums.data_ptr()))
        others = (tensors[f"{name}weight.scale"], sums, tensors[f"{name}bias"])
        return structures.Linear(weight.data_ptr(), *map(self._keep, others), outputs, inputs)

    def _keep(self, tensor: Tensor) -> int:
        """Returns the address of a copy in float32: a view would keep the file mapped."""
        self._kept.append(tensor.to(torch.float32, copy=True))
        return self._kept[-1].data_ptr()


def _numbers(values: Sequence[int]) -> "ctypes.Array[ctypes.c_int32]":
    return (NUMBER * len(values))(*values)
