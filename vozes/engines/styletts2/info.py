"""What the StyleTTS 2 family says of itself, without torch and without opening a file.

Its voices and languages are those of the models that are installed, else those of the published ones.
"""

import importlib.util
from collections.abc import Mapping
from functools import partial

from vozes.engines.base import Capabilities, EngineInfo, EngineSpec
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.files import ModelFiles, find_models
from vozes.engines.styletts2.options import OPTIONS
from vozes.engines.styletts2.voices import LANGUAGES, OfferedVoice, mixed_voice, offered_voices, published_voices
from vozes.errors import ErrorCode, VozesError

_ALIASES = {"en": "en-us", "pt": "pt-br", "fr": "fr-fr", "cmn": "zh"}
_ONE_SPEAKER = "ljspeech"
_PACKAGES = ("torch", "safetensors", "yaml")


def missing(settings: EngineSettings) -> str | None:
    """Looks for packages and files without loading any."""
    if any(importlib.util.find_spec(package) is None for package in _PACKAGES):
        return "It needs torch. Run: python3 start.py --neural cpu (or cuda, for an NVIDIA card)"
    try:
        _installed(settings)
    except VozesError as error:
        return error.message
    return None


def engine_spec(settings: EngineSettings) -> EngineSpec:
    """What is installed is looked at once, here."""
    try:
        voices = offered_voices(_installed(settings))
    except VozesError:
        voices = published_voices()
    return EngineSpec(_engine_info(voices), "vozes.engines.styletts2.engine:StyleTts2Engine", missing)


def _installed(settings: EngineSettings) -> tuple[ModelFiles, ...]:
    """As `find_models`; a cache that may not be read ends no server."""
    try:
        return find_models(settings)
    except OSError as error:
        message = f"Models cannot be looked for: {error}. Name their folder by the setting styletts2_checkpoints."
        raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, message) from None


def _engine_info(voices: Mapping[str, OfferedVoice]) -> EngineInfo:
    languages = _languages(voices)
    clones = any(voice.pack is None and voice.model != _ONE_SPEAKER for voice in voices.values())
    return EngineInfo(
        id="styletts2",
        name="StyleTTS 2 and Kokoro",
        description="Expressive and light: Kokoro in pt-BR, English and more; LibriTTS, which clones (0.3 to 0.8 GB).",
        languages=languages,
        voices=tuple(voice.info for voice in voices.values()),
        capabilities=Capabilities(cloning=clones, streaming=True, word_timings=True),
        options=OPTIONS,
        language_aliases={tag: meant for tag, meant in _ALIASES.items() if meant in languages},
        mixed_voice=partial(mixed_voice, voices=voices),
    )


def _languages(voices: Mapping[str, OfferedVoice]) -> tuple[str, ...]:
    """Those of all voices; one that names none of its own may be tried in any."""
    spoken = [voice.info.languages or (*LANGUAGES.values(),) for voice in voices.values()]
    return tuple(tag for tag in LANGUAGES.values() if any(tag in tags for tags in spoken))
