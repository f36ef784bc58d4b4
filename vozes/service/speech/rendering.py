"""One answer in the making: an engine's chunks become encoded bytes in a spool, which a client reads at its own pace.

It knows nothing of HTTP, and nothing of how the chunks are made.
"""

import asyncio
import traceback
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing

from vozes.audio.encoder import Encoder
from vozes.audio.formats import AudioFormat, open_encoder
from vozes.audio.spool import Spool
from vozes.errors import ErrorCode, VozesError
from vozes.service.speech.encoding import work_on
from vozes.types import AudioChunk, WordTiming

_SAMPLE_BYTES = 2
"""Bytes of a sample in the largest format; others take fewer."""


class Rendering:
    """Runs from its making until it is whole, has failed, or is closed. Leaving its `async with` cancels and frees."""

    def __init__(
        self,
        format: AudioFormat,  # noqa: A002
        chunks: AsyncGenerator[AudioChunk],
        spool: Spool,
        make_room: Callable[[int], Awaitable[None]],
        *,
        whole: bool,
    ):
        """`make_room` returns once so many more bytes may go into the spool, or raises VozesError."""
        self.audio_seconds = 0.0
        self.sample_rate: int | None = None
        self.text_position = 0
        """How far the text has been spoken, in code points."""
        self.words: list[WordTiming] = []
        """When the words are heard that have been made so far, in the order of the answer."""
        self._format = format
        self._whole = whole
        self._spool = spool
        self._make_room = make_room
        self._task = asyncio.create_task(self._run(chunks))

    async def __aenter__(self) -> "Rendering":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Stops the work, if it goes on, and frees what was made."""
        self._task.cancel()
        await asyncio.wait([self._task])
        self._spool.close()

    async def started(self) -> None:
        """Returns once there is something to hear; raises what it failed with before."""
        await self._spool.wait_for_data()

    async def finished(self) -> int:
        """Returns the number of bytes of the whole answer; raises what it failed with."""
        await asyncio.shield(self._task)
        await self._spool.wait_for_data()
        return self._spool.size

    def bytes(self) -> AsyncIterator[bytes]:
        """Yields the encoded answer, from the start, as it is made; raises what it failed with."""
        return self._spool.stream()

    async def _run(self, chunks: AsyncGenerator[AudioChunk]) -> None:
        try:
            await self._encode(chunks)
        except asyncio.CancelledError as error:
            _let_go(error)
            self._spool.fail(VozesError(ErrorCode.CANCELLED, "The request was cancelled."))
            raise
        except Exception as error:
            _let_go(error)
            self._spool.fail(error)
        else:
            self._spool.finish()

    async def _encode(self, chunks: AsyncGenerator[AudioChunk]) -> None:
        encoder: Encoder | None = None
        try:
            async with aclosing(chunks):
                async for chunk in chunks:
                    self.text_position = max(self.text_position, chunk.text_end)
                    self.words += chunk.words
                    if len(chunk.samples) == 0:  # nothing is sent before the first sound, so that there may be an error
                        continue
                    await self._make_room(_SAMPLE_BYTES * len(chunk.samples))
                    if encoder is None:
                        self.sample_rate = chunk.sample_rate
                        encoder = open_encoder(self._format, self._spool, chunk.sample_rate, seekable=self._whole)
                    await work_on(self._format, encoder.write, chunk.samples)
                    self.audio_seconds += chunk.seconds
            if encoder is None or not self.audio_seconds:
                raise VozesError(ErrorCode.NOTHING_TO_SAY, "The engine found nothing to say in the text.", param="text")
            await work_on(self._format, encoder.close)
        finally:
            if encoder is not None:
                encoder.abort()


def _let_go(error: BaseException) -> None:
    """Frees what the steps that an error has ended still hold, such as samples: it refers to them, and we to it."""
    traceback.clear_frames(error.__traceback__)
