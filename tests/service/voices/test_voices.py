"""Who speaks, what is cloned, what is used once, and what a voice sounds like."""

import asyncio
import errno
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import fake_spec
from tests.service.conftest import MakeSettings, until
from tests.spoken import spoken
from vozes.audio.intake import take_in
from vozes.engines.base import EngineSpec, EngineState
from vozes.engines.catalog import engine_specs
from vozes.engines.info import VoiceInfo
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder
from vozes.service.thread_pools import in_thread
from vozes.service.uploads import Uploads
from vozes.service.voices.cloning import CloneOrder, SentRecording
from vozes.service.voices.previews import SENTENCES
from vozes.text.language import base_language
from vozes.types import ClonedVoice
from vozes.voices.voice import DraftRecording, LibraryVoice, VoiceDraft

pytestmark = pytest.mark.anyio

Serve = Callable[..., AbstractAsyncContextManager[Service]]


@pytest.fixture
def serve(make_settings: MakeSettings) -> Serve:
    @asynccontextmanager
    async def serving(*specs: EngineSpec, **flags: object) -> AsyncIterator[Service]:
        engines = specs or (fake_spec(), fake_spec("cloner", cloning=True))
        async with Service(make_settings(**flags), engines) as service:
            yield service

    return serving


@pytest.fixture
def recording(tmp_path: Path) -> SentRecording:
    path = tmp_path / "sent"
    path.write_bytes(spoken())
    return SentRecording(path)


def keep(service: Service, name: str, **fields: object) -> LibraryVoice:
    return service.library.add(VoiceDraft(name, [DraftRecording(spoken(), 6.0)], **fields))  # type: ignore[arg-type]


def keep_by_hand(service: Service, voice_id: str, name: str) -> None:
    folder = service.settings.home / "voices" / "custom" / voice_id
    folder.mkdir(parents=True)
    (folder / "a.wav").write_bytes(spoken())
    (folder / "voice.json").write_text(f'{{"name": "{name}"}}')


def with_voices(spec: EngineSpec, *voices: VoiceInfo) -> EngineSpec:
    return replace(spec, info=replace(spec.info, voices=voices))


def left(service: Service) -> list[str]:
    """What lies where things are received, and the folders of voices."""
    folders = (service.voices.uploads.root, service.settings.home / "voices" / "custom")
    return [path.name for folder in folders for path in folder.glob("*")]


async def voice_of(service: Service, text: str, **order: object) -> tuple[str, tuple[str, ...]]:
    """Which voice speaks, and which of them are cloned."""
    speech = await service.speech.prepare(SpeechOrder("a", language="en", voice=text, **order))  # type: ignore[arg-type]
    return speech.request.voice, tuple(voice.id for voice in speech.request.cloned)


async def test_a_name_is_looked_up_among_ids_before_names_and_in_the_library_first(serve: Serve) -> None:
    spec = with_voices(
        fake_spec(cloning=True),
        VoiceInfo("one", "Two", ()),
        VoiceInfo("two", "Three", ()),
        VoiceInfo("five", "Four", ()),
    )
    async with serve(spec) as service:
        assert await voice_of(service, "two") == ("two", ())
        assert await voice_of(service, "TWO") == ("two", ())
        assert await voice_of(service, "four") == ("five", ())
        two, three = keep(service, "Two").id, keep(service, "Three").id
        assert await voice_of(service, "two") == ("two", ())
        assert await voice_of(service, "three") == (three, (three,))
        assert await voice_of(service, two) == (two, (two,))
        keep_by_hand(service, "two", "Six")
        assert await voice_of(service, "two") == ("two", ("two",))
        assert await voice_of(service, "two:1+three:3") == (f"{three}:0.75+two:0.25", ("two", three))


async def test_what_the_recordings_are_in_is_preferred_where_the_text_does_not_tell(serve: Serve) -> None:
    async with serve(preferred_languages="pt") as service:
        voice = keep(service, "Ana", language="en-gb").id
        speech = await service.speech.prepare(SpeechOrder("1, 2.", voice=voice))
        assert speech.request.language == "en"
        speech = await service.speech.prepare(SpeechOrder("Eu gosto muito de café com leite.", voice=voice))
        assert speech.request.language == "pt"


async def test_the_selected_engine_is_kept_where_it_can_clone(serve: Serve) -> None:
    specs = (fake_spec(), fake_spec("first", cloning=True), fake_spec("second", cloning=True))
    async with serve(*specs) as service:
        keep(service, "Ana")
        order = SpeechOrder("a", language="en", voice="Ana")
        assert (await service.speech.prepare(order)).engine.info.id == "first"
        service.registry.select("second")
        assert (await service.speech.prepare(order)).engine.info.id == "second"


async def test_an_engine_that_clones_and_cannot_mix_gives_way_to_one_that_can(serve: Serve) -> None:
    single = fake_spec("single", cloning=True)
    single = replace(single, info=replace(single.info, capabilities=replace(single.info.capabilities, mixing=False)))
    async with serve(fake_spec(), single, fake_spec("mixer", cloning=True)) as service:
        keep(service, "Ana")
        keep(service, "Bia")
        speech = await service.speech.prepare(SpeechOrder("a", language="en", voice="Ana+Bia"))
        assert speech.engine.info.id == "mixer"
        with pytest.raises(VozesError, match="supported engines: mixer") as refused:
            await service.speech.prepare(SpeechOrder("a", language="en", voice="Ana+Bia", engine="single"))
        assert refused.value.code == ErrorCode.INVALID_FIELD


async def test_a_mixture_is_spoken_by_an_engine_that_knows_all_its_voices(serve: Serve) -> None:
    other = with_voices(fake_spec("other", cloning=True), VoiceInfo("theirs", "Theirs", ()))
    async with serve(fake_spec(), fake_spec("first", cloning=True), other) as service:
        keep(service, "Ana")
        speech = await service.speech.prepare(SpeechOrder("a", language="en", voice="Ana+theirs"))
        assert speech.engine.info.id == "other"
        with pytest.raises(VozesError, match="'nobody'") as refused:
            await service.speech.prepare(SpeechOrder("a", language="en", voice="Ana+nobody"))
        assert refused.value.code == ErrorCode.UNKNOWN_VOICE


async def test_a_voice_is_cloned_without_a_server(serve: Serve, recording: SentRecording) -> None:
    async with serve() as service:
        voice = await service.voices.clone(CloneOrder("Ana", [recording, recording], consent=True, tags=("low",)))
        assert [each.file for each in service.library.get(voice.id).recordings] == [
            "recording-1.wav",
            "recording-2.wav",
        ]
        assert left(service) == [voice.id]
        assert service.registry.find("cloner").supervisor.state == EngineState.UNLOADED


@pytest.mark.parametrize("count", [0, 11])
async def test_a_voice_is_made_of_one_to_ten_recordings(serve: Serve, recording: SentRecording, count: int) -> None:
    async with serve() as service:
        with pytest.raises(VozesError, match="1 to 10") as refused:
            await service.voices.clone(CloneOrder("Ana", [recording] * count, consent=True))
        assert refused.value.code == ErrorCode.INVALID_FIELD


async def test_a_clone_that_is_cancelled_leaves_nothing(
    serve: Serve, recording: SentRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serve() as service:
        taking_in = asyncio.Event()

        async def telling(*arguments: Any) -> object:
            taking_in.set()
            return await take_in(*arguments)

        monkeypatch.setattr("vozes.service.voices.cloning.take_in", telling)
        cloning = asyncio.create_task(service.voices.clone(CloneOrder("Ana", [recording], consent=True)))
        await taking_in.wait()
        assert len(left(service)) == 1
        cloning.cancel()
        await asyncio.wait([cloning])
        assert cloning.cancelled()
        assert left(service) == []


async def test_a_disk_that_is_full_for_what_is_made_of_a_recording_leaves_nothing(
    serve: Serve, recording: SentRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with serve() as service:
        with monkeypatch.context() as patched:
            patched.setattr(Path, "write_bytes", full)
            with pytest.raises(VozesError) as refused:
                await service.voices.clone(CloneOrder("Ana", [recording], consent=True))
        assert refused.value.code == ErrorCode.STORAGE_FULL
        assert left(service) == []
        assert await service.voices.clone(CloneOrder("Ana", [recording], consent=True))


async def test_a_clone_does_not_wait_long_for_an_engine_that_is_busy(
    serve: Serve, recording: SentRecording, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("vozes.service.voices.cloning._TURN_SECONDS", 0.1)
    async with serve() as service:
        cloner = service.registry.find("cloner")
        await cloner.supervisor.load()
        async with cloner.queue.slot():
            voice = await service.voices.clone(CloneOrder("Ana", [recording], consent=True))
        assert not service.library.embedding_path("cloner", voice.id).exists()
    assert any("has made nothing of the voice" in record.getMessage() for record in caplog.records)


async def test_an_engine_that_goes_on_making_what_it_needs_of_a_clone_is_not_cut(
    serve: Serve, recording: SentRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vozes.service.voices.cloning._TURN_SECONDS", 0.2)
    made = False

    async def clone(_: ClonedVoice, on_work: Callable[[], None], _keep: object) -> None:
        nonlocal made
        for _step in range(10):
            await asyncio.sleep(0.1)
            on_work()
        made = True

    async with serve(stall_seconds=0.5) as service:
        supervisor = service.registry.find("cloner").supervisor
        await supervisor.load()
        monkeypatch.setattr(supervisor, "clone", clone)
        await service.voices.clone(CloneOrder("Ana", [recording], consent=True))
    assert made


async def test_a_voice_used_once_is_gone_when_its_speech_is_cancelled(serve: Serve, recording: SentRecording) -> None:
    async with serve() as service:

        async def speak() -> None:
            with service.voices.one_off([recording.path]) as one_off:
                order = SpeechOrder("300 Hz 600 s slowly", language="en", reference=one_off.voice)
                speech = await service.speech.prepare(order)
                await service.voices.make(one_off)
                async with service.speech.render(speech) as rendering:
                    await rendering.finished()

        speaking = asyncio.create_task(speak())
        await until(lambda: service.registry.find("cloner").queue.running == 1)
        assert len(left(service)) == 1
        speaking.cancel()
        await asyncio.wait([speaking])
        assert left(service) == []
        await until(lambda: service.registry.find("cloner").queue.running == 0)


async def test_every_language_of_the_engines_that_clone_has_a_sentence_of_its_own(bare_home: Path) -> None:
    specs = [spec for spec in engine_specs(EngineSettings(str(bare_home))) if spec.info.capabilities.cloning]
    languages = {base_language(tag) for spec in specs for tag in spec.info.languages}
    assert {"pt", "en", "es", "fr", "de", "it"} <= languages
    assert languages - set(SENTENCES) == set()


@pytest.mark.parametrize(("language", "spoken_in"), [("pt-br", "pt"), ("en", "en"), ("sv", "pt"), (None, "pt")])
async def test_a_preview_is_in_the_voice_s_language_where_the_engine_speaks_it(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, language: str | None, spoken_in: str
) -> None:
    async with serve() as service:
        voice = keep(service, "Ana", language=language).id
        orders: list[SpeechOrder] = []
        real = service.speech.prepare

        async def noting(order: SpeechOrder) -> object:
            orders.append(order)
            return await real(order)

        monkeypatch.setattr(service.speech, "prepare", noting)
        assert await service.previews.get(voice)
        assert [(order.language, order.text) for order in orders] == [(spoken_in, SENTENCES[spoken_in])]


@pytest.fixture
def endless_previews(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("en", "pt"):
        monkeypatch.setitem(SENTENCES, language, "440 Hz 3600 s slowly")


@asynccontextmanager
async def asked_for_in_passing(service: Service, *voices: str) -> AsyncIterator[None]:
    """Leaves at the end, as a page does that is closed."""
    getting = [asyncio.create_task(service.previews.get(voice, in_passing=True)) for voice in voices]
    try:
        yield
    finally:
        for preview in getting:
            preview.cancel()
        await asyncio.wait(getting)


@pytest.mark.usefixtures("endless_previews")
async def test_a_preview_in_passing_is_broken_off_for_whoever_has_to_wait_and_begins_anew(serve: Serve) -> None:
    async with serve() as service:
        queue = service.registry.current.queue
        async with asked_for_in_passing(service, "hum", "alto"):
            await until(lambda: queue.running == 1)
            assert queue.waiting == 0
            async with asyncio.timeout(20), queue.slot():
                assert queue.waiting == 0
            await until(lambda: queue.running == 1)


async def test_previews_in_passing_do_not_break_each_other_off(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("en", "pt"):
        monkeypatch.setitem(SENTENCES, language, "440 Hz 0.3 s slowly")
    async with serve() as service, asyncio.timeout(30):
        getting = [service.previews.get(voice, in_passing=True) for voice in ("hum", "alto", "hum")]
        assert all(preview.mp3 for preview in await asyncio.gather(*getting))


@pytest.mark.usefixtures("endless_previews")
async def test_a_preview_in_passing_takes_its_turn_where_the_engine_is_never_idle(serve: Serve) -> None:
    async with serve(first_sound_seconds=0.2) as service:
        queue = service.registry.current.queue
        async with queue.slot(), asked_for_in_passing(service, "hum"):
            await until(lambda: queue.waiting == 1)


async def test_a_preview_that_cannot_be_kept_is_heard_all_the_same(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    async with serve() as service:
        voice = keep(service, "Ana").id
        (service.settings.home / "voices" / "previews").write_text("in the way")
        assert await service.previews.get(voice)
    assert any("could not be kept" in record.getMessage() for record in caplog.records)


async def test_the_engines_voices_are_listed_where_that_can_be_written(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    async with serve() as service:
        (service.settings.home / "voices" / ".lock").mkdir(parents=True)
        await service.library_writer.list_presets()
        await service.library_writer.open()
    assert len([record for record in caplog.records if "cannot be written" in record.getMessage()]) == 2


async def test_a_thread_s_work_is_never_left_running_behind() -> None:
    import threading

    begun, going_on, done = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        going_on.wait(10)
        done.set()

    running = asyncio.create_task(in_thread(work))
    await asyncio.to_thread(begun.wait, 10)
    running.cancel()
    asyncio.get_running_loop().call_soon(going_on.set)
    await asyncio.wait([running])
    assert running.cancelled()
    assert done.is_set()


async def test_a_folder_of_what_is_received_goes_whatever_happens(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads")
    with uploads.folder() as folder:
        (folder / "a").mkdir()
        (folder / "a" / "b").write_text("sent")
    with pytest.raises(KeyError), uploads.folder():
        raise KeyError
    assert list(uploads.root.iterdir()) == []


async def test_where_nothing_can_be_received_the_home_is_said_to_be_at_fault(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("in the way")
    with pytest.raises(VozesError) as refused, Uploads(tmp_path / "uploads").folder():
        pass
    assert refused.value.code == ErrorCode.HOME_UNUSABLE
