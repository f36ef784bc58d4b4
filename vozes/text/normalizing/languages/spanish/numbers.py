"""The numbers of Spanish: cardinals, ordinals and the names of parts, in the gender of their noun."""

import re

from vozes.text.normalizing.language import Gender
from vozes.text.normalizing.languages.spanish.tables import SHORT

UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
_TENS = ". . . treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_HUNDREDS = (
    ". ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split()
)
_SCALES = (("millón", "millones"), ("billón", "billones"), ("trillón", "trillones"), ("cuatrillón", "cuatrillones"))
_ORDINALS = (
    ". primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercero "
    "decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno vigésimo vigesimoprimero "
    "vigesimosegundo vigesimotercero vigesimocuarto vigesimoquinto vigesimosexto vigesimoséptimo vigesimoctavo "
    "vigesimonoveno"
).split()
_ORDINAL_TENS = ". . . trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo".split()
_ORDINAL_HUNDREDS = (
    ". centésimo ducentésimo tricentésimo cuadringentésimo quingentésimo sexcentésimo septingentésimo octingentésimo "
    "noningentésimo"
).split()
_PLAIN_ENDS = str.maketrans("áéíóú", "aeiou")


def cardinal(number: int, gender: Gender = "m") -> str:
    """Returns a number; of the genders, `short` is masculine before a noun: `un`, `veintiún`."""
    parts: list[str] = []
    rest, power = number, 0
    while rest:
        rest, group = divmod(rest, 10**6)
        if group and power:
            one, many = _SCALES[power - 1]
            parts.append(f"{below_million(group, SHORT)} {one if group == 1 else many}")
        elif group:
            parts.append(below_million(group, gender))
        power += 1
    return " ".join(reversed(parts)) or UNITS[0]


def below_million(number: int, gender: Gender) -> str:
    thousands, rest = divmod(number, 1000)
    parts = []
    if thousands > 1:
        parts.append(_below_thousand(thousands, "f" if gender == "f" else SHORT))
    parts += ["mil"] * (thousands > 0)
    parts += [_below_thousand(rest, gender)] * (rest > 0)
    return " ".join(parts)


def ordinal(number: int, gender: Gender = "m") -> str:
    """Returns an ordinal above 0; `short` has `primer` and `tercer`."""
    millions, rest = divmod(number, 10**6)
    thousands, below = divmod(rest, 1000)
    parts = [_joined(cardinal(millions, SHORT), millions) + "millonésimo"] * (millions > 0)
    parts += [_joined(cardinal(thousands, SHORT), thousands) + "milésimo"] * (thousands > 0)
    parts += [_ORDINAL_HUNDREDS[below // 100]] * (below >= 100)
    tens = below % 100
    if tens >= 30:
        parts.append(_ORDINAL_TENS[tens // 10])
        tens %= 10
    parts += [_ORDINALS[tens]] * (tens > 0)
    if gender == "f":
        parts = [part[:-1] + "a" for part in parts]
    elif gender == SHORT and parts[-1].endswith(("primero", "tercero")):
        parts[-1] = parts[-1][:-1]
    return " ".join(parts)


def part_name(denominator: int) -> str:
    """Returns the name of a part, as `tercio` or `onceavo`; empty where there is none that is used."""
    if denominator in (2, 3):
        return ("medio", "tercio")[denominator - 2]
    if denominator <= 10 or (denominator <= 1000 and denominator % 100 == 0):
        return ordinal(denominator)
    if denominator < 100:
        stem = cardinal(denominator).translate(_PLAIN_ENDS).replace(" y ", "i")
        return re.sub(r"(?:a|uno)$", lambda end: "un" if end[0] == "uno" else "", stem) + "avo"
    return ordinal(denominator) if denominator % 1000 == 0 and denominator < 10**10 else ""


def _below_thousand(number: int, gender: Gender) -> str:
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds:
        parts.append(_HUNDREDS[hundreds][:-2] + "as" if gender == "f" and hundreds > 1 else _HUNDREDS[hundreds])
    if rest >= 30:
        parts.append(_TENS[rest // 10] + (f" y {UNITS[rest % 10]}" if rest % 10 else ""))
    elif rest:
        parts.append(UNITS[rest])
    return agreeing(" ".join(parts), gender)


def agreeing(said: str, gender: Gender) -> str:
    """Returns a number whose last word, if that is `uno`, agrees with its noun."""
    if not said.endswith("uno") or gender == "m":
        return said
    if gender == "f":
        return said[:-1] + "a"
    return said.removesuffix("iuno") + "iún" if said.endswith("iuno") else said[:-1]


def _joined(said: str, number: int) -> str:
    """Returns a number as it begins the ordinal of so many thousands."""
    return said.replace(" ", "") if number > 1 else ""
