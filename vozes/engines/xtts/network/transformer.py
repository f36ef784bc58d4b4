"""The layers of XTTS's GPT (a GPT-2, Radford et al. 2019), from embeddings to latents and logits.

Attention and the keys and values are here; the linear layers come in the arithmetic that suits. It computes single
steps; which sequences there are, and what is drawn from the logits, is for others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.cache import KeyValueCache, Rows
from vozes.runtime.linears import Arithmetic, Linears, NormedLinear, ResidualLinear
from vozes.runtime.weights import WeightSource

LAST_NORMS = ("gpt.ln_f", "final_norm")
HEAD = "mel_head"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What goes in front of the audio: embeddings, and the slot and position that they go to."""

    slot: int
    start: int
    embeddings: Tensor  # (time, width)


@dataclass(frozen=True, slots=True)
class Step:
    latents: Tensor  # (rows, width): what the vocoder takes
    logits: Tensor  # (rows, audio vocabulary), float32


@dataclass(frozen=True, slots=True)
class Layer:
    attention_in: NormedLinear  # width → 3 × width: query, key, value
    attention_out: ResidualLinear  # width → width
    mlp_in: NormedLinear  # width → 4 × width
    mlp_out: ResidualLinear  # 4 × width → width


class TorchTransformer:
    """Computes on any device, in any arithmetic that torch has."""

    def __init__(
        self, config: XttsConfig, weights: WeightSource, arithmetic: Arithmetic, loaded: Callable[[float], None]
    ):
        self._heads = config.heads
        self._device = arithmetic.device
        self._dtype = arithmetic.dtype
        self._attend = _attend_each if arithmetic.device.type == "cpu" else _attend_together
        self._layers = []
        for number in range(config.layers):
            self._layers.append(_layer(Linears(weights(f"gpt.gpt.h.{number}."), arithmetic)))
            loaded((number + 1) / config.layers)
        self._last_norms = [Linears(weights(f"gpt.{name}."), arithmetic).norm("") for name in LAST_NORMS]
        head = Linears(weights(f"gpt.{HEAD}."), arithmetic)
        self._head = head.tensor("weight"), head.tensor("bias")

    def prefill(self, prompts: Sequence[Prompt], cache: KeyValueCache) -> Step:
        """Takes several prompts in one pass; the rows of the result are the last position of each."""
        x = torch.cat([prompt.embeddings for prompt in prompts])  # (all positions, width)
        lengths = [len(prompt.embeddings) for prompt in prompts]
        masks = [_causal_mask(prompt, self._device) for prompt in prompts]
        for number, layer in enumerate(self._layers):
            parts = torch.split(self._split(layer.attention_in(x), cache.dtype), lengths)
            attended = torch.cat([
                self._attend_span(part, prompt, mask, cache, number)
                for part, prompt, mask in zip(parts, prompts, masks, strict=True)
            ])  # fmt: skip
            x = _feed_forward(layer, layer.attention_out(attended, x))
        ends = torch.tensor(lengths, device=self._device).cumsum(0) - 1
        return self._finish(x[ends])

    def decode(self, x: Tensor, rows: Rows, cache: KeyValueCache) -> Step:
        """Computes one more position for each row; `x` (rows, width) are the embeddings of the newest tokens."""
        for number, layer in enumerate(self._layers):
            queries_keys_values = self._split(layer.attention_in(x), cache.dtype)
            cache.write(number, rows, queries_keys_values[:, 1:])
            queries = queries_keys_values[:, 0].unsqueeze(2)  # (rows, heads, 1, head width), as `attended`
            attended = self._attend(queries, *cache.read(number, rows), rows)
            x = _feed_forward(layer, layer.attention_out(attended.reshape(x.shape).to(x.dtype), x))
        return self._finish(x)

    def _split(self, x: Tensor, dtype: torch.dtype) -> Tensor:
        """(rows, 3 × width) → (rows, 3, heads, head width)."""
        return x.view(len(x), 3, self._heads, -1).to(dtype)

    def _attend_span(
        self, queries_keys_values: Tensor, prompt: Prompt, mask: Tensor | None, cache: KeyValueCache, layer: int
    ) -> Tensor:
        """(time, 3, heads, head width) → (time, width)."""
        keys, values = cache.write_span(layer, prompt.slot, prompt.start, queries_keys_values[:, 1:])
        queries = queries_keys_values[:, 0].transpose(0, 1).unsqueeze(0)  # (1, heads, time, head width)
        attended = F.scaled_dot_product_attention(queries, keys, values, mask, is_causal=mask is None)
        return attended[0].transpose(0, 1).reshape(len(queries_keys_values), -1).to(self._dtype)

    def _finish(self, x: Tensor) -> Step:
        for norm in self._last_norms:
            x = norm(x)
        return Step(x, F.linear(x, *self._head).float())


def _layer(make: Linears) -> Layer:
    return Layer(
        make.normed("ln_1.", "attn.c_attn."),
        make.residual("attn.c_proj."),
        make.normed("ln_2.", "mlp.c_fc."),
        make.residual("mlp.c_proj."),
    )


def _feed_forward(layer: Layer, x: Tensor) -> Tensor:
    return layer.mlp_out(F.gelu(layer.mlp_in(x), approximate="tanh"), x)


def _attend_together(queries: Tensor, keys: Tensor, values: Tensor, rows: Rows) -> Tensor:
    """Queries (rows, heads, 1, head width), keys and values (rows, heads, length, head width) → as the queries."""
    return F.scaled_dot_product_attention(queries, keys, values, rows.mask)


def _attend_each(queries: Tensor, keys: Tensor, values: Tensor, rows: Rows) -> Tensor:
    """Does as `_attend_together`, each row alone over its own positions.

    On a CPU the order of a sum changes with the length, and a last bit that differs is enough for another rounding to
    16 bits in the int8 products, and so for another token: a sound would depend on who else speaks.
    """
    attended = []
    for row, position in enumerate(rows.positions.tolist()):
        its = (slice(row, row + 1), slice(None), slice(position + 1))
        attended.append(F.scaled_dot_product_attention(queries[its[0]], keys[its], values[its]))
    return torch.cat(attended)


def _causal_mask(prompt: Prompt, device: torch.device) -> Tensor | None:
    """(time, positions so far), true where a position may look; None for plain causality from 0 on."""
    if prompt.start == 0:
        return None
    time = len(prompt.embeddings)
    return torch.ones(time, prompt.start + time, dtype=torch.bool, device=device).tril(prompt.start)
