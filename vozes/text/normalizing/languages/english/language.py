"""English of the United States, and of Britain where that differs.

Norms: The Chicago Manual of Style for years in pairs and for ordinals ("one hundred twenty first"), New Hart's Rules
for British ones. Amounts, scores, roads and flights as people say them.
"""

import re
from collections.abc import Sequence

from vozes.text.normalizing.language import Currency, Language, Unit
from vozes.text.normalizing.languages.english import (
    dates,
    money,
    names,
    numbers,
    places,
    ranges,
    tables,
    times,
    units,
    words,
)
from vozes.text.normalizing.numbers import Number, NumberFormat
from vozes.text.normalizing.rules import Rule, spell


class English(Language):
    tag = "en"
    numbers = NumberFormat(decimal=".", spaced=False)
    minus, plus, percent, permille = "minus", "plus", "percent", "per mille"
    decimal_word, point_word, comma_word = "point", "dot", "comma"
    range_word, score_word, times_word, and_word, per_word = "to", "to", "by", "and", "per"
    digits = tables.SMALL[:10]
    letters = tables.LETTERS
    months = tables.MONTHS
    date_order = "mdy"
    has_halves = True
    units = tables.UNITS
    loose_units = tables.LOOSE_UNITS
    scales = tables.SCALES
    currencies = tables.CURRENCIES
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    hashtag_word = "hashtag"
    address_symbols = {"&": "ampersand"}
    cents_word = ""
    abbreviations = tables.ABBREVIATIONS
    name_abbreviations = tables.NAME_ABBREVIATIONS
    last_abbreviations = {"etc.": "et cetera", "&c.": "et cetera"}
    spoken_acronyms = words.SPOKEN
    spelled_acronyms = words.SPELLED
    vowels = "aeiouyáéíóúàâêôãõäöüæøåœ"
    address_words = frozenset(
        "com org net gov edu info google gmail yahoo hotmail outlook nvidia github us me my we go to in on at by is it "
        "of or so up do no hi be an as if he".split()
    )
    number_and = ""
    """What stands between hundreds and what follows them: nothing in America, where one hears two numbers then."""
    slash_order = "md"
    """The order of day and month in a date without a year."""

    def in_address(self, letters: str) -> str | None:
        if letters.lower() == "jpg":
            return "jpeg"
        return spell(letters) if letters in names.SMALL_ACRONYMS else None

    # Numbers.
    def cardinal(self, number: int, gender: str = "m") -> str:
        """Returns a number; a word stands before what is below a hundred."""
        if number == 0:
            return tables.SMALL[0]
        said: list[str] = []
        digits = str(number)
        for power in range((len(digits) - 1) // 3, -1, -1):
            group = number // 1000**power % 1000
            if not group:
                continue
            if said and power == 0 and group < 100 and self.number_and:
                said.append(self.number_and)
            said.append(self._below_thousand(group))
            said += [tables.THOUSANDS[power]] if power else []
        return " ".join(said)

    def _below_thousand(self, number: int) -> str:
        hundreds, rest = divmod(number, 100)
        said = [tables.SMALL[hundreds], "hundred"] if hundreds else []
        if hundreds and rest and self.number_and:
            said.append(self.number_and)
        if rest >= len(tables.SMALL):
            said.append(tables.TENS[rest // 10])
            rest %= 10
        return " ".join(said + [tables.SMALL[rest]] * bool(rest))

    def ordinal(self, number: int, gender: str = "m") -> str:
        head, _, last = self.cardinal(number).rpartition(" ")
        if last in tables.ORDINALS:
            last = tables.ORDINALS[last]
        else:
            last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
        return f"{head} {last}".lstrip()

    def number(self, number: Number, gender: str = "m") -> str:
        if not number.whole:
            return f"{self.decimal_word} {self.decimals(number.fraction)}"
        mark = number.mark and (self.comma_word if number.mark == "," else self.decimal_word)
        whole = self.integer(number.whole)
        return f"{whole} {mark} {self.decimals(number.fraction)}" if mark else whole

    def in_pairs(self, digits: str) -> str:
        """Returns digits as rooms, roads, flights and houses have them: `one oh one`, `fourteen twenty eight`."""
        if digits[0] == "0" or not 3 <= len(digits) <= 5:
            return self.integer(digits)
        if digits.endswith("000"):
            return self.cardinal(int(digits))
        if digits.endswith("00"):
            return f"{self.cardinal(int(digits[:-2]))} hundred"
        head, last = digits[:-2], digits[-2:]
        first = self.in_pairs(head) if len(head) > 2 else self.cardinal(int(head))
        return f"{first} {self.two_digits(last)}"

    def two_digits(self, digits: str) -> str:
        """Returns the end of a year or time: `oh five`, `thirty`."""
        return self.cardinal(int(digits)) if digits[0] != "0" else f"oh {self.digits[int(digits[1])]}"

    def number_beside_letters(self, digits: str) -> str:
        round_ = digits.endswith("00") and digits[0] != "0"
        if len(digits) == 3 or (len(digits) == 4 and round_):
            return self.in_pairs(digits)
        return super().number_beside_letters(digits)

    def fraction(self, numerator: int, denominator: int) -> str:
        top = self.cardinal(numerator)
        if denominator == 1:
            return f"{top} over one"
        name = {2: "half", 4: "quarter"}.get(denominator) or self.ordinal(denominator)
        if numerator == 1:
            return f"{top} {name}"
        return f"{top} {'halves' if denominator == 2 else f'{name}s'}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        part = self.fraction(numerator, denominator)
        if numerator == 1 and denominator == 2:
            part = "a half"
        return f"{self.cardinal(whole)} and {part}"

    # Money.
    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        digits = currency.minor_digits
        if number.fraction[digits:].strip("0") == "" and digits:
            number = Number(number.whole, number.fraction[:digits], number.mark)
        return super().money(number, currency, scale)

    # Dates and times.
    def year(self, year: int) -> str:
        if year < 100 or year % 1000 < 10 or year > 9999:
            return self.cardinal(year)
        return self.in_pairs(str(year))

    def day_of_month(self, day: int, month: int, *, day_first: bool) -> str:
        """Returns a day and month in the order in which they were written."""
        name = self.months[month - 1]
        return f"the {self.ordinal(day)} of {name}" if day_first else f"{name} {self.ordinal(day)}"

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        said = (
            self.months[month - 1] if day is None else self.day_of_month(day, month, day_first=self.date_order == "dmy")
        )
        return said if year is None else f"{said} {self.year(year)}"

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        said = [self.cardinal(hour)]
        if second is not None:
            return " ".join(
                (self._duration(hour, minute or 0, second), *([self.spelled(half.upper())] if half else []))
            )
        if minute:
            said.append(self.two_digits(f"{minute:02}"))
        elif minute == 0 and not half:
            said.append("o'clock" if 1 <= hour <= 12 else "hundred")
        return " ".join(said + ([self.spelled(half.upper())] if half else []))

    def _duration(self, hours: int, minutes: int, seconds: int) -> str:
        parts = [
            self.measure(Number(str(amount)), self.units[sign])
            for amount, sign in ((hours, "h"), (minutes, "min"), (seconds, "s"))
        ]
        return f"{parts[0]} {parts[1]} and {parts[2]}"

    def single_letter(self, match: re.Match[str]) -> str | None:
        letter, text = match[0].lower(), match.string
        if letter == "n" and text[max(0, match.start() - 1) : match.start()] in ("'", "’", "‘"):  # rock 'n' roll
            return None
        return tables.GREEK[letter] if letter in tables.GREEK else super().single_letter(match)

    def telephone(self, written: str) -> str:
        return places.telephone_groups(self, written)

    def own_rules(self) -> Sequence[Rule]:
        return [
            *places.rules(self),
            *times.rules(self),
            *dates.rules(self),
            *money.rules(self),
            *places.grouped_rules(self),
            *units.rules(self),
            *ranges.rules(self),
            *numbers.rules(self),
            *names.rules(self),
        ]


class BritishEnglish(English):
    tag = "en-gb"
    number_and = "and"
    date_order = "dmy"
    slash_order = "dm"
    letters = {**tables.LETTERS, "z": "zed"}
    units = {
        sign: Unit(*(name.replace("meter", "metre").replace("liter", "litre") for name in unit[:2]))
        for sign, unit in tables.UNITS.items()
    } | {"st": Unit("stone", "stone")}
    symbols = {**tables.SYMBOLS, "!": "exclamation mark", ".": "full stop", "(": "open bracket", ")": "close bracket"}

    def day_of_month(self, day: int, month: int, *, day_first: bool) -> str:
        name = self.months[month - 1]
        return f"the {self.ordinal(day)} of {name}" if day_first else f"{name} the {self.ordinal(day)}"

    def range(self, first: str, last: str) -> str:
        """Returns a range, or a score, which is what ends with nothing."""
        if last != self.digits[0]:
            return super().range(first, last)
        return "nil nil" if first == last else f"{first} nil"
