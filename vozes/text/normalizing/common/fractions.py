"""Fractions: `½`, `1/2`, `3 1/2`."""

import re
import unicodedata
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import SIGN, Rule, Start

_SINGLE = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SINGLE_SIGN = re.compile(rf"(?<![\w.])(?<!\d,){SIGN}(?P<whole>\d{{1,6}})?[ \u00a0]?(?P<single>[{_SINGLE}])(?!\d)")
_SLASH = re.compile(
    rf"(?<![\w.,/]){SIGN}(?:(?P<whole>\d{{1,6}})[ \u00a0])?(?P<top>\d{{1,6}})[/⁄](?P<bottom>\d{{1,6}})(?![\w/]|[.,]\d)"
)


def rules(language: Language) -> Iterator[Rule]:
    def single(match: re.Match[str]) -> str:
        top, _, bottom = unicodedata.normalize("NFKC", match["single"]).partition("⁄")
        return _say(language, match["sign"], match["whole"], int(top), int(bottom))

    def slash(match: re.Match[str]) -> str | None:
        top, bottom = int(match["top"]), int(match["bottom"])
        if bottom < 2 or match["top"].startswith("0") or match["bottom"].startswith("0"):
            return None
        return _say(language, match["sign"], match["whole"], top, bottom)

    words = Start.SIGN | Start.ANY_WORD  # `½` is alphanumeric
    yield Rule(TextClass.FRACTION, words, _SINGLE_SIGN, single, f"-+±{_SINGLE}")
    yield Rule(TextClass.FRACTION, Start.ANY_NUMBER, _SINGLE_SIGN, single, behind=_SINGLE)
    yield Rule(TextClass.FRACTION, Start.ANY_NUMBER, _SLASH, slash, behind="/⁄0123456789")


def _say(language: Language, sign: str | None, whole: str | None, top: int, bottom: int) -> str:
    said = language.mixed_fraction(int(whole), top, bottom) if whole else language.fraction(top, bottom)
    return language.signed(sign or "", said)
