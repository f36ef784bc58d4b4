"""Who speaks a request: a voice that an installed model offers, one cloned from recordings, or a mixture of such.

Cloned voices are spoken by the first installed model that takes voices from recordings. It gives styles, and knows
nothing of what is said in them.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import torch
from torch import Tensor

from vozes.audio.recording import Recording
from vozes.engines.cloned import ClonedVoices, Steps
from vozes.engines.styletts2.cloning import cloning
from vozes.engines.styletts2.front_end import MOST_SECONDS
from vozes.engines.styletts2.loaded import LoadedModel, Models
from vozes.engines.styletts2.voices import Mix, OfferedVoice, cloned_voice
from vozes.runtime.voice_files import Tensors
from vozes.types import ClonedVoice


class Speakers:
    def __init__(self, models: Models):
        self._models = models

    def offered(self, cloned: Collection[ClonedVoice]) -> Mapping[str, OfferedVoice]:
        """By their ids, the cloned ones among them. Raises VozesError(MODEL_NOT_INSTALLED) where no model clones."""
        voices = self._models.voices
        if not cloned:
            return voices
        speaker = next(voice for voice in voices.values() if voice.model == self._models.cloning)
        return {**voices, **{voice.id: cloned_voice(voice.id, speaker) for voice in cloned}}

    def style(
        self, loaded: LoadedModel, mix: Mix, cloned: Collection[ClonedVoice]
    ) -> Steps[tuple[Tensor | None, tuple[str, ...]]]:
        """What a model without voice packs keeps to: the weighted mean of the voices' own styles; and warnings."""
        recorded = {voice.id: voice for voice in cloned}
        styles: list[Tensor] = []
        warnings: list[str] = []
        for voice, weight in mix:
            own = loaded.own_style
            if voice.info.id in recorded:
                own, problems = yield from self.clone(recorded[voice.info.id])
                warnings += problems
            if own is not None:
                styles.append(own * weight)
        return torch.stack(styles).sum(0) if styles else None, tuple(warnings)

    def clone(self, voice: ClonedVoice) -> Steps[tuple[Tensor, tuple[str, ...]]]:
        """Its style (2 * style width,), on the model's device, and warnings."""
        tensors, warnings = yield from self._cloned.get(voice)
        return tensors["style"].to(self._cloning.model.device), warnings

    @property
    def _cloning(self) -> LoadedModel:
        return self._models.get(self._models.cloning)

    @cached_property
    def _cloned(self) -> ClonedVoices:
        loaded = self._cloning

        def make(recordings: Sequence[Recording]) -> Steps[Tensors]:
            return {"style": (yield from cloning(loaded.model, recordings))}

        shapes = {"style": (2 * loaded.model.config.style_width,)}
        return ClonedVoices(loaded.fingerprint, shapes, MOST_SECONDS + 1, make)
