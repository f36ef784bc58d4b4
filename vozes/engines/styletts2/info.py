"""What the StyleTTS 2 family says of itself, without torch and without opening a file.

Its voices and languages are those of the models that are installed, else those of the published ones.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from vozes.engines.base import EngineSpec
from vozes.engines.info import Capabilities, EngineInfo, ModelInfo, VoiceInfo
from vozes.engines.installation import missing_for_neural
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint.downloads import PUBLISHED, download_command
from vozes.engines.styletts2.checkpoint.files import ModelFiles, find_models
from vozes.engines.styletts2.options import OPTIONS
from vozes.engines.styletts2.voices import (
    LANGUAGES,
    OfferedVoice,
    check_mixture,
    cloned_voice,
    may_clone,
    offered_voices,
    published_voices,
)
from vozes.errors import ErrorCode, VozesError

_ALIASES = {"en": "en-us", "pt": "pt-br", "fr": "fr-fr", "cmn": "zh"}
RELEASE_SECONDS = 120.0
"""A block of the decoder takes half a second; a model that is first needed is converted and loaded at one go."""
_PACKAGES = ("torch", "safetensors", "yaml")


def missing(settings: EngineSettings) -> str | None:
    return missing_for_neural(_PACKAGES, lambda: _installed(settings))


def engine_spec(settings: EngineSettings) -> EngineSpec:
    return EngineSpec(describe(settings), "vozes.engines.styletts2.engine:StyleTts2Engine", missing, describe)


def describe(settings: EngineSettings) -> EngineInfo:
    """As what is installed at this moment makes it."""
    try:
        models = _installed(settings)
    except VozesError:
        models = ()
    return _described(models, settings.home_path)


@lru_cache(maxsize=8)
def _described(models: tuple[ModelFiles, ...], home: Path) -> EngineInfo:
    return _engine_info(offered_voices(models) if models else published_voices(), home)


def _installed(settings: EngineSettings) -> tuple[ModelFiles, ...]:
    """As `find_models`; a cache that may not be read ends no server."""
    try:
        return find_models(settings)
    except OSError as error:
        message = f"Models cannot be looked for: {error}. Name their folder by the setting styletts2_checkpoints."
        raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, message) from None


def _engine_info(voices: Mapping[str, OfferedVoice], home: Path) -> EngineInfo:
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
            word_timings=True,
            release_seconds=RELEASE_SECONDS,
        ),
        options=OPTIONS,
        language_aliases={tag: meant for tag, meant in _ALIASES.items() if meant in languages},
        cloned_languages=() if cloning is None else cloning.info.languages,
        models=_models(voices, home),
        check_mixture=_mixing(voices, cloning),
    )


def _models(voices: Mapping[str, OfferedVoice], home: Path) -> tuple[ModelInfo, ...]:
    """Each that has voices, then what is published and is not there."""
    offered = list(dict.fromkeys(voice.model for voice in voices.values()))
    missing = [model for model in PUBLISHED if model not in offered]
    return (
        *(_model(model, [voice for voice in voices.values() if voice.model == model]) for model in offered),
        *(ModelInfo(model, missing=f"Run: {download_command(model, home)}") for model in missing),
    )


def _model(model: str, voices: Sequence[OfferedVoice]) -> ModelInfo:
    return ModelInfo(model, tuple(voice.info.id for voice in voices), any(map(may_clone, voices)))


def _mixing(voices: Mapping[str, OfferedVoice], cloning: OfferedVoice | None) -> Callable[[Sequence[VoiceInfo]], None]:
    """What is not among the voices is cloned."""

    def offered(voice_id: str) -> OfferedVoice:
        return cloned_voice(voice_id, cloning) if cloning and voice_id not in voices else voices[voice_id]

    return lambda mixed: check_mixture([offered(voice.id) for voice in mixed])


def _languages(voices: Mapping[str, OfferedVoice]) -> tuple[str, ...]:
    """Those of all voices; one that names none of its own may be tried in any."""
    spoken = [voice.info.languages or (*LANGUAGES.values(),) for voice in voices.values()]
    return tuple(tag for tag in LANGUAGES.values() if any(tag in tags for tags in spoken))
