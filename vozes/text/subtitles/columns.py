"""How wide text is on a screen, in columns: signs of Chinese, Japanese and Korean take two. Used by `cutting`."""

import unicodedata

_WIDE = frozenset("WF")


def columns(text: str) -> int:
    return sum(_of(sign) for sign in text)


def is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in _WIDE


def _of(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if is_wide(sign) else 1
