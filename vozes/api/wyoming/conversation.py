"""What one client says and is answered. Events are taken as they come, and texts are spoken one after the other.

So a client that leaves is noticed while something is spoken for it, and that is cancelled. Of connections and of how
many there are `server` knows.
"""

import asyncio
from collections.abc import AsyncIterator

from vozes.api.wyoming.events import Event, EventReader
from vozes.api.wyoming.messages import Manner, Ping, SelectProgram, Synthesize, SynthesizeChunk, read_message
from vozes.api.wyoming.programs import engine_named, info
from vozes.api.wyoming.speaking import Send, Utterance, speak
from vozes.api.wyoming.streamed_text import StreamedText
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service

_MOST_WAITING = 16
"""Texts of one client that wait until one is spoken."""


class Conversation:
    def __init__(self, service: Service, reader: EventReader, send: Send):
        self._service = service
        self._reader = reader
        self._send = send
        self._engine: str | None = None
        self._stream: StreamedText | None = None
        self._waiting: asyncio.Queue[Utterance] = asyncio.Queue(_MOST_WAITING)
        self._is_speaking = False
        self.said_last = asyncio.get_running_loop().time()
        """When the client last said something, or something was last spoken for it."""

    @property
    def waits(self) -> bool:
        """Whether it is the client's turn to say something."""
        if self._stream is not None and self._stream.is_waiting:
            return True
        return not self._is_speaking and self._waiting.empty()

    @property
    def is_done(self) -> bool:
        """Whether nothing is owed to the client, and no text of its own is half sent."""
        return self.waits and self._stream is None

    async def run(self) -> None:
        """Returns when the client has left. Raises VozesError for what ends it before."""
        taking, speaking = asyncio.create_task(self._take_all()), asyncio.create_task(self._speak_all())
        try:
            await asyncio.wait({taking, speaking}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (taking, speaking):
                task.cancel()
            await asyncio.gather(taking, speaking, return_exceptions=True)
        for task in (speaking, taking):
            if not task.cancelled():
                task.result()

    async def _take_all(self) -> None:
        async for event in self._reader.events():
            self._note()
            await self._take(event)

    async def _take(self, event: Event) -> None:
        """Does what the event asks; events that are not known are left alone, as the protocol has it."""
        match event.type:
            case "describe":
                await self._send(await info(self._service))
            case "ping":
                await self._send(Event("pong", {"text": read_message(Ping, event).text}))
            case "select-program":
                program = read_message(SelectProgram, event).name
                self._engine = engine_named(self._service.registry, program)
            case "synthesize" if self._stream is None:  # within a stream it repeats the text, for servers without
                message = read_message(Synthesize, event)
                self._add(message, _once(message.text), is_streamed=False)
            case "synthesize-start":
                self._begin(read_message(Manner, event))
            case "synthesize-chunk":
                self._open_stream(event).push(read_message(SynthesizeChunk, event).text)
            case "synthesize-stop":
                self._open_stream(event).end()
                self._stream = None

    def _begin(self, manner: Manner) -> None:
        if self._stream is not None:
            raise VozesError(ErrorCode.INVALID_FIELD, "There is a text already that synthesize-stop has not ended.")
        settings, voice = self._service.settings, manner.voice
        languages = [voice.language] if voice is not None and voice.language else settings.preferred_languages
        self._stream = StreamedText(manner.markup, languages or ("en",), settings.max_text_characters)
        self._add(manner, self._stream.pieces(), is_streamed=True)

    def _open_stream(self, event: Event) -> StreamedText:
        if self._stream is None:
            raise VozesError(ErrorCode.INVALID_FIELD, f"{event.type} came without synthesize-start before it.")
        return self._stream

    def _add(self, manner: Manner, pieces: AsyncIterator[str], *, is_streamed: bool) -> None:
        try:
            self._waiting.put_nowait(Utterance(manner, self._engine, pieces, is_streamed))
        except asyncio.QueueFull:
            message = f"{_MOST_WAITING} texts wait on this connection already."
            raise VozesError(ErrorCode.QUEUE_FULL, message) from None

    async def _speak_all(self) -> None:
        while True:
            utterance = await self._waiting.get()
            self._is_speaking = True
            await speak(utterance, self._service.speech, self._send)
            self._is_speaking = False
            self._note()

    def _note(self) -> None:
        self.said_last = asyncio.get_running_loop().time()


async def _once(text: str) -> AsyncIterator[str]:
    yield text
