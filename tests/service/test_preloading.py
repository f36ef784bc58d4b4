"""Under `auto` the server speaks at once, and better as soon as a better engine is loaded beside it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import psutil
import pytest

from tests.fakes import STEPS, natural_spec, plain_spec
from tests.service.conftest import MakeSettings, process_of, until
from vozes.engines.base import EngineSpec, EngineState
from vozes.errors import VozesError
from vozes.service.core import Service
from vozes.service.readiness import Readiness
from vozes.service.speech.language_choice import LanguageChooser
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.service import Speech

pytestmark = pytest.mark.anyio

Serve = Callable[..., AbstractAsyncContextManager[Service]]


@pytest.fixture
def serve(make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """A server's service, which looks often for what has come; every text says its language."""

    async def no_detection(_: LanguageChooser) -> None:
        pass

    monkeypatch.setattr(LanguageChooser, "prepare", no_detection)
    monkeypatch.setattr("vozes.service.preloading._LOOK_SECONDS", 0.02)
    monkeypatch.setattr("vozes.service.workers.availability._LOOK_SECONDS", 0.0)

    @asynccontextmanager
    async def serving(natural: EngineSpec, **flags: object) -> AsyncIterator[Service]:
        settings = make_settings(**{"default_engine": "auto", **flags})
        settings.home.mkdir(parents=True)
        async with Service(settings, [plain_spec(), natural]) as service:
            await service.start()
            await until(lambda: is_ready(service))
            yield service

    return serving


def is_ready(service: Service) -> bool:
    try:
        service.readiness.check()
    except VozesError:
        return False
    return True


def state(service: Service) -> EngineState:
    return service.registry.find("natural").supervisor.state


async def spoken(service: Service, language: str = "pt-br") -> Speech:
    speech = await service.speech.prepare(SpeechOrder("440 Hz 0.1 s", language))
    assert [chunk async for chunk in service.speech.chunks(speech)]
    return speech


def step(service: Service, name: str) -> None:
    (service.settings.home / name).touch()


def stage(service: Service) -> str | None:
    progress = service.registry.find("natural").supervisor.progress
    return None if progress is None else progress.stage


async def test_the_server_is_ready_once_the_engine_that_is_always_there_has_spoken(
    make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it is loaded is not enough."""
    may_speak, speak = asyncio.Event(), Readiness._speak_once

    async def speak_when_told(readiness: Readiness) -> None:
        await may_speak.wait()
        await speak(readiness)

    monkeypatch.setattr(Readiness, "_speak_once", speak_when_told)
    async with Service(make_settings(default_engine="auto"), [plain_spec()]) as service:
        await service.start()
        await spoken(service)
        assert not is_ready(service)
        may_speak.set()
        await until(lambda: is_ready(service))


async def test_what_is_installed_is_loaded_beside_who_speaks_already(serve: Serve) -> None:
    async with serve(natural_spec()) as service:
        await until(lambda: state(service) == EngineState.READY)
        assert service.readiness.check().info.id == service.registry.current.info.id == "natural"
        assert (await spoken(service)).request.voice == "pf_dora"


async def test_one_that_was_unloaded_is_loaded_again_only_by_who_speaks(serve: Serve) -> None:
    async with serve(natural_spec()) as service:
        await until(lambda: state(service) == EngineState.READY)
        await service.registry.find("natural").supervisor.unload()
        part, warnings = await service.speech.find_speaker(SpeechOrder("440 Hz 0.1 s", "pt-br"))
        await service.preloading.look()
        assert (part.engine.info.id, part.request.voice, warnings) == ("natural", "pf_dora", [])
        assert state(service) == EngineState.UNLOADED
        assert service.registry.current.info.id == "natural"
        assert service.readiness.check().info.id == "plain"
        assert (await spoken(service)).engine.info.id == "natural"


async def test_as_long_as_a_model_is_converted_another_engine_speaks(serve: Serve) -> None:
    async with serve(natural_spec("SteppingEngine")) as service:
        await until(lambda: stage(service) == "converting")
        assert service.readiness.check().info.id == service.registry.current.info.id == "plain"
        speech = await spoken(service)
        assert (speech.engine.info.id, speech.request.voice, speech.warnings) == ("plain", "pt-br", [])
        for name in STEPS:
            step(service, name)
        await until(lambda: state(service) == EngineState.READY)
        assert (await spoken(service)).engine.info.id == "natural"


async def test_a_request_waits_while_a_model_is_loaded(serve: Serve) -> None:
    async with serve(natural_spec("SteppingEngine")) as service:
        step(service, "first")
        step(service, "second")
        await until(lambda: stage(service) == "warming_up")
        asking = asyncio.create_task(spoken(service))
        await asyncio.wait([asking], timeout=0.2)
        assert not asking.done()
        step(service, "third")
        assert (await asking).engine.info.id == "natural"


async def test_no_request_waits_longer_than_some_seconds(serve: Serve) -> None:
    async with serve(natural_spec("SteppingEngine")) as service:
        step(service, "first")
        step(service, "second")
        await until(lambda: stage(service) == "warming_up")
        service.waiting.patience = 0.1
        assert (await spoken(service)).engine.info.id == "plain"


@pytest.mark.parametrize("engine", ["DamagedEngine", "DyingEngine"])
async def test_where_the_better_engine_fails_the_other_speaks_and_says_so_once(engine: str, serve: Serve) -> None:
    """Both the voice that the user has chosen and the best one are that engine's."""
    async with serve(natural_spec(engine), default_voices="pt-br=pm_alex") as service:
        await until(lambda: state(service) == EngineState.FAILED)
        speech = await spoken(service)
        assert speech.engine.info.id == "plain"
        assert len(speech.warnings) == 1
        assert "Natural cannot speak at present: " in speech.warnings[0]
        assert service.readiness.check().info.id == "plain"


async def test_an_engine_that_failed_is_tried_again_when_it_is_asked_for(serve: Serve) -> None:
    """It can be loaded only once; then that is mended."""
    async with serve(natural_spec("FadingEngine")) as service:
        await until(lambda: state(service) == EngineState.READY)
        process_of(service.registry.find("natural"))._process.kill("a test")  # type: ignore[union-attr]
        await until(lambda: state(service) == EngineState.FAILED)
        assert (await spoken(service)).engine.info.id == "plain"
        (service.settings.home / "loaded").unlink()

        async def natural_speaks() -> bool:
            return (await spoken(service)).engine.info.id == "natural"

        await until(natural_speaks)


async def test_what_comes_while_the_server_runs_is_got_ready(serve: Serve) -> None:
    lacking = ["Run: x"]
    async with serve(natural_spec(missing=lambda _: lacking[0] if lacking else None)) as service:
        assert (await spoken(service)).engine.info.id == "plain"
        lacking.clear()
        await until(lambda: state(service) == EngineState.READY)
        lacking.append("Run: x")
        await service.registry.find("natural").supervisor.unload()
        await until(lambda: state(service) == EngineState.NOT_INSTALLED)
        assert (await spoken(service)).engine.info.id == "plain"
        await until(lambda: not service.preloading._tried)
        lacking.clear()
        await until(lambda: state(service) == EngineState.READY)


async def test_what_was_unloaded_is_loaded_again_by_the_next_request_alone(serve: Serve) -> None:
    async with serve(natural_spec()) as service:
        await until(lambda: state(service) == EngineState.READY)
        await service.registry.find("natural").supervisor.unload()
        await service.preloading.look()
        assert state(service) == EngineState.UNLOADED
        assert (await spoken(service)).engine.info.id == "natural"


async def test_where_little_memory_is_free_it_is_loaded_by_the_first_request(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = psutil.virtual_memory()._replace(available=1_000_000_000)
    monkeypatch.setattr("vozes.service.workers.supervisor.psutil.virtual_memory", lambda: memory)
    async with serve(natural_spec()) as service:
        await service.preloading.look()
        assert state(service) == EngineState.UNLOADED
        assert (await spoken(service)).engine.info.id == "natural"


async def test_nothing_is_loaded_for_who_has_selected_another_engine(serve: Serve) -> None:
    async with serve(natural_spec(), default_engine="plain") as service:
        assert (await spoken(service)).engine.info.id == "plain"
        assert state(service) == EngineState.UNLOADED
        await service.select("auto")
        await until(lambda: state(service) == EngineState.READY)


async def test_nobody_waits_for_an_engine_that_converts_another_model(serve: Serve) -> None:
    async with serve(natural_spec()) as service:
        await until(lambda: state(service) == EngineState.READY)
        with service.waiting.withheld(service.registry.find("natural")):
            assert (await spoken(service)).engine.info.id == "plain"
        assert (await spoken(service)).engine.info.id == "natural"


async def test_a_command_waits_for_the_better_engine_as_long_as_it_takes(make_settings: MakeSettings) -> None:
    settings = make_settings(default_engine="auto")
    settings.home.mkdir(parents=True)
    async with Service(settings, [plain_spec(), natural_spec("SteppingEngine")]) as service:
        asking = asyncio.create_task(spoken(service))
        await until(lambda: stage(service) == "converting")
        await asyncio.wait([asking], timeout=0.2)
        assert not asking.done()
        for name in STEPS:
            step(service, name)
        assert (await asking).engine.info.id == "natural"
