"""Korean: Sino-Korean numerals, and native ones before what is counted and for hours.

Norms: the rules of Korean orthography for spaces in numbers and before counters. Letters have their Korean names; 0 is
영 in numbers, 공 in telephone numbers and codes.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from vozes.text.normalizing.language import Currency, Gender, Unit
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
from vozes.text.normalizing.languages.korean import tables
from vozes.text.normalizing.languages.korean.addresses import korean_addresses, say_address
from vozes.text.normalizing.languages.korean.amounts import amounts, signs
from vozes.text.normalizing.languages.korean.codes import codes
from vozes.text.normalizing.languages.korean.counting import counting, hour
from vozes.text.normalizing.languages.korean.dates import dates, month
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule

_DIGITS = "영일이삼사오육칠팔구"
_PLACES = ("천", "백", "십", "")
_MYRIADS = ("", "만", "억", "조", "경", "해")
_WITHOUT_ONE = frozenset("백 천 만 백만 천만".split())
"""Words before which 1 is not said."""
_PARTICLES = ("부터 ", "요일부터 ", "에서 ", "은 ", "는 ")
"""Those that signs are read as, which touch the word before them."""
_OF_PREFIX = frozenset("제수몇")
"""The ends of prefixes, which numbers touch."""
_HANGUL = re.compile("[가-힣]")
_OF_WORD = re.compile(r"[^\W⁰¹²³⁴⁵⁶⁷⁸⁹]")


class Korean(EastAsian):
    tag = "ko"
    has_spaces = True
    longest_number = 20
    minus, plus, percent, permille = "마이너스", "플러스", "퍼센트", "퍼밀"
    decimal_word, point_word, comma_word = "점", "닷", ","
    dash_score_word = "대"
    range_word, score_word, times_word, per_word = "에서", "대", "곱하기", "퍼"
    hashtag_word = "해시태그"
    page = "{} 쪽"
    versions_after = "버전|버젼|iOS|OS"
    over_word = "에"
    points = {"N": "북위", "S": "남위", "E": "동경", "W": "서경"}
    arcs = ("도", "분", "초")
    money_words = "[만억천조]?\\s?(?:원|달러|유로|엔|위안|파운드)"
    digits = ("공", *_DIGITS[1:])
    letters = tables.LETTERS
    months = tuple(f"{number}월" for number in range(1, 13))
    units = tables.UNITS
    currencies = tables.CURRENCIES
    currency_signs = tables.CURRENCY_SIGNS
    scales = tables.SCALES
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    abbreviations = {"vs.": "대", "vs": "대", "VS": "대", "etc.": "등등"}
    number_abbreviations = {
        "No.": "넘버", "NO.": "넘버", "Vol.": "볼륨", "vol.": "볼륨", "ver.": "버전", "Ver.": "버전",
    }  # fmt: skip
    spoken_acronyms = frozenset("NASA NATO UNESCO UNICEF COVID SARS FIFA OPEC APEC ASEAN".split())

    def beside(self, before: str, said: str, after: str) -> str:
        """Returns what is said with a space before it, but for particles; behind it the rules say if one is due."""
        joins = before in _OF_PREFIX or said.startswith((" ", *_PARTICLES))
        first = " " if _OF_WORD.match(before) and not joins else ""
        last = " " if _OF_WORD.match(after) and not _HANGUL.match(after) and not said.endswith(" ") else ""
        return f"{first}{said}{last}"

    def cardinal(self, number: int, gender: Gender = "m") -> str:
        return _cardinal(number)

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        return f"제{self.cardinal(number)}"

    def digits_in_turn(self, digits: str) -> str:
        return "".join(self.digits[int(digit)] for digit in digits)

    def decimals(self, fraction: str) -> str:
        return "".join(_DIGITS[int(digit)] for digit in fraction)

    def number(self, number: Number, gender: Gender = "m") -> str:
        whole = self.integer(number.whole or "0")
        return f"{whole}{self.decimal_word}{self.decimals(number.fraction)}" if number.mark else whole

    def version(self, written: str) -> str:
        letter = f"{self.spelled(written[0])} " if written[0].isalpha() else ""
        parts = (self.cardinal(int(part)) for part in written.lstrip("vV").split("."))
        return letter + self.decimal_word.join(parts)

    def telephone(self, written: str) -> str:
        return " ".join(map(self.digits_in_turn, re.findall(r"\d+", written)))

    def spelled(self, text: str) -> str:
        """Returns the Korean names of letters, together, as they are written."""
        return "".join(
            self.letters.get(sign.lower(), sign) if sign.isalpha() else self.digits_in_turn(sign)
            for sign in text
            if sign.isalnum()
        )

    def single_letter(self, match: re.Match[str]) -> str | None:
        return self.letters.get(match[0].lower())

    def number_beside_letters(self, digits: str) -> str:
        """Returns a number beside letters: one digit is read in English, as in 파이브지."""
        return tables.ENGLISH_DIGITS[int(digits)] if len(digits) == 1 else super().number_beside_letters(digits)

    def address(self, written: str) -> str:
        return say_address(self, written)

    def measure(self, number: Number, unit: Unit) -> str:
        if unit.one in tables.SPEEDS:
            return f"{tables.SPEEDS[unit.one]} {self.number(number)} {unit.one.split()[0]}"
        return super().measure(number, unit)

    def scaled(self, number: Number, scale: str) -> str:
        is_bare = number.is_whole and number.whole == "1" and scale in _WITHOUT_ONE
        return scale if is_bare else f"{self.number(number)}{scale}"

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        if currency is not self.currencies["KRW"]:
            return super().money(number, currency, scale)
        return f"{self.scaled(number, scale) if scale else self.number(number)}{currency.one}"

    def fraction(self, numerator: int, denominator: int) -> str:
        return f"{self.cardinal(denominator)}분의 {self.cardinal(numerator)}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        return f"{self.cardinal(whole)}과 {self.fraction(numerator, denominator)}"

    def range(self, first: str, last: str) -> str:
        return f"{first}{self.range_word} {last}"

    def joint(self, following: str) -> str:
        is_time = re.match(r"\s?\d{1,4}\s?(?:년|월|일|시|:)", following) is not None
        return "부터 " if is_time else f"{self.range_word} "

    def power(self, said: str) -> str:
        return f"의 {said}제곱"

    def date(self, day: int | None, month_: int, year: int | None, written_year: str = "") -> str:
        years = "" if year is None else f"{self.cardinal(year)}년 "
        days = "" if day is None else f" {self.cardinal(day)}일"
        return f"{years}{month(self, month_)}월{days}"

    def time(self, hour_: int, minute: int | None, second: int | None, half: str = "") -> str:
        said = {"am": "오전 ", "pm": "오후 "}.get(half, "") + f"{hour(self, hour_)} 시"
        said += f" {self.cardinal(minute)}분" if minute else ""
        return f"{said} {self.cardinal(second)}초" if second else said

    def own_rules(self) -> Sequence[Rule]:
        return (
            *korean_addresses(self),
            *addresses(self),
            *letters_with_numbers(self),
            *references(self),
            *dates(self),
            *codes(self),
            versions(self),
            money_named_twice(self),
            *angles(self),
            blood_pressures(self),
            *amounts(self),
            *counting(self),
            *signs(self),
            *joining_signs(self),
            *powers(self),
        )


@lru_cache(1024)
def _cardinal(number: int) -> str:
    parts: list[str] = []
    for power, group in myriads(number):
        one_myriad = group == 1 and power == 1 and not parts
        parts.append(("" if one_myriad else _below_myriad(group)) + _MYRIADS[power])
    return " ".join(parts) or _DIGITS[0]


def _below_myriad(number: int) -> str:
    """Returns a number from 1 to 9,999; 일 stands only where nothing follows it."""
    said = ""
    for exponent, place in zip((3, 2, 1, 0), _PLACES, strict=True):
        digit = number // 10**exponent % 10
        if digit:
            said += ("" if digit == 1 and place else _DIGITS[digit]) + place
    return said
