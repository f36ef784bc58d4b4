"""Money, measures and parts of them in Spanish, French and Italian, beside those that the common rules find."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.common.measures import closes_quotation
from vozes.text.normalizing.language import Language, Unit
from vozes.text.normalizing.languages.romance.context import BLANK
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import IN_NUMBERS, NOT_AFTER_WORD, NOT_BEFORE_WORD, SIGN, Rule, Start, any_of, spell

_AMOUNT = re.compile(r"[\d€$£%]")
_NEAR = 24
"""Characters before a slash where a number shows that it divides an amount."""
_SINGLES = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_COORDINATE = re.compile(
    rf"(?<![\w.,])(?P<degrees>\d{{1,3}}(?:[.,]\d{{1,9}})?){BLANK}?°{BLANK}?"
    rf"(?:(?P<minutes>\d{{1,2}}(?:[.,]\d{{1,9}})?){BLANK}?['′’]{BLANK}?)?"
    rf"(?:(?P<seconds>\d{{1,2}}(?:[.,]\d{{1,9}})?){BLANK}?(?:[\"″”]|''){BLANK}?)?(?P<point>[NSEOW]{NOT_BEFORE_WORD})?"
)
_FEET = re.compile(r"(?<![\w.,])(?P<feet>\d{1,3})['′’]\s?(?P<inches>\d{1,2}(?:[.,]\d)?)[\"″”](?!\w)")
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_LARGEST_PART = 20
"""Beyond it two numbers with a slash are no fraction of a unit: `120/80 mmHg`."""
_TALLEST = 8
"""Feet of someone's height; more are minutes: `48'30"`."""
_INCHES_OF_FOOT = 12
_TIMES = re.compile(r"(?<![\w.,])(?P<number>\d{1,3})[x×](?=[ \u00a0][a-zà-ÿ]{3}|[,.;!?)]|\s*$)")
_INCHES = re.compile(r"(?<![\w.,])(?P<inches>\d{1,3}(?:[.,]\d{1,2})?)[\"″](?!\w)")
_MINUTES = re.compile(r"(?<![\w.,])(?P<minutes>\d{1,3})['′](?![\w'])")
_LINES = re.compile(r"(?<![\w.,])(?P<lines>\d{3,4})(?P<letter>[pi])(?!\w)")
_ASPECT = re.compile(r"(?<![\w.,:])(?P<top>16|21|4):(?P<bottom>9|3)(?<!16:3)(?<!21:3)(?<!4:9)(?![\w:]|[.,]\d)")
_HEIGHT = re.compile(r"(?<![\w.,])(?P<metres>\d)m(?P<rest>\d{2})(?!\w)")
_MILLIONS = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[.\u00a0\u202f ]\d{3}){0,2}(?:[.\u00a0\u202f ]000){2}|\d{1,6}0{6})[ \u00a0]"
    r"(?P<noun>[a-zà-ÿœ]{3,40}+)"
)
_MARK = re.compile(r"(?<![\w.,/])(?P<mark>\d{1,3}[.,]\d{1,2})/(?P<most>\d{1,4})(?![\w/]|[.,]\d|\s?=)")
_BARE_SIGN = re.compile(
    r"(?:(?<=[ (]d[ei][ \u00a0])|(?<=[ (][ei]n[ \u00a0])|(?<= d['’]))(?P<currency>[€$£¥₹₽])(?!\s?\d|\w)"
)
_SPLIT_PRICE = re.compile(r"(?<![\w.,])(?P<whole>\d{1,9})(?P<sign>[€$£])(?P<cents>\d{2})(?![\w.,]?\d)")


class RomanceAmounts(Language):
    out_of: ClassVar[str]
    """What is said for the slash of a mark, and of a fraction that has no name: `sobre`."""
    plain_words: ClassVar[frozenset[str]] = frozenset()
    """Words that are no nouns, though they look as if they were."""
    plural_ends: ClassVar[str] = "s"
    """Letters with which nouns end behind a number."""
    height_joint: ClassVar[str] = ""
    """What stands between the metres and centimetres of `1m80`, with a space behind it."""
    points: ClassVar[Mapping[str, str]] = {}
    """Points of the compass by their letters."""
    angles: ClassVar[tuple[Unit, Unit, Unit]]
    """Degrees, minutes and seconds."""
    times_unit: ClassVar[Unit]
    """What `3x` counts: `veces`."""
    lengths: ClassVar[tuple[Unit, Unit]]
    """Feet and inches."""
    per_phrases: ClassVar[Mapping[str, str]] = {}
    """What is said for a slash and what it divides by: `mes` -> `al mes`."""
    counted_things: ClassVar[Mapping[str, Unit]] = {}
    """Nouns that are counted in parts, beside units, as they are written: `taza`."""
    money_scales: ClassVar[Mapping[str, str]] = {}
    """Letters between a number and a currency's sign, with their keys in `scales`: `M` -> `millones`."""

    def _money_rules(self) -> Iterator[Rule]:
        signs = "-+" + "".join({sign[0] for sign in self.currency_signs})
        scales = "".join({scale[0] for scale in self.money_scales})
        yield Rule(TextClass.MONEY, Start.LETTER | Start.SIGN, self._sign_first, self._say_sign_first, signs)
        yield Rule(
            TextClass.MONEY, Start.ANY_NUMBER, self._scale_first, self._say_scale_first, behind=IN_NUMBERS + scales
        )
        yield Rule(TextClass.MONEY, Start.DIGIT, _SPLIT_PRICE, self._split_price, behind="€$£")
        yield Rule(TextClass.MONEY, Start.SIGN, _BARE_SIGN, self._bare_sign, "€$£¥₹₽")
        yield Rule(TextClass.MONEY, Start.WORD, self._code_first, self._say_code_first, signs, "0123456789")

    def _measure_rules(self) -> Iterator[Rule]:
        digit, number = Start.DIGIT, Start.ANY_NUMBER
        yield Rule(TextClass.MEASURE, digit, _COORDINATE, self._coordinate, behind="°.,")
        yield Rule(TextClass.MEASURE, digit, _FEET, self._feet, behind="'′’")
        yield Rule(TextClass.MEASURE, number, _INCHES, self._inches, behind='"″.,')
        yield Rule(TextClass.MEASURE, digit, _TIMES, self._times, behind="x×")
        yield Rule(TextClass.FRACTION, digit, _MARK, self._mark, behind=".,")
        yield Rule(
            TextClass.CARDINAL, number, self._scale_before_of, self._say_scale_before_of, behind=IN_NUMBERS + "M"
        )
        yield Rule(TextClass.FRACTION, number, _ASPECT, self._aspect, "1234", ":")
        yield Rule(TextClass.MEASURE, digit, _HEIGHT, self._height, behind="m")
        yield Rule(TextClass.MEASURE, number, _MINUTES, self._minutes, behind="'′")
        yield Rule(TextClass.CARDINAL, number, _MILLIONS, self._millions, behind="0123456789. \u00a0\u202f")
        yield Rule(TextClass.MEASURE, digit, _LINES, self._lines, behind="pi")
        yield Rule(TextClass.MEASURE, number, self._part, self._say_part, behind=f"/⁄0123456789{_SINGLES}")
        yield Rule(TextClass.MEASURE, Start.ANY_WORD, self._part, self._say_part, _SINGLES)
        yield Rule(TextClass.MEASURE, Start.SIGN, self._per, self._say_per, "/")

    def of(self, noun: str) -> str:
        """Returns a noun with the preposition before it: `de personas`, `d'euros`."""
        raise NotImplementedError

    def part(self, whole: int, top: int, bottom: int, unit: Unit) -> str:
        """Returns a fraction of a unit, perhaps beside some whole ones: `media hora`, `dos horas y media`."""
        raise NotImplementedError

    @cached_property
    def _sign_first(self) -> re.Pattern[str]:
        """A sign before an amount with a short word for a large number, or with a code behind: `$5M`, `$ 100 MXN`."""
        codes = [sign for sign in self.currency_signs if len(sign) == 3 and sign.isalpha() and sign.isupper()]
        return re.compile(
            rf"{NOT_AFTER_WORD}(?P<sign>[-+])?(?:(?P<currency>{any_of(self.currency_signs)}){BLANK}?(?P<number>{self.number_pattern})"
            rf"{BLANK}?(?P<scale>{any_of(self.money_scales)})|\${BLANK}?(?P<amount>{self.number_pattern}){BLANK}?(?P<code>{any_of(codes)}))"
            rf"{NOT_BEFORE_WORD}"
        )

    def _say_sign_first(self, match: re.Match[str]) -> str:
        scale = self.money_scales[match["scale"]] if match["scale"] else ""
        said = self._amount(match["number"] or match["amount"], match["currency"] or match["code"], scale)
        return self.signed(match["sign"] or "", said)

    @cached_property
    def _scale_first(self) -> re.Pattern[str]:
        """An amount with a short word for a large number before the sign: `3,5 M€`."""
        return re.compile(
            rf"{NOT_AFTER_WORD}{SIGN}(?P<number>{self.number_pattern}){BLANK}?(?P<scale>{any_of(self.money_scales)})"
            rf"{BLANK}?(?P<currency>{any_of(self.currency_signs)}){NOT_BEFORE_WORD}"
        )

    def _say_scale_first(self, match: re.Match[str]) -> str:
        said = self._amount(match["number"], match["currency"], self.money_scales[match["scale"]])
        return self.signed(match["sign"] or "", said)

    @cached_property
    def _code_first(self) -> re.Pattern[str]:
        """A code in small letters before an amount: `usd 20`. In capitals the common rules know it."""
        codes = any_of(sign for sign in self.currency_signs if len(sign) > 1 and sign.isalpha() and sign.islower())
        scale = rf"(?:{BLANK}(?P<scale>{any_of(self.scales)}){NOT_BEFORE_WORD})?"
        return re.compile(
            rf"{NOT_AFTER_WORD}(?=[a-z]{{2,3}}{BLANK}\d)(?P<currency>{codes}){BLANK}(?P<number>{self.number_pattern}){scale}(?![\d%])"
        )

    def _say_code_first(self, match: re.Match[str]) -> str:
        return self._amount(match["number"], match["currency"], match["scale"] or "")

    def _split_price(self, match: re.Match[str]) -> str:
        currency = self.currencies[self.currency_signs[match["sign"]]]
        return self.money(Number(match["whole"], match["cents"], self.numbers.decimal), currency)

    def _bare_sign(self, match: re.Match[str]) -> str:
        """Returns the plural of a currency whose sign stands for it without an amount: `millones de €`, `en $`."""
        return self.currencies[self.currency_signs[match["currency"]]].many

    @cached_property
    def _scale_before_of(self) -> re.Pattern[str]:
        """A number with a short word for millions and the like, before what is counted: `67,8 M d'habitants`."""
        scales = any_of(scale for scale in self.money_scales if scale[0] == "M")
        return re.compile(
            rf"(?<![\w.,]){SIGN}(?=[\d.,’' \u00a0\u202f]{{1,24}}M)(?P<number>{self.number_pattern})"
            rf"{BLANK}?(?P<scale>{scales})"
            r"(?=[ \u00a0](?:d['’]|d[ei][ \u00a0]))"
        )

    def _say_scale_before_of(self, match: re.Match[str]) -> str:
        said = self.scaled(self.parse(match["number"]), self.money_scales[match["scale"]])
        return self.signed(match["sign"] or "", said)

    def _amount(self, number: str, sign: str, scale: str) -> str:
        return self.money(self.parse(number), self.currencies[self.currency_signs[sign]], scale)

    def _coordinate(self, match: re.Match[str]) -> str | None:
        if not (match["minutes"] or match["point"]):
            return None
        values = (match["degrees"], match["minutes"], match["seconds"])
        parts = [
            self.measure(self.parse(value), unit) for value, unit in zip(values, self.angles, strict=True) if value
        ]
        return " ".join((*parts, self.points[match["point"]])) if match["point"] else " ".join(parts)

    def _feet(self, match: re.Match[str]) -> str:
        """Returns feet and inches, or minutes and seconds where there are too many feet for a height."""
        feet, inch = self.lengths
        if int(match["feet"]) > _TALLEST or int(re.split("[.,]", match["inches"])[0]) >= _INCHES_OF_FOOT:
            minutes = self.measure(Number(match["feet"]), self.angles[1])
            return f"{minutes} {self.and_word} {self.measure(self.parse(match['inches']), self.angles[2])}"
        return f"{self.measure(self.parse(match['feet']), feet)} {self.measure(self.parse(match['inches']), inch)}"

    def _inches(self, match: re.Match[str]) -> str | None:
        """Returns inches, where the sign does not close a quotation."""
        if closes_quotation(match):
            return None
        return self.measure(self.parse(match["inches"]), self.lengths[1])

    def _minutes(self, match: re.Match[str]) -> str | None:
        return None if closes_quotation(match) else self.measure(Number(match["minutes"]), self.angles[1])

    def _height(self, match: re.Match[str]) -> str:
        metres = self.measure(Number(match["metres"]), self.units["m"])
        return f"{metres} {self.height_joint}{self.integer(match['rest'])}"

    def _lines(self, match: re.Match[str]) -> str:
        return f"{self.integer(match['lines'])} {spell(match['letter'])}"

    def _times(self, match: re.Match[str]) -> str:
        return self.measure(Number(match["number"]), self.times_unit)

    def _mark(self, match: re.Match[str]) -> str:
        """Returns a mark and the best that there is: `14,5/20`."""
        return f"{self.number(self.parse(match['mark']))} {self.out_of} {self.integer(match['most'])}"

    def _aspect(self, match: re.Match[str]) -> str:
        return self.fraction(int(match["top"]), int(match["bottom"]))

    def _millions(self, match: re.Match[str]) -> str | None:
        """Returns a round number of millions and the noun that is counted, with a preposition between."""
        noun = match["noun"]
        if noun[-1] not in self.plural_ends or noun in self.plain_words:
            return None
        return f"{self.number(self.parse(match['number']))} {self.of(noun)}"

    @cached_property
    def _part(self) -> re.Pattern[str]:
        things = any_of([*self.units, *self.counted_things])
        return re.compile(
            rf"(?<![\w.,/]){SIGN}(?:(?:(?P<whole>\d{{1,4}}){BLANK})?(?P<top>\d{{1,3}})[/⁄](?P<bottom>\d{{1,3}})"
            rf"|(?P<before>\d{{1,4}})?{BLANK}?(?P<single>[{_SINGLES}])){BLANK}?(?P<unit>{things}){NOT_BEFORE_WORD}(?![/'’-]\w)"
        )

    def _say_part(self, match: re.Match[str]) -> str | None:
        single = unicodedata.normalize("NFKC", match["single"] or "")
        top, bottom = map(int, single.split("⁄")) if single else (int(match["top"]), int(match["bottom"]))
        whole = int(match["whole"] or match["before"] or 0)
        following = _NEXT_WORD.match(match.string, match.end())
        is_word = match["unit"] in self.loose_units and following and following[1] not in self.of_words
        if bottom < 2 or top < 1 or is_word:
            return None
        unit = self.units.get(match["unit"]) or self.counted_things[match["unit"]]
        if min(top, bottom) > _LARGEST_PART:
            said = f"{self.integer(match['top'])} {self.out_of} {self.measure(Number(match['bottom']), unit)}"
            return self.signed(match["sign"] or "", said)
        return self.signed(match["sign"] or "", self.part(whole, top, bottom, unit))

    @cached_property
    def _per(self) -> re.Pattern[str]:
        before = r"(?:(?<=[\w€$£%²³])|(?<=[€$£%²³] ))"
        return re.compile(
            rf"{before}/ ?(?P<per>{any_of(self.per_phrases)}){NOT_BEFORE_WORD}|(?<=[€$£])/ ?(?P<noun>[a-zà-ÿ]{{3,40}}+)"
        )

    def _say_per(self, match: re.Match[str]) -> str | None:
        """Returns what an amount is divided by; None where no number is near, as in `fecha/hora`."""
        if match["noun"]:
            return f"{self.per_word} {match['noun']}"
        is_amount = _AMOUNT.search(match.string, max(0, match.start() - _NEAR), match.start())
        return self.per_phrases[match["per"]] + "." * ends_sentence(match, certain=True) if is_amount else None
