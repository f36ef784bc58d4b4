"""Finds the voice that a request names: a voice of the checkpoint, one cloned from recordings, or a mixture of such.

It knows voices by their ids, and nothing of what is said with them.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from vozes.audio.recording import Recording
from vozes.engines.cloned import ClonedVoices
from vozes.engines.mixtures import read_voices
from vozes.engines.steps import Steps
from vozes.engines.xtts.cloning import VoiceEncoder
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.conditioning import LATENTS
from vozes.engines.xtts.voice import XttsVoice, mixed
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.voice_files import Tensors
from vozes.types import ClonedVoice
from vozes.warnings import CodedWarning

_KEPT_MIXTURES = 16
"""The decoder recognises a voice by its tensors, and keeps what it has computed for as many."""

Mix = tuple[tuple[XttsVoice, float], ...]


def cloned_voices(config: XttsConfig, encoder: VoiceEncoder, model: str) -> ClonedVoices:
    """Returns the cloned voices of a checkpoint whose fingerprint is `model`."""

    def make(recordings: Sequence[Recording]) -> Steps[Tensors]:
        voice = yield from encoder.clone(recordings)
        return {"latents": voice.latents, "speaker": voice.speaker}

    shapes = {"latents": (1, LATENTS, config.width), "speaker": (1, config.speaker_width, 1)}
    return ClonedVoices(model, shapes, config.max_reference_seconds, make)


@dataclass(slots=True)
class Speakers:
    own: Mapping[str, XttsVoice]
    """The checkpoint's voices, by id."""
    cloned: ClonedVoices
    _mixed: OrderedDict[object, tuple[Mix, XttsVoice]] = field(default_factory=OrderedDict, init=False)

    def find(self, text: str, cloned: Collection[ClonedVoice]) -> Steps[tuple[XttsVoice, tuple[CodedWarning, ...]]]:
        """Returns the voice that a request names, and warnings; raises VozesError(UNKNOWN_VOICE) before any work."""
        parts = read_voices(text)
        recorded = {voice.id for voice in cloned}
        for name, _ in parts:
            if name not in recorded and name not in self.own:
                raise self._unknown(name)
        made, warnings = yield from self.cloned.get_all(cloned)
        voices = {**self.own, **{voice_id: XttsVoice(**tensors) for voice_id, tensors in made.items()}}
        return self._mix(tuple((voices[name], weight) for name, weight in parts)), warnings

    def _mix(self, mix: Mix) -> XttsVoice:
        """Returns the same tensors for the same mixture."""
        if len(mix) == 1:
            return mix[0][0]
        key = tuple((id(voice.latents), weight) for voice, weight in mix)
        if key not in self._mixed:
            self._mixed[key] = mix, mixed(mix)  # with what it is made of, so that no id is used again
            if len(self._mixed) > _KEPT_MIXTURES:
                self._mixed.popitem(last=False)
        self._mixed.move_to_end(key)
        return self._mixed[key][1]

    def _unknown(self, voice_id: str) -> VozesError:
        there = ", ".join(sorted(self.own)) or "none"
        message = f"This checkpoint of XTTS v2 has no voice {voice_id!r}; it has: {there}."
        return VozesError(ErrorCode.UNKNOWN_VOICE, message, param="voice")
