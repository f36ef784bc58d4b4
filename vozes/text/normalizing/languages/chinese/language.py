"""Chinese, as it is spoken on the mainland.

Norms: GB/T 15835-2011 for numbers, 两 before measure words and before 千, 万 and 亿 as speakers say it. Years are read
digit by digit; telephone numbers too, with 一 and not 幺.
"""

from collections.abc import Sequence
from functools import lru_cache

from vozes.text.normalizing.language import Currency, Gender, Unit
from vozes.text.normalizing.languages.chinese import tables
from vozes.text.normalizing.languages.chinese.amounts import amounts, signs
from vozes.text.normalizing.languages.chinese.codes import codes
from vozes.text.normalizing.languages.chinese.dates import dates
from vozes.text.normalizing.languages.east_asian.language import EastAsian, myriads
from vozes.text.normalizing.languages.east_asian.rules import (
    addresses,
    angles,
    blood_pressures,
    joining_signs,
    letters_with_numbers,
    money_named_twice,
    powers,
    references,
    versions,
)
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule

_DIGITS = "零一二三四五六七八九"
_PLACES = ("千", "百", "十", "")
_MYRIADS = ("", "万", "亿", "万亿")


class Chinese(EastAsian):
    tag = "zh"
    minus, plus, percent, permille = "负", "加", "百分之", "千分之"
    decimal_word, point_word, comma_word = "点", "点", "，"
    dash_score_word = "比"
    range_word, score_word, times_word, and_word, per_word = "到", "比", "乘", "又", "每"
    hashtag_word, about_word = "井号", "约"
    page = "第{}页"
    versions_after = "版本?|系统|固件|升级[到至]|更新[到至]"
    over_word = "比"
    points = {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经"}
    arcs = ("度", "分", "秒")
    money_words = "[万亿千]?(?:元|块|圆|人民币|美元|美金|欧元|英镑|日元|韩元)"
    digits = tuple(_DIGITS)
    months = tuple(f"{number}月" for number in range(1, 13))
    units = tables.UNITS
    currencies = tables.CURRENCIES
    currency_signs = tables.CURRENCY_SIGNS
    scales = tables.SCALES
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    abbreviations = {"vs.": "对", "vs": "对", "VS": "对"}
    number_abbreviations = {"No.": "第", "NO.": "第", "ver.": "版本", "Ver.": "版本"}
    address_words = frozenset("com net org edu gov info".split())
    spoken_acronyms = frozenset("NASA NATO UNESCO UNICEF COVID SARS AIDS".split())

    def cardinal(self, number: int, gender: Gender = "m") -> str:
        return _cardinal(number)

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        return f"第{self.cardinal(number)}"

    def digits_in_turn(self, digits: str) -> str:
        return "".join(_DIGITS[int(digit)] for digit in digits)

    def counted_number(self, number: Number) -> str:
        """Returns a number before what it counts: 2 is 两 there."""
        return "两" if number.is_whole and number.whole == "2" else self.number(number)

    def measure(self, number: Number, unit: Unit) -> str:
        return f"{self.counted_number(number)}{unit.one}"

    def scaled(self, number: Number, scale: str) -> str:
        return f"{self.counted_number(number)}{self.scales[scale][0]}"

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        if scale:
            return f"{self.scaled(number, scale)}{currency.one}"
        fraction = number.fraction.rstrip("0")
        shown = Number(number.whole, fraction, "." if fraction else "")
        return f"{self.counted_number(shown)}{currency.one}"

    def signed(self, sign: str, said: str) -> str:
        words = {"-": self.minus, "+": "正", "±": "正负"}.get(sign, "")
        return f"{words}{said}"

    def fraction(self, numerator: int, denominator: int) -> str:
        return f"{self.cardinal(denominator)}分之{self.cardinal(numerator)}"

    def power(self, said: str) -> str:
        return f"的{said}次方"

    def year(self, year: int) -> str:
        return self.digits_in_turn(str(year))

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        years = "" if year is None else f"{self.digits_in_turn(written_year or str(year))}年"
        days = "" if day is None else f"{self.cardinal(day)}日"
        return f"{years}{self.cardinal(month)}月{days}"

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        said = {"am": "上午", "pm": "下午"}.get(half, "") + f"{self.counted_number(Number(str(hour)))}点"
        if minute or second is not None:
            said += f"{'零' if 0 < (minute or 0) < 10 else ''}{self.cardinal(minute or 0)}分"
        return said if second is None else f"{said}{self.cardinal(second)}秒"

    def own_rules(self) -> Sequence[Rule]:
        return (
            *addresses(self),
            *letters_with_numbers(self),
            *references(self),
            *dates(self),
            versions(self),
            *codes(self),
            money_named_twice(self),
            *angles(self),
            blood_pressures(self),
            *amounts(self),
            *powers(self),
            *signs(self),
            *joining_signs(self),
        )


@lru_cache(1024)
def _cardinal(number: int) -> str:
    said, last = "", 0
    for power, group in myriads(number):
        if said and (group < 1000 or last - power > 1):
            said += "零"
        two = not said and power and group == 2
        written = "两" if two else _below_myriad(group)
        if 10 <= group < 20 and (power or not said):
            written = written.removeprefix("一")
        said, last = said + written + _MYRIADS[power], power
    return said or _DIGITS[0]


def _below_myriad(number: int) -> str:
    """Returns a number from 1 to 9,999; 十 always has a digit before it."""
    said = ""
    for exponent, place in zip((3, 2, 1, 0), _PLACES, strict=True):
        digit = number // 10**exponent % 10
        if digit:
            said += ("两" if digit == 2 and place == "千" else _DIGITS[digit]) + place
        elif said and not said.endswith("零"):
            said += "零"
    return said.rstrip("零")
