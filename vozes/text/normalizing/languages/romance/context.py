"""What the rules of Spanish, French and Italian look at around a place, and small conversions that they share."""

import re
from collections.abc import Mapping

from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.language import Language, Unit

BLANK = "[ \u00a0\u202f]"
PLAIN_DIGITS = {ord(raised): plain for raised, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)}
"""Raised digits and what they stand for."""
_LAST_WORD = re.compile(r"([^\W\d_]+)(\.?)['’ \u00a0\u202f(:]{1,3}$")
_LONGEST_ABBREVIATION = 4
_LONGEST_WORD = 24
_MOST_PAIRED = 8
"""Decimals that are read in pairs; more of them one by one."""
_NUMERAL_PATTERN = r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMERAL = re.compile(_NUMERAL_PATTERN)


def prefixed(unit: Unit, sign: str, prefixes: Mapping[str, str]) -> dict[str, Unit]:
    """Returns a unit with each of the prefixes, by its signs."""
    return {
        before + sign: Unit(prefix + unit.one, prefix + unit.many, unit.gender) for before, prefix in prefixes.items()
    }


def powers(units: Mapping[str, Unit], signs: str, power: str, one: str, many: str) -> dict[str, Unit]:
    """Returns the squares or cubes of some of the units, by their signs with a raised digit and a plain one."""
    plain = power.translate(PLAIN_DIGITS)
    return {
        sign + raised: Unit(f"{units[sign].one} {one}", f"{units[sign].many} {many}", units[sign].gender)
        for sign in signs.split()
        for raised in (power, plain)
    }


def word_before(text: str, place: int) -> str:
    """Returns the word in small letters that stands right before a place in a text; empty where there is none, or where
    it ends a sentence."""
    word = _LAST_WORD.search(text, max(0, place - _LONGEST_WORD), place)
    return word[1].lower() if word and (not word[2] or len(word[1]) <= _LONGEST_ABBREVIATION) else ""


def in_pairs(language: Language, fraction: str) -> str:
    """Returns decimals as a number where there are up to three, else in pairs; one by one where they begin with 0."""
    if fraction[0] == "0" or len(fraction) > _MOST_PAIRED:
        return language.digits_in_turn(fraction)
    if len(fraction) <= 3:
        return language.cardinal(int(fraction))
    return " ".join(language.integer(fraction[place : place + 2]) for place in range(0, len(fraction), 2))


def numeral_value(numeral: str) -> int:
    """Returns the value of a Roman numeral; 0 where it is none."""
    return roman_value(numeral) if _NUMERAL.fullmatch(numeral) else 0
