"""A model goes only while its engine rests, and its engine comes back for nobody until it has gone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import fake_spec
from tests.service.conftest import MakeSettings
from tests.service.workers.test_models_on_disk import KOKORO, LIBRITTS, install
from vozes.engines.base import EngineState
from vozes.engines.settings import engine_settings
from vozes.engines.styletts2.info import engine_spec as styletts2
from vozes.engines.xtts.info import engine_spec as xtts
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder

pytestmark = pytest.mark.anyio


@pytest.fixture
async def service(make_settings: MakeSettings, bare_home: Path) -> AsyncIterator[Service]:
    """Has Kokoro, for which a sine speaks."""
    install(bare_home, "kokoro", *KOKORO)
    settings = make_settings(home=bare_home)
    spec = replace(styletts2(engine_settings(settings)), target="tests.fakes:SineEngine")
    async with Service(settings, [fake_spec(), xtts(), spec]) as service:
        yield service


async def test_a_model_whose_engine_speaks_is_not_removed(service: Service, bare_home: Path) -> None:
    speech = await service.speech.prepare(SpeechOrder("ponder 60", language="en", engine="kokoro"))
    async with aclosing(service.speech.chunks(speech)) as chunks:
        await anext(chunks)
        with pytest.raises(VozesError, match="at work") as refusal:
            await service.models.remove("kokoro")
    assert refusal.value.code == ErrorCode.MODEL_BUSY
    assert (bare_home / "models" / "styletts2" / "kokoro").exists()


async def test_where_the_selected_model_goes_the_choice_is_automatic(service: Service) -> None:
    service.registry.select("kokoro")
    await service.models.remove("kokoro")
    assert service.registry.selected_name == "auto"


async def test_whoever_asks_for_an_engine_while_its_model_goes_is_told_that_it_is_gone(
    service: Service, bare_home: Path
) -> None:
    supervisor = service.registry.find("styletts2").supervisor
    await supervisor.load()
    async with supervisor.kept_unloaded():
        loading = asyncio.create_task(supervisor.load())
        await asyncio.sleep(0)
        assert supervisor.memory_bytes is None
        (bare_home / "models" / "styletts2" / "kokoro" / "config.json").unlink()
    with pytest.raises(VozesError) as refusal:
        await loading
    assert refusal.value.code == ErrorCode.MODEL_NOT_INSTALLED
    assert supervisor.state == EngineState.NOT_INSTALLED


async def test_what_has_come_is_offered_as_soon_as_the_catalogue_tells_of_it(
    service: Service, bare_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vozes.service.workers.availability._LOOK_SECONDS", 1000.0)
    engine = service.registry.find("styletts2")
    states = {found.model.id: found.state for found in await service.models.list()}
    assert (states["libritts"], [voice.id for voice in engine.info.voices]) == ("absent", ["af_heart"])
    install(bare_home, "libritts", *LIBRITTS)
    states = {found.model.id: found.state for found in await service.models.list()}
    assert (states["libritts"], [voice.id for voice in engine.info.voices]) == ("installed", ["af_heart", "libritts"])
