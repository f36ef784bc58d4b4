"""Gives the styles of the voices that a request names: an installed model's, cloned ones, or a mixture of such.

Cloned voices are spoken by the first installed model that takes voices from recordings. It knows nothing of what is
said in a style.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import torch
from torch import Tensor

from vozes.audio.recording import Recording
from vozes.engines.cloned import ClonedVoices
from vozes.engines.steps import Steps
from vozes.engines.styletts2.cloning import clone
from vozes.engines.styletts2.front_end import MOST_SECONDS
from vozes.engines.styletts2.models import LoadedModel, Models
from vozes.engines.styletts2.voices import Mix, OfferedVoice, cloned_voice
from vozes.runtime.voice_files import Tensors
from vozes.types import ClonedVoice
from vozes.warnings import CodedWarning


class Speakers:
    def __init__(self, models: Models):
        self._models = models

    def offered(self, cloned: Collection[ClonedVoice]) -> Mapping[str, OfferedVoice]:
        """Returns all voices by their ids; raises VozesError(MODEL_NOT_INSTALLED) where no model speaks cloned ones."""
        voices = self._models.voices
        if not cloned:
            return voices
        speaker = next(voice for voice in voices.values() if voice.model == self._models.cloning)
        return {**voices, **{voice.id: cloned_voice(voice.id, speaker) for voice in cloned}}

    def style(
        self, loaded: LoadedModel, mix: Mix, cloned: Collection[ClonedVoice]
    ) -> Steps[tuple[Tensor | None, tuple[CodedWarning, ...]]]:
        """Returns the weighted mean of the voices' own styles, None for a model that has none, and warnings."""
        made, warnings = (yield from self.cloned.get_all(cloned)) if cloned else ({}, ())
        styles: list[Tensor] = []
        for voice, weight in mix:
            own = made[voice.info.id]["style"].to(loaded.model.device) if voice.info.id in made else loaded.own_style
            if own is not None:
                styles.append(own * weight)
        return torch.stack(styles).sum(0) if styles else None, warnings

    @cached_property
    def cloned(self) -> ClonedVoices:
        """The cloned voices of the model that clones, which is loaded for them."""
        loaded = self._models.get(self._models.cloning)

        def make(recordings: Sequence[Recording]) -> Steps[Tensors]:
            return {"style": (yield from clone(loaded.model, recordings))}

        return ClonedVoices(loaded.fingerprint, {"style": (2 * loaded.model.config.style_width,)}, MOST_SECONDS, make)
