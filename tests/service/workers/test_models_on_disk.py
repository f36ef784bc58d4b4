"""What comes and goes on disk is seen without a restart; a sine speaks in the place of the models."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import fake_spec
from tests.service.conftest import MakeSettings, until
from vozes.engines.base import EngineState
from vozes.engines.settings import engine_settings
from vozes.engines.styletts2.info import engine_spec
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.registry import RegisteredEngine
from vozes.service.speech.orders import SpeechOrder

pytestmark = pytest.mark.anyio

KOKORO = ("kokoro-v1_0.pth", "config.json", "voices/af_heart.pt")
LIBRITTS = ("epochs_2nd_00020.pth", "config.yml")


def install(home: Path, model: str, *files: str) -> None:
    for name in files:
        path = home / "models" / "styletts2" / model / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


@pytest.fixture
async def service(make_settings: MakeSettings, bare_home: Path) -> AsyncIterator[Service]:
    settings = make_settings(home=bare_home)
    spec = replace(engine_spec(engine_settings(settings)), target="tests.fakes:SineEngine")
    async with Service(settings, [fake_spec(), spec]) as service:
        yield service


@pytest.fixture
def engine(service: Service) -> RegisteredEngine:
    return service.registry.find("styletts2")


def voices(engine: RegisteredEngine) -> list[str]:
    return [voice.id for voice in engine.info.voices]


async def speak(service: Service, voice: str) -> int:
    speech = await service.speech.prepare(SpeechOrder("440 Hz 0.1 s", voice=voice, engine="styletts2"))
    return sum([len(chunk.samples) async for chunk in service.speech.chunks(speech)])


async def test_models_that_come_are_offered_with_their_voices_and_languages(
    service: Service, engine: RegisteredEngine, bare_home: Path
) -> None:
    assert engine.supervisor.state == EngineState.NOT_INSTALLED
    install(bare_home, "kokoro", *KOKORO)
    await until(lambda: engine.supervisor.state == EngineState.UNLOADED)
    assert (voices(engine), engine.info.languages) == (["af_heart"], ("en-us",))
    assert not engine.info.capabilities.cloning
    install(bare_home, "kokoro", "voices/pf_dora.pt")
    install(bare_home, "libritts", *LIBRITTS)
    await until(lambda: voices(engine) == ["af_heart", "pf_dora", "libritts"])
    assert engine.info.languages == ("en-us", "pt-br")
    assert engine.info.capabilities.cloning
    assert await speak(service, "pf_dora")


async def test_a_model_may_be_used_the_moment_it_is_there(engine: RegisteredEngine, bare_home: Path) -> None:
    assert engine.supervisor.missing is not None
    install(bare_home, "kokoro", *KOKORO)
    await engine.supervisor.load()
    assert engine.supervisor.state == EngineState.READY


async def test_models_that_go_are_offered_no_longer(
    service: Service, engine: RegisteredEngine, bare_home: Path
) -> None:
    install(bare_home, "kokoro", *KOKORO)
    install(bare_home, "libritts", *LIBRITTS)
    await until(lambda: voices(engine) == ["af_heart", "libritts"])
    shutil.rmtree(bare_home / "models" / "styletts2" / "libritts")
    await until(lambda: voices(engine) == ["af_heart"])
    with pytest.raises(VozesError) as refusal:
        await speak(service, "libritts")
    assert refusal.value.code == ErrorCode.UNKNOWN_VOICE
    shutil.rmtree(bare_home / "models")
    await until(lambda: engine.supervisor.state == EngineState.NOT_INSTALLED)


async def test_an_engine_that_is_loaded_goes_on_with_what_it_has_when_its_models_are_gone(
    service: Service, engine: RegisteredEngine, bare_home: Path
) -> None:
    install(bare_home, "kokoro", *KOKORO)
    assert await speak(service, "af_heart")
    shutil.rmtree(bare_home / "models")
    await until(lambda: engine.supervisor.missing is not None)
    assert (engine.supervisor.state, voices(engine)) == (EngineState.READY, ["af_heart"])
    assert await speak(service, "af_heart")
    await engine.supervisor.unload()
    assert engine.supervisor.state == EngineState.NOT_INSTALLED


async def test_the_list_of_the_engines_voices_is_written_anew(
    service: Service, engine: RegisteredEngine, bare_home: Path
) -> None:
    listed = bare_home / "voices" / "presets" / "metadata.json"

    def ids() -> set[str]:
        return set(listed.read_text().split('"')) if listed.exists() else set()

    listing = asyncio.create_task(service.library_writer.keep_presets_listed())
    await until(lambda: "hum" in ids())
    assert "styletts2" not in ids()
    install(bare_home, "kokoro", *KOKORO, "voices/minha.pt")
    await until(lambda: "minha" in ids())
    assert set(json.loads(listed.read_text())["engines"]) == {"sine", "styletts2"}
    shutil.rmtree(bare_home / "models")
    await until(lambda: "minha" not in ids())
    listing.cancel()


async def test_a_default_engine_that_is_not_installed_is_warned_of_once_and_speaks_once_it_is_there(
    make_settings: MakeSettings, bare_home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("vozes.service.readiness._RETRY_SECONDS", 0.01)
    settings = make_settings(home=bare_home, default_engine="styletts2")
    spec = replace(engine_spec(engine_settings(settings)), target="tests.fakes:SineEngine")
    tries = 0
    async with Service(settings, [spec]) as service:
        prepare = service.speech.prepare

        async def counted(order: SpeechOrder) -> object:
            nonlocal tries
            tries += 1
            return await prepare(order)

        monkeypatch.setattr(service.speech, "prepare", counted)
        warming = asyncio.create_task(service.readiness.warm_up())
        await until(lambda: tries > 5)
        with pytest.raises(VozesError, match="There is no model in") as refusal:
            service.readiness.check()
        assert refusal.value.code == ErrorCode.NOT_READY
        assert len([record for record in caplog.records if "warm-up" in record.getMessage()]) == 1
        install(bare_home, "kokoro", *KOKORO)
        await warming
        service.readiness.check()
