"""Answers with speech and its times: as JSON, in parts (`multipart/mixed`), as lines of JSON, or as subtitles alone."""

import base64
import json
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from fastapi import Request, Response

from vozes.api.accept import chosen_type, named_type
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.errors import error_body
from vozes.api.responses.speech import RenderingResponse, speech_headers
from vozes.api.responses.warnings import warning_fields
from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.access import of_key
from vozes.service.speech.rendering import Rendering
from vozes.service.speech.service import Speech, SpeechService
from vozes.service.speech.subtitles import subtitles
from vozes.service.speech.timestamps import Timestamp, TimestampFeed, Transcript, Unit, timestamps, word_timings_of
from vozes.service.thread_pools import with_texts
from vozes.text.subtitles import SUBTITLE_FORMATS, SubtitleFormat

log = logging.getLogger(__name__)

JSON, PARTS, LINES = "application/json", "multipart/mixed", "application/x-ndjson"
SUBTITLE_TYPES: dict[str, SubtitleFormat] = {kind.media_type: name for name, kind in SUBTITLE_FORMATS.items()}
TIMED_CONTENT: dict[str, Any] = {
    LINES: {"schema": {"$ref": "#/components/schemas/SpeechLine"}},
    PARTS: {"schema": {"type": "string", "format": "binary"}},
    **{media_type: {"schema": {"type": "string"}} for media_type in SUBTITLE_TYPES},
}
"""What the API's document says of these answers, beside JSON."""
_HEADER = "X-Word-Timings"
TIMED_HEADERS: dict[str, Any] = {
    _HEADER: {
        "description": "Only with times: `exact`, or `estimated` by the sound.",
        "schema": {"type": "string"},
    }
}


@dataclass(frozen=True, slots=True)
class TimingWish:
    """What is wanted beside the audio."""

    unit: Unit | None = None
    subtitles: SubtitleFormat | None = None

    def __bool__(self) -> bool:
        return self.unit is not None or self.subtitles is not None


def wanted_type(accept: str | None, wish: TimingWish, *, stream: bool) -> str | None:
    """Returns the media type of the answer; None: the audio's. Raises VozesError for what does not go together."""
    alone = named_type(accept, SUBTITLE_TYPES)
    if alone is not None and stream:
        raise VozesError(
            ErrorCode.INVALID_FIELD, "Subtitles are made when all is spoken: leave stream out.", param="stream"
        )
    if alone is not None or not wish:
        return alone
    chosen = chosen_type(accept, [LINES] if stream else [JSON, PARTS, LINES])
    if chosen is not None:
        return chosen
    field = "timestamps" if wish.unit else "subtitles"
    offered = f"{LINES}, since it is a stream" if stream else f"{JSON}, {PARTS} or {LINES}"
    message = f"With {field} the answer is {offered}: Accept names none of it."
    raise VozesError(ErrorCode.INVALID_FIELD, message, param=field)


async def answer_timed(
    request: Request,
    service: SpeechService,
    speech: Speech,
    wish: TimingWish,
    respond: "Respond",
    *,
    stream: bool,
    more_headers: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    """Speaks and answers. Raises VozesError for all that fails before the first byte."""
    rendering = service.render(speech, whole=not stream)
    try:
        size = await unless_client_leaves(request.receive, _begun(rendering) if stream else rendering.finished())
        transcript = await with_texts(Transcript.of, speech)
        return await respond(Account(speech, rendering, transcript, wish, more_headers), size)
    except BaseException:
        await rendering.close()
        raise


async def respond_with(media_type: str, account: "Account", size: int) -> Response:
    """Returns the answer of a media type that `wanted_type` has chosen; `size` as `Respond` gets it."""
    if media_type in SUBTITLE_TYPES:
        return await _subtitles_alone(account, SUBTITLE_TYPES[media_type])
    if media_type == LINES:
        return LinesResponse(account)
    frame = _json_frame if media_type == JSON else _parts_frame
    return FramedResponse(account, await frame(account), size)


async def _begun(rendering: Rendering) -> int:
    await rendering.started()
    return 0


@dataclass(frozen=True, slots=True)
class Account:
    """One answer: what is spoken, and what is told of it."""

    speech: Speech
    rendering: Rendering
    transcript: Transcript
    wish: TimingWish
    more_headers: Mapping[str, str]

    @property
    def headers(self) -> dict[str, str]:
        return {_HEADER: word_timings_of(self.speech), **self.more_headers}

    async def file(self, kind: SubtitleFormat) -> str:
        words, seconds = self.rendering.words, self.rendering.audio_seconds
        return await with_texts(subtitles, self.transcript, words, seconds, kind)

    async def all_timestamps(self) -> list[Timestamp]:
        if self.wish.unit is None:
            return []
        return await with_texts(timestamps, self.transcript, self.rendering.words, self.wish.unit)

    async def fields(self, found: list[Timestamp]) -> dict[str, Any]:
        """Returns what is told of the whole, once that is finished: the fields of `TimedSpeech` but for the audio."""
        speech, rendering = self.speech, self.rendering
        return {
            "engine": speech.engine.info.id,
            "voice": speech.request.voice,
            "language": speech.request.language,
            "format": speech.format.name,
            "media_type": speech.format.media_type,
            "sample_rate": rendering.sample_rate,
            "audio_seconds": round(rendering.audio_seconds, 3),
            "word_timings": word_timings_of(speech),
            "timestamps": list(map(asdict, found)),
            "subtitles": None if self.wish.subtitles is None else await self.file(self.wish.subtitles),
            **warning_fields(speech.warnings),
        }


Respond = Callable[[Account, int], Awaitable[Response]]
"""Makes the answer; it gets the bytes of the audio, where that is whole."""


async def _subtitles_alone(account: Account, kind: SubtitleFormat) -> Response:
    content = await account.file(kind)
    headers = speech_headers(account.speech, account.rendering) | account.headers
    await account.rendering.close()
    return Response(content, headers=headers, media_type=f"{SUBTITLE_FORMATS[kind].media_type}; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the bytes of the audio."""

    media_type: str
    before: bytes
    after: bytes
    as_base64: bool = False

    def size(self, audio: int) -> int:
        return len(self.before) + len(self.after) + ((audio + 2) // 3 * 4 if self.as_base64 else audio)


async def _json_frame(account: Account) -> Frame:
    return audio_in_json(await account.fields(await account.all_timestamps()))


def audio_in_json(fields: dict[str, Any]) -> Frame:
    """Returns the frame that makes the audio one more field."""
    return Frame(JSON, _json(fields)[:-1] + b', "audio": "', b'"}', as_base64=True)


async def _parts_frame(account: Account) -> Frame:
    boundary = uuid.uuid4().hex
    told = _json(await account.fields(await account.all_timestamps()))
    before = _part(boundary, JSON) + told + b"\r\n" + _part(boundary, account.speech.format.media_type)
    return Frame(f"{PARTS}; boundary={boundary}", before, f"\r\n--{boundary}--\r\n".encode())


def _part(boundary: str, media_type: str) -> bytes:
    return f"--{boundary}\r\nContent-Type: {media_type}\r\n\r\n".encode()


class FramedResponse(RenderingResponse):
    """Sends a whole answer with its times around it."""

    def __init__(self, account: Account, frame: Frame, size: int):
        """`size`: bytes of the audio."""
        self._frame = frame
        headers = account.headers | {
            "Content-Length": str(frame.size(size)),
            "X-Audio-Seconds": f"{account.rendering.audio_seconds:.3f}",
            "X-Synthesis-Seconds": f"{account.speech.synthesis_seconds:.4f}",
        }
        super().__init__(account.speech, account.rendering, headers, frame.media_type)

    async def _pieces(self) -> AsyncIterator[bytes]:
        yield self._frame.before
        rest = b""
        async for piece in self._rendering.bytes():
            if not self._frame.as_base64:
                yield piece
                continue
            rest += piece
            whole = len(rest) // 3 * 3
            yield base64.b64encode(rest[:whole])
            rest = rest[whole:]
        yield base64.b64encode(rest) + self._frame.after


class LinesResponse(RenderingResponse):
    """Sends an answer line by line as it is made: each has more of the audio, and the times that are new. What fails
    midway is told in a last line: browsers may drop what comes right before a connection breaks.
    """

    _tells_failures = True

    def __init__(self, account: Account, media_type: str = LINES):
        self._account = account
        super().__init__(account.speech, account.rendering, account.headers, media_type)

    async def _pieces(self) -> AsyncIterator[bytes]:
        try:
            async for line in self._lines():
                yield line
        except VozesError as error:
            if not self._tells_failures or error.code is ErrorCode.CANCELLED:
                raise
            who = of_key(self._account.speech.access)
            log.warning("request %s%s failed midway: %s", self._account.speech.request_id, who, error.message)
            yield _json({"error": error_body(error, self._account.speech.request_id)}) + b"\n"

    async def _lines(self) -> AsyncIterator[bytes]:
        account, unit = self._account, self._account.wish.unit
        feed = None if unit is None else await with_texts(TimestampFeed, account.transcript, unit)
        taken = 0
        async for piece in self._rendering.bytes():
            new, taken = self._rendering.words[taken:], len(self._rendering.words)
            yield _line(piece, self._told([] if feed is None else list(feed.push(new))))
        last = [] if feed is None else [*feed.push(self._rendering.words[taken:]), *feed.finish()]
        yield _line(b"", await self._told_at_the_end(last))

    def _told(self, found: list[Timestamp]) -> dict[str, Any]:
        """Returns what a line tells beside its audio."""
        return {"timestamps": list(map(asdict, found))}

    async def _told_at_the_end(self, found: list[Timestamp]) -> dict[str, Any]:
        return await self._account.fields(found)


def _line(audio: bytes, fields: dict[str, Any]) -> bytes:
    return _json({"audio": base64.b64encode(audio).decode(), **fields}) + b"\n"


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()
