"""Makes text of bytes: UTF-8 unless they show otherwise, or the user names their encoding.

It guesses no encoding in silence, since a wrong guess is spoken as rubbish: where bytes are not UTF-8, the error names
the encoding that is likely, by `guessing`. It knows nothing of where the bytes come from.
"""

import codecs

from vozes.errors import ErrorCode, VozesError
from vozes.text.guessing import likely_encoding

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""That of UTF-32 begins with that of UTF-16, and so comes first."""
_LOW = bytes(range(0x20))
_LINES_AND_TABS = frozenset(b"\t\n\v\f\r")
_FEW, _MOST = 0.5, 0.8
"""Shares of low bytes among the others and among the upper ones of UTF-16, in any alphabet."""


def decode(data: bytes, encoding: str | None = None) -> str:
    """Returns the text without a byte order mark, which counts for more than the encoding that is given.

    Raises VozesError: INVALID_FIELD for an encoding that is not known, INVALID_TEXT for bytes that are not of it.
    """
    if encoding is not None:
        _check_name(encoding)
    encoding = _marked(data) or encoding or _wide(data) or "utf-8"
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise VozesError(ErrorCode.INVALID_TEXT, _explain(error, encoding), param="text") from None


def _check_name(encoding: str) -> None:
    try:
        "a".encode(encoding)
    except (LookupError, ValueError):
        message = (
            f"There is no encoding {encoding!r}: give one such as utf-8, utf-16, cp1252, iso-8859-15 or shift_jis."
        )
        raise VozesError(ErrorCode.INVALID_FIELD, message, param="encoding") from None


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)


def _wide(data: bytes) -> str | None:
    """Returns the kind of UTF-16 that an alphabet's text without a byte order mark is in: every other byte is low."""
    even, odd = _low_share(data[::2]), _low_share(data[1::2])
    upper = data[1::2] if odd > even else data[::2]
    if len(data) % 2 or min(even, odd) > _FEW or max(even, odd) < _MOST or _LINES_AND_TABS.issuperset(upper):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _low_share(data: bytes) -> float:
    return 1 - len(data.translate(None, _LOW)) / len(data) if data else 0.0


def _explain(error: UnicodeDecodeError, encoding: str) -> str:
    data, place = error.object, error.start
    line = data.count(b"\n", 0, place) + 1
    where = f"byte 0x{data[place]:02X} at position {place}, in line {line}"
    if error.end == len(data) and error.reason == "unexpected end of data" and not data[:place].isascii():
        return f"The text ends within a character ({where}): a part of it is missing."
    if b"\0" in data:
        return f"This is no text ({where}, and zeros)."
    likely = likely_encoding(data, place)
    if likely is None:
        return f"The text is not in {encoding} ({where}). Name its encoding, as in `--encoding cp1252`."
    return f"The text is not in {encoding} ({where}), but probably in {likely}: add `--encoding {likely}`."
