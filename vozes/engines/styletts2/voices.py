"""The voices that the installed models offer, known without loading any, and mixtures of them.

A model with voice packs offers each, another one itself. A pack's name begins with its language and gender. It knows
neither torch nor what a voice is made of.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from vozes.engines.base import VoiceInfo
from vozes.engines.styletts2.files import KOKORO, ModelFiles, slug, unused
from vozes.errors import ErrorCode, VozesError

LANGUAGES = {
    "a": "en-us", "b": "en-gb", "e": "es", "f": "fr-fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-br", "z": "zh",
}  # fmt: skip
"""What the first letter of a pack's name means."""
_PACK = re.compile(rf"(?P<language>[{''.join(LANGUAGES)}])(?P<gender>[fm])_(?P<name>.+)")
_FIRST_PACK = "af_heart"
"""The best of the published ones, and so the choice for English."""
_PUBLISHED = {
    "libritts": VoiceInfo("libritts", "LibriTTS", ("en-us", "pt-br")),
    "ljspeech": VoiceInfo("ljspeech", "LJSpeech", ("en-us",), "female"),
}
_PUBLISHED_PACKS = (
    "af_heart af_alloy af_aoede af_bella af_jessica af_kore af_nicole af_nova af_river af_sarah af_sky "
    "am_adam am_echo am_eric am_fenrir am_liam am_michael am_onyx am_puck am_santa "
    "bf_alice bf_emma bf_isabella bf_lily bm_daniel bm_fable bm_george bm_lewis "
    "pf_dora pm_alex pm_santa ef_dora em_alex em_santa ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola "
    "jf_alpha jf_gongitsune jf_nezumi jf_tebukuro jm_kumo "
    "zf_xiaobei zf_xiaoni zf_xiaoxiao zf_xiaoyi zm_yunjian zm_yunxi zm_yunxia zm_yunyang"
).split()
_MOST_MIXED = 8
_MIXING = re.compile("[+:]")
_DECIMALS = 6
"""Of a weight, as a mixture is written; what is less than that is not heard."""
_PART = re.compile(r"\s*(?P<voice>[^:+]+?)\s*(?::\s*(?P<weight>\d{1,6}(?:\.\d{1,9})?)\s*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class OfferedVoice:
    info: VoiceInfo
    model: str
    """The id of its model."""
    pack: str | None = None
    """Its name among the model's voice packs; None where the model has none."""


def offered_voices(models: Iterable[ModelFiles]) -> dict[str, OfferedVoice]:
    """By their ids, of which no two are the same."""
    voices: dict[str, OfferedVoice] = {}
    for model in models:
        for voice in _packs(model) if model.voices else [_only(model)]:
            wanted = voice.info.id
            voice_id = unused(f"{model.id}-{wanted}", voices) if wanted in voices else wanted
            voices[voice_id] = replace(voice, info=replace(voice.info, id=voice_id))
    return voices


def published_voices() -> dict[str, OfferedVoice]:
    """What is offered where all that is published is installed, and nothing else."""
    somewhere = Path()
    packs = tuple(Path(pack).with_suffix(".pt") for pack in _PUBLISHED_PACKS)
    others = (ModelFiles(model_id, somewhere, somewhere) for model_id in _PUBLISHED)
    return offered_voices([ModelFiles(KOKORO, somewhere, somewhere, packs), *others])


def mixed_voice(text: str, voices: Mapping[str, OfferedVoice]) -> VoiceInfo | None:
    """The voice that a mixture is: it speaks what the heaviest voice in it speaks. None for what is no mixture.

    Its id is the mixture in one way of writing it, which `read_mix` understands. Raises VozesError as `read_mix`.
    """
    if not _MIXING.search(text):
        return None
    parts = sorted(read_mix(text, voices), key=lambda part: -part[1])
    heard = [(voice.info, weight) for voice, weight in parts if round(weight, _DECIMALS)]
    heaviest = heard[0][0]
    if len(heard) == 1:
        return heaviest
    voice_id = "+".join(f"{info.id}:{_written(weight)}" for info, weight in heard)
    genders = {info.gender for info, _ in heard}
    return VoiceInfo(voice_id, voice_id, heaviest.languages, genders.pop() if len(genders) == 1 else None)


def _written(weight: float) -> str:
    return f"{weight:.{_DECIMALS}f}".rstrip("0").rstrip(".")


def read_mix(text: str, voices: Mapping[str, OfferedVoice]) -> list[tuple[OfferedVoice, float]]:
    """The voices of `pf_dora:0.7+pm_alex:0.3`, all of one model, with weights whose sum is 1; one voice alone has 1.

    A weight that is left out is 1. Raises VozesError: UNKNOWN_VOICE, or INVALID_FIELD for what is no mixture.
    """
    parts = text.split("+")
    if len(parts) > _MOST_MIXED:
        raise _invalid(f"A mixture has at most {_MOST_MIXED} voices, not {len(parts)}.")
    weights: dict[str, float] = {}
    for part in parts:
        voice, weight = _read_part(part)
        if voice not in voices:
            message = f"No installed model of the StyleTTS 2 family has a voice {voice!r}."
            raise VozesError(ErrorCode.UNKNOWN_VOICE, message, param="voice")
        weights[voice] = weights.get(voice, 0.0) + weight
    if len({voices[voice].model for voice in weights}) > 1:
        raise _invalid(f"The voices {', '.join(weights)} are of different models, and only those of one can be mixed.")
    total = sum(weights.values())
    return [(voices[voice], weight / total) for voice, weight in weights.items()]


def _read_part(part: str) -> tuple[str, float]:
    matched = _PART.fullmatch(part)
    weight = float(matched["weight"] or 1) if matched else 0.0
    if matched is None or weight <= 0:
        example = "a voice and a weight above 0, such as pf_dora:0.7+pm_alex:0.3"
        raise _invalid(f"{part.strip()[:80]!r} is no part of a mixture of voices: each has {example}.")
    return matched["voice"].casefold(), weight


def _packs(model: ModelFiles) -> list[OfferedVoice]:
    stems = sorted((path.stem for path in model.voices), key=lambda stem: (stem != _FIRST_PACK, stem))
    return [OfferedVoice(_describe(model, stem), model.id, stem) for stem in stems]


def _describe(model: ModelFiles, stem: str) -> VoiceInfo:
    voice_id = slug(stem) if model.id == KOKORO else f"{model.id}-{slug(stem)}"
    described = _PACK.fullmatch(stem)
    if described is None:
        return VoiceInfo(voice_id, stem, ())
    name = f"{described['name'].capitalize()} ({voice_id})"
    languages = (LANGUAGES[described["language"]],)
    return VoiceInfo(voice_id, name, languages, "female" if described["gender"] == "f" else "male")


def _only(model: ModelFiles) -> OfferedVoice:
    return OfferedVoice(_PUBLISHED.get(model.id, VoiceInfo(model.id, model.id, ())), model.id)


def _invalid(message: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_FIELD, message, param="voice")
