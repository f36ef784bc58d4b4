"""What Home Assistant is told: it looks at the first program alone, and at the languages of each of its voices."""

from pathlib import Path
from typing import Any

import pytest
from wyoming.event import Event
from wyoming.info import Info, TtsProgram

from tests.fakes import fake_spec, natural_spec, plain_spec
from tests.voices.samples import draft
from vozes.api.wyoming.programs import engine_named, info, written
from vozes.engines.base import EngineSpec
from vozes.errors import VozesError
from vozes.service.core import Service
from vozes.settings import load_settings

pytestmark = pytest.mark.anyio

SPECS = (plain_spec(), natural_spec(), fake_spec("gone", missing="Run: make gone"))


def service_of(home: Path, *specs: EngineSpec, selected: str = "auto") -> Service:
    return Service(load_settings(home=home, default_engine=selected), specs or SPECS)


async def programs(service: Service) -> dict[str, TtsProgram]:
    told = await info(service)
    return {program.name: program for program in Info.from_event(Event(told.type, told.data)).tts}


def languages(program: TtsProgram) -> dict[str, list[str]]:
    return {voice.name: voice.languages for voice in program.voices}


async def test_under_auto_the_first_program_has_the_voices_of_all_that_is_installed(tmp_path: Path) -> None:
    told = await programs(service_of(tmp_path))
    assert list(told) == ["vozes", "plain", "natural"]
    assert languages(told["vozes"]) == {**languages(told["plain"]), **languages(told["natural"])}
    assert all(program.installed and program.supports_synthesize_streaming for program in told.values())


async def test_the_selected_engine_or_model_comes_first(tmp_path: Path) -> None:
    assert list(await programs(service_of(tmp_path, selected="natural"))) == ["natural", "plain"]
    told = await programs(service_of(tmp_path, selected="kokoro"))
    assert list(told) == ["kokoro", "plain", "natural"]
    assert "libritts" not in languages(told["kokoro"])


async def test_languages_are_written_as_home_assistant_knows_them(tmp_path: Path) -> None:
    told = languages((await programs(service_of(tmp_path)))["vozes"])
    assert (told["pf_dora"], told["de"]) == (["pt-BR"], ["de"])
    assert list(map(written, ("zh-hans", "es-419", "cmn-latn-pinyin"))) == ["zh-Hans", "es-419", "cmn-Latn-pinyin"]


async def test_voices_of_one_s_own_are_those_of_engines_that_clone_and_go_by_id_and_name(tmp_path: Path) -> None:
    service = service_of(tmp_path)
    own = service.library.add(draft("Ana", language="pt-br"))
    told = await programs(service)
    assert own.id not in languages(told["plain"])
    for program in (told["vozes"], told["natural"]):
        ana = next(voice for voice in program.voices if voice.name == own.id)
        assert (ana.description, ana.languages[0]) == ("Ana", "pt-BR")
        assert len(program.voices) == len(languages(program))


@pytest.mark.parametrize(
    ("program", "engine"), [("vozes", "auto"), ("auto", "auto"), ("plain", "plain"), ("kokoro", "kokoro")]
)
async def test_a_program_is_an_engine_a_model_or_all_of_them(program: str, engine: str, tmp_path: Path) -> None:
    assert engine_named(service_of(tmp_path).registry, program) == engine


async def test_another_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VozesError, match="nobody"):
        engine_named(service_of(tmp_path).registry, "nobody")


def test_every_kind_of_program_is_there_for_clients_that_look_for_it() -> None:
    kinds: set[Any] = set(Info().event().data)
    from vozes.api.wyoming.programs import _NONE

    assert kinds == {*_NONE, "tts"}
