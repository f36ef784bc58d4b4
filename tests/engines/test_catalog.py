"""What the engines say of themselves, before anything is loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

from vozes.engines.base import EngineSpec
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import EngineSettings

SPECS = {spec.info.id: spec for spec in engine_specs()}


def test_the_three_engines_are_there_with_espeak_first() -> None:
    assert list(SPECS) == ["espeak", "xtts_v2", "styletts2"]


def test_only_espeak_can_run_without_a_model_and_the_others_say_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TTS_HOME", "HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.setenv(place, str(tmp_path))
    settings = EngineSettings(str(tmp_path))
    assert SPECS["espeak"].missing(settings) is None
    assert "Run: " in (SPECS["xtts_v2"].missing(settings) or "")
    assert "run: " in (SPECS["styletts2"].missing(settings) or "")


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_every_voice_and_option_is_consistent(spec: EngineSpec) -> None:
    info = spec.info
    ids = [voice.id for voice in info.voices]
    assert len(set(ids)) == len(ids)
    assert all(voice_id.isascii() and voice_id == voice_id.lower() and " " not in voice_id for voice_id in ids)
    assert all(set(voice.languages) <= set(info.languages) for voice in info.voices)
    assert set(info.language_aliases.values()) <= set(info.languages)
    assert all(option.check(option.default) == option.default for option in info.options)
    assert all(info.voice_for(language) for language in info.languages)


def test_the_neural_engines_have_the_voices_that_are_published() -> None:
    assert len(SPECS["xtts_v2"].info.voices) == 58
    assert len(SPECS["xtts_v2"].info.languages) == 17
    kokoro = [voice.id for voice in SPECS["styletts2"].info.voices if voice.id != "ljspeech"]
    assert len(kokoro) == 54
    assert [voice for voice in kokoro if voice.startswith("p")] == ["pf_dora", "pm_alex", "pm_santa"]


def test_listing_loads_no_engine() -> None:
    code = (
        "import sys; from vozes.engines.catalog import engine_specs; engine_specs();"
        "assert not {'torch', 'ctypes.util', 'av', 'fastapi'} & set(sys.modules);"
        "assert 'espeak' not in open('/proc/self/maps').read().lower() if sys.platform == 'linux' else True"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
