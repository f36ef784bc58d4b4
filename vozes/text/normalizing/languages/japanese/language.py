"""Japanese, with its numbers in characters: how they sound before a counter is known to whoever reads those.

Norms: the Agency for Cultural Affairs' guide to official documents (2022) for numbers in characters; years, decimals
and telephone numbers as on the news. 0 is ゼロ, but 零 in decimals and hours.
"""

from collections.abc import Sequence
from functools import lru_cache

from vozes.text.normalizing.language import Gender
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
from vozes.text.normalizing.languages.japanese import tables
from vozes.text.normalizing.languages.japanese.amounts import amounts, signs
from vozes.text.normalizing.languages.japanese.codes import codes
from vozes.text.normalizing.languages.japanese.dates import dates
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule

_DIGITS = "零一二三四五六七八九"
_PLACES = ("千", "百", "十", "")
_MYRIADS = ("", "万", "億", "兆", "京")


class Japanese(EastAsian):
    tag = "ja"
    minus, plus, percent, permille = "マイナス", "プラス", "パーセント", "パーミル"
    decimal_word, point_word, comma_word = "点", "ドット", "、"
    dash_score_word = "対"
    range_word, score_word, times_word, per_word = "から", "対", "かける", "毎"
    hashtag_word = "ハッシュタグ"
    page = "{}ページ"
    versions_after = "バージョン|版|iOS|OS"
    over_word = "の"
    points = {"N": "北緯", "S": "南緯", "E": "東経", "W": "西経"}
    arcs = ("度", "分", "秒")
    money_words = "[万億千百]?(?:円|ドル|ユーロ|ポンド|ウォン|元)"
    digits = ("ゼロ", *_DIGITS[1:])
    letters = tables.LETTERS
    months = tuple(f"{number}月" for number in range(1, 13))
    units = tables.UNITS
    currencies = tables.CURRENCIES
    currency_signs = tables.CURRENCY_SIGNS
    scales = tables.SCALES
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    abbreviations = {"vs.": "対", "vs": "対", "VS": "対", "etc.": "エトセトラ", "OFF": "オフ"}
    number_abbreviations = {
        "No.": "ナンバー", "NO.": "ナンバー", "Vol.": "ボリューム", "vol.": "ボリューム", "ver.": "バージョン",
        "Ver.": "バージョン",
    }  # fmt: skip
    address_words = frozenset("com net org edu gov info".split())
    spoken_acronyms = frozenset("NASA NATO UNESCO UNICEF COVID SARS FIFA JAXA OPEC ASEAN APEC".split())

    def cardinal(self, number: int, gender: Gender = "m") -> str:
        return _cardinal(number)

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        return f"第{self.cardinal(number)}"

    def decimals(self, fraction: str) -> str:
        return "".join(_DIGITS[int(digit)] for digit in fraction)

    def number(self, number: Number, gender: Gender = "m") -> str:
        whole = _DIGITS[0] if number.mark and not number.value else self.integer(number.whole or "0")
        return f"{whole}{self.decimal_word}{self.decimals(number.fraction)}" if number.mark else whole

    def version(self, written: str) -> str:
        return super().version(written).replace(self.digits[0], _DIGITS[0])

    def fraction(self, numerator: int, denominator: int) -> str:
        return f"{self.cardinal(denominator)}分の{self.cardinal(numerator)}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        return f"{self.cardinal(whole)}と{self.fraction(numerator, denominator)}"

    def power(self, said: str) -> str:
        return f"の{said}乗"

    def number_beside_letters(self, digits: str) -> str:
        """Returns a number beside letters: one digit is read in English, as in ファイブジー."""
        return tables.ENGLISH_DIGITS[int(digits)] if len(digits) == 1 else super().number_beside_letters(digits)

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        years = "" if year is None else f"{self.cardinal(year)}年"
        days = "" if day is None else f"{self.cardinal(day)}日"
        return f"{years}{self.cardinal(month)}月{days}"

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        said = {"am": "午前", "pm": "午後"}.get(half, "") + f"{self.cardinal(hour) if hour else _DIGITS[0]}時"
        if minute or second is not None:
            said += f"{self.cardinal(minute or 0)}分"
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
            *signs(self),
            *joining_signs(self),
            *powers(self),
        )


@lru_cache(1024)
def _cardinal(number: int) -> str:
    return "".join(_below_myriad(group, power) + _MYRIADS[power] for power, group in myriads(number)) or "ゼロ"


def _below_myriad(number: int, power: int) -> str:
    """Returns a number from 1 to 9,999; 一 is left out before 百 and 十, and before 千 where no larger word follows."""
    said = ""
    for exponent, place in zip((3, 2, 1, 0), _PLACES, strict=True):
        digit = number // 10**exponent % 10
        if digit:
            bare = digit == 1 and place and not (place == "千" and power)
            said += ("" if bare else _DIGITS[digit]) + place
    return said
