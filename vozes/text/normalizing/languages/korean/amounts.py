"""Korean amounts: fractions with units and particles, roots, speeds, scores; and signs of formulas, Roman numerals."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.east_asian.language import NUMBER, OWN, EastAsian, ascii_pattern, text_before
from vozes.text.normalizing.languages.korean import tables
from vozes.text.normalizing.rules import EAST_ASIAN, IN_NUMBERS, Rule, Start, any_of

_FRACTION = ascii_pattern(
    r"(?<![\w.,/])(?P<sign>[-+])?(?P<top>\d{1,6})/(?P<bottom>\d{1,6})"
    rf"(?:\s?(?P<unit>{any_of(tables.UNITS)})(?![\w/])|(?P<particle>[이가은는을를과와])(?![{EAST_ASIAN}\w])|(?![\w/.]))"
)
_ROOT_ABOVE = ascii_pattern(r"√(?P<top>\d{1,6})/(?P<bottom>\d{1,6})(?![\w/])")
_ROOT_BELOW = ascii_pattern(r"(?P<top>\d{1,6})/√(?P<bottom>\d{1,6})(?![\w/])")
_NAMED_SPEED = ascii_pattern(rf"(?<=속 )(?P<number>{NUMBER})\s?(?P<unit>km|m)/[hs](?!\w)")
_POINTS = ascii_pattern(rf"(?<![\w.])(?<!\d,)(?P<number>{NUMBER})\s?%[pP](?!\w)")
_SCORE = ascii_pattern(r"(?<![\w.,:/-])(?P<first>\d{1,3})\s?[-:]\s?(?P<last>\d{1,3})(?![\w:/-]|[.,]\d)")
_WON = re.compile(rf"(?:으?로|의)?\s?(?:역전|완)?{any_of(tables.WON)}")
_PARTICLES = {particle: pair for pair in ("이가", "은는", "을를", "과와") for particle in pair}
"""Pairs of particles: the first follows a consonant, the second a vowel."""
_FIRST_SYLLABLE, _FINALS = 0xAC00, 28


def amounts(language: EastAsian) -> Iterator[Rule]:
    def root_above(match: re.Match[str]) -> str:
        return f"{language.integer(match['bottom'])}분의 루트 {language.integer(match['top'])}"

    def root_below(match: re.Match[str]) -> str:
        return f"루트 {language.fraction(int(match['top']), int(match['bottom']))}"

    def speed(match: re.Match[str]) -> str:
        return f"{language.said(match['number'])} {language.units[match['unit']].one}"

    def points(match: re.Match[str]) -> str:
        return f"{language.said(match['number'])} {language.units['%p'].one}"

    def score(match: re.Match[str]) -> str | None:
        if not _WON.match(match.string, match.end()):
            return None
        return f"{language.integer(match['first'])} {language.score_word} {language.integer(match['last'])}"

    yield Rule(TextClass.FRACTION, Start.ANY_NUMBER, _FRACTION, lambda match: _fraction(language, match), behind="/")
    yield Rule(TextClass.FRACTION, Start.SIGN, _ROOT_ABOVE, root_above, "√")
    yield Rule(TextClass.FRACTION, Start.DIGIT, _ROOT_BELOW, root_below, behind="/")
    yield Rule(TextClass.MEASURE, Start.ANY_NUMBER, _NAMED_SPEED, speed, behind=f"{IN_NUMBERS}km")
    yield Rule(TextClass.MEASURE, Start.DIGIT, _POINTS, points, behind=f"{IN_NUMBERS}%")
    yield Rule(TextClass.RANGE, Start.ANY_NUMBER, _SCORE, score, behind="-:")


def _fraction(language: EastAsian, match: re.Match[str]) -> str | None:
    """Returns a fraction with its unit, or with the particle that its sound wants: `4/7이` is 칠분의 사가."""
    top, bottom = int(match["top"]), int(match["bottom"])
    if bottom < 2 or match["top"].startswith("0"):
        return None
    said = language.signed(match["sign"] or "", language.fraction(top, bottom))
    if match["unit"]:
        return f"{said} {language.units[match['unit']].one}"
    return said + _particle(said, match["particle"]) if match["particle"] else said


def _particle(word: str, particle: str) -> str:
    """Returns the form of a particle that follows a word."""
    ends_in_consonant = (ord(word[-1]) - _FIRST_SYLLABLE) % _FINALS > 0
    return _PARTICLES[particle][0 if ends_in_consonant else 1]


_MINUS = ascii_pattern("-(?=√)")
_EQUALS = ascii_pattern(r"(?<=[\w)²³])\s?=(?=\s?[\w√(-])")
_PLUS = ascii_pattern(r"(?<=[A-F])\+(?!\w)")
_SLASH = ascii_pattern(rf"(?<={OWN})/(?={OWN})")
_ROMAN = ascii_pattern(
    rf"(?<=제)[IVXLC]{{1,7}}(?!\w)|(?<={OWN})[IVX]{{1,5}}(?=[세기형급부장편권])|(?<={OWN} )[IVX]{{1,5}}(?=[세형급])"
)


def signs(language: EastAsian) -> Iterator[Rule]:
    def roman(match: re.Match[str]) -> str:
        return language.cardinal(roman_value(match[0]))

    def equals(match: re.Match[str]) -> str:
        sign = text_before(match, 1)
        name = language.decimals(sign) if sign.isdecimal() and sign != "0" else language.letters.get(sign.lower(), "곱")
        return f"{_particle(name, '은')} "

    yield Rule(TextClass.CARDINAL, Start.SIGN, _MINUS, lambda _: f"{language.minus} ", "-")
    yield Rule(TextClass.FORMULA, Start.SIGN, _EQUALS, equals, "=")
    yield Rule(TextClass.SYMBOL, Start.SIGN, _PLUS, lambda _: language.plus, "+")
    yield Rule(TextClass.SYMBOL, Start.SIGN, _SLASH, lambda _: ", ", "/")
    yield Rule(TextClass.ROMAN, Start.LETTER, _ROMAN, roman, "IVXLC")
