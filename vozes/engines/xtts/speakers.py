"""Who speaks a request: a voice of the checkpoint, one that is cloned from recordings, or a mixture of such.

It knows by which id a voice is meant, and nothing of what is said with it.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from vozes.audio.recording import Recording
from vozes.engines.cloned import ClonedVoices, Steps
from vozes.engines.mixtures import parse_mixture
from vozes.engines.xtts.cloning import VoiceEncoder
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.conditioning import LATENTS
from vozes.engines.xtts.voice import XttsVoice, mixed
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.voice_files import Tensors
from vozes.types import ClonedVoice

_REMEMBERED = 16
"""Mixtures: the decoder knows a voice again by its tensors, and keeps what it has computed of as many."""

Mix = tuple[tuple[XttsVoice, float], ...]


def cloned_voices(config: XttsConfig, encoder: VoiceEncoder, model: str) -> ClonedVoices:
    """Those of a checkpoint whose fingerprint is `model`."""

    def make(recordings: Sequence[Recording]) -> Steps[Tensors]:
        voice = yield from encoder.cloning(recordings)
        return {"latents": voice.latents, "speaker": voice.speaker}

    shapes = {"latents": (1, LATENTS, config.width), "speaker": (1, config.speaker_width, 1)}
    return ClonedVoices(model, shapes, config.max_reference_seconds + 1, make)


@dataclass(slots=True)
class Speakers:
    own: Mapping[str, XttsVoice]
    """The checkpoint's, by id."""
    cloned: ClonedVoices
    _mixed: OrderedDict[object, tuple[Mix, XttsVoice]] = field(default_factory=OrderedDict, init=False)

    def find(self, text: str, cloned: Collection[ClonedVoice]) -> Steps[tuple[XttsVoice, tuple[str, ...]]]:
        """The voice that a request names, and warnings. Raises VozesError before any work: UNKNOWN_VOICE."""
        parts = parse_mixture(text) or [(text, 1.0)]
        recorded = {voice.id: voice for voice in cloned}
        for name, _ in parts:
            if name not in recorded and name not in self.own:
                raise self._unknown(name)
        voices: dict[str, XttsVoice] = {}
        warnings: list[str] = []
        for name, _ in parts:
            if name in recorded:
                voices[name], problems = yield from self.clone(recorded[name])
                warnings += problems
            else:
                voices[name] = self.own[name]
        return self._mix(tuple((voices[name], weight) for name, weight in parts)), tuple(warnings)

    def clone(self, voice: ClonedVoice) -> Steps[tuple[XttsVoice, tuple[str, ...]]]:
        tensors, warnings = yield from self.cloned.get(voice)
        return XttsVoice(tensors["latents"], tensors["speaker"]), warnings

    def _mix(self, mix: Mix) -> XttsVoice:
        """The same tensors for the same mixture."""
        if len(mix) == 1:
            return mix[0][0]
        key = tuple((id(voice.latents), weight) for voice, weight in mix)
        if key not in self._mixed:
            self._mixed[key] = mix, mixed(mix)  # with what it is made of, so that no id is used again
            if len(self._mixed) > _REMEMBERED:
                self._mixed.popitem(last=False)
        self._mixed.move_to_end(key)
        return self._mixed[key][1]

    def _unknown(self, voice_id: str) -> VozesError:
        there = ", ".join(sorted(self.own)) or "none"
        message = f"This checkpoint of XTTS v2 has no voice {voice_id!r}; it has: {there}."
        return VozesError(ErrorCode.UNKNOWN_VOICE, message, param="voice")
