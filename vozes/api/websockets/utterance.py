"""One utterance on our own WebSocket: its sentences become messages, and frames of audio between them."""

from dataclasses import dataclass
from typing import Any

from vozes.api.responses.errors import error_body
from vozes.api.responses.warnings import warning_fields
from vozes.api.websockets.socket import Socket
from vozes.audio.formats import AudioFormat
from vozes.errors import ErrorCode, VozesError
from vozes.service.speech.encoding import PieceEncoder
from vozes.service.speech.growing import Began, Ended, GrowingSpeech, Sound
from vozes.text.reading.growing import Passage
from vozes.types import AudioChunk, WordTiming


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the audio of each sentence is sent."""

    format: AudioFormat
    streams: bool
    """Whether as it is made; otherwise in one frame, as a whole file."""


class Utterance:
    """What is said between two flushes."""

    def __init__(self, index: int, speech: GrowingSpeech, delivery: Delivery, socket: Socket):
        self.index = index
        self.speech = speech
        self.is_open = True
        """Whether more of its text may come."""
        self._delivery = delivery
        self._socket = socket
        self._sentences = 0
        self._sentence: _Sentence | None = None

    async def speak(self) -> None:
        """Sends all of it, as it is made. Raises Left; being cancelled, it is silent at once."""
        try:
            async with self.speech:
                async for event in self.speech.events():
                    if isinstance(event, Began):
                        self._sentence = _Sentence(self.index, self._sentences, event, self._delivery, self._socket)
                    elif isinstance(event, Sound) and self._sentence is not None:
                        await self._sentence.send(event.chunk)
                    elif isinstance(event, Ended):
                        await self._end(event.error)
        finally:
            if self._sentence is not None:
                self._sentence.abort()

    async def tell_done(self, *, cancelled: bool = False) -> None:
        """Says that nothing more of it comes."""
        message: dict[str, Any] = {"utterance_index": self.index, "total_sentences": self._sentences}
        await self._socket.send({"type": "session.done", **message, **({"cancelled": True} if cancelled else {})})

    async def _end(self, error: VozesError | None) -> None:
        sentence, self._sentence = self._sentence, None
        if sentence is not None and sentence.is_heard:
            self._sentences += 1
            await sentence.end(failed=error is not None)
        if error is not None and error.code is not ErrorCode.NOTHING_TO_SAY:
            await self._socket.send(error_message(error, self._socket.request_id, self.index))


class _Sentence:
    def __init__(self, utterance: int, index: int, began: Began, delivery: Delivery, socket: Socket):
        self._names = {"utterance_index": utterance, "sentence_index": index}
        self._began = began
        self._text, self._start = _stripped(began.passage)
        self._delivery = delivery
        self._socket = socket
        self._encoder: PieceEncoder | None = None
        self._bytes = 0
        self._seconds = 0.0
        self._told = 0
        """How many of the warnings the client knows."""

    @property
    def is_heard(self) -> bool:
        return self._encoder is not None

    async def send(self, chunk: AudioChunk) -> None:
        """Sends what is heard next, and before it when its words are."""
        if len(chunk.samples) and self._encoder is None:
            await self._begin(chunk.sample_rate)
        if self._encoder is None:
            return
        if chunk.words:
            words = [self._word(word) for word in chunk.words]
            await self._socket.send({"type": "audio.words", **self._names, "words": words})
        self._seconds += chunk.seconds
        await self._send(await self._encoder.write(chunk.samples))

    async def end(self, *, failed: bool) -> None:
        """Sends the rest of the audio, and says that this was all."""
        assert self._encoder is not None  # noqa: S101  (it is heard)
        await self._send(await self._encoder.close())
        told = {"total_bytes": self._bytes, "seconds": round(self._seconds, 3), "error": failed, **self._warnings()}
        await self._socket.send({"type": "audio.done", **self._names, **told})

    def abort(self) -> None:
        if self._encoder is not None:
            self._encoder.abort()

    async def _begin(self, rate: int) -> None:
        request = self._began.speech.request
        who = {"engine": self._began.speech.engine.info.id, "voice": request.voice, "language": request.language}
        what = {"sentence_text": self._text, "format": self._delivery.format.name, "sample_rate": rate}
        await self._socket.send({"type": "audio.start", **self._names, **what, **who, **self._warnings()})
        self._encoder = PieceEncoder(self._delivery.format, rate, whole=not self._delivery.streams)

    async def _send(self, data: bytes) -> None:
        if data:
            self._bytes += len(data)
            await self._socket.send_bytes(data)

    def _warnings(self) -> dict[str, Any]:
        """Returns what the client was not yet warned of."""
        warnings = self._began.speech.warnings[self._told :]
        self._told += len(warnings)
        return warning_fields(warnings) if warnings else {}

    def _word(self, word: WordTiming) -> dict[str, Any]:
        """Returns a word with its place in the sentence, and its times in the sentence's audio."""
        start, end = max(word.text_start - self._start, 0), max(word.text_end - self._start, 0)
        times = {name: round(time - self._began.start, 3) for name, time in (("start", word.start), ("end", word.end))}
        return {"word": self._text[start:end], "text_start": start, "text_end": end, **times}


def error_message(error: VozesError, request_id: str, utterance: int | None = None) -> dict[str, Any]:
    """Returns what tells a client of an error, in one sentence and in the shape of all errors."""
    body = error_body(error, request_id)
    told = {"type": "error", "message": body["message"], "error": body}
    return told if utterance is None else {**told, "utterance_index": utterance}


def _stripped(passage: Passage) -> tuple[str, int]:
    """Returns a passage without white space around it, and its place in the whole text."""
    text = passage.text.lstrip()
    return text.rstrip(), passage.start + len(passage.text) - len(text)
