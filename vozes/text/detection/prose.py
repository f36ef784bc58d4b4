"""What of a text tells its language: its words, without what looks the same in every language.

It drops addresses, code, tags, handles and numbers with the letters in them, and writes letters that only look
different (`ＢＯＭ`, `𝗕𝗼𝗺`) in the usual form. It knows no language.
"""

import re
import unicodedata

_SAMPLE = 2_000
"""Characters that are looked at; more would only take longer."""
_READ = 2 * _SAMPLE
"""Characters of a text that are read to get them."""
_SIGNS = re.compile(
    r"""
    ```.*?``` | `[^`\n]*`                                                # code
    | <[A-Za-z/!][^<>]*> | &[A-Za-z]{2,8}; | &\#[0-9A-Za-z]{1,8};        # HTML
    | \]\([^()\s]*\)                                                     # the address of a link in Markdown
    | (?:https?://|www\.)[!-~]+
    | (?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]*+@[A-Za-z0-9._-]+            # e-mail addresses and handles
    | (?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]++\.)+(?:com|org|net|edu|gov|info|br|io|dev|app)(?![A-Za-z])(?:/[!-~]*)?
    | (?<![A-Za-z0-9])[A-Za-z]*+[0-9][A-Za-z0-9]*
    """,
    re.VERBOSE | re.DOTALL,
)
_MORE_MARKS = re.compile(r"(?<=[\u0300-\u036f]{3})[\u0300-\u036f]+")
"""What is piled upon three marks on a letter, which would take long to sort."""
_LONE_GREEK = re.compile(r"(?<![\u0370-\u03ff\u1f00-\u1fff])[\u0370-\u03ff](?![\u0370-\u03ff\u1f00-\u1fff])")
"""Signs of formulas and units (`μ`, `Ω`, `π`)."""


def prose_of(text: str) -> str:
    """Returns the beginning of a text as far as it tells a language."""
    words = _SIGNS.sub(" ", text[:_READ])[:_SAMPLE]
    if words.isascii():
        return words
    composed = unicodedata.normalize("NFKC", _MORE_MARKS.sub("", words))
    return _LONE_GREEK.sub(" ", composed[:_SAMPLE])
