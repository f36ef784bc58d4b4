"""A rule: a class of text, the pattern that finds it, and the function that says it.

The patterns' building blocks stand here too: where a number may begin and end, and what counts as a letter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import IntFlag, auto
from typing import NamedTuple

from vozes.text.normalizing.classes import TextClass

Say = Callable[[re.Match[str]], str | None]
"""Returns what is said for a match; None where the rule does not apply after all, and the next one is tried."""


class Start(IntFlag):
    """What the text that a rule matches may begin with, so that it is tried nowhere else."""

    WORD = auto()
    """A word without capitals that stands alone: before white space, perhaps with a comma or bracket between."""
    CAPITAL = auto()
    """A word with capitals that stands alone."""
    ATTACHED = auto()
    """Any other word: one with a full stop or anything else right behind it."""
    NUMBER = auto()
    """Digits that stand alone, in the same sense."""
    DIGIT = auto()
    """Any other digits: with a sign (`-`, `+`, `±`) before them, or with anything but digits right behind them."""
    SIGN = auto()
    """Any other character but white space."""

    LETTER = CAPITAL | ATTACHED
    ANY_WORD = WORD | LETTER
    ANY_NUMBER = NUMBER | DIGIT


class Rule(NamedTuple):
    kind: TextClass
    starts: Start
    pattern: re.Pattern[str]
    """It must match at the place where it is tried."""
    say: Say
    first: str = ""
    """The characters that such a text may begin with, so that the rule is tried nowhere else; empty: any."""
    behind: str = ""
    """The characters that may stand right behind the letters or digits that it begins with, or behind a blank after
    them; empty: any, or none."""


IN_NUMBERS = ".,'’0123456789"
"""What may stand behind the first digits of a number that goes on."""


SPELLED = "\u2063"
"""Stands before each letter that is spelled, until an engine's own way to name letters is known. Users cannot send it:
`characters` drops it."""


def _ranges_of_marks() -> str:
    """Returns the combining marks below the CJK signs as a part of a pattern's class."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x3100):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


MARKS = _ranges_of_marks()
RAISED = "²³¹⁰⁴-⁹¼-¾⅐-⅞"
"""Raised digits and fractions, which count as letters: no word goes on behind one, nor past it."""
LETTER = rf"(?:[^\W\d_{RAISED}]|[{MARKS}])"
"""A letter or a mark on one, of any script."""
RAISED_LETTERS = {"ª": "a", "º": "o"}
"""What is said for the signs of ordinal numbers where there is none."""
IDEOGRAPHS = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as a part of a pattern's class."""
EAST_ASIAN = (
    "\u3005-\u3007\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3131-\u318e\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""The letters of Chinese, Japanese and Korean, as a part of a pattern's class."""
WORD = rf"[\w{MARKS}]"
"""A letter with its marks, a digit or an underscore."""
NOT_AFTER_WORD = rf"(?<![\w{MARKS}])"
NOT_BEFORE_WORD = rf"(?![\w{MARKS}])"
SIGN = r"(?P<sign>[-+±])?+"


ZEROS = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰"
"""The zeros of other scripts, each followed by its digits up to nine."""
PLAIN = {ord(zero) + digit: str(digit) for zero in ZEROS for digit in range(10)} | {ord("İ"): "I", ord("ı"): "i"}
"""What stands for the digits of other scripts, and for the letters that `re.IGNORECASE` takes for an `i`."""


def any_of(words: Iterable[str]) -> str:
    """Returns a pattern that matches any of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def folded(text: str) -> str:
    """Returns a text as it is looked up in tables: in small letters, with one kind of `i`."""
    return text.translate(PLAIN).lower()


def spell(text: str) -> str:
    """Returns the letters of a text apart, each marked as one that is named."""
    return " ".join(SPELLED + RAISED_LETTERS.get(letter, letter) for letter in text if letter.isalpha())
