"""The main job: an order is checked and completed, waits its turn, is spoken, and comes back as a rendering.

It knows nothing of HTTP. The API and the command line both order here.
"""

import logging
import re
import time
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path

from vozes.audio.formats import AudioFormat
from vozes.audio.spool import Spool
from vozes.errors import ErrorCode, VozesError
from vozes.files import make_folder, unwritable
from vozes.service.budget import Account, Budget
from vozes.service.keys.access import Access, current_access, of_key
from vozes.service.registry import RegisteredEngine
from vozes.service.request_ids import new_request_id
from vozes.service.speech.casting import Casting
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.parts import Joining, Part, Silence, SpokenPart
from vozes.service.speech.recent import Outcome, RecentRequests, RequestRecord, seconds_ago
from vozes.service.speech.rendering import Rendering
from vozes.service.speech.scripts import OrderScript, ignored_marks, read_script
from vozes.service.speech.timeouts import Timeouts
from vozes.service.thread_pools import with_texts
from vozes.settings import Settings
from vozes.text.markup.passages import Pause
from vozes.types import AudioChunk, SpeechRequest
from vozes.warnings import CodedWarning

log = logging.getLogger(__name__)

_QUOTED = re.compile(r"(?:: |['\"]).*", re.DOTALL)
"""From where a warning may have words of the user's."""

_ROOM_TO_BEGIN = 64 * 1024
"""Bytes; with less nothing is spoken at all."""


@dataclass(slots=True)
class Speech:
    """An order that is spoken as it stands here, and how that went."""

    parts: tuple[Part, ...]
    """What is said in turn, with the pauses; one at least is spoken."""
    format: AudioFormat
    request_id: str
    sample_rate: int | None = None
    """Of the audio, in Hz; None: the first engine's."""
    streaming: bool = False
    speaking: RegisteredEngine | None = None
    """Whose turn it is, once it has begun."""
    synthesis_seconds: float = 0.0
    """From its turn to its latest chunk."""
    warnings: list[CodedWarning] = field(default_factory=list)
    """What went wrong without ending it, so far."""
    access: Access | None = field(default_factory=current_access)
    """By which key it is asked for."""
    heard_characters: int = 0
    """Of the parts of which there was something to hear."""
    part_starts: dict[int, float] = field(default_factory=dict)
    """When each part that was heard so far began to be, by its place in `parts`, in seconds of the answer."""
    asked_at: float = field(default_factory=time.monotonic)
    record: RequestRecord | None = None
    """What is told of it to whoever runs the server, once it has begun."""

    @property
    def characters(self) -> int:
        """How many characters engines are asked to say."""
        return sum(len(request.text) for request in self.requests)

    @property
    def requests(self) -> list[SpeechRequest]:
        """What engines are asked to say, in turn."""
        return [part.request for part in self.parts if isinstance(part, SpokenPart)]

    @property
    def first(self) -> SpokenPart:
        """Returns the part that begins it, whose engine, voice and language stand for all."""
        return next(part for part in self.parts if isinstance(part, SpokenPart))

    @property
    def engine(self) -> RegisteredEngine:
        return self.first.engine

    @property
    def request(self) -> SpeechRequest:
        return self.first.request

    def take_warnings(self, warnings: Iterable[CodedWarning]) -> None:
        for warning in warnings:
            who = of_key(self.access)
            log.warning("request %s%s: %s: %s", self.request_id, who, self.engine.info.id, _unquoted(warning))
            self.warnings.append(warning)


class SpeechService:
    def __init__(
        self,
        casting: Casting,
        budget: Budget,
        settings: Settings,
    ):
        self._casting = casting
        self._budget = budget
        self._settings = settings
        self.recent = RecentRequests()

    @property
    def account(self) -> Account:
        """Returns the account of the request that is being answered."""
        return self._budget.current()

    @property
    def longest_text(self) -> int:
        """Returns how many characters one text may have."""
        return self._settings.max_text_characters

    @property
    def stall_seconds(self) -> float:
        """Returns how long an answer may be without progress."""
        return self._settings.stall_seconds

    @property
    def spool_folder(self) -> Path:
        return self._settings.home / "cache" / "spool"

    async def prepare(self, order: SpeechOrder, request_id: str | None = None) -> Speech:
        """Checks everything and makes every choice, before any work is done; raises VozesError."""
        asked_at = time.monotonic()
        audio_format = order.check()
        script, parts, warnings = await self._cast(order)
        speech = Speech(
            tuple(parts),
            audio_format,
            request_id or new_request_id(),
            order.sample_rate or audio_format.sample_rate,
            asked_at=asked_at,
        )
        if speech.access is not None:
            speech.access.require_speech(speech.characters)
        speech.take_warnings(dict.fromkeys([*warnings, *ignored_marks(script, speech.engine.info)]))
        return speech

    async def find_speaker(self, order: SpeechOrder) -> tuple[SpokenPart, list[CodedWarning]]:
        """Returns what would be said first and by whom, and why nobody better speaks; raises VozesError.

        No engine is loaded for that.
        """
        _, parts, warnings = await self._cast(replace(order, only_asks=True))
        return next(part for part in parts if isinstance(part, SpokenPart)), warnings

    async def _cast(self, order: SpeechOrder) -> tuple[OrderScript, list[Part], list[CodedWarning]]:
        """Returns the order's text as it is read, who says what in turn, and warnings; at least one part is spoken."""
        script = await with_texts(read_script, order.text, order.markup, self._settings.max_text_characters)
        parts: list[Part] = []
        warnings: dict[CodedWarning, None] = dict.fromkeys(script.warnings)
        for step in script.steps:
            if isinstance(step, Pause):
                parts.append(Silence(step.seconds))
                continue
            spoken, told = await self._casting.cast(order, step)
            parts += spoken
            warnings |= dict.fromkeys(told)
        if not any(isinstance(part, SpokenPart) for part in parts):
            message = "No engine that is installed can read this text. " + " ".join(warnings)
            raise VozesError(ErrorCode.NOTHING_TO_SAY, message, param="text")
        return script, parts, list(warnings)

    def render(self, speech: Speech, *, whole: bool = True) -> Rendering:
        """Starts speaking. `whole`: nobody reads before the end, so that headers can tell the length.

        Raises VozesError(SPOOL_FULL) where there is no room to begin, and so does the rendering later: a whole answer
        at once, a stream once its reader has made no room for `stall_seconds`, or as soon as others wait for the
        engine.
        """
        speech.streaming = not whole
        account = self.account
        account.require(_ROOM_TO_BEGIN)

        async def make_room(size: int) -> None:
            seconds = 0.0 if whole else self._settings.stall_seconds
            await account.wait_for_room(
                size, seconds, lambda: speech.speaking is not None and speech.speaking.queue.waiting > 0
            )

        try:
            make_folder(self.spool_folder)
        except OSError as error:
            raise unwritable("There is no place for a long answer", error) from error
        spool = Spool(self.spool_folder, charge=account.add, read_once=not whole)
        return Rendering(speech.format, self.chunks(speech), spool, make_room, whole=whole)

    async def chunks(self, speech: Speech, joining: Joining | None = None) -> AsyncGenerator[AudioChunk]:
        """Yields the speech, and keeps a record of it. `joining`: of an answer that this is not the beginning of.

        Raises VozesError: DAILY_LIMIT before anything is done, and what speaking may meet.
        """
        record = speech.record = _record_of(speech)
        with self.recent.kept(record):
            async with aclosing(self._counted(speech, joining)) as chunks:
                async for chunk in chunks:
                    if record.first_sound_seconds is None and len(chunk.samples):
                        record.first_sound_seconds = time.monotonic() - speech.asked_at
                    record.audio_seconds += chunk.seconds
                    record.synthesis_seconds = speech.synthesis_seconds
                    yield chunk

    async def rehearse(self, order: SpeechOrder) -> float:
        """Speaks for nobody, as an engine's warm-up, and returns how many seconds that made; there is no record of it.

        Raises VozesError.
        """
        speech = await self.prepare(order)
        return sum([chunk.seconds async for chunk in self._counted(speech, None)])

    async def _counted(self, speech: Speech, joining: Joining | None) -> AsyncGenerator[AudioChunk]:
        """Yields the speech, and counts it for the key by which it is asked for: what is never heard is given back."""
        access = speech.access
        reservation = access.reserve(speech.characters) if access else None
        try:
            async with aclosing(self._spoken(speech, joining)) as chunks:
                async for chunk in chunks:
                    yield chunk
        finally:
            if access and reservation:
                access.usage.settle(reservation, speech.heard_characters)

    async def _spoken(self, speech: Speech, joining: Joining | None) -> AsyncGenerator[AudioChunk]:
        """Yields the speech, each part once its turn has come. Raises VozesError, DEADLINE_EXCEEDED among others.

        The time until the first sound is limited, and from then on the time without a sign of work. What the listener
        takes between two chunks does not count.
        """
        timeouts = Timeouts(self._settings.first_sound_seconds, self._settings.stall_seconds)
        if joining is None:
            joining = Joining(speech.sample_rate)
        async with timeouts.limit():
            for number, part in enumerate(speech.parts):
                if isinstance(part, Silence):
                    joining.pause(part)
                    continue
                joining.begin(part)
                async with aclosing(self._chunks_of(speech, part, timeouts)) as chunks:
                    async for chunk in chunks:
                        joint = joining.add(chunk)
                        if len(joint.samples):
                            speech.part_starts.setdefault(number, joining.part_start)
                        yield joint
                        timeouts.progress()
                for chunk in joining.end():
                    yield chunk
            for chunk in joining.rest():
                yield chunk

    async def _chunks_of(self, speech: Speech, part: SpokenPart, timeouts: Timeouts) -> AsyncGenerator[AudioChunk]:
        """Yields the chunks of a part that can be heard, once its turn has come."""
        speech.speaking = part.engine
        timeouts.wait_for_turn()
        request = replace(part.request, streaming=speech.streaming)
        asked = time.monotonic()
        async with part.engine.queue.slot() as turn:
            timeouts.sign_of_work()
            if speech.record is not None:
                speech.record.outcome = Outcome.SPEAKING
                speech.record.queue_seconds += time.monotonic() - asked
            started, is_heard = time.monotonic() - speech.synthesis_seconds, False
            async with aclosing(part.engine.supervisor.speak(request, turn.keep_until)) as chunks:
                async for chunk in chunks:
                    speech.synthesis_seconds = time.monotonic() - started
                    speech.take_warnings(chunk.warnings)
                    if not chunk.seconds and not chunk.words:
                        timeouts.sign_of_work()
                        continue
                    if not is_heard:
                        is_heard = True
                        speech.heard_characters += len(request.text)
                    timeouts.rest()
                    yield chunk


def _record_of(speech: Speech) -> RequestRecord:
    return RequestRecord(
        id=speech.request_id,
        asked_at=seconds_ago(time.monotonic() - speech.asked_at),
        engine=speech.engine.info.id,
        voice=speech.request.voice,
        language=speech.request.language,
        characters=speech.characters,
        key=speech.access.key.name if speech.access else None,
    )


def _unquoted(warning: str) -> str:
    """Returns a warning up to what it quotes: texts are not written to the log."""
    said = _QUOTED.sub("", warning)
    return said if said == warning else f"{said}…"
