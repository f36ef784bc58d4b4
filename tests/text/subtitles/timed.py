"""Words of a text as if somebody had read it at an even pace."""

import re

from vozes.types import WordTiming

_PAUSES = ",.!?，。？"
_LETTER, _PAUSE = 0.07, 0.3


def timed(text: str, pattern: str = r"[\w'-]+", letter: float = _LETTER) -> list[WordTiming]:
    """`letter`: seconds that each one takes; marks take a third of a second."""
    words, now = [], 0.0
    for match in re.finditer(pattern, text):
        end = now + letter * len(match[0])
        words.append(WordTiming(match.start(), match.end(), now, end))
        now = end + (_PAUSE if text[match.end() : match.end() + 1] in _PAUSES else 0.0)
    return words
