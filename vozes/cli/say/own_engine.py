"""Speaks by an engine that is started for it, and ends with it."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from vozes.cli.progress import Showing, aside
from vozes.cli.say.result import Spoken
from vozes.cli.say.sinks import Sink
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import engine_settings
from vozes.service.core import Service
from vozes.service.home import mend_home
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.rendering import Rendering
from vozes.service.speech.service import Speech
from vozes.service.speech.subtitles import subtitles as subtitles_of
from vozes.service.speech.timestamps import Transcript, require_word_timings
from vozes.settings import Settings
from vozes.text.subtitles import SubtitleFormat

_LOOK_SECONDS = 0.1


async def speak_with_own_engine(
    settings: Settings,
    order: SpeechOrder,
    sink: Sink,
    progress: Showing,
    subtitles: SubtitleFormat | None = None,
) -> Spoken:
    """Speaks into the sink. Raises VozesError, and BrokenPipeError where nobody listens any longer."""
    mend_home(settings.home)
    async with own_service(settings) as service:
        return await speak_with(service, order, sink, progress, subtitles)


def own_service(settings: Settings) -> Service:
    return Service(settings, engine_specs(engine_settings(settings)))


async def speak_with(
    service: Service, order: SpeechOrder, sink: Sink, progress: Showing, subtitles: SubtitleFormat | None = None
) -> Spoken:
    """Speaks into the sink by a service that is there. Raises what `speak_with_own_engine` does."""
    with warnings_not_logged():
        speech = await service.speech.prepare(order)
        if subtitles is not None:
            require_word_timings(speech)
        async with service.speech.render(speech, whole=sink.whole) as rendering:
            showing = asyncio.create_task(_show(rendering, len(order.text), progress))
            try:
                await _hand_over(rendering, sink)
            finally:
                showing.cancel()
            return Spoken(
                rendering.audio_seconds,
                speech.engine.info.id,
                speech.request.voice,
                tuple(speech.warnings),
                "" if subtitles is None else _subtitles(speech, rendering, subtitles),
            )


def _subtitles(speech: Speech, rendering: Rendering, kind: SubtitleFormat) -> str:
    return subtitles_of(Transcript.of(speech), rendering.words, rendering.audio_seconds, kind)


async def _hand_over(rendering: Rendering, sink: Sink) -> None:
    await (rendering.finished() if sink.whole else rendering.started())
    assert rendering.sample_rate is not None  # noqa: S101  (there is something to hear)
    sink.begin(rendering.sample_rate)
    async for piece in rendering.bytes():
        await aside(sink.write, piece)


async def _show(rendering: Rendering, characters: int, progress: Showing) -> None:
    while True:
        progress.update(rendering.audio_seconds, rendering.text_position / characters)
        await asyncio.sleep(_LOOK_SECONDS)


@contextmanager
def warnings_not_logged() -> Iterator[None]:
    """Keeps the request's warnings out of the log: `Spoken.tell` gives them, in the same words whoever spoke."""
    log = logging.getLogger("vozes.service.speech.service")
    log.addFilter(_is_no_warning_of_a_request)
    try:
        yield
    finally:
        log.removeFilter(_is_no_warning_of_a_request)


def _is_no_warning_of_a_request(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith("request ")
