"""Refuses halves of surrogate pairs, which are no characters, and says where they come from."""

from vozes.errors import ErrorCode, VozesError

_BYTES = range(0xDC80, 0xDD00)
"""What Python makes of the bytes 0x80 to 0xFF that are not in the encoding of a terminal or a file name."""


def is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"


def refuse_surrogates(text: str) -> None:
    """Raises VozesError(INVALID_TEXT) about `text` where it holds one."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _refusal(ord(text[error.start]), error.start) from None


def _refusal(code: int, position: int) -> VozesError:
    cause = "a program cut a character in two"
    if code in _BYTES:
        cause += f", or it is the byte 0x{code - 0xDC00:02X} of a text in another encoding"
    message = f"The text has half of a surrogate pair (U+{code:04X} at position {position}): {cause}."
    return VozesError(ErrorCode.INVALID_TEXT, f"{message} Send it whole, in UTF-8.", param="text")
