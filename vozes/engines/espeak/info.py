"""Describes eSpeak NG: languages, voices and abilities. Nothing is loaded for that."""

import importlib.util
from pathlib import Path

from vozes.engines.base import EngineSpec
from vozes.engines.espeak.options import options
from vozes.engines.espeak.voices import ALIASES, EspeakVoice, read_variants, read_voices
from vozes.engines.info import Capabilities, EngineInfo
from vozes.engines.settings import EngineSettings
from vozes.text.markup.support import AROUND_ANY_ENGINE, Capability, markup_support

RELEASE_SECONDS = 5.0
"""The library stops within milliseconds; a very long text is read before it begins."""


def installed_folder() -> Path | None:
    """Returns the folder of the package with the library and its data; None if it is not installed."""
    spec = importlib.util.find_spec("espeakng_loader")
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def data_folder(folder: Path) -> Path:
    return folder / "espeak-ng-data"


def missing(_: EngineSettings) -> str | None:
    if installed_folder() is not None:
        return None
    return "The package espeakng-loader is missing. Run: python3 start.py (or: pip install espeakng-loader)"


def list_voices() -> tuple[EspeakVoice, ...]:
    folder = installed_folder()
    return read_voices(data_folder(folder)) if folder is not None else ()


_THROATS = {"female": ("f2", "f3", "f4", "f5", "f1"), "male": ("", "m1", "m2", "m3", "m4", "m5", "m7")}
"""Variants that make any voice a woman's or a man's, those that are best understood first."""


def engine_info() -> EngineInfo:
    folder = installed_folder()
    voices = tuple(voice.info for voice in list_voices())
    return EngineInfo(
        id="espeak",
        name="eSpeak NG",
        description="Small and instant, over a hundred languages, robotic but clear; always there.",
        languages=tuple(dict.fromkeys(tag for voice in voices for tag in voice.languages)),
        voices=voices,
        capabilities=Capabilities(streaming=True, natural=False, word_timings="exact", release_seconds=RELEASE_SECONDS),
        options=options(read_variants(data_folder(folder)) if folder is not None else ()),
        language_aliases=ALIASES,
        throats={gender: tuple({"variant": name} for name in names) for gender, names in _THROATS.items()},
        markup=markup_support(approximated=AROUND_ANY_ENGINE | {Capability.PITCH, Capability.PHONEME}),
    )


def engine_spec() -> EngineSpec:
    return EngineSpec(info=engine_info(), target="vozes.engines.espeak.engine:EspeakEngine", missing=missing)
