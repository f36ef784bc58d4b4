"""XTTS's GPT: text and a voice's conditioning latents in, audio tokens' latents and logits out.

It has three kinds of positions: 32 conditioning latents, the text, and the audio so far. Their embeddings are made
here; what follows is a transformer's work. Which sequences there are, and what is drawn from the logits, is for others.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.cache import KeyValueCache
from vozes.engines.xtts.network.native_transformer import NativeTransformer, can_be_native
from vozes.engines.xtts.network.transformer import TorchTransformer
from vozes.runtime.cpu import has_vnni
from vozes.runtime.device import Placement
from vozes.runtime.linears import Arithmetic, Int8, Linears
from vozes.runtime.weights import WeightSource

_EMBEDDINGS = ("text_embedding", "text_pos_embedding", "mel_embedding", "mel_pos_embedding")


class Gpt:
    def __init__(
        self,
        config: XttsConfig,
        weights: WeightSource,
        arithmetic: Arithmetic,
        loaded: Callable[[float], None] = lambda _: None,
    ):
        """`weights`: the tensors under a prefix; `loaded` is called with what part is done, 0 to 1."""
        self.config = config
        self.int8 = arithmetic.int8
        self.device = arithmetic.device
        self.dtype = arithmetic.dtype
        transformer = (
            NativeTransformer(config, weights, loaded)
            if arithmetic.int8 is Int8.NATIVE
            else TorchTransformer(config, weights, arithmetic, loaded)
        )
        self.prefill = transformer.prefill
        self.decode = transformer.decode
        parts = [Linears(weights(f"gpt.{name}."), arithmetic) for name in _EMBEDDINGS]
        self._text_embedding, self._text_positions = parts[0].view("weight"), parts[1].tensor("emb.weight")
        self._audio_embedding, self._audio_positions = parts[2].tensor("weight"), parts[3].tensor("emb.weight")

    @classmethod
    def placed(
        cls,
        config: XttsConfig,
        weights: WeightSource,
        placement: Placement,
        loaded: Callable[[float], None] = lambda _: None,
    ) -> "Gpt":
        """Returns one in the fastest arithmetic for the placement."""
        int8 = None
        if placement.precision == "int8":
            fallback = Int8.VNNI if has_vnni() else Int8.PACKED
            int8 = Int8.NATIVE if can_be_native(config) else fallback
        return cls(config, weights, Arithmetic(placement.device, placement.dtype, int8), loaded)

    def new_cache(self, slots: int, dtype: torch.dtype) -> KeyValueCache:
        config, head_width = self.config, self.config.width // self.config.heads
        return KeyValueCache(config.layers, slots, config.heads, self.capacity, head_width, dtype, self.device)

    def slot_bytes(self, dtype: torch.dtype) -> int:
        """Returns the size of a slot of a new cache."""
        return 2 * self.config.layers * self.capacity * self.config.width * dtype.itemsize

    @property
    def capacity(self) -> int:
        """Positions that the longest sequence needs, and one more that nobody looks at."""
        return self.config.max_prompt_tokens + self.config.text_positions + self.config.audio_positions + 1

    def embed_text(self, ids: Sequence[int]) -> Tensor:
        """Returns a text between its start and stop tokens, then the audio's start token: (time, width)."""
        config = self.config
        tokens = torch.tensor([config.start_text, *ids, config.stop_text], device=self.device)
        text = self._text_embedding[tokens] + self._text_positions[: len(tokens)]
        return torch.cat([text, self.embed_audio([config.start_audio], [0])])

    def embed_audio(self, tokens: Sequence[int] | Tensor, positions: Sequence[int] | Tensor) -> Tensor:
        """(rows, width); positions count from the audio's start token, 0."""
        at = [torch.as_tensor(values, device=self.device) for values in (tokens, positions)]
        return self._audio_embedding[at[0]] + self._audio_positions[at[1]]
