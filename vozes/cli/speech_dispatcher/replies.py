"""Writes replies, events and sound to the daemon, each whole and in turn. It knows none of their meaning."""

import asyncio
from typing import BinaryIO

import numpy as np

from vozes.cli.progress import aside
from vozes.types import Samples

_BLOCK = 4000
"""Samples in an event of sound: so many can be written before a stop is heeded."""
_ESCAPE = 0x7D
_BIT = 0x20


class Replies:
    def __init__(self, target: BinaryIO):
        self._target = target
        self._turn = asyncio.Lock()

    async def say(self, *lines: str) -> None:
        await self._write("".join(f"{line}\n" for line in lines).encode())

    async def sound(self, samples: Samples, rate: int) -> None:
        """Sends sound, mono, -1 to 1; returns once the daemon has taken it."""
        for start in range(0, len(samples), _BLOCK):
            await self._write(sound_event(samples[start : start + _BLOCK], rate))

    async def _write(self, data: bytes) -> None:
        """Writes all of it or nothing, also where the caller is cancelled meanwhile."""
        writing = asyncio.ensure_future(self._write_in_turn(data))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await writing
            raise

    async def _write_in_turn(self, data: bytes) -> None:
        """Writes in a thread, since the daemon may take its time."""
        async with self._turn:
            await aside(self._write_all, data)

    def _write_all(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._target.write(rest) or 0 :]


def sound_event(samples: Samples, rate: int) -> bytes:
    """Returns the event that carries sound: 16-bit samples, in which line feeds and escapes are escaped."""
    data = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    escape = bytes([_ESCAPE])
    for byte in (_ESCAPE, 0x0A):  # the escape first, since it comes by escaping too
        data = data.replace(bytes([byte]), escape + bytes([byte ^ _BIT]))
    about = (
        f"705-bits=16\n705-num_channels=1\n705-sample_rate={rate}\n705-num_samples={len(samples)}\n705-big_endian=0\n"
    )
    return about.encode() + b"705-AUDIO\0" + data + b"\n705 AUDIO\n"
