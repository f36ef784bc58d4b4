"""Cuts a text into words, blanks and marks, so that a word of a lexicon is found whole or not at all.

A word keeps its combining marks. What an apostrophe joins is one word (`don't`, `Ana's`, `п'ять`), but where it stands
for a vowel two (`d'água`), and a number is whole (`1.234,5`). In scripts without blanks every sign is a piece, so that
any occurrence counts. It knows no lexicon.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from vozes.text.language import base_language

_ELIDING = frozenset({"ca", "co", "fr", "it", "oc", "pt"})
"""Languages in which the part before an apostrophe is a word of its own."""
_TURKIC = frozenset({"az", "tr"})
_DOTTED = str.maketrans("İI", "iı")
_SPACELESS = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese, Khmer
    "\u2e80-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U000323af"
)
_JOINERS = "\u200c\u200d"
_MARK = "\u02ec"
"""What stands for every combining mark while a text is cut: a letter to `re`, so that all marks are one class."""
_NO_LETTER = re.compile(r"[^\w\s!-~]")
_LETTER = rf"[^\W_{_SPACELESS}]"
_NUMBER = rf"(?<=\d)[.,:](?=\d){_LETTER}+"
_REST = rf"\s+|.{_MARK}*"
_JOINING_WORDS = re.compile(rf"{_LETTER}+(?:'{_LETTER}+|{_NUMBER})*|{_REST}", re.DOTALL)
_ELIDING_WORDS = re.compile(rf"{_LETTER}+(?:{_NUMBER})*(?:'(?={_LETTER}))?|{_REST}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """How texts in a language are cut, and which pieces are the same word."""

    eliding: bool
    turkic: bool

    @classmethod
    def of(cls, language: str) -> "Words":
        base = base_language(language)
        return cls(base in _ELIDING, base in _TURKIC)

    def cut(self, text: str) -> list[str]:
        """Returns the pieces, which joined by nothing are the text, but for its apostrophes, which are all ASCII's."""
        text = text.replace("’", "'")
        pattern = _ELIDING_WORDS if self.eliding else _JOINING_WORDS
        marks = set(filter(_is_mark, set(_NO_LETTER.findall(text))))
        if not marks:
            return pattern.findall(text)
        shapes = pattern.findall(text.translate(dict.fromkeys(map(ord, marks), _MARK)))
        ends = list(accumulate(map(len, shapes), initial=0))
        return list(map(text.__getitem__, map(slice, ends, ends[1:])))

    def signs(self, pieces: Iterable[str], *, case_sensitive: bool) -> dict[str, str]:
        """Returns for each piece what is equal for all that are the same word; nothing for the end of a paragraph."""
        if case_sensitive:
            signs = {piece: piece for piece in pieces}
        elif self.turkic:
            signs = {piece: piece.translate(_DOTTED).casefold() for piece in pieces}
        else:
            signs = {piece: piece.casefold() for piece in pieces}
        for blank in filter(str.isspace, pieces):
            signs[blank] = " " if blank.count("\n") < 2 else ""
        return signs


def _is_mark(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character)[0] == "M"
