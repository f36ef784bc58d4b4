"""Parses a form (multipart/form-data) as it arrives: fields into memory, files into a folder.

Everything is counted on the way: files and their bytes, fields and theirs.
"""

import asyncio
from pathlib import Path

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from vozes.api.forms.file_names import file_name
from vozes.api.forms.form import Form, FormLimits, SentFile, invalid_form
from vozes.api.forms.pending_files import PendingFiles
from vozes.api.middleware.body_limits import readable
from vozes.errors import ErrorCode, VozesError

_WRITTEN_AT_ONCE = 256 * 1024
"""Bytes of files that are held in memory before they are written."""
_PARSED_AT_ONCE = 16 * 1024
"""Bytes, between which others have their turn."""
_MOST_FIELDS = 64


class FormParser:
    """Takes a form piece by piece. `python_multipart` calls back; what files have waits until a thread writes it."""

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
        self._pending = PendingFiles()
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
        """Takes one piece, and lets others have their turn in between: parsing takes up to a microsecond a byte."""
        for start in range(0, len(piece), _PARSED_AT_ONCE):
            try:
                self._parser.write(piece[start : start + _PARSED_AT_ONCE])
            except FormParserError as error:
                raise _no_form(error) from None
            if self._pending.size >= _WRITTEN_AT_ONCE:
                await self._pending.write()
            await asyncio.sleep(0)

    async def finish(self) -> Form:
        if not self._is_whole:
            raise invalid_form("The form is cut off: its last boundary is missing.")
        await self._pending.write()
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
            raise invalid_form("A part of the form has no name.")
        self._name = _decode(options[b"name"], "a field's name")
        file = file_name(self._disposition, options)
        if file is not None:
            self._begin_file(file)
        else:
            self._begin_field()

    def _begin_file(self, name: str) -> None:
        limits = self._limits
        if self._name != limits.file_field:
            raise invalid_form(f"{self._name} takes no file: files are sent as {limits.file_field}.", self._name)
        if len(self._form.files) >= limits.files:
            raise invalid_form(f"{limits.file_field}: at most {limits.files} files are taken.", limits.file_field)
        sent = SentFile(name, self._folder / str(len(self._form.files)))
        self._form.files.append(sent)
        self._pending.add(sent.path, b"")  # an empty file is a file too
        self._file_bytes = 0
        self._text = None

    def _begin_field(self) -> None:
        if len(self._form.fields) >= _MOST_FIELDS:
            raise invalid_form(f"The form has more than {_MOST_FIELDS} fields.")
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
        self._pending.add(self._form.files[-1].path, data[start:end])

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
        raise invalid_form(f"The form is not in UTF-8: {what[:80]}.") from None


def _no_form(error: FormParserError) -> VozesError:
    return invalid_form(f"The body is no form that can be read: {error}.")
