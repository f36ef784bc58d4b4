"""Voices of the engines' own stand in for OpenAI's."""

import pytest

from tests.fakes import natural_spec, plain_spec
from tests.service.conftest import MakeSettings, until
from vozes.engines.base import EngineState
from vozes.engines.catalog import engine_specs
from vozes.engines.info import EngineInfo
from vozes.engines.settings import EngineSettings
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.stand_ins import OPENAI_VOICES, StandIn, gender_of, stand_in

_MIXED = "Eu moro em São Paulo com a minha família desde janeiro. The weather was very nice when we left the house."


def standing_in(name: str, info: EngineInfo, language: str) -> StandIn:
    return stand_in(name, info, language, info.voice_for(language))


@pytest.fixture(scope="module")
def espeak() -> EngineInfo:
    return next(spec.info for spec in engine_specs(EngineSettings("")) if spec.info.id == "espeak")


@pytest.mark.parametrize("name", OPENAI_VOICES)
def test_espeak_changes_its_throat_and_keeps_the_language(name: str, espeak: EngineInfo) -> None:
    found = standing_in(name, espeak, "pt-br")
    assert found.voice.id == "pt-br"
    assert str(found.options["variant"]).startswith("f") == (gender_of(name) == "female")
    assert espeak.check_options(dict(found.options)) == found.options


def test_a_counterpart_of_the_same_name_comes_first() -> None:
    info = natural_spec(voices="af_heart af_nova am_onyx pf_dora pm_alex").info
    assert [standing_in(name, info, "en-us").voice.id for name in ("nova", "onyx")] == ["af_nova", "am_onyx"]


def test_others_are_shared_out_among_the_voices_of_their_gender() -> None:
    info = natural_spec(voices="pm_alex pf_dora pm_santa").info
    men = [name for name in OPENAI_VOICES if gender_of(name) == "male"]
    assert {standing_in(name, info, "pt-br").voice.id for name in men} == {"pm_alex", "pm_santa"}


def test_where_there_is_none_of_the_gender_the_default_voice_speaks() -> None:
    info = natural_spec(voices="af_heart ef_dora").info
    assert standing_in("onyx", info, "es").voice.id == "ef_dora"


@pytest.mark.anyio
async def test_a_sentence_in_another_language_is_said_by_one_of_the_same_kind(make_settings: MakeSettings) -> None:
    natural = natural_spec(voices="af_heart am_onyx pf_dora pm_alex")
    async with Service(make_settings(default_engine="auto"), [plain_spec(), natural]) as service:
        await service.start()
        await until(lambda: service.registry.find("natural").supervisor.state == EngineState.READY)
        speech = await service.speech.prepare(SpeechOrder(_MIXED, stand_in_for="onyx"))
        assert [request.voice for request in speech.requests] == ["pm_alex", "am_onyx"]
