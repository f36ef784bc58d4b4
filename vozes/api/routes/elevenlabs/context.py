"""One stream of text on ElevenLabs' WebSockets, from its first message to `isFinal`: text in, pieces of audio out."""

import base64
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from vozes.api.responses.warnings import warning_fields
from vozes.api.routes.elevenlabs.alignment import AlignedSpeech, Alignments, Piece
from vozes.api.routes.elevenlabs.errors_on_sockets import error_message
from vozes.api.routes.elevenlabs.orders import stand_in_warnings
from vozes.api.routes.elevenlabs.socket_messages import ClientMessage
from vozes.api.websockets.socket import Socket
from vozes.audio.formats import FORMATS, AudioFormat
from vozes.errors import ErrorCode, VozesError
from vozes.service.speech.alignment import SpokenText, spoken_text
from vozes.service.speech.encoding import PieceEncoder
from vozes.service.speech.growing import Began, Ended, Flushed, GrowingSpeech, Sound
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.parts import SpokenPart
from vozes.service.speech.service import SpeechService
from vozes.service.thread_pools import with_texts
from vozes.text.markup.passages import Markup
from vozes.types import Samples
from vozes.warnings import CodedWarning


class Context:
    def __init__(self, service: SpeechService, order: SpeechOrder, socket: Socket, name: str | None, *, auto: bool):
        """`name`: what its messages tell as `contextId`; `auto`: each message is a sentence, and spoken at once."""
        self.speech = GrowingSpeech(service, order, socket.request_id)
        self.settings: dict[str, Any] = {}
        self._socket = socket
        self._names = {} if name is None else {"contextId": name}
        self._auto = auto
        self._parses_markup = order.markup is not Markup.OFF
        self._longest = service.longest_text
        self._document = ""
        """Text with markup that waits for a flush: it can only be read whole."""
        self._aligned = AlignedSpeech(tells_words=not self._parses_markup)
        self._audio = _Audio(order.check())
        self._warnings: list[CodedWarning] = []
        """What the client was not yet warned of."""
        self._began: Began | None = None
        self._order = order
        self._stand_ins: set[str] = set()
        """What the client was told of who speaks in the place of another voice."""

    def warn(self, warnings: Iterable[CodedWarning]) -> None:
        """Tells the client of these with the next audio."""
        self._warnings += warnings

    def push(self, said: ClientMessage) -> None:
        """Takes the text of a message, and flushes where it says so. Raises VozesError(TEXT_TOO_LONG)."""
        text = said.text or ""
        if self._parses_markup and (self._document or "<" in text):
            self.speech.require_room(len(self._document) + len(text))
            self._document += text
            if len(self._document) > self._longest:
                message = f"More than {self._longest} characters wait to be spoken."
                raise VozesError(ErrorCode.TEXT_TOO_LONG, message, param="text")
        elif text:
            self.speech.push(text, eager=bool(said.try_trigger_generation), complete=self._auto)
            self._aligned.push_text(text)
        if said.flush:
            self._push_document()
            self.speech.flush()

    def finish(self) -> None:
        """Has the rest spoken: no more text comes."""
        self._push_document()
        self.speech.finish()

    def drop(self) -> None:
        """Silences what came after the last flush: no more text comes."""
        self._document = ""
        self.speech.drop()

    def _push_document(self) -> None:
        document, self._document = self._document, ""
        if document:
            self.speech.push("", complete=True)
            self.speech.push(f"<speak>{document}</speak>", complete=True)

    async def speak(self) -> None:
        """Sends all of it, and at last that this was all. Raises Left."""
        try:
            async with self.speech:
                async for event in self.speech.events():
                    await self._heed(event)
            await self._send(await self._audio.close(), None)
            await self._socket.send({"audio": None, "isFinal": True, **self._names, **self._warned()})
        finally:
            self._audio.abort()

    async def _heed(self, event: Began | Sound | Ended | Flushed) -> None:
        if isinstance(event, Began):
            self._began = event
            self._tell_stand_in(event)
            if not self._parses_markup and _tells_words(event):
                self._aligned.begin_passage(await with_texts(_spoken, event), event.passage.start)
        elif isinstance(event, Sound) and self._began is not None:
            for piece in self._aligned.add(event.chunk, words_come=_tells_words(self._began)):
                await self._send_piece(piece)
        elif isinstance(event, Flushed):
            await self._send(await self._audio.close(), None)
        elif isinstance(event, Ended):
            await self._end(event)

    async def _end(self, event: Ended) -> None:
        if self._began is not None:
            self._warnings += self._began.speech.warnings
        for piece in self._aligned.end_passage(event.passage.start + len(event.passage.text)):
            await self._send_piece(piece)
        error = event.error
        if error is not None and error.code is not ErrorCode.NOTHING_TO_SAY:
            await self.tell(error)

    def _tell_stand_in(self, began: Began) -> None:
        """Warns of each voice once: which one it is depends on the language of the passage."""
        new = [each for each in stand_in_warnings(self._order, began.speech) if each not in self._stand_ins]
        self._stand_ins.update(new)
        self.warn(new)

    def _warned(self) -> dict[str, Any]:
        """Returns what the client was not yet warned of, in fields that ElevenLabs does not have."""
        warnings, self._warnings = self._warnings, []
        return warning_fields(warnings) if warnings else {}

    async def tell(self, error: VozesError) -> None:
        await self._socket.send({**error_message(error, self._socket.request_id), **self._names})

    async def _send_piece(self, piece: Piece) -> None:
        data = await self._audio.encode(piece.samples, piece.sample_rate)
        await self._send(data, piece.alignments, len(piece.samples))

    async def _send(self, data: bytes, alignments: Alignments | None, samples: int = 0) -> None:
        """Sends audio with its characters; those of what an encoder holds back go with the next one."""
        told = self._audio.with_held(alignments, samples, sent=bool(data))
        if data:
            audio = base64.b64encode(data).decode("ascii")
            both = {
                "alignment": None if told is None else told.original.as_message(),
                "normalizedAlignment": None if told is None else told.normalized.as_message(),
            }
            await self._socket.send({"audio": audio, "isFinal": None, **both, **self._names, **self._warned()})


class _Audio:
    """Encodes a context's speech: a file for each flush, of which those after the first have no header in WAV."""

    def __init__(self, audio_format: AudioFormat):
        self._format = audio_format
        self._encoder: PieceEncoder | None = None
        self._rate = 0
        self._held: Alignments | None = None
        self._held_samples = 0

    async def encode(self, samples: Samples, rate: int) -> bytes:
        self._rate = rate
        if self._encoder is None:
            self._encoder = PieceEncoder(self._format, self._rate)
            if self._format.name == "wav":
                self._format = FORMATS["pcm"]
        return await self._encoder.write(samples)

    async def close(self) -> bytes:
        """Returns the last bytes of the file that is being written, if there is one."""
        encoder, self._encoder = self._encoder, None
        return b"" if encoder is None else await encoder.close()

    def abort(self) -> None:
        if self._encoder is not None:
            self._encoder.abort()

    def with_held(self, alignments: Alignments | None, samples: int, *, sent: bool) -> Alignments | None:
        """Returns the characters of all that was encoded and not sent, and forgets them where it is sent now."""
        told = self._held
        if alignments is not None:
            told = told or Alignments()
            told.extend(alignments, self._held_samples / self._rate)
        self._held, self._held_samples = (None, 0) if sent else (told, self._held_samples + samples)
        return told


def _tells_words(began: Began) -> bool:
    """Returns whether the engine that begins a passage tells when its words are heard."""
    return began.speech.engine.info.capabilities.word_timings != "none"


def _spoken(began: Began) -> SpokenText:
    """Returns what is said of a passage, with a space behind it where there is one behind its text."""
    said = spoken_text(part for part in began.speech.parts if isinstance(part, SpokenPart))
    return replace(said, text=f"{said.text} ") if began.passage.text[-1:].isspace() else said
