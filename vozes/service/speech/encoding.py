"""Encodes speech piece by piece where each piece is sent at once, and runs encoders where they hold up nobody.

It knows nothing of who takes the bytes. What is kept until a client reads it goes by `rendering`.
"""

import io
import os
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from vozes.audio.formats import AudioFormat, open_encoder
from vozes.process.threads import Threads
from vozes.types import Samples

P = ParamSpec("P")
T = TypeVar("T")

_INSTANT = frozenset({"wav", "pcm"})
"""Formats that cost less to make than a change of threads."""
_ENCODERS = Threads("encoder", os.cpu_count() or 1)


async def work_on(audio_format: AudioFormat, step: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Runs a step of the format's encoder, in a thread where it takes long, which is never left running behind."""
    if audio_format.name in _INSTANT:
        return step(*arguments, **named)
    return await _ENCODERS.run(step, *arguments, **named)


class PieceEncoder:
    """Encodes one file, whose bytes are taken as they are made; `whole`: all at its end, with a complete header."""

    def __init__(self, audio_format: AudioFormat, sample_rate: int, *, whole: bool = False):
        """`sample_rate`: of the samples that are written, in Hz."""
        self._format = audio_format
        self._whole = whole
        self._bytes = io.BytesIO()
        self._encoder = open_encoder(audio_format, self._bytes, sample_rate, seekable=whole)

    async def write(self, samples: Samples) -> bytes:
        """Takes the next samples (time,), float32; returns the bytes that are ready."""
        await work_on(self._format, self._encoder.write, samples)
        return b"" if self._whole else self._taken()

    async def close(self) -> bytes:
        """Returns the last bytes, or with `whole` all."""
        await work_on(self._format, self._encoder.close)
        return self._taken()

    def abort(self) -> None:
        """Gives up, at any time."""
        self._encoder.abort()

    def _taken(self) -> bytes:
        taken = self._bytes.getvalue()
        self._bytes.seek(0)
        self._bytes.truncate()
        return taken
