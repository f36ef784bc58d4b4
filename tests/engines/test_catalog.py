"""What the engines say of themselves, before anything is loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

from vozes.checkout import VOZES
from vozes.engines.base import EngineSpec
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import EngineSettings

ENGINES = ["espeak", "xtts_v2", "styletts2"]


@pytest.fixture
def specs(bare_home: Path) -> dict[str, EngineSpec]:
    return {spec.info.id: spec for spec in engine_specs(EngineSettings(str(bare_home)))}


def test_the_three_engines_are_there_with_espeak_first(specs: dict[str, EngineSpec]) -> None:
    assert list(specs) == ENGINES


def test_only_espeak_can_run_without_a_model_and_the_others_say_what_to_do(
    specs: dict[str, EngineSpec], bare_home: Path
) -> None:
    settings = EngineSettings(str(bare_home))
    assert specs["espeak"].missing(settings) is None
    assert f"Run: {VOZES} models pull xtts_v2" in (specs["xtts_v2"].missing(settings) or "")
    assert f"Run one of these or all: {VOZES} models pull kokoro" in (specs["styletts2"].missing(settings) or "")


@pytest.mark.parametrize("engine", ENGINES)
def test_every_voice_and_option_is_consistent(engine: str, specs: dict[str, EngineSpec]) -> None:
    info = specs[engine].info
    ids = [voice.id for voice in info.voices]
    assert len(set(ids)) == len(ids)
    assert all(voice_id.isascii() and voice_id == voice_id.lower() and " " not in voice_id for voice_id in ids)
    assert all(set(voice.languages) <= set(info.languages) for voice in info.voices)
    assert set(info.language_aliases.values()) <= set(info.languages)
    assert all(option.check(option.default) == option.default for option in info.options)
    assert all(info.voice_for(language) for language in info.languages)


def test_the_neural_engines_have_the_voices_that_are_published(specs: dict[str, EngineSpec]) -> None:
    assert len(specs["xtts_v2"].info.voices) == 58
    assert len(specs["xtts_v2"].info.languages) == 17
    *kokoro, libritts, ljspeech = (voice.id for voice in specs["styletts2"].info.voices)
    assert (libritts, ljspeech) == ("libritts", "ljspeech")
    assert len(kokoro) == 54
    assert [voice for voice in kokoro if voice.startswith("p")] == ["pf_dora", "pm_alex", "pm_santa"]


def test_listing_loads_no_engine(tmp_path: Path) -> None:
    code = (
        "import sys; from vozes.engines.catalog import engine_specs; from vozes.engines.settings import EngineSettings;"
        f"engine_specs(EngineSettings({str(tmp_path)!r}));"
        "assert not {'torch', 'yaml', 'ctypes.util', 'av', 'fastapi'} & set(sys.modules);"
        "assert 'espeak' not in open('/proc/self/maps').read().lower() if sys.platform == 'linux' else True"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
