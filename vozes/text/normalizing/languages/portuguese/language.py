"""Portuguese of Brazil, and of Portugal where that differs: how numbers, money, dates and times are said.

Norms: Acordo Ortográfico (1990), Manual de Redação da Presidência da República (3rd edition, 2018) for ordinals, laws
and Roman numerals. Money and measures as on the news. The tables and the rules stand in the files beside this one.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from vozes.text.normalizing.language import Currency, Gender, Language
from vozes.text.normalizing.languages.portuguese import (
    amounts,
    dates,
    documents,
    formulas,
    letters,
    measures,
    rates,
    scores,
    signs,
    tables,
    words,
)
from vozes.text.normalizing.languages.portuguese.genders import gender_around, gender_of
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule

_UNITS = "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze".split()
_UNITS += "dezesseis dezessete dezoito dezenove".split()
_TENS = ". . vinte trinta quarenta cinquenta sessenta setenta oitenta noventa".split()
_HUNDREDS = ". cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos".split()
_FEMININE = {"um": "uma", "dois": "duas"}
_ORDINALS = ". primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono".split()
_ORDINAL_TENS = (
    ". décimo vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo nonagésimo".split()
)
_ORDINAL_HUNDREDS = (
    ". centésimo ducentésimo trecentésimo quadringentésimo quingentésimo sexcentésimo septingentésimo octingentésimo "
    "nongentésimo"
).split()
_ORDINAL_THOUSANDS = ("", "milésimo", "milionésimo", "bilionésimo", "trilionésimo")
_FOREIGN = r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?(?![\d,])|\d{1,3}(?:,\d{3})+\.\d+(?![\d,])"
_FOREIGN_NUMBER = re.compile(_FOREIGN)
"""Numbers as English writes them, where they cannot be Portuguese: `1,234,567.89`."""


class Portuguese(Language):
    tag = "pt-br"
    minus, plus, percent, permille = "menos", "mais", "por cento", "por mil"
    decimal_word, point_word, comma_word = "vírgula", "ponto", "vírgula"
    range_word, score_word, times_word, and_word, per_word = "a", "para", "por", "e", "por"
    digits = _UNITS[:10]
    letters = tables.LETTERS
    months = tables.MONTHS
    month_abbreviations = tables.MONTH_ABBREVIATIONS
    weekday_abbreviations = tables.WEEKDAYS
    currencies = tables.CURRENCIES
    currency_signs = tables.CURRENCY_SIGNS
    scales = tables.SCALES
    units = tables.UNITS
    loose_units = tables.LOOSE_UNITS
    symbols = tables.SYMBOLS
    address_symbols = {"&": "e comercial"}
    operators = tables.OPERATORS
    abbreviations = tables.PHRASES
    last_abbreviations = tables.LAST_ABBREVIATIONS
    spoken_acronyms = tables.SPOKEN_ACRONYMS
    spelled_acronyms = tables.SPELLED_ACRONYMS
    address_words = tables.ADDRESS_WORDS

    teens = _UNITS
    thousands: Sequence[str] = ("", "mil", "milhão milhões", "bilhão bilhões", "trilhão trilhões")
    """The names of the powers of a thousand, after one and after more."""

    @cached_property
    def number_pattern(self) -> str:
        return f"(?>{_FOREIGN}|{self.numbers.pattern})"

    def parse(self, written: str) -> Number:
        if written.isdecimal():
            return Number(written)
        if _FOREIGN_NUMBER.fullmatch(written):
            whole, _, fraction = written.partition(".")
            return Number(whole.replace(",", ""), fraction, "." if fraction else "")
        return self.numbers.parse(written)

    def cardinal(self, number: int, gender: Gender = "m") -> str:
        if number == 0:
            return _UNITS[0]
        groups: list[tuple[int, int]] = []
        power = 0
        while number:
            number, group = divmod(number, 1000)
            if group:
                groups.append((power, group))
            power += 1
        said = ""
        for power, group in reversed(groups):
            joint = " e " if said and power == groups[0][0] and (group <= 100 or group % 100 == 0) else " "
            said += (joint if said else "") + self._group(group, power, gender)
        return said

    def _group(self, group: int, power: int, gender: Gender) -> str:
        if power == 0 or (power == 1 and group == 1):
            return self.thousands[1] if power else self._below_thousand(group, gender)
        said = self._below_thousand(group, gender if power < 2 else "m")
        name = self.thousands[power].split()
        return f"{said} {name[-1] if group > 1 else name[0]}"

    def _below_thousand(self, number: int, gender: Gender) -> str:
        if number == 100:
            return "cem"
        parts = []
        if number >= 100:
            hundred = _HUNDREDS[number // 100]
            parts.append(hundred[:-2] + "as" if gender == "f" and number >= 200 else hundred)
        rest = number % 100
        if rest >= 20:
            parts.append(_TENS[rest // 10])
            rest %= 10
        if rest:
            unit = self.teens[rest]
            parts.append(_FEMININE.get(unit, unit) if gender == "f" else unit)
        return " e ".join(parts)

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        parts = []
        for power in (4, 3, 2, 1):
            number, group = number % 1000**power, number // 1000**power
            if group:
                name = _ORDINAL_THOUSANDS[power]
                parts.append(f"{self.cardinal(group)} {name}" if group > 1 else name)
        hundreds, tens, units = number // 100, number // 10 % 10, number % 10
        parts += [_ORDINAL_HUNDREDS[hundreds]] * (hundreds > 0) + [_ORDINAL_TENS[tens]] * (tens > 0)
        parts += [_ORDINALS[units]] * (units > 0)
        said = " ".join(parts)
        return re.sub(r"o(?= |$)", "a", said) if gender == "f" else said

    def counted(self, number: Number, one: str, many: str) -> str:
        return one if number.value < 2 else many

    def scaled(self, number: Number, scale: str, gender: Gender = "m") -> str:
        one, many = self.scales[scale]
        if one == "mil":
            return one if number.is_one else f"{self.number(number, gender)} {one}"
        return f"{self.number(number)} {self.counted(number, one, many)}"

    def scaled_joint(self, scale: str) -> str:
        return "" if scale == "mil" else "de"

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        if scale == "mil":
            return f"{self.scaled(number, scale, currency.gender)} {currency.many}"
        if scale or number.value:
            return super().money(number, currency, scale)
        if not number.fraction.strip("0"):
            return f"zero {currency.many}"
        said = super().money(number, currency)
        is_clear = currency.one == self.home_currency or not currency.minor_one.startswith("c")
        return said if is_clear else f"{said} de {currency.one}"

    home_currency = "real"
    """The currency whose cents need no name behind them."""

    def money_joint(self, number: Number) -> str:
        return "de" if number.value >= 10**6 and number.value % 10**6 == 0 else ""

    def fraction(self, numerator: int, denominator: int) -> str:
        top = self.cardinal(numerator)
        if denominator == 2:
            name = "meio"
        elif denominator <= 10 or denominator in (100, 1000, 1_000_000):
            name = "terço" if denominator == 3 else self.ordinal(denominator)
        else:
            return f"{top} {self.cardinal(denominator)} avos"
        return f"{top} {name}" + "s" * (numerator > 1)

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        said = "meio" if (numerator, denominator) == (1, 2) else self.fraction(numerator, denominator)
        return f"{self.cardinal(whole)} e {said}"

    first_of_month = "primeiro"

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        parts = [] if day is None else [self.first_of_month if day == 1 else self.cardinal(day)]
        parts.append(self.months[month - 1])
        parts += [] if year is None else [self.year(year)]
        return " de ".join(parts)

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        said = f"{self.cardinal(hour, 'f')} " + ("hora" if hour == 1 else "horas")
        if second is not None:
            return f"{said} e {self.minutes(minute or 0)} e {self.cardinal(second)} segundo" + "s" * (second != 1)
        return f"{said} e {self.cardinal(minute)}" if minute else said

    def minutes(self, minute: int) -> str:
        return f"{self.cardinal(minute)} minuto" + "s" * (minute != 1)

    def single_letter(self, match: re.Match[str]) -> str | None:
        return letters.single(match)

    def gender_of(self, following: str) -> Gender:
        return gender_of(following)

    def agreement(self, text: str, start: int, end: int) -> Gender:
        return gender_around(text, start, end)

    def own_rules(self) -> Sequence[Rule]:
        builders = (
            documents.rules,
            dates.rules,
            amounts.rules,
            scores.rules,
            measures.rules,
            rates.rules,
            formulas.rules,
            signs.rules,
            words.rules,
            letters.rules,
        )
        return [rule for rules in builders for rule in rules(self)]


class EuropeanPortuguese(Portuguese):
    tag = "pt-pt"
    teens = [*_UNITS[:16], "dezasseis", "dezassete", "dezoito", "dezanove"]
    thousands = ("", "mil", "milhão milhões", "mil milhões", "bilião biliões")
    first_of_month = "um"
    home_currency = "euro"
    units = {sign: tables.european(unit) for sign, unit in tables.UNITS.items()}
    currencies = tables.EUROPEAN_CURRENCIES
    scales = tables.EUROPEAN_SCALES
    abbreviations = tables.PHRASES | tables.EUROPEAN_PHRASES
    symbols = tables.SYMBOLS | {"#": "cardinal", "_": "traço inferior"}
    spoken_acronyms = tables.SPOKEN_ACRONYMS | tables.EUROPEAN_SPOKEN
    spelled_acronyms = (tables.SPELLED_ACRONYMS | tables.EUROPEAN_SPELLED) - tables.EUROPEAN_SPOKEN

    def cardinal(self, number: int, gender: Gender = "m") -> str:
        """Returns a whole number; a thousand millions are `mil milhões`, a million of them is a `bilião`."""
        if number < 10**9:
            return super().cardinal(number, gender)
        rest = number
        parts: list[tuple[int, str]] = []
        for size, one, many in ((10**12, "bilião", "biliões"), (10**6, "milhão", "milhões"), (1, "", "")):
            group, rest = divmod(rest, size)
            if group:
                name = one if group == 1 else many
                parts.append((group, f"{super().cardinal(group, gender if size == 1 else 'm')} {name}".rstrip()))
        said = " ".join(part for _, part in parts[:-1])
        group, last = parts[-1]
        joint = " e " if group <= 100 or (group < 1000 and group % 100 == 0) else " "
        return f"{said}{joint}{last}" if said else last
