"""The page on StyleTTS 2 and Kokoro names the options, presets, voices and files that the engine has."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.docs.markdown import ROOT
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint.files import find_models
from vozes.engines.styletts2.options import OPTIONS
from vozes.engines.styletts2.presets import PRESETS, apply
from vozes.engines.styletts2.voices import LANGUAGES, published_voices
from vozes.errors import VozesError

PAGE = (ROOT / "docs" / "engines" / "styletts2.md").read_text("utf-8")
HOME = ".vozes"


def _rows(columns: int) -> list[list[str]]:
    """Of tables with so many columns, the rows that begin with a name."""
    rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line[:3] == "| `")
    return [row for row in rows if len(row) == columns]


def test_every_option_is_there_with_its_default_range_and_help() -> None:
    listed = [(name.strip("`"), default, span, text) for name, default, span, text in _rows(4)]
    assert listed == [
        (each.name, f"{each.default:g}" if isinstance(each.default, int | float) else each.default or "none",
         each.range_text, each.english.help)
        for each in OPTIONS
    ]  # fmt: skip


def test_every_preset_is_there_with_its_values() -> None:
    numbers = ("alpha", "beta", "diffusion_steps", "embedding_scale")
    defaults = {each.name: each.default for each in OPTIONS}
    models = ("`kokoro`: Kokoro-82M", "`libritts`: StyleTTS 2, LibriTTS", "`ljspeech`: StyleTTS 2, LJSpeech")
    assert [row for row in _rows(5) if row[0] not in models] == [
        [f"`{name}`", *(f"{({**defaults, **preset.options})[number]:g}" for number in numbers)]
        for name, preset in PRESETS.items()
    ]


def test_every_style_text_is_there() -> None:
    moods = [row for row in _rows(3) if row[0].strip("`") in PRESETS]
    assert moods == [
        [f"`{name}`", *(apply({"preset": name}, language)["style_text"] for language in ("en-us", "pt-br"))]
        for name in PRESETS
        if name != "neutral"
    ]


def test_the_published_voices_of_each_language_are_counted() -> None:
    counts = Counter(voice.pack[0] for voice in published_voices().values() if voice.pack)
    listed = re.findall(r"^\| `([a-z])` \| `([a-z-]+)` \| (\d+)", PAGE, re.MULTILINE)
    assert sorted(listed) == sorted((letter, LANGUAGES[letter], str(count)) for letter, count in counts.items())
    assert f"| `kokoro`: Kokoro-82M | {len(LANGUAGES)} | {sum(counts.values())}," in PAGE


def test_the_commands_that_fetch_are_those_that_the_engine_names(bare_home: Path) -> None:
    shown = re.findall(r"^python3 start.py (models pull \w+)", PAGE, re.MULTILINE)
    with pytest.raises(VozesError) as refused:
        find_models(EngineSettings(str(bare_home)))
    assert shown == re.findall(r"models pull \w+", refused.value.message)
