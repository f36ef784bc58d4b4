"""Numbers with units in English that the common rules do not know: `5'10"`, `3 lbs.`, `1/2 tsp`, `72F`."""

import re
import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Unit
from vozes.text.normalizing.languages.english import tables
from vozes.text.normalizing.languages.english.context import (
    ARTICLES,
    NUMBER,
    initials,
    is_noun,
    word_after,
    word_before,
    words_before,
)
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import NOT_BEFORE_WORD, SIGN, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.english.language import English

_UNIT = any_of(tables.UNITS)
_UNIT_INITIALS = "".join({sign[0] for sign in tables.UNITS})
_DOTTED = re.compile(
    rf"(?<![\w.,]){SIGN}(?:(?P<first>{NUMBER})\s?(?P<between>[-–—x×])\s?)?(?P<number>{NUMBER}) ?"
    rf"(?P<unit>(?i:{any_of(tables.DOTTED_UNITS)}))\."
)
_SINGLE = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_FRACTION = re.compile(
    rf"(?<![\w.,/])(?:(?P<whole>\d{{1,4}})[ \u00a0-]?(?=\d{{1,4}}[/⁄]|[{_SINGLE}]))?"
    rf"(?:(?P<top>\d{{1,4}})[/⁄](?P<bottom>\d{{1,4}})|(?P<single>[{_SINGLE}]))"
    rf"[ -]?(?P<unit>{_UNIT}|\")(?!\w)(?P<dot>\.(?=\s+[a-z]))?"
)
_COMPOUND = re.compile(
    rf"(?<![\w.,/-])(?P<number>{NUMBER})(?P<joint>[ \u00a0-]?)(?P<unit>{_UNIT})"
    rf"{NOT_BEFORE_WORD}(?![/.]\w)(?:(?<=-[a-z][a-z])\.(?= [a-z]))?"
)
_NAMES = {unit.one.split()[-1] for unit in tables.UNITS.values()} | {"foot", "inch"}
_HYPHENED = re.compile(rf"(?<![\w.,])(?P<number>\d+\.\d+)-(?=(?i:{any_of(_NAMES)})s?\b)")
_SCALED = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER}) (?P<scale>hundred|thousand|million|billion|trillion) (?P<unit>{_UNIT})"
    rf"{NOT_BEFORE_WORD}"
)
_FEET_INCHES = re.compile(
    r"(?<![\w.,])(?P<feet>\d{1,3})(?P<sign>['’′]|\s?ft\.?|\s?feet|-foot)\s?(?P<inches>\d{1,2}(?:\.\d+)?)"
    r"(?:\s?(?:[\"”″]|''|’’|in(?:\b\.?|ch(?:es)?\b)))?(?![\w/:]|[.,]\d)"
)
_TALLEST, _MOST_INCHES = 8, 11
"""Of what is a height in feet and inches though no sign of inches closes it."""
_STONE = re.compile(r"(?<![\w.,])(?P<number>\d{1,2})\s?st(?=\s\d{1,2}\s?lbs?\b)")
_FEET = re.compile(r"(?<![\w.,])(?P<feet>\d{1,3})['′](?=\s(?:x\b|by\b|×|tall|long|wide|high|deep|above|below))")
_INCHES = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})\s?[\"”″](?!\w)")
_QUOTES = re.compile(r"(?<!\d)[\"“”]")
_BY = re.compile(r"(?<= )[x×](?= \d)")
_SIZE_BEFORE = re.compile(rf"(?:[\d{_SINGLE}]|\b(?:in|ft|cm|mm|m|km|yd|px)|[\"”″'′])\.? $")
_ANGLE = re.compile(
    r"(?<![\w.,])(?P<degrees>\d{1,3}(?:\.\d+)?)°\s?(?:(?P<minutes>\d{1,2}(?:\.\d+)?)['’′]\s?)?"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d+)?)(?:[\"”″]|'')\s?)?(?P<side>[NSEW])(?!\w)"
)
_SIDES = {"N": "north", "S": "south", "E": "east", "W": "west"}
_LETTER_DEGREES = re.compile(r"(?<![\w.,/])(?P<sign>-)?(?P<number>\d{2,3}(?:\.\d)?) ?(?P<scale>[CF])(?!\w|[+#]|\.\w)")
_SIZE = re.compile(
    rf"(?<![\w.,])(?P<first>{NUMBER})(?P<sign>['’′\"”″])?\s?[x×]\s?(?P<last>{NUMBER})"
    r"(?(sign)(?P=sign)|[\"”″])(?![\s]?\d|\w)"
)
_PERIODS = "day week wk month mo year yr night hour hr min person".split()
_COUNTED = "hours minutes days day times meals cups pills weeks people".split()
_COUNTED += [sign for sign in tables.UNITS if sign.isalpha()]
_EVERY = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER}) ?(?P<unit>{any_of(_COUNTED)})"
    rf"(?P<of>/(?:kg|lb))?/(?P<per>{any_of(_PERIODS)})(?!\w|/\w)"
)
_ALONE = re.compile(r"(?<![\w.,/@#-])(?:kg|km|cm|mm|kWh)(?![\w/@.-]\w|\w| ?\d)")
_ONE_BEFORE = frozenset("per a an each every one the".split())
_OLD = re.compile(r"(?<![\w.,])(?P<number>\d{1,3}) ?(?:yo|y\.o\.|y/o)(?!\w)")
_EVERY_HOURS = re.compile(r"(?<!\w)[qQ](?P<first>\d{1,2})(?:-(?P<last>\d{1,2}))?h(?:rs?)?(?!\w)")
_BASIS_POINTS = re.compile(r"(?<![\w.,])(?P<number>\d{1,3}(?:\.\d)?) ?bps(?!\w)")
_MOST_BASIS_POINTS = 299
_SEATS = frozenset("seat gate row room apt apt. unit section apartment flight suite level aisle".split())
_PER = re.compile(r"(?<=[\dkKmMbB%])/(?P<unit>[a-z]{1,5})\b")
_SLASH_PER = {word: said for word, said in tables.PER.items() if word not in ("ea", "s", "w", "y", "m", "g", "l", "d")}
_SLASH_PER |= {
    "s": "second", "d": "day", "m": "meter", "g": "gram", "l": "liter", "month": "month", "year": "year",
    "week": "week", "day": "day", "hour": "hour", "minute": "minute", "second": "second", "night": "night",
    "person": "person",
}  # fmt: skip
_PRESSURE = re.compile(r"(?<![\w.,/])(?P<first>\d{3})/(?P<last>\d{2,3})(?: ?(?P<unit>mm ?Hg)(?!\w))?(?![\w/]|[.,]\d)")
_SYSTOLIC, _DIASTOLIC = range(90, 221), range(50, 131)


def rules(language: "English") -> Iterator[Rule]:
    units = _Units(language)
    for starts, pattern, say, *first in (
        (Start.ANY_NUMBER, _FEET_INCHES, units.feet_inches, "", "'’′f-"),
        (Start.ANY_NUMBER, _FEET, units.feet, "", "'′"),
        (Start.ANY_NUMBER, _STONE, units.stone, "", "s"),
        (Start.ANY_NUMBER, _SIZE, units.size, "", ".'′’\"”″x×"),
        (Start.WORD | Start.ATTACHED, _ALONE, units.alone, "kcm"),
        (Start.ANY_NUMBER, _EVERY, units.every, "", f"/ {ascii_lowercase}"),
        (Start.ANY_NUMBER, _OLD, units.old, "", "y"),
        (Start.ATTACHED, _EVERY_HOURS, units.every_hours, "qQ", "0123456789"),
        (Start.ANY_NUMBER, _BASIS_POINTS, units.basis_points, "", ".b"),
        (Start.ANY_NUMBER, _INCHES, units.inches, "", ',."”″'),
        (Start.ANY_NUMBER, _ANGLE, units.angle, "", ".°"),
        (Start.ANY_NUMBER, _FRACTION, units.fraction, "", f"/⁄-0123456789{_SINGLE}"),
        (Start.ANY_WORD, _FRACTION, units.fraction, _SINGLE),
        (Start.ANY_NUMBER, _DOTTED, units.dotted, "", f",.-–—x×{initials(tables.DOTTED_UNITS)}"),
        (Start.ANY_NUMBER, _SCALED, units.scaled, "", ",.htmb"),
        (Start.ANY_NUMBER, _COMPOUND, units.compound, "", f",.-{_UNIT_INITIALS}"),
        (Start.DIGIT, _HYPHENED, units.hyphened, "", "."),
        (Start.ANY_NUMBER, _LETTER_DEGREES, units.letter_degrees, "", ".CF"),
        (Start.DIGIT, _PRESSURE, units.pressure, "", "/"),
        (Start.SIGN, _PER, units.per, "/"),
        (Start.ANY_WORD | Start.SIGN, _BY, units.by, "x×"),
    ):
        yield Rule(TextClass.MEASURE, starts, pattern, say, *first)


class _Units:
    """The functions that say numbers with units."""

    def __init__(self, language: "English"):
        self._language = language

    def feet_inches(self, match: re.Match[str]) -> str | None:
        inches, feet = match["inches"], int(match["feet"])
        closed = match[0][-1] not in "0123456789"
        if not closed and (match["sign"].strip(" .").isalpha() or feet > _TALLEST or float(inches) > _MOST_INCHES):
            return None
        language = self._language
        if match["sign"] in "'’′":
            return f"{language.cardinal(feet)} foot {language.number(language.parse(inches))}"
        tall = language.measure(Number(match["feet"]), language.units["ft"])
        return f"{tall} {language.measure(language.parse(inches), language.units['in'])}" + _dotted_end(match)

    def feet(self, match: re.Match[str]) -> str:
        return self._language.measure(Number(match["feet"]), self._language.units["ft"])

    def inches(self, match: re.Match[str]) -> str | None:
        """Returns inches where the sign closes no quotation."""
        line = match.string[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
        if len(_QUOTES.findall(line)) % 2:
            return None
        inches, unit = self._language.parse(match["number"]), self._language.units["in"]
        describes = is_noun(word_after(match))
        return f"{self._language.number(inches)} {unit.one}" if describes else self._language.measure(inches, unit)

    def angle(self, match: re.Match[str]) -> str:
        parts = [
            self._language.measure(self._language.parse(match[name]), Unit(name[:-1], name))
            for name in ("degrees", "minutes", "seconds")
            if match[name]
        ]
        return f"{' '.join(parts)} {_SIDES[match['side']]}"

    def fraction(self, match: re.Match[str]) -> str | None:
        if match["single"]:
            top, _, bottom = unicodedata.normalize("NFKC", match["single"]).partition("⁄")
        else:
            top, bottom = match["top"], match["bottom"]
        if int(bottom) < 2 or match["unit"] == "mmHg":
            return None
        unit = self._language.units["in" if match["unit"] == '"' else match["unit"]]
        if match["whole"]:
            return f"{self._language.mixed_fraction(int(match['whole']), int(top), int(bottom))} {unit.many}"
        return f"{self._language.fraction(int(top), int(bottom))} {unit.one}"

    def dotted(self, match: re.Match[str]) -> str | None:
        sign = tables.DOTTED_UNITS[match["unit"].lower()]
        unit, number = self._language.units[sign], self._language.parse(match["number"])
        said = self._language.measure(number, unit)
        if match["first"]:
            first = self._language.number(self._language.parse(match["first"]))
            if match["between"] in "x×":
                describes = is_noun(word_after(match))
                said = f"{first} by " + (f"{self._language.number(number)} {unit.one}" if describes else said)
            else:
                said = self._language.range(first, said)
        return self._language.signed(match["sign"] or "", said) + _dotted_end(match)

    def scaled(self, match: re.Match[str]) -> str | None:
        if match["unit"] in self._language.loose_units:
            return None
        number = self._language.scaled(self._language.parse(match["number"]), match["scale"])
        return f"{number} {self._language.units[match['unit']].many}"

    def compound(self, match: re.Match[str]) -> str | None:
        """Returns a number with a unit that describes what follows: `a 10 km race`, `a 6-ft ladder`."""
        unit, joint = match["unit"], match["joint"]
        if unit in self._language.loose_units and joint != "-":
            return None
        if joint != "-" and not _described(match):
            return None
        return f"{self._language.number(self._language.parse(match['number']))} {self._language.units[unit].one}"

    def hyphened(self, match: re.Match[str]) -> str:
        return self._language.number(self._language.parse(match["number"]))

    def letter_degrees(self, match: re.Match[str]) -> str | None:
        """Returns temperatures without a sign of degrees: `72F`."""
        if word_before(match).lower() in _SEATS:
            return None
        unit = self._language.units[f"°{match['scale']}"]
        said = self._language.measure(self._language.parse(match["number"]), unit)
        return self._language.signed(match["sign"] or "", said)

    def by(self, match: re.Match[str]) -> str | None:
        if not _SIZE_BEFORE.search(match.string, max(0, match.start() - 8), match.start()):
            return None
        near = match.string[max(0, match.start() - 12) : match.end() + 12]
        return "times" if "=" in near else "by"

    def per(self, match: re.Match[str]) -> str | None:
        unit = match["unit"]
        said = _SLASH_PER.get(unit)
        return f"per {said}" if said else None

    def pressure(self, match: re.Match[str]) -> str | None:
        first, last = match["first"], match["last"]
        if int(first) not in _SYSTOLIC or int(last) not in _DIASTOLIC or int(last) >= int(first):
            return None
        unit = f" {self._language.units['mmHg'].many}" if match["unit"] else ""
        return f"{self._language.in_pairs(first)} over {self._language.in_pairs(last)}{unit}"

    def size(self, match: re.Match[str]) -> str | None:
        """Returns a size in feet or inches: `12'x10'`, `8 x 10"`; None where a sign of inches may close a quotation."""
        feet = match["sign"] in ("'", "’", "′")
        line = match.string[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
        if not feet and len(_QUOTES.findall(line)) % 2:
            return None
        first, last = (self._language.parse(match[name]) for name in ("first", "last"))
        unit = self._language.units["ft" if feet else "in"]
        describes = is_noun(word_after(match))
        said = f"{self._language.number(last)} {unit.one}" if describes else self._language.measure(last, unit)
        return f"{self._language.number(first)} {self._language.times_word} {said}"

    def alone(self, match: re.Match[str]) -> str:
        """Returns the name of a unit without a number: `the price per kg`."""
        unit = self._language.units[match[0]]
        return unit.one if word_before(match).lower() in _ONE_BEFORE else unit.many

    def every(self, match: re.Match[str]) -> str:
        """Returns how much or often in a time: `24 hrs/day`, `3 times/week`."""
        number, unit = self._language.parse(match["number"]), match["unit"]
        name = self._language.units[unit] if unit in self._language.units else Unit(unit, unit)
        of = f" per {tables.PER[match['of'][1:]]}" if match["of"] else ""
        return f"{self._language.measure(number, name)}{of} per {tables.PER.get(match['per'], match['per'])}"

    def old(self, match: re.Match[str]) -> str:
        return f"{self._language.integer(match['number'])} year old"

    def every_hours(self, match: re.Match[str]) -> str:
        """Returns how often a medicine is taken: `q6h`."""
        first = self._language.integer(match["first"])
        hours = self._language.range(first, self._language.integer(match["last"])) if match["last"] else first
        return f"every {hours} hours"

    def basis_points(self, match: re.Match[str]) -> str | None:
        """Returns hundredths of a percent; more of them are rather bits per second."""
        number = self._language.parse(match["number"])
        if number.value > _MOST_BASIS_POINTS:
            return None
        return self._language.measure(number, Unit("basis point", "basis points"))

    def stone(self, match: re.Match[str]) -> str:
        return f"{self._language.cardinal(int(match['number']))} stone"


def _described(match: re.Match[str]) -> bool:
    return ARTICLES.search(words_before(match)) is not None and is_noun(word_after(match))


def _dotted_end(match: re.Match[str]) -> str:
    """Returns a full stop where a unit's own one ends the text, or stands before a capital letter."""
    if not match[0].endswith("."):
        return ""
    return "." if re.match(r"[\"')\]]*(?:\s*$|\s+[\"'(]?[A-Z])", match.string[match.end() : match.end() + 8]) else ""
