"""Continuous batching: many texts become audio tokens together, joining and leaving between steps.

Each step prefills what has joined, then makes one token for everyone. What a sequence says does not depend on which
others are there. It knows nothing of text, requests or sound; `Gpt` computes, `sampling` chooses.
"""

import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import torch
from torch import Tensor

from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.sampling import Sampler, SamplingOptions, choose
from vozes.engines.xtts.network.steps import decode_steps
from vozes.engines.xtts.network.transformer import Prompt, Step
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.memory import is_out_of_memory, out_of_memory

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

_PLACEHOLDER = 1
"""The token that the reference puts at every position of the prompt; its repetition penalty counts it."""
_KEPT_VOICES = 16
"""Voices whose conditioning positions are kept: 4 to 8 MB each at full size."""


@dataclass(eq=False, slots=True)
class Utterance:
    """One segment of text on its way to audio tokens, and the tokens so far."""

    text_ids: Sequence[int]
    conditioning: Tensor  # (1, positions, width), a voice's
    options: SamplingOptions
    seed: int | str
    max_tokens: int
    tokens: list[int] = field(default_factory=list, init=False)
    """The audio tokens so far, without the stop token."""
    stopped: bool = field(default=False, init=False)
    """Whether it came to its stop token."""
    failure: VozesError | None = field(default=None, init=False)
    _latents: list[Tensor] = field(default_factory=list, init=False)

    @property
    def finished(self) -> bool:
        return self.stopped or self.failure is not None or len(self.tokens) >= self.max_tokens

    @property
    def has_news(self) -> bool:
        """Whether something came since the latents were taken."""
        return bool(self._latents) or self.failure is not None

    def accept(self, token: int, latent: Tensor, stop: int) -> None:
        """Takes the next token and its latent; the stop token's latent is sound too, as in the reference."""
        self._latents.append(latent)
        if token == stop:
            self.stopped = True
        else:
            self.tokens.append(token)

    def take_latents(self) -> Tensor:
        """Returns the latents that came since the last call: (count, width), float32 on the CPU."""
        taken, self._latents = self._latents, []
        return torch.stack(taken).float().cpu() if taken else torch.empty(0, self.conditioning.shape[-1])


@dataclass(frozen=True, slots=True)
class _Active:
    """An utterance in its slot."""

    utterance: Utterance
    sampler: Sampler
    prompt: int
    """Positions before the audio's start token's."""

    @property
    def newest(self) -> tuple[int, int, int]:
        """The newest token, its position in the audio, its position in the cache."""
        count = len(self.utterance.tokens)
        return self.utterance.tokens[-1], count, self.prompt + count


class Decoder:
    """Everything that is being decoded. `batch_bytes` bounds the memory of the keys and values."""

    def __init__(self, gpt: Gpt, cache_dtype: torch.dtype, batch_bytes: int, most: int):
        self._gpt = gpt
        self._cache = gpt.new_cache(max(1, min(most, batch_bytes // gpt.slot_bytes(cache_dtype))), cache_dtype)
        self._decode = decode_steps(gpt, self._cache)
        self._waiting: deque[Utterance] = deque()
        self._active: list[_Active] = []
        self._voices: OrderedDict[int, tuple[Tensor, list[Tensor]]] = OrderedDict()

    @property
    def slots(self) -> int:
        return self._cache.slots

    def add(self, utterance: Utterance) -> None:
        """Joins at the next step that has room. Raises VozesError(TEXT_TOO_LONG)."""
        limit = self._gpt.config.max_text_tokens
        if len(utterance.text_ids) >= limit:
            message = f"A piece of the text has {len(utterance.text_ids)} tokens; the model takes fewer than {limit}."
            raise VozesError(ErrorCode.TEXT_TOO_LONG, message, param="text")
        self._waiting.append(utterance)

    def remove(self, utterance: Utterance) -> None:
        """Leaves at once, finished or not."""
        if utterance in self._waiting:
            self._waiting.remove(utterance)
        for slot, active in enumerate(self._active):
            if active.utterance is utterance:
                self._vacate(slot)
                return

    @torch.inference_mode()
    def step(self) -> None:
        """Makes one more token for each utterance, and the first one for those that join.

        After an error fewer are computed at once, and an utterance that meets an error alone fails with it. Raises an
        error that leaves nothing on an accelerator to be trusted.
        """
        present = len(self._active)
        self._join()
        if present:
            self._advance(self._active[:present])
        for slot in reversed(range(len(self._active))):
            if self._active[slot].utterance.finished:
                self._vacate(slot)

    def _advance(self, actives: list[_Active]) -> None:
        def run(part: list[_Active], offset: int) -> Step:
            tokens, audio_positions, positions = zip(*(active.newest for active in part), strict=True)
            return self._decode(tokens, audio_positions, positions, offset)

        self._accept_all(run, actives)

    def _join(self) -> None:
        joining: list[_Active] = []
        prompts: list[Prompt] = []
        while self._waiting and len(self._active) < self.slots:
            utterance = self._waiting.popleft()
            try:
                active, prompt = self._place(utterance, len(self._active))
            except Exception as error:
                utterance.failure = self._failure(error)
                continue
            self._active.append(active)
            joining.append(active)
            prompts.append(prompt)
        if not joining:
            return

        def run(part: list[_Active], offset: int) -> Step:
            return self._gpt.prefill(prompts[offset : offset + len(part)], self._cache)

        self._accept_all(run, joining)

    def _place(self, utterance: Utterance, slot: int) -> tuple[_Active, Prompt]:
        config = self._gpt.config
        start = utterance.conditioning.shape[1]
        self._cache.put_span(slot, self._voice(utterance.conditioning, slot))
        prompt = Prompt(slot, start, self._gpt.embed_text(utterance.text_ids))
        said = (_PLACEHOLDER, config.start_audio)
        sampler = Sampler(utterance.options, utterance.seed, config.audio_vocabulary, said, config.stop_audio)
        return _Active(utterance, sampler, start + len(prompt.embeddings) - 1), prompt

    def _voice(self, conditioning: Tensor, slot: int) -> list[Tensor]:
        """Returns the keys and values of a voice's conditioning positions, which are the same for every text."""
        key = id(conditioning)
        if key not in self._voices:
            embeddings = conditioning[0].to(self._gpt.device, self._gpt.dtype)
            self._gpt.prefill([Prompt(slot, 0, embeddings)], self._cache)
            self._voices[key] = conditioning, self._cache.read_span(slot, conditioning.shape[1])
            if len(self._voices) > _KEPT_VOICES:
                self._voices.popitem(last=False)
        self._voices.move_to_end(key)
        return self._voices[key][1]

    def _accept_all(self, compute: Callable[[list[_Active], int], Step], actives: list[_Active]) -> None:
        for part, step in self._halving(compute, actives):
            if isinstance(step, VozesError):
                _fail(part, step)
            else:
                self._accept(part, step)

    def _accept(self, part: list[_Active], step: Step) -> None:
        def run(part: list[_Active], offset: int) -> list[int]:
            return choose(step.logits[offset : offset + len(part)], [active.sampler for active in part])

        first = 0
        for chosen, tokens in self._halving(run, part):
            latents = step.latents[first : first + len(chosen)]
            first += len(chosen)
            if isinstance(tokens, VozesError):
                _fail(chosen, tokens)
                continue
            for active, token, latent in zip(chosen, tokens, latents, strict=True):
                active.utterance.accept(token, latent, active.sampler.stop)

    def _vacate(self, slot: int) -> None:
        """Moves the last one into the place that gets free."""
        last = self._active.pop()
        if slot < len(self._active):
            length = last.prompt + len(last.utterance.tokens) + 1
            self._cache.move(len(self._active), slot, length)
            self._active[slot] = last

    def _halving(
        self, run: Callable[[list[_Active], int], _Result], actives: list[_Active], offset: int = 0
    ) -> list[tuple[list[_Active], _Result | VozesError]]:
        """Runs all at once; where that fails, one half after the other, down to one that then fails alone."""
        try:
            return [(actives, run(actives, offset))]
        except Exception as error:
            failure = self._failure(error)
        if len(actives) == 1:
            return [(actives, failure)]
        half = len(actives) // 2
        return self._halving(run, actives[:half], offset) + self._halving(run, actives[half:], offset + half)

    def _failure(self, error: Exception) -> VozesError:
        """Returns what an error means for one that fails alone; raises it where an accelerator's state is unknown."""
        if isinstance(error, RuntimeError) and is_out_of_memory(error):
            return out_of_memory()
        if isinstance(error, RuntimeError) and self._gpt.device.type != "cpu":
            raise error
        log.error("a step failed", exc_info=error)
        message = f"The engine failed on this text ({type(error).__name__}: {error})."
        return VozesError(ErrorCode.INTERNAL_ERROR, message)


def _fail(part: list[_Active], failure: VozesError) -> None:
    for active in part:
        active.utterance.failure = failure
