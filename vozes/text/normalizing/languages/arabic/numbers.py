"""Arabic numbers in words: cardinals in both genders, ordinals, the dual of what is counted, and the genitive.

It knows no text; `arabic` asks it for words.
"""

import re

from vozes.text.normalizing.language import Gender
from vozes.text.normalizing.languages.arabic import tables

_GENITIVE = {
    **{
        word: word[:-2] + "ين"
        for word in (*tables.TENS[2:], "مئتان", *(power.two for power in tables.POWERS), "اثنان", "اثنتان")
    },
    "اثنا": "اثني",
    "اثنتا": "اثنتي",
}
_OF_GENITIVE = re.compile(rf"(?<!\w)(?P<joint>و?)(?P<word>{'|'.join(sorted(_GENITIVE, key=len, reverse=True))})(?!\w)")
_DUAL = re.compile(r"(?<!\w)(?!حصان)(?P<stem>[^\W\d_]{2,}?)ان(?= |$)")
_CONSTRUCT = re.compile(r"(?P<stem>مئت|ألف|مليون|مليار|تريليون)(?P<ending>ان|ين)$")
_AFTER_TO = re.compile(r"(?<= إلى ).*")
_JOINED = re.compile(r" و(?=[^\W\d_]+(?:ون|ين)(?: |$))")


def cardinal(number: int, gender: Gender = "m") -> str:
    """Returns a number as it is counted before a noun of a gender; its hundreds and thousands have their own."""
    if number == 0:
        return tables.DIGITS[0]
    parts: list[str] = []
    for power in range(len(tables.POWERS), 0, -1):
        group = number // 1000**power % 1000
        if group:
            parts.append(_thousands(group, tables.POWERS[power - 1]))
    parts += _below_thousand(number % 1000, gender)
    return " و".join(parts)


def _thousands(count: int, power: tables.Power) -> str:
    if count <= 2:
        return (power.one, power.two)[count - 1]
    name = power.few if 3 <= count % 100 <= 10 else power.one
    return f"{' و'.join(_below_thousand(count, 'm'))} {name}"


def _below_thousand(number: int, gender: Gender) -> list[str]:
    hundreds, rest = divmod(number, 100)
    parts = [tables.HUNDREDS[hundreds]] * (hundreds > 0)
    if 10 < rest < 20:
        parts.append(_teens(rest - 10, gender))
    elif rest:
        ten, unit = divmod(rest, 10) if rest > 10 else (0, rest)
        if unit:
            parts.append(_unit(unit, ten, gender))
        parts += [tables.TENS[ten]] * (ten > 0)
    return parts


def _unit(unit: int, ten: int, gender: Gender) -> str:
    if gender == "f" and (unit, bool(ten)) in ((1, True), (8, False)):
        return "إحدى" if ten else "ثماني"
    return (tables.FEMININE if gender == "f" else tables.MASCULINE)[unit]


def _teens(unit: int, gender: Gender) -> str:
    if unit <= 2:
        return {"m": ("أحد عشر", "اثنا عشر"), "f": ("إحدى عشرة", "اثنتا عشرة")}[gender][unit - 1]
    if gender == "f":
        return f"{'ثماني' if unit == 8 else tables.FEMININE[unit]} عشرة"
    return f"{tables.MASCULINE[unit]} عشر"


def ordinal(number: int, gender: Gender = "m") -> str:
    """Returns an ordinal with the article, up to 99."""
    names = tables.ORDINALS[gender]
    ten, unit = divmod(number, 10)
    first = {"m": "الحادي", "f": "الحادية"}[gender] if unit == 1 and number > 10 else names[unit]
    if number <= 10:
        return names[number]
    if number < 20:
        return f"{first} {'عشرة' if gender == 'f' else 'عشر'}"
    return f"{first} وال{tables.TENS[ten]}" if unit else f"ال{tables.TENS[ten]}"


def dual(noun: str) -> str:
    """Returns two of a noun, whose adjectives follow it; what has no dual has the number before it."""
    first, blank, rest = noun.partition(" ")
    if first in tables.INVARIABLE:
        return f"{tables.MASCULINE[2]} {noun}"
    words = [first, *rest.split()] if not rest.startswith("في ") and rest not in ("فهرنهايت", "ساعة") else [first]
    said = " ".join(word[:-1] + "تان" if word.endswith("ة") else word + "ان" for word in words)
    return said if len(words) > 1 or not blank else f"{said} {rest}"


def genitive(said: str) -> str:
    """Returns number words, and the two of a noun that they begin with, as they are said behind a preposition."""
    said = _OF_GENITIVE.sub(lambda match: match["joint"] + _GENITIVE[match["word"]], said)
    return _DUAL.sub(r"\g<stem>ين", said)


def construct(said: str) -> str:
    """Returns a number before the noun that it counts: two hundreds and two thousands lose their last letter."""
    return _CONSTRUCT.sub(lambda match: match["stem"] + ("ا" if match["ending"] == "ان" else "ي"), said)


def after_to(said: str) -> str:
    """Returns a range or ratio with its end in the genitive."""
    return _AFTER_TO.sub(lambda match: genitive(match[0]), said) if " إلى " in said else said


def definite(said: str) -> str:
    """Returns a number whose first word has the article before it: its tens have it too."""
    return _JOINED.sub(" وال", genitive(said))


def parts(count: int, denominator: int) -> str:
    """Returns a fraction."""
    if denominator > 10 or count > 10:
        return f"{cardinal(count)} على {cardinal(denominator)}"
    name = tables.FRACTIONS[denominator - 2]
    if count <= 2:
        return name if count == 1 else f"{name}ين"
    return f"{cardinal(count)} {tables.FRACTIONS_OF_MANY[denominator - 2]}"
