"""An order is checked, completed and spoken."""

import asyncio
import io
import wave
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager

import numpy as np
import pytest

from tests.fakes import fake_spec, frequency_of
from tests.service.conftest import MakeSettings, until
from vozes.engines.base import EngineSpec, EngineState
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder
from vozes.types import Samples, WordTiming

pytestmark = pytest.mark.anyio

Serve = Callable[..., AbstractAsyncContextManager[Service]]


@pytest.fixture
def serve(make_settings: MakeSettings) -> Serve:
    @asynccontextmanager
    async def serving(*specs: EngineSpec, **flags: object) -> AsyncIterator[Service]:
        async with Service(
            make_settings(**flags), specs or (fake_spec(), fake_spec("gone", missing="Run: x"))
        ) as service:
            yield service

    return serving


async def render(service: Service, text: str, **order: object) -> bytes:
    speech = await service.speech.prepare(SpeechOrder(text, **order))  # type: ignore[arg-type]
    async with service.speech.render(speech) as rendering:
        await rendering.finished()
        return b"".join([piece async for piece in rendering.bytes()])


def samples_of(wav: bytes) -> Samples:
    with wave.open(io.BytesIO(wav)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.float32)


async def test_an_order_is_spoken(serve: Serve) -> None:
    async with serve() as service:
        wav = await render(service, "440 Hz 0.5 s", language="en")
        assert len(samples_of(wav)) == 8000
        assert frequency_of(samples_of(wav)) == pytest.approx(440, abs=2)


@pytest.mark.parametrize("engine", ["WordEngine", "LateWordEngine"])
async def test_a_rendering_tells_when_each_word_is_heard(engine: str, serve: Serve) -> None:
    async with serve(fake_spec(engine=engine)) as service:
        speech = await service.speech.prepare(SpeechOrder("one  two", language="en"))
        async with service.speech.render(speech) as rendering:
            await rendering.finished()
            assert rendering.words == [WordTiming(0, 3, 0, 0.1), WordTiming(5, 8, 0.1, 0.2)]


async def test_what_is_not_said_is_chosen(serve: Serve) -> None:
    async with serve() as service:
        speech = await service.speech.prepare(SpeechOrder("Eu gosto muito de café com leite."))
        assert (speech.engine.info.id, speech.request.language, speech.request.voice) == ("sine", "pt", "alto")
        speech = await service.speech.prepare(SpeechOrder("a", language="pt-BR", voice="Hum", options={"depth": 2.0}))
        assert (speech.request.language, speech.request.voice, speech.request.options) == ("pt", "hum", {"depth": 2})


async def test_a_text_among_the_options_reaches_the_engine_as_it_is(serve: Serve) -> None:
    async with serve() as service:
        speech = await service.speech.prepare(SpeechOrder("a", options={"motto": "Olá, mundo!"}))
        assert speech.request.options == {"motto": "Olá, mundo!"}


async def test_a_voice_with_one_language_needs_no_detection(serve: Serve) -> None:
    async with serve() as service:
        speech = await service.speech.prepare(SpeechOrder("The quick brown fox jumps.", voice="alto"))
        assert speech.request.language == "pt"


@pytest.mark.parametrize(
    ("order", "code", "param"),
    [
        ({"text": " "}, ErrorCode.EMPTY_TEXT, "text"),
        ({"text": "x" * 1001}, ErrorCode.TEXT_TOO_LONG, "text"),
        ({"text": "!"}, ErrorCode.NOTHING_TO_SAY, "text"),
        ({"engine": "nope"}, ErrorCode.UNKNOWN_ENGINE, "engine"),
        ({"engine": "gone"}, ErrorCode.MODEL_NOT_INSTALLED, "engine"),
        ({"voice": "nope"}, ErrorCode.UNKNOWN_VOICE, "voice"),
        ({"language": "xx"}, ErrorCode.UNSUPPORTED_LANGUAGE, "language"),
        ({"language": "en", "voice": "alto"}, ErrorCode.UNSUPPORTED_LANGUAGE, "language"),
        ({"format": "doc"}, ErrorCode.UNSUPPORTED_FORMAT, "format"),
        ({"speed": 0.24}, ErrorCode.INVALID_FIELD, "speed"),
        ({"speed": 4.01}, ErrorCode.INVALID_FIELD, "speed"),
        ({"speed": float("nan")}, ErrorCode.INVALID_FIELD, "speed"),
        ({"seed": -1}, ErrorCode.INVALID_FIELD, "seed"),
        ({"options": {"depth": 99}}, ErrorCode.OPTION_OUT_OF_RANGE, "options.depth"),
        ({"options": {"death": 9}}, ErrorCode.UNKNOWN_OPTION, "options.death"),
    ],
)
async def test_bad_input_is_refused_before_any_work_is_done(
    serve: Serve, order: dict[str, object], code: ErrorCode, param: str
) -> None:
    async with serve(max_text_characters=1000) as service:
        with pytest.raises(VozesError) as refusal:
            await service.speech.prepare(SpeechOrder(**{"text": "a", "language": "en", **order}))  # type: ignore[arg-type]
        assert (refusal.value.code, refusal.value.param) == (code, param)
        assert all(engine.supervisor.memory_bytes is None for engine in service.registry.engines.values())


async def test_the_time_in_the_queue_counts_until_the_first_sound(serve: Serve) -> None:
    async with serve(first_sound_seconds=0.5) as service:
        await service.registry.current.supervisor.load()
        async with service.registry.current.queue.slot():
            with pytest.raises(VozesError, match=r"after 0\.5 s, waiting and loading included") as refusal:
                await render(service, "440 Hz 0.1 s", language="en")
        assert refusal.value.code == ErrorCode.DEADLINE_EXCEEDED


async def test_what_makes_progress_is_never_cut(serve: Serve) -> None:
    """It speaks for longer than both limits together."""
    async with serve(first_sound_seconds=0.9, stall_seconds=0.9) as service:
        await service.registry.current.supervisor.load()
        assert len(samples_of(await render(service, "440 Hz 10 s slowly", language="en"))) == 160_000


async def test_an_engine_that_works_in_silence_is_not_cut(serve: Serve) -> None:
    async with serve(stall_seconds=1.5) as service:
        assert len(samples_of(await render(service, "ponder 3", language="en"))) == 3200


async def test_an_engine_that_hangs_after_its_first_sound_is_given_up(serve: Serve) -> None:
    async with serve(stall_seconds=0.5) as service:
        with pytest.raises(VozesError, match=r"no progress for 0\.5 s") as refusal:
            await render(service, "stall", language="en")
        assert refusal.value.code == ErrorCode.DEADLINE_EXCEEDED
        await until(lambda: service.registry.current.supervisor.state != EngineState.READY)
        assert len(samples_of(await render(service, "440 Hz 0.1 s", language="en"))) == 1600


async def test_the_time_that_a_listener_takes_is_no_stall(serve: Serve) -> None:
    async with serve(stall_seconds=0.5) as service:
        speech = await service.speech.prepare(SpeechOrder("440 Hz 0.2 s", language="en"))
        heard = 0
        async with aclosing(service.speech.chunks(speech)) as chunks:
            async for chunk in chunks:
                heard += len(chunk.samples)
                await asyncio.sleep(0.6 if heard < 3200 else 0)
        assert heard == 3200


async def test_a_whole_answer_beyond_the_budget_is_refused_and_frees_what_it_held(serve: Serve) -> None:
    async with serve(spool_budget_mb=2) as service:
        with service.budget.request("a"), pytest.raises(VozesError) as refusal:
            await render(service, "440 Hz 120 s", language="en")
        assert refusal.value.code == ErrorCode.SPOOL_FULL
        assert service.budget.held == 0
        with service.budget.request("a"):
            assert len(samples_of(await render(service, "440 Hz 1 s", language="en"))) == 16_000


async def test_a_stream_far_beyond_the_budget_is_made_as_it_is_read(serve: Serve) -> None:
    """Four times as much."""
    async with serve(spool_budget_mb=1) as service:
        with service.budget.request("a"):
            speech = await service.speech.prepare(SpeechOrder("440 Hz 120 s", language="en", format="pcm"))
            async with service.speech.render(speech, whole=False) as rendering:
                size = 0
                async for piece in rendering.bytes():
                    size += len(piece)
                    assert service.budget.held <= 1_000_000
        assert size == 2 * 120 * 16_000


async def test_a_stream_that_nobody_reads_waits_for_its_reader_and_then_ends(serve: Serve) -> None:
    async with serve(spool_budget_mb=1, stall_seconds=0.5) as service:
        with service.budget.request("a"):
            speech = await service.speech.prepare(SpeechOrder("440 Hz 120 s", language="en", format="pcm"))
            async with service.speech.render(speech, whole=False) as rendering:
                with pytest.raises(VozesError) as refusal:
                    await rendering.finished()
                assert refusal.value.code == ErrorCode.SPOOL_FULL
        assert service.budget.held == 0


async def test_a_stream_that_nobody_reads_gives_the_engine_to_those_who_wait_for_it(serve: Serve) -> None:
    async with serve(spool_budget_mb=4, stall_seconds=3600) as service:
        with service.budget.request("a"):
            speech = await service.speech.prepare(SpeechOrder("440 Hz 120 s", language="en", format="pcm"))
            async with service.speech.render(speech, whole=False):
                await until(lambda: service.budget.held > 1_900_000)
                with service.budget.request("a"):
                    assert len(samples_of(await render(service, "440 Hz 0.1 s", language="en"))) == 1600


async def test_without_room_nothing_is_spoken_at_all(serve: Serve) -> None:
    async with serve(spool_budget_mb=1) as service:
        with service.budget.request("a") as account:
            account.add(990_000)
            with pytest.raises(VozesError) as refusal:
                await render(service, "440 Hz 0.1 s", language="en")
            assert refusal.value.code == ErrorCode.SPOOL_FULL
        assert service.registry.current.supervisor.memory_bytes is None


async def test_warnings_are_kept_in_order_and_logged(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    async with serve() as service:
        speech = await service.speech.prepare(SpeechOrder("warn First.|Second.", language="en"), "req_1")
        async with service.speech.render(speech) as rendering:
            await rendering.finished()
        assert speech.warnings == ["First.", "Second."]
    logged = [record.getMessage() for record in caplog.records if record.name == "vozes.service.speech.service"]
    assert logged == ["request req_1: sine: First.", "request req_1: sine: Second."]


@pytest.mark.parametrize(
    "warning",
    [
        "Left out, since it has no name in en: secret",
        "'[secret' was read as text.",
        "<break> has time='secret': left out.",
    ],
)
async def test_what_a_warning_quotes_of_a_text_is_not_logged(
    warning: str, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    async with serve() as service:
        speech = await service.speech.prepare(SpeechOrder(f"warn {warning}", language="en"), "req_1")
        async with service.speech.render(speech) as rendering:
            await rendering.finished()
        assert "secret" in "".join(speech.warnings)
    assert "request req_1: sine: " in caplog.text
    assert "secret" not in caplog.text


async def test_a_full_queue_refuses_at_once(serve: Serve) -> None:
    async with serve(queue_limit=1) as service:
        await service.registry.current.supervisor.load()
        queue = service.registry.current.queue
        running = asyncio.create_task(render(service, "440 Hz 3600 s slowly", language="en"))
        await until(lambda: queue.running == 1)
        waiting = asyncio.create_task(render(service, "440 Hz 0.1 s", language="en"))
        await until(lambda: queue.waiting == 1)
        with pytest.raises(VozesError) as refusal:
            await render(service, "440 Hz 0.1 s", language="en")
        assert refusal.value.code == ErrorCode.QUEUE_FULL
        running.cancel()
        assert samples_of(await waiting).any()


async def test_a_stream_is_heard_while_it_is_made_and_leaving_it_frees_the_engine(serve: Serve) -> None:
    async with serve() as service:
        speech = await service.speech.prepare(SpeechOrder("440 Hz 3600 s slowly", language="en", format="pcm"))
        async with service.speech.render(speech, whole=False) as rendering:
            await rendering.started()
            async for piece in rendering.bytes():
                assert piece
                break
        await until(lambda: service.registry.current.queue.running == 0)
        assert not list(service.speech.spool_folder.iterdir())


@pytest.mark.parametrize(("command", "code"), [("fail", ErrorCode.INTERNAL_ERROR), ("crash", ErrorCode.ENGINE_CRASHED)])
async def test_a_failing_engine_fails_the_answer(serve: Serve, command: str, code: ErrorCode) -> None:
    async with serve() as service:
        with pytest.raises(VozesError) as failure:
            await render(service, command, language="en")
        assert failure.value.code == code


async def test_an_answer_without_sound_is_an_error(serve: Serve) -> None:
    async with serve() as service:
        with pytest.raises(VozesError) as failure:
            await render(service, "440 Hz 0 s", language="en")
        assert failure.value.code == ErrorCode.NOTHING_TO_SAY


@pytest.mark.parametrize("format_name", ["mp3", "opus", "webm", "flac", "aac", "m4a"])
async def test_cancelling_while_a_codec_works_harms_nobody(serve: Serve, format_name: str) -> None:
    async with serve(fake_spec(concurrency=8)) as service:
        speech = await service.speech.prepare(SpeechOrder("440 Hz 600 s", language="en", format=format_name))
        for _ in range(10):
            async with service.speech.render(speech, whole=False) as rendering:
                await rendering.started()
        assert len(await render(service, "440 Hz 0.5 s", language="en", format=format_name)) > 1000


async def test_the_service_is_ready_once_its_default_engine_has_spoken(serve: Serve) -> None:
    async with serve(fake_spec(engine="SineEngine")) as service:
        with pytest.raises(VozesError, match="getting ready") as refusal:
            service.readiness.check()
        assert refusal.value.code == ErrorCode.NOT_READY


async def test_the_service_is_not_ready_while_its_default_engine_is_not_installed(serve: Serve) -> None:
    async with serve(default_engine="gone") as service:
        with pytest.raises(VozesError, match="Run: x"):
            service.readiness.check()


async def test_a_default_engine_that_does_not_exist_is_refused(serve: Serve) -> None:
    with pytest.raises(VozesError, match="sine, gone"):
        async with serve(default_engine="nope"):
            pass


async def test_without_detection_the_preferred_language_is_taken(serve: Serve) -> None:
    async with serve() as service:
        (service.settings.home / "cache").mkdir(parents=True)
        (service.settings.home / "cache" / "language").write_text("in the way")
        speech = await service.speech.prepare(SpeechOrder("The quick brown fox."))
        assert speech.request.language == "pt"
