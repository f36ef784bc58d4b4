"""Decodes recordings in base64, however programs write it: as data URI, in lines, URL-safe, without padding."""

import base64
import re

_DATA_URI = re.compile(rb"data:[^,]{0,200}?(?P<base64>;base64)?,", re.IGNORECASE)
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")
_WHITE_SPACE = b" \t\r\n"
_ESCAPED = tuple((f"%{byte:02{digits}}".encode(), bytes([byte])) for byte in b"+/=" + _WHITE_SPACE for digits in "Xx")
"""Characters of base64 as programs escape them in a data URI; a general decoder takes a step for each percent sign."""
_FOREIGN = "it has characters that base64 does not have"


def decode_base64(text: str) -> bytes:
    """Returns the bytes. Raises ValueError that says what is wrong."""
    if not text.isascii():
        raise ValueError(_FOREIGN)
    encoded = text.strip().encode()
    uri = _DATA_URI.match(encoded)
    if uri is not None:
        if uri["base64"] is None:
            raise ValueError("the data URI does not say `;base64`")
        encoded = encoded[uri.end() :]
        if b"%%" in encoded:  # which would make each replacement look at every character
            raise ValueError(_FOREIGN)
        for escaped, plain in _ESCAPED if b"%" in encoded else ():
            encoded = encoded.replace(escaped, plain)
    encoded = encoded.translate(_TO_STANDARD, _WHITE_SPACE).rstrip(b"=")
    try:
        return base64.b64decode(encoded + b"=" * (-len(encoded) % 4), validate=True)
    except ValueError:
        raise ValueError(f"{_FOREIGN}, or its end is missing") from None
