"""Forms with files (multipart/form-data): fields into memory, files into a folder that is gone with the answer.

Everything is counted as it arrives: files and their bytes, fields and theirs. It knows nothing of what a form is for.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from vozes.api.body import FORM, content_type_of
from vozes.api.file_names import file_name
from vozes.api.sizes import readable
from vozes.errors import ErrorCode, VozesError
from vozes.service.uploads import Uploads, storage_full, with_files

_WRITTEN_AT_ONCE = 256 * 1024
"""Bytes of files that are held in memory before they are written."""
_PARSED_AT_ONCE = 16 * 1024
"""Bytes, between which others have their turn."""
_MOST_FIELDS = 64


@dataclass(frozen=True, slots=True)
class FormLimits:
    file_field: str
    """The name of the only field that has files."""
    files: int
    file_bytes: int
    """Of each file."""
    field_bytes: int
    """Of all fields together, with their names."""


@dataclass(frozen=True, slots=True)
class SentFile:
    name: str
    """As the client calls it: data, never a path."""
    path: Path


@dataclass(slots=True)
class Form:
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[SentFile] = field(default_factory=list)

    def values(self, repeated: Collection[str] = ()) -> dict[str, str | list[str]]:
        """The fields by name, those of `repeated` as lists; raises VozesError where another one comes twice."""
        values: dict[str, str | list[str]] = {name: [] for name in repeated}
        for name, value in self.fields:
            known = values.get(name)
            if isinstance(known, list):
                known.append(value)
            elif known is None:
                values[name] = value
            else:
                raise _invalid(f"{name} is given more than once.", name)
        return values


@asynccontextmanager
async def receive_form(request: Request, uploads: Uploads, limits: FormLimits) -> AsyncIterator[Form]:
    """The form of a request. Its files are there as long as the context is.

    Raises VozesError: UNSUPPORTED_CONTENT_TYPE, BODY_TOO_LARGE, INVALID_FIELD, STORAGE_FULL; CANCELLED where the
    client leaves.
    """
    boundary = _boundary(request)
    with uploads.folder() as folder:
        reader = _FormReader(boundary, folder, limits)
        try:
            async for piece in request.stream():
                await reader.read(piece)
        except ClientDisconnect:
            raise VozesError(ErrorCode.CANCELLED, "The client went away.") from None
        yield await reader.finish()


def _boundary(request: Request) -> bytes:
    _, parameters = parse_options_header(request.headers.get("content-type"))
    boundary = parameters.get(b"boundary", b"")
    if content_type_of(request.headers) != FORM or not boundary:
        message = f"This call takes a form: send it with `Content-Type: {FORM}` and its boundary."
        raise VozesError(ErrorCode.UNSUPPORTED_CONTENT_TYPE, message)
    return boundary


class _ForDisk:
    """What of the files is not written yet: of each file one piece, in however many it came."""

    def __init__(self) -> None:
        self._pieces: dict[Path, bytearray] = {}
        self.size = 0

    def add(self, path: Path, data: bytes) -> None:
        self._pieces.setdefault(path, bytearray()).extend(data)
        self.size += len(data)

    async def write(self) -> None:
        """Raises VozesError(STORAGE_FULL)."""
        pieces, self._pieces, self.size = self._pieces, {}, 0
        await with_files(_append, pieces)


def _append(pieces: Mapping[Path, bytearray]) -> None:
    try:
        for path, data in pieces.items():
            with path.open("ab") as file:
                file.write(data)
    except OSError as error:
        raise storage_full(error) from error


class _FormReader:
    """Takes a form piece by piece. The parser calls back; what is for the disk waits until a thread writes it."""

    def __init__(self, boundary: bytes, folder: Path, limits: FormLimits):
        self._folder = folder
        self._limits = limits
        self._form = Form()
        self._header = (bytearray(), bytearray())  # name and value of the header that is being read
        self._disposition = b""
        self._name = ""
        self._text: bytearray | None = None  # of the field that is being read; None while it is a file
        self._field_bytes = 0
        self._file_bytes = 0
        self._for_disk = _ForDisk()
        self._is_whole = False
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin_part,
                    "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
                    "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
                    "on_header_end": self._end_header,
                    "on_headers_finished": self._end_headers,
                    "on_part_data": self._take_data,
                    "on_part_end": self._end_part,
                    "on_end": self._end_form,
                },
            )
        except FormParserError as error:
            raise _no_form(error) from None

    async def read(self, piece: bytes) -> None:
        """Lets others have their turn in between: the parser takes up to a microsecond a byte."""
        for start in range(0, len(piece), _PARSED_AT_ONCE):
            try:
                self._parser.write(piece[start : start + _PARSED_AT_ONCE])
            except FormParserError as error:
                raise _no_form(error) from None
            if self._for_disk.size >= _WRITTEN_AT_ONCE:
                await self._for_disk.write()
            await asyncio.sleep(0)

    async def finish(self) -> Form:
        if not self._is_whole:
            raise _invalid("The form is cut off: its last boundary is missing.")
        await self._for_disk.write()
        return self._form

    def _begin_part(self) -> None:
        self._disposition = b""

    def _end_header(self) -> None:
        name, value = self._header
        if name.lower() == b"content-disposition":
            self._disposition = bytes(value)
        self._header = (bytearray(), bytearray())

    def _end_headers(self) -> None:
        _, options = parse_options_header(self._disposition)
        if b"name" not in options:
            raise _invalid("A part of the form has no name.")
        self._name = _decode(options[b"name"], "a field's name")
        file = file_name(self._disposition, options)
        if file is not None:
            self._begin_file(file)
        else:
            self._begin_field()

    def _begin_file(self, name: str) -> None:
        limits = self._limits
        if self._name != limits.file_field:
            raise _invalid(f"{self._name} takes no file: files are sent as {limits.file_field}.", self._name)
        if len(self._form.files) >= limits.files:
            raise _invalid(f"{limits.file_field}: at most {limits.files} files are taken.", limits.file_field)
        sent = SentFile(name, self._folder / str(len(self._form.files)))
        self._form.files.append(sent)
        self._for_disk.add(sent.path, b"")  # an empty file is a file too
        self._file_bytes = 0
        self._text = None

    def _begin_field(self) -> None:
        if len(self._form.fields) >= _MOST_FIELDS:
            raise _invalid(f"The form has more than {_MOST_FIELDS} fields.")
        self._count_field(len(self._name.encode()))
        self._text = bytearray()

    def _take_data(self, data: bytes, start: int, end: int) -> None:
        if self._text is not None:
            self._count_field(end - start)
            self._text += data[start:end]
            return
        self._file_bytes += end - start
        if self._file_bytes > self._limits.file_bytes:
            message = f"A file may have at most {readable(self._limits.file_bytes)}: send a shorter or compressed one."
            raise VozesError(ErrorCode.BODY_TOO_LARGE, message, param=self._limits.file_field)
        self._for_disk.add(self._form.files[-1].path, data[start:end])

    def _count_field(self, size: int) -> None:
        self._field_bytes += size
        if self._field_bytes > self._limits.field_bytes:
            message = f"The form's fields may have at most {readable(self._limits.field_bytes)} together."
            raise VozesError(ErrorCode.BODY_TOO_LARGE, message)

    def _end_part(self) -> None:
        if self._text is not None:
            self._form.fields.append((self._name, _decode(self._text, self._name)))

    def _end_form(self) -> None:
        self._is_whole = True


def _decode(data: bytes | bytearray, what: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise _invalid(f"The form is not in UTF-8: {what[:80]}.") from None


def _no_form(error: FormParserError) -> VozesError:
    return _invalid(f"The body is no form that can be read: {error}.")


def _invalid(message: str, param: str | None = None) -> VozesError:
    return VozesError(ErrorCode.INVALID_FIELD, message, param=param)
