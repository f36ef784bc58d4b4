"""XTTS's GPT: text and a voice's conditioning latents in, audio tokens' latents and logits out.

A GPT-2 without its own embeddings (Radford et al. 2019) over three kinds of positions: 32 conditioning latents, the
text, and the audio so far. It computes single steps; which sequences there are, and what is drawn from the logits, is
for others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from vozes.engines.xtts.cache import KeyValueCache, Rows
from vozes.engines.xtts.config import XttsConfig
from vozes.runtime.linears import Arithmetic, Linears, NormedLinear, ResidualLinear
from vozes.runtime.weights import WeightSource

_OTHER_PARTS = (
    "text_embedding", "text_pos_embedding", "mel_embedding", "mel_pos_embedding", "gpt.ln_f", "final_norm", "mel_head"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layer:
    attention_in: NormedLinear  # width → 3 × width: query, key, value
    attention_out: ResidualLinear  # width → width
    mlp_in: NormedLinear  # width → 4 × width
    mlp_out: ResidualLinear  # 4 × width → width


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


class Gpt:
    def __init__(
        self,
        config: XttsConfig,
        weights: WeightSource,
        arithmetic: Arithmetic,
        loaded: Callable[[float], None] = lambda _: None,
    ):
        """`weights`: the tensors under a prefix; `loaded` is told what part is done, 0 to 1."""
        self.config = config
        self.device = arithmetic.device
        self.dtype = arithmetic.dtype
        self._layers = []
        for number in range(config.layers):
            self._layers.append(_layer(Linears(weights(f"gpt.gpt.h.{number}."), arithmetic)))
            loaded((number + 1) / config.layers)
        rest = {part: Linears(weights(f"gpt.{part}."), arithmetic) for part in _OTHER_PARTS}
        self._text_embedding = rest["text_embedding"].view("weight")
        self._text_positions = rest["text_pos_embedding"].tensor("emb.weight")
        self._audio_embedding = rest["mel_embedding"].tensor("weight")
        self._audio_positions = rest["mel_pos_embedding"].tensor("emb.weight")
        self._last_norms = rest["gpt.ln_f"].norm(""), rest["final_norm"].norm("")
        self._head = rest["mel_head"].tensor("weight"), rest["mel_head"].tensor("bias")

    def new_cache(self, slots: int, dtype: torch.dtype) -> KeyValueCache:
        config = self.config
        return KeyValueCache(config.layers, slots, config.heads, self.capacity, self.head_width, dtype, self.device)

    @property
    def head_width(self) -> int:
        return self.config.width // self.config.heads

    @property
    def capacity(self) -> int:
        """Positions that the longest sequence needs, and one more that nobody looks at."""
        return self.config.max_prompt_tokens + self.config.text_positions + self.config.audio_positions + 1

    def embed_text(self, ids: Sequence[int]) -> Tensor:
        """A text between its start and stop tokens, then the audio's start token: (time, width)."""
        config = self.config
        tokens = torch.tensor([config.start_text, *ids, config.stop_text], device=self.device)
        text = self._text_embedding[tokens] + self._text_positions[: len(tokens)]
        return torch.cat([text, self.embed_audio([config.start_audio], [0])])

    def embed_audio(self, tokens: Sequence[int] | Tensor, positions: Sequence[int] | Tensor) -> Tensor:
        """(rows, width); positions count from the audio's start token, 0."""
        at = [torch.as_tensor(values, device=self.device) for values in (tokens, positions)]
        return self._audio_embedding[at[0]] + self._audio_positions[at[1]]

    def prefill(self, prompts: Sequence[Prompt], cache: KeyValueCache) -> Step:
        """Takes several prompts in one pass; the rows of the result are the last position of each."""
        x = torch.cat([prompt.embeddings for prompt in prompts])  # (all positions, width)
        lengths = [len(prompt.embeddings) for prompt in prompts]
        masks = [_causal_mask(prompt, self.device) for prompt in prompts]
        for number, layer in enumerate(self._layers):
            parts = torch.split(self._split(layer.attention_in(x), cache.dtype), lengths)
            attended = torch.cat([
                self._attend_span(part, prompt, mask, cache, number)
                for part, prompt, mask in zip(parts, prompts, masks, strict=True)
            ])  # fmt: skip
            x = _feed_forward(layer, layer.attention_out(attended, x))
        ends = torch.tensor(lengths, device=self.device).cumsum(0) - 1
        return self._finish(x[ends])

    def decode(self, x: Tensor, rows: Rows, cache: KeyValueCache) -> Step:
        """One more position for each row; `x` (rows, width) are the embeddings of the newest tokens."""
        for number, layer in enumerate(self._layers):
            queries_keys_values = self._split(layer.attention_in(x), cache.dtype)
            cache.write(number, rows, queries_keys_values[:, 1:])
            attended = F.scaled_dot_product_attention(
                queries_keys_values[:, 0].unsqueeze(2), cache.keys(number, rows), cache.values(number, rows), rows.mask
            )  # (rows, heads, 1, head width)
            x = _feed_forward(layer, layer.attention_out(attended.reshape(x.shape).to(x.dtype), x))
        return self._finish(x)

    def _split(self, x: Tensor, dtype: torch.dtype) -> Tensor:
        """(rows, 3 × width) → (rows, 3, heads, head width)."""
        return x.view(len(x), 3, self.config.heads, -1).to(dtype)

    def _attend_span(
        self, queries_keys_values: Tensor, prompt: Prompt, mask: Tensor | None, cache: KeyValueCache, layer: int
    ) -> Tensor:
        """(time, 3, heads, head width) → (time, width)."""
        keys, values = cache.write_span(layer, prompt.slot, prompt.start, queries_keys_values[:, 1:])
        queries = queries_keys_values[:, 0].transpose(0, 1).unsqueeze(0)  # (1, heads, time, head width)
        attended = F.scaled_dot_product_attention(queries, keys, values, mask, is_causal=mask is None)
        return attended[0].transpose(0, 1).reshape(len(queries_keys_values), -1).to(self.dtype)

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


def _causal_mask(prompt: Prompt, device: torch.device) -> Tensor | None:
    """(time, positions so far), true where a position may look; None for plain causality from 0 on."""
    if prompt.start == 0:
        return None
    time = len(prompt.embeddings)
    return torch.ones(time, prompt.start + time, dtype=torch.bool, device=device).tril(prompt.start)
