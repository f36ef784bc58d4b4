"""Which voice stands in for one of OpenAI's or ElevenLabs', which no engine has: one that speaks the language and is of
its kind.

Programs that were written for these send their names whatever server they talk to. It knows no engine by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vozes.engines.info import EngineInfo, VoiceInfo
from vozes.service.speech.elevenlabs_voices import PREMADE
from vozes.types import OptionValue

Gender = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class StandIn:
    """A voice of an engine, with options that make it more like the one it stands in for."""

    voice: VoiceInfo
    options: Mapping[str, OptionValue]


_NAMES: dict[Gender, dict[str, str]] = {
    "female": {
        "alloy": "af_alloy", "coral": "af_bella", "marin": "af_heart",
        "nova": "af_nova", "sage": "af_sarah", "shimmer": "af_sky",
    },
    "male": {
        "ash": "am_fenrir", "ballad": "bm_george", "cedar": "am_michael", "echo": "am_echo",
        "fable": "bm_fable", "onyx": "am_onyx", "verse": "am_puck",
    },
}  # fmt: skip
"""OpenAI's voices, and Kokoro's that are like them in English."""
OPENAI_VOICES = tuple(sorted(name for names in _NAMES.values() for name in names))
_PREMADE: dict[Gender, dict[str, str]] = {
    "female": {id_: voice.like for id_, voice in PREMADE.items() if voice.gender == "female"},
    "male": {id_: voice.like for id_, voice in PREMADE.items() if voice.gender == "male"},
}
"""ElevenLabs' voices by their ids, and Kokoro's that are like them in English."""


def gender_of(name: str) -> Gender:
    """Returns the gender of one of `OPENAI_VOICES`."""
    return "female" if name in _NAMES["female"] else "male"


def stand_in(name: str, info: EngineInfo, language: str, default: VoiceInfo) -> StandIn:
    """Returns who stands in for one of `OPENAI_VOICES`, or for a voice of ElevenLabs' by its id, in a language of an
    engine; `default` speaks it by default.

    Its own counterpart comes first; then the default voice with the engine's options for its gender; where there are
    none such, one of the voices of its gender, of which the default one is the first.
    """
    gender, names = _alike(name)
    able = [default, *(voice for voice in info.voices if language in info.languages_of(voice) and voice != default)]
    place = list(names).index(name)
    own = next((voice for voice in able if voice.id == names[name]), None)
    if own is not None:
        return StandIn(own, {})
    if throats := info.throats.get(gender):
        return StandIn(default, throats[place % len(throats)])
    alike = [voice for voice in able if voice.gender == gender] or [default]
    return StandIn(alike[place % len(alike)], {})


def _alike(name: str) -> tuple[Gender, Mapping[str, str]]:
    """Returns the gender of a voice, and all voices of its kind with their counterparts."""
    if name in PREMADE:
        gender = PREMADE[name].gender
        return gender, _PREMADE[gender]
    gender = gender_of(name)
    return gender, _NAMES[gender]
