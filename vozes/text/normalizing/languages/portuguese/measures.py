"""Rules for measures of Portuguese with signs of their own: coordinates, feet and inches, a match's minutes, heights.

Numbers with plain units are common rules.
"""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language, Unit
from vozes.text.normalizing.rules import SIGN, Rule, Start

_START = r"(?<![\w.,])"
_DECIMAL = r"\d{1,2}(?:[.,]\d+)?"
_SECONDS = "(?:[\"″”]|''|’’)"
_DIRECTIONS = {"N": "norte", "S": "sul", "L": "leste", "E": "leste", "O": "oeste", "W": "oeste"}
_COORDINATE = re.compile(
    rf"{_START}(?P<degrees>\d{{1,3}})[°º] ?(?P<minutes>{_DECIMAL})['′’] ?(?:(?P<seconds>{_DECIMAL}){_SECONDS})?"
    r"(?: ?(?P<direction>[NSLEOW])(?!\w))?"
)
_LATITUDE = re.compile(rf"{_START}{SIGN}(?P<number>\d{{1,3}}(?:[.,]\d+)?) ?[°º] ?(?P<direction>[NSLEOW])(?!\w)")
_FEET = re.compile(rf"{_START}(?P<feet>\d{{1,2}})['′’] ?(?P<inches>{_DECIMAL}){_SECONDS}")
_INCHES_IN_A_FOOT = 12
_INCHES = re.compile(rf"{_START}(?P<inches>\d{{1,3}}(?:[.,]\d+)?){_SECONDS}(?!\w)")
_PART_OF_INCH = re.compile(
    rf"{_START}(?<!/)(?:(?P<whole>\d{{1,2}})-)?(?P<top>\d{{1,2}})/(?P<bottom>2|4|8|16|32|64)[\"″”](?!\w)"
)
_QUOTES = re.compile(r"(?<!\d)\"")
_QUOTED = 400
"""Characters of a line in which a quotation may have been opened."""
_MATCH_MINUTE = re.compile(
    r"(?:(?<=\baos )|(?<=\bdos )|(?<=\bos )|(?<=\d['′’] e )|(?<=\d['′’], ))"
    r"(?P<minute>\d{1,3})(?:\+(?P<more>\d{1,2}))?['′’](?!\w)"
)

_HEIGHT = re.compile(rf"{_START}(?P<metres>[12])(?:m|[.,](?=\d\d ?m))(?P<centimetres>\d\d)(?: ?m)?(?![\w²³/]|[.,]\d)")
_HEIGHT_NEAR = re.compile(r"\b(?:altura|alt[oa]|estatura|mede|medindo|media|meço|tem|tenho|tinha)\b", re.IGNORECASE)
_NEAR = 32

_DECIMAL_DEGREES = re.compile(rf"{_START}{SIGN}(?P<number>\d{{1,3}}[.,]\d{{1,9}}) ?º(?!\w)")


def rules(language: Language) -> Iterator[Rule]:
    yield Rule(
        TextClass.MEASURE, Start.ANY_NUMBER, _COORDINATE, lambda match: _coordinate(language, match), behind="°º"
    )
    yield Rule(TextClass.MEASURE, Start.DIGIT, _HEIGHT, lambda match: _height(language, match), "12", "m.,")
    yield Rule(TextClass.MEASURE, Start.DIGIT, _DECIMAL_DEGREES, lambda match: _latitude(language, match), behind=".,")
    yield Rule(TextClass.MEASURE, Start.ANY_NUMBER, _LATITUDE, lambda match: _latitude(language, match), behind=".,°º")
    yield Rule(TextClass.MEASURE, Start.ANY_NUMBER, _FEET, lambda match: _feet(language, match), behind="'′’")
    yield Rule(TextClass.MEASURE, Start.ANY_NUMBER, _INCHES, lambda match: _inches(language, match), behind=".,\"″”'’")
    yield Rule(TextClass.MEASURE, Start.DIGIT, _PART_OF_INCH, lambda match: _part_of_inch(language, match), behind="/-")
    yield Rule(
        TextClass.MEASURE, Start.ANY_NUMBER, _MATCH_MINUTE, lambda match: _match_minute(language, match), behind="+'′’"
    )


def _coordinate(language: Language, match: re.Match[str]) -> str:
    parts = [
        language.measure(language.parse(match[name]), Unit(one, one + "s"))
        for name, one in (("degrees", "grau"), ("minutes", "minuto"), ("seconds", "segundo"))
        if match[name]
    ]
    said = " ".join(parts[:-1]) + f" e {parts[-1]}"
    return f"{said} {_DIRECTIONS[match['direction']]}" if match["direction"] else said


def _latitude(language: Language, match: re.Match[str]) -> str:
    said = language.measure(language.parse(match["number"]), Unit("grau", "graus"))
    direction = _DIRECTIONS.get(match.groupdict().get("direction", ""), "")
    return language.signed(match["sign"] or "", f"{said} {direction}".rstrip())


def _feet(language: Language, match: re.Match[str]) -> str:
    """Returns feet and inches; more than eleven inches, or a pace, are minutes and seconds."""
    if language.parse(match["inches"]).value >= _INCHES_IN_A_FOOT or match.string.startswith("/", match.end()):
        names = (("feet", "minuto"), ("inches", "segundo"))
        return " e ".join(language.measure(language.parse(match[name]), Unit(one, one + "s")) for name, one in names)
    feet = language.measure(language.parse(match["feet"]), Unit("pé", "pés"))
    return f"{feet} e {language.measure(language.parse(match['inches']), Unit('polegada', 'polegadas', 'f'))}"


def _inches(language: Language, match: re.Match[str]) -> str | None:
    """Returns inches, unless the sign may close a quotation."""
    if _closes_quotation(match):
        return None
    return language.measure(language.parse(match["inches"]), Unit("polegada", "polegadas", "f"))


def _part_of_inch(language: Language, match: re.Match[str]) -> str | None:
    if _closes_quotation(match):
        return None
    top, bottom = int(match["top"]), int(match["bottom"])
    part = "meia" if (top, bottom) == (1, 2) else language.fraction(top, bottom)
    if match["whole"]:
        whole = language.measure(language.parse(match["whole"]), Unit("polegada", "polegadas", "f"))
        return f"{whole} e {part}"
    return f"{part} polegada" if part == "meia" else f"{part} de polegada"


def _closes_quotation(match: re.Match[str]) -> bool:
    text = match.string
    line = text[max(0, match.start() - _QUOTED) : match.start()].rpartition("\n")[2]
    return text[match.end() - 1] != "″" and bool(len(_QUOTES.findall(line)) % 2 or line.count("“") > line.count("”"))


def _match_minute(language: Language, match: re.Match[str]) -> str:
    more = f" mais {language.integer(match['more'])}" if match["more"] else ""
    return f"{language.integer(match['minute'])}{more} minutos"


def _height(language: Language, match: re.Match[str]) -> str | None:
    """Returns the height of a person: `1m75`; `1,75 m` only where it is called one."""
    near = max(0, match.start() - _NEAR), match.end() + _NEAR
    if match[0][1] in ".," and _HEIGHT_NEAR.search(match.string, *near) is None:
        return None
    metres = language.measure(language.parse(match["metres"]), Unit("metro", "metros"))
    return f"{metres} e {language.cardinal(int(match['centimetres']))}"
