"""Answers that are files: an open one is sent piece by piece, whatever happens to its name meanwhile.

Starlette's own `FileResponse` opens a file by its name, and gives old clients no name in ASCII for one that is not.
"""

import os
import unicodedata
from collections.abc import AsyncIterator
from typing import BinaryIO
from urllib.parse import quote

from fastapi.responses import StreamingResponse

from vozes.service.thread_pools import with_files

_PIECE = 256 * 1024


def download(file: BinaryIO, media_type: str, name: str) -> StreamingResponse:
    """Answers with the whole file, to be saved under `name`. Whoever calls closes it after the answer."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    headers = {
        "Content-Length": str(size),
        "Content-Disposition": content_disposition(name),
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_pieces(file), headers=headers, media_type=media_type)


def content_disposition(name: str) -> str:
    """Returns the header of RFC 6266: the name in ASCII for old clients, and as it is."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = "".join(character if character.isalnum() or character in " -_.()" else "_" for character in plain)
    return f"attachment; filename=\"{safe}\"; filename*=UTF-8''{quote(_file_name(name), safe='')}"


def _file_name(name: str) -> str:
    """Returns the name without what separates folders or is forbidden in a file's name on some system."""
    return "".join("_" if character in '<>:"/\\|?*' else character for character in name)


async def _pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    while piece := await with_files(file.read, _PIECE):
        yield piece
