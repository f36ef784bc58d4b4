"""Reads the name of a file that is sent in a form. Only its ending matters, so no spelling of it is refused."""

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

_EXTENDED = re.compile(rb";\s*filename\*\s*=\s*([^;]*)", re.IGNORECASE)
"""RFC 5987: a character set, a language and the name, percent-encoded. Forms should not have it, but some do."""


def file_name(disposition: bytes, options: Mapping[bytes, bytes]) -> str | None:
    """Returns the name that a part's header gives, or the options that were parsed from it; None for a plain field."""
    if b"filename" in options:
        return _decode(options[b"filename"])
    extended = _EXTENDED.search(disposition)
    if extended is None:
        return None
    charset, quote, rest = extended[1].strip(b' \t"').partition(b"'")
    return _decode(unquote_to_bytes(rest.partition(b"'")[2] if quote else charset))


def _decode(name: bytes) -> str:
    """Decodes UTF-8, or else Latin-1, which any bytes can be."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("latin-1")
