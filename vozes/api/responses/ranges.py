"""Answers with a file, or with the part of it that `Range` asks for, as browsers' audio elements do: Safari plays
nothing from a server that sends no parts.

One part in an answer: who asks for several, or for what is not there, gets the whole, as RFC 9110 allows. It knows
nothing of what is in the file.
"""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing

from fastapi import Request
from fastapi.responses import StreamingResponse

_PART = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.IGNORECASE)


def whole_or_part(
    request: Request, pieces: AsyncGenerator[bytes], size: int, media_type: str, headers: Mapping[str, str]
) -> StreamingResponse:
    """Answers with 200 and the whole, or with 206 and a part. `pieces`: the whole file, of `size` bytes."""
    part = _part(request, size)
    sent = {**headers, "Accept-Ranges": "bytes", "Content-Length": str(size if part is None else len(part))}
    if part is None:
        return StreamingResponse(pieces, headers=sent, media_type=media_type)
    sent["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return StreamingResponse(_cut(pieces, part), 206, sent, media_type)


def _part(request: Request, size: int) -> range | None:
    """Returns which bytes are asked for; None: all. Versions of a file have no names, so no `If-Range` ever fits."""
    asked = _PART.fullmatch(request.headers.get("range", "").strip())
    if asked is None or "if-range" in request.headers:
        return None
    first, last = asked.groups()
    if first:
        part = range(int(first), min(int(last) + 1, size) if last else size)
    else:
        part = range(max(size - int(last or 0), 0), size)
    return part if part and part.start < size else None


async def _cut(pieces: AsyncGenerator[bytes], part: range) -> AsyncIterator[bytes]:
    position = 0
    async with aclosing(pieces):
        async for piece in pieces:
            yield piece[max(part.start - position, 0) : max(part.stop - position, 0)]
            position += len(piece)
            if position >= part.stop:
                return
