"""Events as they are on the wire: a line of JSON, then more of its data and a payload, where the line says how long.

They are read within limits of size and time, since whoever connects may send anything. What events mean is not known
here. The protocol's own package has no such limits, and ends at what is malformed as it does where a client leaves.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from vozes.api.middleware.body_limits import Pace, readable
from vozes.api.middleware.json_limits import check_values
from vozes.errors import ErrorCode, VozesError
from vozes.service.budget import Account

VERSION = "1.10.2"
"""Of the protocol's package, whose events these are."""
READ_AT_ONCE = 16 * 1024
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Event:
    type: str
    data: dict[str, Any] = field(default_factory=dict)
    payload: bytes = b""

    def encode(self) -> bytes:
        """Returns the bytes of the event, of which clients of the first version can read all too."""
        header: dict[str, Any] = {"type": self.type, "version": VERSION}
        data = json.dumps(self.data).encode("ascii") if self.data else b""
        if data:
            header["data_length"] = len(data)
        if self.payload:
            header["payload_length"] = len(self.payload)
        return b"".join((json.dumps(header).encode("ascii"), b"\n", data, self.payload))


class EventReader:
    """Reads the events of one connection. A client that leaves ends it, also amid an event."""

    def __init__(self, stream: asyncio.StreamReader, longest: int, pace: Pace, account: Account):
        """`longest`: the most bytes of an event; `account`: what holds its bytes until it has been taken."""
        self._stream = stream
        self._longest = longest
        self._pace = pace
        self._account = account
        self._buffer = bytearray()
        self._deadline = 0.0

    async def events(self) -> AsyncIterator[Event]:
        """Yields them as they come. Raises VozesError: MALFORMED_JSON, INVALID_FIELD, BODY_TOO_LARGE, UPLOAD_STALLED,
        SPOOL_FULL; what follows cannot be read then.
        """
        while (line := await self._line()) is not None:
            header = _object(line)
            lengths = [_length(header, name) for name in ("data_length", "payload_length")]
            self._check(len(line) + sum(lengths))
            more, payload = [await self._take(length) for length in lengths]
            if more is None or payload is None:
                return
            yield _event(header, more, payload)

    async def _line(self) -> bytes | None:
        """Returns the line of the next event; None where there is none any more."""
        searched = 0
        self._deadline = 0.0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            self._check(searched)
            if not await self._more():
                return None
        return await self._take(end + 1)

    async def _take(self, size: int) -> bytes | None:
        """Returns the next so many bytes; None where the client leaves before."""
        while len(self._buffer) < size:
            if not await self._more():
                return None
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._account.add(-size)
        return taken

    async def _more(self) -> bool:
        """Returns whether more has come. An event that has begun has to go on at its pace; the first byte may wait."""
        now = asyncio.get_running_loop().time()
        if self._buffer and not self._deadline:
            self._deadline = now + self._pace.seconds
        try:
            async with asyncio.timeout_at(self._deadline or None):
                piece = await self._stream.read(READ_AT_ONCE)
        except TimeoutError:
            raise self._pace.refusal() from None
        if self._deadline:
            self._deadline += len(piece) / self._pace.bytes_per_second
        self._account.take(len(piece))
        self._buffer += piece
        return bool(piece)

    def _check(self, size: int) -> None:
        if size > self._longest:
            raise VozesError(ErrorCode.BODY_TOO_LARGE, f"An event may have at most {readable(self._longest)}.")


def _event(header: dict[str, Any], more: bytes, payload: bytes) -> Event:
    data = header.get("data") or {}
    if not isinstance(header.get("type"), str) or not isinstance(data, dict):
        message = "An event needs a text as its type, and an object as its data."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param="type")
    return Event(header["type"], {**data, **_object(more)} if more else data, payload)


def _object(text: bytes) -> dict[str, Any]:
    """Returns a JSON object that may have so many values as a body may."""
    check_values(text)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise VozesError(ErrorCode.MALFORMED_JSON, "What was sent is no event: a line with a JSON object.")
    return value


def _length(header: dict[str, Any], name: str) -> int:
    value = header.get(name) or 0
    if type(value) is not int or value < 0:
        raise VozesError(ErrorCode.INVALID_FIELD, f"{name} must be a number of bytes.", param=name)
    return value
