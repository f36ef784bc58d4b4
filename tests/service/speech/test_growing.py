"""A text is spoken while it grows: as one answer, at the listener's pace, until nobody listens any more."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import numpy as np
import pytest

from tests.fakes import fake_spec, frequency_of, natural_spec, plain_spec
from tests.service.conftest import MakeSettings, until
from vozes.engines.base import EngineSpec
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.speech.growing import Began, Ended, Event, Flushed, GrowingSpeech, Sound
from vozes.service.speech.orders import SpeechOrder

pytestmark = pytest.mark.anyio

Serve = Callable[..., AbstractAsyncContextManager[Service]]


@pytest.fixture
def serve(make_settings: MakeSettings) -> Serve:
    @asynccontextmanager
    async def serving(*specs: EngineSpec, **flags: object) -> AsyncIterator[Service]:
        async with Service(make_settings(**flags), specs or (fake_spec(),)) as service:
            yield service

    return serving


def speak(service: Service, **order: object) -> GrowingSpeech:
    return GrowingSpeech(service.speech, SpeechOrder("", **order))  # type: ignore[arg-type]


async def all_of(speech: GrowingSpeech) -> list[Event]:
    return [event async for event in speech.events()]


def seconds_of(events: list[Event]) -> float:
    return sum(event.chunk.seconds for event in events if isinstance(event, Sound))


async def test_passages_are_spoken_as_they_become_whole_and_their_words_have_places_in_all_of_the_text(
    serve: Serve,
) -> None:
    async with serve(fake_spec(engine="WordEngine")) as service, speak(service, language="en") as speech:
        text = "First a sentence here. Then another sentence. "
        for piece in (text[:10], text[10:30], text[30:]):
            speech.push(piece)
        speech.finish()
        events = await all_of(speech)
    began = [event for event in events if isinstance(event, Began)]
    assert [event.passage.text for event in began] == [text[:23], text[23:]]
    assert [event.start for event in began] == [0, pytest.approx(0.4)]
    pause = 0.3
    words = [word for event in events if isinstance(event, Sound) for word in event.chunk.words]
    assert [text[word.text_start : word.text_end] for word in words] == text.split()
    expected = [number / 10 + (pause if number >= 4 else 0) for number in range(7)]
    assert [word.start for word in words] == [pytest.approx(start) for start in expected]
    assert isinstance(events[-1], Ended)


async def test_a_passage_is_heard_before_the_text_has_ended(serve: Serve) -> None:
    async with serve() as service, speak(service) as speech:
        speech.push("Uma frase inteira. Outra")
        events = speech.events()
        assert isinstance(await anext(events), Began)
        assert isinstance(await anext(events), Sound)


async def test_a_flush_speaks_what_is_there_and_is_told_behind_it(serve: Serve) -> None:
    async with serve() as service, speak(service) as speech:
        speech.push("440 Hz 0.2 s")
        speech.flush()
        speech.push("880 Hz 0.3 s")
        speech.finish()
        events = await all_of(speech)
    place = next(number for number, event in enumerate(events) if isinstance(event, Flushed))
    assert seconds_of(events[:place]) == pytest.approx(0.2)
    rest = np.concatenate([event.chunk.samples for event in events[place:] if isinstance(event, Sound)])
    assert frequency_of(rest) == pytest.approx(880, abs=5)


async def test_all_of_it_has_one_sample_rate(serve: Serve) -> None:
    async with serve() as service, speak(service, sample_rate=24_000) as speech:
        speech.push("440 Hz 0.2 s", complete=True)
        speech.push("440 Hz 0.2 s")
        speech.finish()
        events = await all_of(speech)
    assert {event.chunk.sample_rate for event in events if isinstance(event, Sound)} == {24_000}
    assert seconds_of(events) == pytest.approx(0.4, abs=0.01)


@pytest.mark.parametrize(
    ("first", "pause"), [("A whole sentence. ", 0.3), ("A part of one, ", 0.15), ("Some words ", 0.0)]
)
async def test_a_pause_lies_between_passages_as_between_sentences_and_their_parts(
    serve: Serve, first: str, pause: float
) -> None:
    async with serve() as service, speak(service, speed=2.0) as speech:
        speech.push(first, complete=True)
        speech.push("880 Hz 0.2 s")
        speech.finish()
        assert seconds_of(await all_of(speech)) == pytest.approx(0.1 + pause / 2 + 0.2)


async def test_a_passage_that_fails_is_told_and_the_next_one_is_spoken(serve: Serve) -> None:
    async with serve() as service, speak(service) as speech:
        speech.push("refuse this", complete=True)
        speech.push("440 Hz 0.2 s")
        speech.finish()
        events = await all_of(speech)
    errors = [event.error for event in events if isinstance(event, Ended)]
    assert errors[0] is not None
    assert errors[0].code is ErrorCode.ENGINE_FAILED
    assert errors[1] is None
    assert seconds_of(events) == pytest.approx(0.2)


async def test_a_wrong_order_fails_before_anything_is_begun(serve: Serve) -> None:
    async with serve() as service, speak(service, voice="nobody") as speech:
        speech.push("Hello there.")
        speech.finish()
        (event,) = await all_of(speech)
    assert isinstance(event, Ended)
    assert event.error is not None
    assert event.error.code is ErrorCode.UNKNOWN_VOICE


async def test_leaving_frees_the_engine_at_once(serve: Serve) -> None:
    async with serve() as service:
        queue = service.registry.find("sine").queue
        async with speak(service) as speech:
            speech.push("440 Hz 60 s slowly")
            speech.flush()
            async for event in speech.events():
                if isinstance(event, Sound):
                    break
            assert queue.running == 1
        left = time.monotonic()
        await until(lambda: queue.running == 0)
        assert time.monotonic() - left < 0.25
        assert service.budget.held == 0


async def test_a_slow_listener_holds_neither_the_engine_nor_much_memory(serve: Serve) -> None:
    async with serve() as service, speak(service) as speech:
        queue = service.registry.find("sine").queue
        for _ in range(5):
            speech.push("440 Hz 3 s", complete=True)
        speech.finish()
        await until(lambda: speech.seconds > 2 and queue.running == 0)
        async with speak(service) as other:  # whose turn comes behind that of what waits already
            other.push("440 Hz 0.1 s")
            other.finish()
            await all_of(other)
        assert speech.seconds == pytest.approx(3)
        assert seconds_of(await all_of(speech)) == pytest.approx(15)
        assert service.budget.held == 0


async def test_text_that_waits_is_bounded(serve: Serve) -> None:
    async with serve(max_text_characters=50) as service, speak(service) as speech:
        speech.push("x" * 40)
        with pytest.raises(VozesError) as failure:
            speech.push("x" * 20)
        assert failure.value.code is ErrorCode.TEXT_TOO_LONG


async def test_a_short_passage_is_in_the_language_of_what_was_said_before(serve: Serve) -> None:
    async with (
        serve(plain_spec(), natural_spec(), default_engine="auto") as service,
        speak(service) as speech,
    ):
        speech.push("El niño fue a la escuela por la mañana y volvió a casa por la tarde.", complete=True)
        speech.push("No.")
        speech.finish()
        began = [event for event in await all_of(speech) if isinstance(event, Began)]
    assert [event.speech.request.language for event in began] == ["es", "es"]
