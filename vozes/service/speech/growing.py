"""Speaks a text that grows: each passage as soon as it is settled, all of them as one answer at one sample rate.

Between two passages the engine is free for others. A passage is spoken only while little of what was spoken before
waits to be heard, so whoever listens slowly holds no engine, and little memory. It knows nothing of how text arrives
and sound is sent: `Began`, `Sound`, `Ended` and `Flushed` tell what has become of the text.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Self, TypeVar

import numpy as np

from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.access import accessing, current_access, of_key
from vozes.service.request_ids import new_request_id
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.parts import Joining, Silence
from vozes.service.speech.service import Speech, SpeechService
from vozes.text.reading.growing import GrowingText, Passage
from vozes.types import AudioChunk, WordTiming

log = logging.getLogger(__name__)

T = TypeVar("T")

_SENTENCE_PAUSE, _CLAUSE_PAUSE = 0.3, 0.15
"""Seconds of silence behind a sentence, and behind a part of one, where more follows: engines make none at an end."""
_CLAUSE_MARKS = frozenset(",;:，、；：،؛")
_QUIET = 0.01
"""The level of samples up to which they are silence."""
_AHEAD_SECONDS = 2.0
"""Speech that may wait to be heard when the next passage is begun."""
_MOST_SECONDS = 120.0
"""Speech that may wait to be heard before a passage goes on, however long it is."""
_LOOK_SECONDS = 0.05
_CONTEXT = 500
"""Characters of what was said before that help to tell the language."""


@dataclass(frozen=True, slots=True)
class Began:
    """A passage is about to be heard."""

    passage: Passage
    speech: Speech
    start: float
    """When it is heard, in seconds of the answer."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What is heard next; its words have their places in the whole text, and times in seconds of the answer."""

    chunk: AudioChunk


@dataclass(frozen=True, slots=True)
class Ended:
    """A passage is over. One that was never begun has failed before."""

    passage: Passage
    error: VozesError | None = None


@dataclass(frozen=True, slots=True)
class Flushed:
    """All that came before a flush has been spoken."""


Event = Began | Sound | Ended | Flushed


class GrowingSpeech:
    """One answer. Leaving its `async with` ends at once what is being spoken, and frees what was."""

    def __init__(self, service: SpeechService, order: SpeechOrder, request_id: str | None = None):
        """`order`: how all of it is to be spoken; its text does not count. Raises VozesError as its `check`."""
        self.request_id = request_id or new_request_id()
        self.seconds = 0.0
        """Of speech that has been made so far."""
        self._service = service
        self._account = service.account
        self._access = current_access()
        self._order = order
        self._text = GrowingText(order.markup)
        self._pause = 0.0
        """Seconds of silence that the latest passage wants behind it."""
        self._quiet = 0.0
        """Seconds of silence at the end of what has been made."""
        self._joining = Joining(order.sample_rate or order.check().sample_rate)
        self._passages: asyncio.Queue[Passage | Flushed | None] = asyncio.Queue()
        self._waiting = 0
        """Characters of passages that were not begun."""
        self._speaking: asyncio.Task[VozesError | None] | None = None
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()
        self._unheard = 0.0
        self._charged = 0
        """Bytes of what was made and not heard."""
        self._heard = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something of the text is to be spoken or heard yet."""
        return self._speaking is not None or not self._passages.empty() or not self._events.empty()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        self._account.add(-self._charged)
        self._charged = 0

    def push(self, text: str, *, eager: bool = False, complete: bool = False) -> None:
        """Takes the next piece of the text. `eager`: it is spoken from the ends of clauses on; `complete`: it ends a
        passage. Raises VozesError(TEXT_TOO_LONG) where more waits than a text may have.
        """
        self.require_room(len(text))
        for passage in self._text.push(text, eager=eager):
            self._put(passage)
        if complete:
            self._complete()

    def require_room(self, characters: int) -> None:
        """Raises VozesError(TEXT_TOO_LONG) where more would wait with so many more than a text may have."""
        most = self._service.longest_text
        if self._waiting + self._text.held + characters > most:
            message = f"More than {most:,} characters wait to be spoken."
            raise VozesError(ErrorCode.TEXT_TOO_LONG, message, param="text")

    def flush(self) -> None:
        """Has all that came so far spoken, whatever follows."""
        self._complete()
        self._passages.put_nowait(Flushed())

    def finish(self) -> None:
        """Says that no more text comes: `events` end once all is spoken."""
        self._complete()
        self._passages.put_nowait(None)

    def drop(self) -> None:
        """Drops what came after the last flush, even where it is being spoken, and says that no more text comes."""
        self._text = GrowingText(self._order.markup)
        waiting = _emptied(self._passages)
        flushed = max((number for number, step in enumerate(waiting, 1) if isinstance(step, Flushed)), default=0)
        for step in (*waiting[:flushed], None):
            self._passages.put_nowait(step)
        self._waiting = sum(len(step.text) for step in waiting[:flushed] if isinstance(step, Passage))
        if not flushed:
            self._silence()

    async def events(self) -> AsyncGenerator[Event]:
        """Yields what becomes of the text, in order."""
        while (event := await self._events.get()) is not None:
            self._release(event)
            yield event

    def _silence(self) -> None:
        """Ends the passage that is being spoken, which came after the last flush, as what waits to be heard did."""
        if self._speaking is not None:
            self._speaking.cancel()
        unheard = _emptied(self._events)
        flushed = max((number for number, event in enumerate(unheard, 1) if isinstance(event, Flushed)), default=0)
        for event in unheard[:flushed]:
            self._events.put_nowait(event)
        for event in unheard[flushed:]:
            self._release(event)

    def _release(self, event: Event | None) -> None:
        if isinstance(event, Sound):
            self._unheard -= event.chunk.seconds
            self._charge(-event.chunk.samples.nbytes)
            self._heard.set()

    def _complete(self) -> None:
        for passage in self._text.flush():
            self._put(passage)

    def _put(self, passage: Passage) -> None:
        self._waiting += len(passage.text)
        self._passages.put_nowait(passage)

    def _charge(self, size: int) -> None:
        self._charged += size
        self._account.add(size)

    async def _run(self) -> None:
        context = ""
        while (step := await self._passages.get()) is not None:
            if isinstance(step, Flushed):
                self._events.put_nowait(step)
                continue
            self._waiting -= len(step.text)
            self._speaking = asyncio.create_task(self._speak(step, context))
            try:
                await asyncio.wait([self._speaking])
            finally:
                self._speaking.cancel()
                await asyncio.gather(self._speaking, return_exceptions=True)
            if not self._speaking.cancelled():
                self._events.put_nowait(Ended(step, self._speaking.result()))
            self._speaking = None
            context = (context + step.text)[-_CONTEXT:]
        self._events.put_nowait(None)

    async def _until_heard(self) -> None:
        while self._unheard > _AHEAD_SECONDS:
            self._heard.clear()
            await self._heard.wait()

    async def _make_room(self, speech: Speech) -> None:
        """Returns once not too much waits to be heard. Raises VozesError(SPOOL_FULL) where nobody listens for
        `stall_seconds`, or as soon as others wait for the engine.
        """
        end = time.monotonic() + self._service.stall_seconds
        while self._unheard > _MOST_SECONDS:
            if time.monotonic() > end or (speech.speaking is not None and speech.speaking.queue.waiting):
                raise VozesError(ErrorCode.SPOOL_FULL, f"More than {_MOST_SECONDS:g} s of speech wait to be heard.")
            await asyncio.sleep(_LOOK_SECONDS)

    async def _speak(self, passage: Passage, context: str) -> VozesError | None:
        """Speaks a passage, once little waits to be heard; returns what it failed with."""
        await self._until_heard()
        try:
            order = replace(self._order, text=passage.text, context=context)
            with accessing(self._access):
                speech = await self._service.prepare(order, self.request_id)
            speech.streaming = True
            await self._speak_prepared(passage, speech)
        except VozesError as error:
            log.warning("request %s: a passage failed: %s", self.request_id, error.code)
            return error
        except Exception as error:
            log.exception("request %s: a passage failed", self.request_id)
            return VozesError(ErrorCode.INTERNAL_ERROR, f"The server failed on a passage ({type(error).__name__}).")
        return None

    async def _speak_prepared(self, passage: Passage, speech: Speech) -> None:
        before = self.seconds
        if before:
            self._joining.pause(Silence(max(0.0, self._pause / self._order.speed - self._quiet)))
        self._pause = _pause_behind(passage.text)
        self._events.put_nowait(Began(passage, speech, before))
        async with aclosing(self._service.chunks(speech, self._joining)) as chunks:
            async for chunk in chunks:
                await self._make_room(speech)
                self._account.require(chunk.samples.nbytes)
                self._charge(chunk.samples.nbytes)
                self._unheard += chunk.seconds
                self.seconds += chunk.seconds
                self._note_quiet(chunk)
                self._events.put_nowait(Sound(_placed(chunk, passage.start)))
        log.info(
            "request %s%s: %s spoke %d characters as %s: %.2f s of speech in %.3f s",
            self.request_id,
            of_key(self._access),
            speech.engine.info.id,
            len(passage.text),
            speech.request.voice,
            self.seconds - before,
            speech.synthesis_seconds,
        )

    def _note_quiet(self, chunk: AudioChunk) -> None:
        sounds = np.flatnonzero(np.abs(chunk.samples) > _QUIET)
        behind = len(chunk.samples) - 1 - int(sounds[-1]) if len(sounds) else len(chunk.samples)
        self._quiet = behind / chunk.sample_rate + (0.0 if len(sounds) else self._quiet)


def _pause_behind(passage: str) -> float:
    """Returns how long a speaker would pause behind a passage, in seconds."""
    if passage.rstrip()[-1:] in _CLAUSE_MARKS:
        return _CLAUSE_PAUSE
    return 0.0 if passage.rstrip()[-1:].isalnum() and "\n" not in passage else _SENTENCE_PAUSE


def _emptied(queue: asyncio.Queue[T]) -> list[T]:
    """Returns all that is in a queue, and leaves it empty."""
    return [queue.get_nowait() for _ in range(queue.qsize())]


def _placed(chunk: AudioChunk, start: int) -> AudioChunk:
    """Returns a chunk of a passage that begins at a place of the whole text, with places in that."""
    words = tuple(
        WordTiming(each.text_start + start, each.text_end + start, each.start, each.end) for each in chunk.words
    )
    return replace(chunk, text_start=chunk.text_start + start, text_end=chunk.text_end + start, words=words)
