import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest

from tests.engines.espeak.conftest import Speak, samples_of
from vozes.engines.espeak.engine import EspeakEngine
from vozes.engines.espeak.info import engine_info, list_voices
from vozes.engines.info import EngineInfo
from vozes.text.language import match_language

INFO: EngineInfo = engine_info()


def test_a_language_without_a_region_finds_the_voices_of_all_its_regions() -> None:
    found = {tag: {voice.id for voice in INFO.voices_speaking(tag)} for tag in ("pt", "pt_PT", "en", "zh")}

    assert found["pt"] == {"pt-br", "pt-pt"}
    assert found["pt_PT"] == {"pt-pt"}
    assert {"en-us", "en-gb", "en-gb-scotland"} <= found["en"]
    assert "cmn" in found["zh"]


class _Voice(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("languages", ctypes.c_void_p), ("identifier", ctypes.c_char_p))


def _identifiers_by_the_library() -> Iterator[str]:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
    voices = library.espeak_ListVoices(None)
    index = 0
    while voices[index]:
        yield voices[index].contents.identifier.decode()
        index += 1


def test_the_voices_are_those_that_the_library_itself_lists(engine: EspeakEngine) -> None:
    without_dictionary = {"gmq/fo", "trk/kaa", "art/xex"}
    listed = {voice.identifier for voice in list_voices()}
    assert listed == set(_identifiers_by_the_library()) - without_dictionary


def test_there_are_over_a_hundred_languages() -> None:
    assert len({tag.split("-")[0] for tag in INFO.languages}) > 100


WITHOUT_NUMBERS = {"chr-us-qaaa-x-west": "ᎣᏏᏲ ᎣᏏᏲ", "cv": "Салам, тусӑм!", "sjn": "Mae govannen, mellon."}


@pytest.mark.parametrize("voice", [voice.id for voice in INFO.voices])
def test_every_voice_speaks(speak: Speak, voice: str) -> None:
    samples = samples_of(speak(WITHOUT_NUMBERS.get(voice, "1, 2, 3."), voice))
    assert len(samples) > 22_050 * 0.3
    assert np.sqrt(np.mean(samples**2)) > 0.005


@pytest.mark.parametrize(
    ("tag", "voice"),
    [
        ("pt", "pt-br"), ("pt-BR", "pt-br"), ("pt-PT", "pt-pt"), ("pt-AO", "pt-br"),
        ("en", "en-us"), ("en-GB", "en-gb"), ("en-AU", "en-us"),
        ("zh", "cmn"), ("zh-CN", "cmn"), ("zh-HK", "yue"), ("fr", "fr-fr"), ("fr-CA", "fr-fr"), ("fr-BE", "fr-be"),
        ("es", "es"), ("es-AR", "es"), ("es-MX", "es-419"), ("no", "nb"), ("de-AT", "de"), ("hy", "hy"),
    ],
)  # fmt: skip
def test_a_language_tag_leads_to_its_voice(tag: str, voice: str) -> None:
    language = match_language(tag, INFO.languages, INFO.language_aliases)
    assert language is not None
    assert INFO.voice_for(language).id == voice


def test_every_alias_leads_to_a_language_that_is_there() -> None:
    assert {match_language(tag, INFO.languages, INFO.language_aliases) for tag in INFO.language_aliases} <= set(
        INFO.languages
    )


@pytest.mark.parametrize("open_folders", ["/proc/self/fd", "/nowhere"], ids=["as on Linux", "as elsewhere"])
def test_the_library_works_from_a_very_long_path_and_leaves_nothing_elsewhere(
    tmp_path: Path, open_folders: str
) -> None:
    folder = tmp_path / ("deep" * 30) / ("deeper" * 20)
    shutil.copytree(Path(espeakng_loader.get_data_path()), folder / "espeak-ng-data")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    code = (
        "import os, sys; from pathlib import Path; from vozes.text.espeak import library as module\n"
        "module._OPEN_FOLDERS = Path(sys.argv[3])\n"
        "library = module.EspeakLibrary(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "for voice in ('roa/pt-BR', 'gmw/en-US+f2', 'sit/cmn'):\n"
        "    library.set_voice(voice); heard = []\n"
        "    library.synthesize('Olá', lambda pcm, events: bool(heard.append(len(pcm))))\n"
        "    assert sum(heard) > 5000\n"
        "print('spoken', flush=True); os.kill(os.getpid(), 9)\n"
    )
    data = str(folder / "espeak-ng-data")
    command = [sys.executable, "-c", code, espeakng_loader.get_library_path(), data, open_folders]
    environment = os.environ | {"TMPDIR": str(temporary)}
    spoken = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    assert spoken.stdout == b"spoken\n"
    assert list(temporary.iterdir()) == []
