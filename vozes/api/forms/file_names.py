"""What a client calls a file that it sends in a form. Only its ending matters, so no spelling of it is refused."""

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

_EXTENDED = re.compile(rb";\s*filename\*\s*=\s*([^;]*)", re.IGNORECASE)
"""RFC 5987: a character set, a language and the name, percent-encoded. Forms should not have it, but some do."""


def file_name(disposition: bytes, options: Mapping[bytes, bytes]) -> str | None:
    """By the header of a part, and by what the parser took from it; None for a field without a file."""
    if b"filename" in options:
        return _decode(options[b"filename"])
    extended = _EXTENDED.search(disposition)
    if extended is None:
        return None
    charset, quote, rest = extended[1].strip(b' \t"').partition(b"'")
    return _decode(unquote_to_bytes(rest.partition(b"'")[2] if quote else charset))


def _decode(name: bytes) -> str:
    """UTF-8, or else Latin-1, which any bytes can be."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("latin-1")
