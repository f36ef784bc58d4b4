"""Lists the voices that the installed models offer, without loading any, and tells which of them can be mixed.

A model with voice packs offers a voice for each pack, another model a single voice. A pack's name begins with its
language and gender. It knows neither torch nor what a voice is made of.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vozes.engines.info import VoiceInfo
from vozes.engines.mixtures import read_voices
from vozes.engines.styletts2.checkpoint.downloads import KOKORO, LIBRITTS
from vozes.engines.styletts2.checkpoint.files import ModelFiles, unused
from vozes.engines.styletts2.pitches import PITCHES
from vozes.errors import ErrorCode, VozesError
from vozes.text.slugs import slug

if TYPE_CHECKING:  # it reads YAML, which the server's process does without
    from vozes.engines.styletts2.config import Family

LANGUAGES = {
    "a": "en-us", "b": "en-gb", "e": "es", "f": "fr-fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-br", "z": "zh",
}  # fmt: skip
"""The language that the first letter of a pack's name means."""
_PACK = re.compile(rf"(?P<language>[{''.join(LANGUAGES)}])(?P<gender>[fm])_(?P<name>.+)")
_FIRST_PACK = "af_heart"
"""The best of the published packs, and so the default for English."""
_ONE_SPEAKER = "ljspeech"
_PUBLISHED = {
    LIBRITTS: VoiceInfo(LIBRITTS, "LibriTTS", ("en-us", "pt-br")),
    _ONE_SPEAKER: VoiceInfo(_ONE_SPEAKER, "LJSpeech", ("en-us",), "female"),
}
_BEST_PACKS = frozenset(
    "af_heart af_bella am_fenrir am_michael bf_emma bm_george pf_dora pm_alex ef_dora em_alex ff_siwis "
    "hf_alpha hm_omega if_sara im_nicola jf_alpha jm_kumo zf_xiaobei zm_yunjian".split()
)
"""The best woman and man of each language, two in American English, by Kokoro's own grades; where it gives none, the
first ones."""
_PUBLISHED_PACKS = (
    "af_heart af_alloy af_aoede af_bella af_jessica af_kore af_nicole af_nova af_river af_sarah af_sky "
    "am_adam am_echo am_eric am_fenrir am_liam am_michael am_onyx am_puck am_santa "
    "bf_alice bf_emma bf_isabella bf_lily bm_daniel bm_fable bm_george bm_lewis "
    "pf_dora pm_alex pm_santa ef_dora em_alex em_santa ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola "
    "jf_alpha jf_gongitsune jf_nezumi jf_tebukuro jm_kumo "
    "zf_xiaobei zf_xiaoni zf_xiaoxiao zf_xiaoyi zm_yunjian zm_yunxi zm_yunxia zm_yunyang"
).split()

Mix = Sequence[tuple["OfferedVoice", float]]
"""Voices of one model with weights whose sum is 1; most often one voice."""


@dataclass(frozen=True, slots=True)
class OfferedVoice:
    info: VoiceInfo
    model: str
    """The id of its model."""
    pack: str | None = None
    """The name of its voice pack; None if the model has no packs."""


def offered_voices(models: Iterable[ModelFiles]) -> dict[str, OfferedVoice]:
    """Returns the voices of the models by their ids, of which no two are the same."""
    voices: dict[str, OfferedVoice] = {}
    for model in models:
        for voice in _packs(model) if model.voices else [_only(model)]:
            wanted = voice.info.id
            voice_id = unused(f"{model.id}-{wanted}", voices) if wanted in voices else wanted
            voices[voice_id] = replace(voice, info=replace(voice.info, id=voice_id))
    return voices


def published_voices() -> dict[str, OfferedVoice]:
    """Returns the voices of all published models, as if these and no others were installed."""
    somewhere = Path()
    packs = tuple(Path(pack).with_suffix(".pt") for pack in _PUBLISHED_PACKS)
    others = (ModelFiles(model_id, somewhere, somewhere) for model_id in _PUBLISHED)
    return offered_voices([ModelFiles(KOKORO, somewhere, somewhere, packs), *others])


def may_clone(voice: OfferedVoice) -> bool:
    """Returns whether its model may take voices from recordings, as far as its name tells."""
    return voice.pack is None and voice.model != _ONE_SPEAKER


def family_of(model_id: str, *, has_packs: bool) -> "Family":
    """Returns the family of a model, as far as its name tells."""
    if has_packs:
        return "kokoro"
    return "ljspeech" if model_id == _ONE_SPEAKER else "libritts"


def cloned_voice(voice_id: str, speaker: OfferedVoice) -> OfferedVoice:
    """Returns a voice that the model of `speaker` takes from recordings; it speaks the languages of `speaker`."""
    return OfferedVoice(VoiceInfo(voice_id, voice_id, speaker.info.languages), speaker.model)


def read_mix(text: str, voices: Mapping[str, OfferedVoice]) -> Mix:
    """Returns the voices that a request names by their ids: one, or several of one model.

    Raises VozesError: UNKNOWN_VOICE, or INVALID_FIELD for an impossible mixture.
    """
    parts = read_voices(text)
    for voice_id, _ in parts:
        if voice_id not in voices:
            message = f"No installed model of the StyleTTS 2 family has a voice {voice_id!r}."
            raise VozesError(ErrorCode.UNKNOWN_VOICE, message, param="voice")
    mix = [(voices[voice_id], weight) for voice_id, weight in parts]
    check_mixture([voice for voice, _ in mix])
    return mix


def check_mixture(voices: Sequence[OfferedVoice]) -> None:
    """Raises VozesError(INVALID_FIELD) for voices of more than one model."""
    if len({voice.model for voice in voices}) > 1:
        names = ", ".join(dict.fromkeys(voice.info.id for voice in voices))
        message = f"The voices {names} are of different models, and only those of one can be mixed."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param="voice")


def _packs(model: ModelFiles) -> list[OfferedVoice]:
    stems = sorted((path.stem for path in model.voices), key=lambda stem: (stem != _FIRST_PACK, stem))
    return [OfferedVoice(_describe(model, stem), model.id, stem) for stem in stems]


def _describe(model: ModelFiles, stem: str) -> VoiceInfo:
    own_id = slug(stem) or "model"
    voice_id = own_id if model.id == KOKORO else f"{model.id}-{own_id}"
    described = _PACK.fullmatch(stem)
    if described is None:
        return VoiceInfo(voice_id, stem, ())
    name = f"{described['name'].capitalize()} ({voice_id})"
    languages = (LANGUAGES[described["language"]],)
    gender: Literal["female", "male"] = "female" if described["gender"] == "f" else "male"
    recommended = voice_id in _BEST_PACKS
    return VoiceInfo(voice_id, name, languages, gender, recommended=recommended, pitch_hz=PITCHES.get(voice_id))


def _only(model: ModelFiles) -> OfferedVoice:
    return OfferedVoice(_PUBLISHED.get(model.id, VoiceInfo(model.id, model.id, ())), model.id)
