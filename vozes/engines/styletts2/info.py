"""Describes the StyleTTS 2 family, without torch and without opening a file.

Its voices and languages are those of the installed models, or those of the published ones where none is installed.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from vozes.engines.base import EngineSpec
from vozes.engines.info import Capabilities, EngineInfo, ModelInfo, VoiceInfo
from vozes.engines.installation import missing_for_neural
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint.downloads import LIBRITTS, PUBLISHED, pull_command
from vozes.engines.styletts2.checkpoint.files import ModelFiles, find_models
from vozes.engines.styletts2.options import OPTIONS, obeyed
from vozes.engines.styletts2.voices import (
    LANGUAGES,
    OfferedVoice,
    check_mixture,
    cloned_voice,
    family_of,
    may_clone,
    offered_voices,
    published_voices,
)
from vozes.errors import ErrorCode, VozesError
from vozes.text.markup.support import AROUND_ANY_ENGINE, Capability, markup_support

_ALIASES = {"en": "en-us", "pt": "pt-br", "fr": "fr-fr", "cmn": "zh"}
RELEASE_SECONDS = 120.0
"""A block of the decoder takes half a second; a model that is first needed is converted and loaded in one step."""
_PACKAGES = ("torch", "safetensors", "yaml")


def missing(settings: EngineSettings) -> str | None:
    return missing_for_neural(_PACKAGES, lambda: _installed(settings))


def engine_spec(settings: EngineSettings) -> EngineSpec:
    return EngineSpec(describe(settings), "vozes.engines.styletts2.engine:StyleTts2Engine", missing, describe)


def describe(settings: EngineSettings) -> EngineInfo:
    """Returns the info of what is installed at this moment."""
    try:
        models = _installed(settings)
    except VozesError:
        models = ()
    return _engine_info(models)


def _installed(settings: EngineSettings) -> tuple[ModelFiles, ...]:
    """Returns what `find_models` does; raises VozesError also for a cache that may not be read."""
    try:
        return find_models(settings)
    except OSError as error:
        message = f"Models cannot be looked for: {error}. Name their folder by the setting styletts2_checkpoints."
        raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, message) from None


@lru_cache(maxsize=8)
def _engine_info(models: tuple[ModelFiles, ...]) -> EngineInfo:
    voices = offered_voices(models) if models else published_voices()
    languages = _languages(voices)
    cloning = next(filter(may_clone, voices.values()), None)
    return EngineInfo(
        id="styletts2",
        name="StyleTTS 2 and Kokoro",
        description="Expressive and light: Kokoro in pt-BR, English and more; LibriTTS, which clones (0.3 to 0.8 GB).",
        languages=languages,
        voices=tuple(voice.info for voice in voices.values()),
        capabilities=Capabilities(
            cloning=cloning is not None,
            mixing=True,
            streaming=True,
            word_timings="exact",
            release_seconds=RELEASE_SECONDS,
        ),
        options=OPTIONS,
        language_aliases={tag: meant for tag, meant in _ALIASES.items() if meant in languages},
        cloned_languages=() if cloning is None else cloning.info.languages,
        models=_models(voices),
        markup=markup_support(native={Capability.PHONEME}, approximated=AROUND_ANY_ENGINE),
        check_mixture=_mixing(voices, cloning),
    )


def _models(voices: Mapping[str, OfferedVoice]) -> tuple[ModelInfo, ...]:
    """Returns each model that has voices, then the published ones that are not installed."""
    offered: dict[str, list[OfferedVoice]] = {}
    for voice in voices.values():
        offered.setdefault(voice.model, []).append(voice)
    models = [
        ModelInfo(model, tuple(v.info.id for v in own), any(map(may_clone, own)), _obeyed(model, own))
        for model, own in offered.items()
    ]
    return *models, *(_missing_model(model) for model in PUBLISHED if model not in offered)


def _missing_model(model: str) -> ModelInfo:
    voices = [voice for voice in published_voices().values() if voice.model == model]
    return ModelInfo(
        model,
        cloning=model == LIBRITTS,
        options=_obeyed(model, voices),
        missing=f"Run: {pull_command(model)}",
        absent_voices=tuple(voice.info for voice in voices),
    )


def _obeyed(model: str, voices: Sequence[OfferedVoice]) -> tuple[str, ...]:
    """Returns the names of the options that a model with these voices obeys."""
    return obeyed(family_of(model, has_packs=any(voice.pack is not None for voice in voices)))


def _mixing(voices: Mapping[str, OfferedVoice], cloning: OfferedVoice | None) -> Callable[[Sequence[VoiceInfo]], None]:
    """Returns the check of a mixture, in which what is not among the voices is cloned."""

    def offered(voice_id: str) -> OfferedVoice:
        return cloned_voice(voice_id, cloning) if cloning and voice_id not in voices else voices[voice_id]

    return lambda mixed: check_mixture([offered(voice.id) for voice in mixed])


def _languages(voices: Mapping[str, OfferedVoice]) -> tuple[str, ...]:
    """Returns the languages of all voices; a voice that names none may be tried in any."""
    spoken = [voice.info.languages or (*LANGUAGES.values(),) for voice in voices.values()]
    return tuple(tag for tag in LANGUAGES.values() if any(tag in tags for tags in spoken))
