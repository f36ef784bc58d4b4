"""Spanish. `$` is read as dollars, as the sign is most often meant across its countries; `MX$` and the like as pesos.

Norms: the Academies' Ortografía and Diccionario panhispánico de dudas for numerals, dates and abbreviations.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.language import Currency, Gender, Unit
from vozes.text.normalizing.languages.romance.context import in_pairs, numeral_value, word_before
from vozes.text.normalizing.languages.romance.language import Romance
from vozes.text.normalizing.languages.spanish import tables
from vozes.text.normalizing.languages.spanish.numbers import (
    UNITS,
    agreeing,
    below_million,
    cardinal,
    ordinal,
    part_name,
)
from vozes.text.normalizing.languages.spanish.tables import SHORT
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, spell

_FEMININE_ENDS = re.compile(r"[^\W\d_]*(?:as?|[cstx]i[óo]n(?:es)?|[dt]ad(?:es)?|tud(?:es)?|umbres?)")
_MASCULINE_ENDS = re.compile(r"[^\W\d_]*(?:ist|aut|crat)as?")
_FIRST_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_GENDERLESS = frozenset("grandes importantes posibles diferentes principales mejores peores jóvenes".split())
"""Adjectives; the next word tells."""

_ORDINAL = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[.\u00a0\u202f ]\d{3}){1,3}|\d{1,7})"
    r"(?P<dot>\.?)(?P<suffix>[ºª°]|ᵉʳ|ero|era|avo|ava|er|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na|[oa])(?P<many>s)?(?![\w/])"
    r"(?:\.(?=[ \u00a0][a-zñáéíóú]))?(?!C\b)"
)
_INTERNATIONAL = re.compile(
    r"(?<!\w)\+(?P<code>\d{1,3}?)(?P<rest>(?:[ .-]?\(\d{1,4}\))?(?:[ .-]\d{2,5}){1,5}|[ .-]?\d{9,10})"
    r"(?P<extension>(?:-| ext\.? ?)\d{1,4})?(?![\w]|[.,]\d)"
)
_PHONE = re.compile(
    r"(?<![\w.,+-])(?:[6-9]\d{2}(?:[ .-]\d{3}){2}|[6-9]\d{2}(?:[ .-]\d{2}){3}|[89]\d[ .-]\d{3}(?:[ .-]\d{2}){2}"
    r"|\d{3}-\d{3}-\d{3,4}|\d{3} \d{3} \d{4}|\d{2}[ -]\d{4}[ -]\d{4}|\d{4}-\d{4})(?![\w-]|[.,]\d| \d)"
)
_BARE_PHONE = re.compile(r"(?<![\w.,+-])[679]\d{8}(?![\w-]|[.,]\d| \d)")
_AREA_PHONE = re.compile(r"\(\d{2,4}\)[ -]?\d{3,4}[ -]?\d{3,4}(?!\w)")
_DOCUMENT = re.compile(r"(?<![\w.,-])(?:\d{2}-\d{8}-\d|\d{1,2}(?:\.\d{3}){2}-(?:\d|[A-Zk]))(?![\w-])")
_CLOCK = re.compile(
    r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4])(?P<mark>[.:])(?P<minute>[0-5]\d)(?![.,:]?\d|\s?[%€$])"
    r"(?:\s?(?:(?P<half>[AaPp])\.?\s?[Mm]\b\.?|(?P<sign>hs?|hrs|horas)(?!\w)\.?(?=\W|$)))?"
)
_ZONES = "est|pst|cst|edt|pdt|cet"
_ZONE = re.compile(rf"(?<=[\dmM.] )(?i:{_ZONES})\b")
_ZONE_FOLLOWS = re.compile(rf" (?i:{_ZONES}|gmt|utc)\b")
_CENTURY = re.compile(rf"(?P<word>(?i:siglos?|año)) (?P<numeral>[ivx]{{1,7}}|m[cdlxvim]{{1,11}}){NOT_BEFORE_WORD}")
_SMALL_PART = re.compile(r"(?<![\w.,/])(?P<top>\d{1,3})/(?P<bottom>\d{1,3}(?:\.\d{3}){1,3})(?![\w/]|[.,]\d)")
_THOUSANDS = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,3}})[ \u00a0]mil{NOT_BEFORE_WORD}(?! (?:€|\$|euros|dólares|pesos))"
)
_NUMBER_WORD = re.compile(rf"{NOT_AFTER_WORD}(?:No|Nro|Núm)\.[ \u00a0]?(?=\d)")
_WARMTH = re.compile(
    r"(?i:[º°] ?C|grados|temperatura|máxima|mínima|termómetro|calor|frío|\bhac(?:e|en|ía)\b|\ba [\d-]*$)"
)
_NEAR = 40
"""Characters before `28º` where a word shows that it is warmth."""
_NO_NUMBER = re.compile(r"(?<=[\w,.] )s/n(?![\w/])")
_HUGE = re.compile(
    r"(?<![\w.,])[1-9]\d{0,2}(?:(?P<between>[. \u00a0\u202f])\d{3})(?:(?P=between)\d{3}){4,6}(?![\w,]|[. ]\d)"
)
_PARTS = re.compile(r"(?<![\w.,/])(?P<top>[1-9]\d?)/(?P<bottom>[1-9]\d?)(?=[ \u00a0]partes?(?!\w))")
_WEEKDAYS = dict(zip("LMXJVSD", "lunes martes miércoles jueves viernes sábado domingo".split(), strict=True))
_LETTER_DAYS = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>[LMXJVSD])(?:-| a )(?P<last>[LMXJVSD])(?=[:,]?[ \u00a0](?:de )?\d{{1,2}}(?!\d))"
)
_PIECE = re.compile(r"(?<=[ªa] )ud\.?(?!\w)")
_EVERY = re.compile(r"(?<!\w)c/ ?(?=\d)")
_ROAD = re.compile(rf"{NOT_AFTER_WORD}(?P<letter>[NA])-(?P<numeral>[IVX]{{1,5}}){NOT_BEFORE_WORD}")
_ERA = re.compile(rf"(?<=[\dixvIXV] )(?i:ec|aec){NOT_BEFORE_WORD}")


class Spanish(Romance):
    tag = "es"
    minus, plus, percent, permille = "menos", "más", "por ciento", "por mil"
    decimal_word, point_word, comma_word = "coma", "punto", "coma"
    range_word, score_word, times_word, and_word, per_word = "a", "a", "por", "y", "por"
    cents_word = "con"
    about_word = "aproximadamente"
    century_word, number_word, squared, cubed, power_word = "siglo", "número", "al cuadrado", "al cubo", "elevado a"
    hashtag_word = "hashtag"
    address_symbols = {"&": "ampersand"}
    of_words = frozenset(["de"])
    out_of, law_joint, date_joint = "sobre", "barra", "de[ \u00a0]"
    day_marks = r"\.?(?:º|°|o\.?|ro\.?)"
    digits = UNITS[:10]
    hour_signs = r"(?:hs?|hrs)(?:\.(?=[ \u00a0]?[a-zñ0-9]))?"
    letters, greek = tables.LETTERS, tables.GREEK
    months, month_abbreviations = tables.MONTHS, tables.MONTH_ABBREVIATIONS
    weekday_abbreviations = tables.WEEKDAYS
    units, loose_units, counted_things = tables.UNITS, tables.LOOSE_UNITS, tables.COUNTED_THINGS
    per_phrases = tables.PER_PHRASES
    angles = (tables.UNITS["°"], tables.UNITS["min"], tables.UNITS["s"])
    times_unit = Unit("vez", "veces", "f")
    lengths = (tables.UNITS["ft"], tables.UNITS["in"])
    points = {"N": "norte", "S": "sur", "E": "este", "O": "oeste", "W": "oeste"}
    currencies, currency_signs = tables.CURRENCIES, tables.CURRENCY_SIGNS
    scales, money_scales = tables.SCALES, tables.MONEY_SCALES
    symbols, operators = tables.SYMBOLS, tables.OPERATORS
    abbreviations, name_abbreviations = tables.ABBREVIATIONS, tables.NAME_ABBREVIATIONS
    number_abbreviations, last_abbreviations = tables.NUMBER_ABBREVIATIONS, tables.LAST_ABBREVIATIONS
    spoken_acronyms, spelled_acronyms = tables.SPOKEN_ACRONYMS, tables.SPELLED_ACRONYMS
    unreadable = tables.UNREADABLE
    phrases, plain_words = tables.PHRASES, tables.PLAIN_WORDS
    labels, date_words, law_words = tables.LABELS, tables.DATE_WORDS, tables.LAW_WORDS
    decade_words = tables.DECADE_WORDS
    number_words = tables.NUMBER_WORDS
    document_words, address_words = tables.DOCUMENT_WORDS, tables.ADDRESS_WORDS
    roman_before, roman_after = tables.ROMAN_BEFORE, tables.ROMAN_AFTER
    roman_ordinal_before = frozenset(["siglo", "siglos"])
    roman_ordinal_names = tables.RULERS
    last_roman_ordinal = 9

    # Numbers.
    def cardinal(self, number: int, gender: Gender = "m") -> str:
        """Returns a number; of the genders, `short` is masculine before a noun: `un`, `veintiún`."""
        return cardinal(number, gender)

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        return ordinal(number, gender)

    def number(self, number: Number, gender: Gender = "m") -> str:
        """Returns a number whose end agrees with what is counted, also that of its decimals."""
        if number.is_whole or gender == "m":
            return super().number(number, gender)
        said = super().number(number, "f" if gender == "f" else "m")
        return agreeing(said, gender) if number.fraction[-1] == "1" else said

    def decimals(self, fraction: str) -> str:
        return in_pairs(self, fraction)

    def fraction(self, numerator: int, denominator: int) -> str:
        if (numerator == denominator and numerator > 10) or (numerator, denominator) == (24, 7):
            return f"{self.cardinal(numerator)} {self.cardinal(denominator)}"
        name = part_name(denominator)
        if (
            not name
            or (numerator > 1 and 10 < denominator < 100 and denominator not in (12, 16, 32, 64))
            or (numerator > 4 and denominator == 10)
        ):
            return f"{self.cardinal(numerator)} {self.out_of} {self.cardinal(denominator)}"
        if (numerator, denominator) == (1, 2):
            return name
        return f"{self.cardinal(numerator, SHORT)} {name}" + "s" * (numerator > 1)

    def part(self, whole: int, top: int, bottom: int, unit: Unit) -> str:
        half = "media" if unit.gender == "f" else "medio"
        if (top, bottom) == (1, 2):
            name, per, base = unit.many.partition(" por ")
            wholes = self.measure(Number(str(whole)), Unit(unit.one.partition(" por ")[0], name, unit.gender))
            return f"{wholes} y {half}{per}{base}" if whole else f"{half} {unit.one}"
        if whole and bottom in (3, 4):
            return f"{self.measure(Number(str(whole)), unit)} y {self.fraction(top, bottom)}"
        fraction = f"{self.fraction(top, bottom)} de {unit.one}"
        return f"{self.cardinal(whole, 'f' if unit.gender == 'f' else 'm')} y {fraction}" if whole else fraction

    def of(self, noun: str) -> str:
        return f"de {noun}"

    # What numbers are part of.
    def scaled(self, number: Number, scale: str) -> str:
        one, many = self.scales[scale]
        return f"{self.number(number, SHORT)} {self.counted(number, one, many)}"

    def scaled_joint(self, scale: str) -> str:
        return "" if scale == "mil" else "de"

    def money_joint(self, number: Number) -> str:
        return "de" if number.is_whole and number.value >= 10**6 and number.value % 10**6 == 0 else ""

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        if scale == "mil":
            return f"{self.scaled(number, scale)} {currency.many}"
        return super().money(number, currency, scale)

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        parts = [] if day is None else ["primero" if day == 1 else self.cardinal(day)]
        parts.append(self.months[month - 1])
        parts += [] if year is None else [self.year(year)]
        return " de ".join(parts)

    def named_date(self, day: int, month: int, year: int | None, joint: str) -> str:
        if year is not None and "del" in joint:
            return f"{self.date(day, month, None)} del {self.year(year)}"
        return self.date(day, month, year)

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        if second:
            parts = [self.measure(Number(str(hour)), self.units["h"])]
            parts += [self.measure(Number(str(minute)), self.units["min"])] if minute else []
            return f"{' '.join(parts)} y {self.measure(Number(str(second)), self.units['s'])}"
        said = self.cardinal(hour, "f")
        if minute is None and not half:
            return f"{said} {'hora' if hour == 1 else 'horas'}"
        if minute:
            said += " y " + {15: "cuarto", 30: "media"}.get(minute, self.cardinal(minute))
        elif not half and (hour > 12 or hour == 0):
            said += " horas"
        return f"{said} {_part_of_day(hour, half)}" if half else said

    # Gender.
    def agreement(self, text: str, start: int, end: int) -> Gender:
        """Returns the gender of the noun behind a number; a one is also a name behind nouns that are numbered."""
        digits = text[start:end].lstrip("-+±").replace(".", "")
        if not digits.isdecimal():
            return "m"
        word = _FIRST_WORD.match(text, end)
        if word is None or (digits == "1" and word[1] != word[1].lower()):
            return "m"
        if digits[-1] == "1" and word_before(text, start) in self.labels:
            return "m"
        if digits != "1" and not word[1].endswith("s"):
            return "m"
        return self.gender_of(text[end : end + 48])

    def gender_of(self, following: str) -> Gender:
        """Returns `f`, `short` before another noun, and `m` where no noun follows."""
        word = _FIRST_WORD.match(following)
        if word is None:
            return "m"
        noun = word[1].lower()
        if noun in _GENDERLESS:
            return self.gender_of(following[word.end() :])
        if noun in tables.PLAIN_WORDS:
            return "m"
        if noun in tables.FEMININE:
            return "f"
        masculine = noun in tables.MASCULINE or _MASCULINE_ENDS.fullmatch(noun) is not None
        return SHORT if masculine or not _FEMININE_ENDS.fullmatch(noun) else "f"

    # Roman numerals.
    def roman(self, value: int, numeral: str, before: str, after: str) -> str | None:
        if after.lower() in self.roman_after and self.is_number(numeral) and before.lower() not in self.roman_before:
            return self.ordinal(value, self.gender_of(f" {after}")) + "s" * after.endswith("s")
        return super().roman(value, numeral, before, after)

    def of_ruler(self, value: int, name: str) -> str:
        return self.cardinal(value) if value > 10 else self.ordinal(value, "f" if name in tables.QUEENS else "m")

    # Rules.
    def own_rules(self) -> Sequence[Rule]:
        return (*super().own_rules(), *self._spanish_rules())

    def _spanish_rules(self) -> Iterator[Rule]:
        number, digit = Start.ANY_NUMBER, Start.DIGIT
        yield Rule(TextClass.TELEPHONE, digit, _INTERNATIONAL, self._international, "+")
        yield Rule(TextClass.TELEPHONE, number, _PHONE, self._phone, behind="0123456789.-")
        yield Rule(TextClass.TELEPHONE, number, _BARE_PHONE, self._phone, "679")
        yield Rule(TextClass.TELEPHONE, Start.SIGN, _AREA_PHONE, lambda match: self.telephone(match[0]), "(")
        yield Rule(TextClass.DOCUMENT, digit, _DOCUMENT, lambda match: self.spelled(match[0]), behind=".-")
        months = "efmajsondEFMAJSOND"
        yield Rule(TextClass.DATE, Start.ANY_WORD, self._month_first, self._say_month_first, months, "0123456789.")
        yield Rule(TextClass.TIME, digit, _CLOCK, self._clock_with_signs, behind=".:")
        yield Rule(TextClass.TIME, Start.ANY_WORD, _ZONE, lambda match: self.spelled(match[0]), "ecpECP")
        behind = "ºª°ᵉerdtmvnoa.0123456789"
        yield Rule(TextClass.ORDINAL, number, _ORDINAL, self._ordinal, behind=behind)
        yield Rule(TextClass.ROMAN, Start.ANY_WORD, _CENTURY, self._century, "sSaA", "ivxm")
        yield Rule(TextClass.DATE, Start.ANY_WORD, _ERA, _era, "eEaA")
        yield Rule(TextClass.ABBREVIATION, Start.LETTER, _NUMBER_WORD, lambda _: self.number_word, "N", ".")
        yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _NO_NUMBER, lambda _: "sin número", "s", "/")
        yield Rule(TextClass.FRACTION, digit, _PARTS, self._parts, behind="/")
        yield Rule(TextClass.DATE, Start.LETTER, _LETTER_DAYS, self._letter_days, "LMXJVSD", "-a")
        yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _EVERY, lambda _: "cada", "c", "/")
        yield Rule(TextClass.ROMAN, Start.ATTACHED, _ROAD, self._road, "NA", "-")
        yield Rule(TextClass.ABBREVIATION, Start.ANY_WORD, _PIECE, _piece, "u")
        yield Rule(TextClass.FRACTION, digit, _SMALL_PART, self._small_part, behind="/")
        yield Rule(TextClass.CARDINAL, number, _HUGE, self._huge, behind=". \u00a0\u202f0123456789")
        yield Rule(TextClass.CARDINAL, Start.NUMBER, _THOUSANDS, self._thousands, behind="m")

    def _huge(self, match: re.Match[str]) -> str:
        return self.cardinal(int(re.sub(r"\D", "", match[0])))

    @cached_property
    def _month_first(self) -> re.Pattern[str]:
        months = any_of([*self.months, *(f"{month}." for month in self.month_abbreviations)])
        return re.compile(
            rf"{NOT_AFTER_WORD}(?P<month>(?i:{months})) (?P<day>\d{{1,2}})(?:,? (?:de )?(?P<year>[12]\d{{3}}))?"
            r"(?=[.,;!?)]?(?:\s*$|\n| (?:a las|al|de|y)\b)|[,;)])(?![.,]\d)"
        )

    def _say_month_first(self, match: re.Match[str]) -> str | None:
        day, month = int(match["day"]), self._month_numbers[match["month"].lower()]
        if not 1 <= day <= 31 or word_before(match.string, match.start()) in ("en", "de"):
            return None
        return self.date(day, month, int(match["year"]) if match["year"] else None)

    def _international(self, match: re.Match[str]) -> str | None:
        code, rest = match["code"], match["rest"]
        if len(code + "".join(filter(str.isdecimal, rest))) < 8:
            return None
        said = self.cardinal(int(code)) if len(code) == 2 else self.digits_in_turn(code)
        extension = "".join(filter(str.isdecimal, match["extension"] or ""))
        ends = f" extensión {self.digits_in_turn(extension)}" if extension else ""
        return f"{self.plus} {said} {self.telephone(rest)}{ends}"

    def _phone(self, match: re.Match[str]) -> str | None:
        """Returns digits one by one; None for numbers of things, and for years from one to another."""
        first, last = match[0][:4], match[0][-4:]
        if len(match[0]) == 9 and match[0][4] == "-" and max(int(first), int(last)) < 2100:
            return None
        following = _FIRST_WORD.match(match.string, match.end())
        if following is not None and following[1].endswith("s") and following[1].lower() not in tables.PLAIN_WORDS:
            return None
        return None if match[0].endswith("000") and match[0].isdecimal() else self.telephone(match[0])

    def _clock_with_signs(self, match: re.Match[str]) -> str | None:
        """Returns a time with `h`, `a. m.` or the like behind it; one with a full stop also behind `las` or before a
        time zone."""
        half, sign = match["half"], match["sign"]
        if not (half or sign) and (match["mark"] == ":" or not self._is_clock(match)):
            return None
        hour, minute = int(match["hour"]), int(match["minute"])
        if sign == "horas":
            parts = [self.measure(Number(str(hour)), self.units["h"])]
            parts += [self.measure(Number(str(minute)), self.units["min"])] if minute else []
            return " y ".join(parts) + "." * ends_sentence(match, certain=True)
        return self.time(hour, minute, None, f"{half.lower()}m" if half else "") + "." * ends_sentence(
            match, certain=True
        )

    def _is_clock(self, match: re.Match[str]) -> bool:
        announced = word_before(match.string, match.start()) in ("la", "las")
        return announced or _ZONE_FOLLOWS.match(match.string, match.end()) is not None

    def _ordinal(self, match: re.Match[str]) -> str | None:
        number, suffix = int(re.sub(r"\D", "", match["number"])), match["suffix"]
        following = _FIRST_WORD.match(match.string, match.end())
        noun = following[1].lower() if following else ""
        if number == 0 or (suffix == "°" and not match["dot"] and noun not in tables.ROMAN_AFTER | tables.RANKED):
            return None
        before = match.string[max(0, match.start() - _NEAR) : match.start()]
        if suffix in "º°" and not match["dot"] and _WARMTH.search(before) and noun not in tables.RANKED:
            return self.measure(Number(match["number"]), self.units["°"])
        if suffix in ("er", "ᵉʳ"):
            return self.ordinal(number, SHORT).replace("undécimo", "decimoprimer")
        gender = "f" if suffix[-1] in "ªa" else "m"
        if (
            gender == "m"
            and following
            and following[1].islower()
            and self.gender_of(match.string[match.end() :][:32]) == SHORT
        ):
            gender = SHORT
        said = self.ordinal(number, gender)
        return said + "s" * bool(match["many"])

    def _century(self, match: re.Match[str]) -> str | None:
        numeral = match["numeral"].upper()
        value = numeral_value(numeral)
        if not value:
            return None
        said = self.roman(value, numeral, "siglo" if match["word"][0] in "sS" else "año", "")
        return f"{match['word']} {said}"

    def _parts(self, match: re.Match[str]) -> str | None:
        """Returns a fraction that agrees with `partes`: `tres cuartas`."""
        top, bottom = int(match["top"]), int(match["bottom"])
        name = "tercero" if bottom == 3 else part_name(bottom)
        return f"{self.cardinal(top, 'f')} {name[:-1]}a{'s' * (top > 1)}" if bottom > 2 and name else None

    def _road(self, match: re.Match[str]) -> str | None:
        value = numeral_value(match["numeral"])
        return f"{spell(match['letter'])} {self.cardinal(value)}" if value else None

    def _letter_days(self, match: re.Match[str]) -> str:
        return self.range(_WEEKDAYS[match["first"]], _WEEKDAYS[match["last"]])

    def _small_part(self, match: re.Match[str]) -> str:
        return self.fraction(int(match["top"]), int(match["bottom"].replace(".", "")))

    def _thousands(self, match: re.Match[str]) -> str:
        gender = self.gender_of(match.string[match.end() : match.end() + 40])
        return below_million(int(match["number"]) * 1000, gender)


def _part_of_day(hour: int, half: str) -> str:
    if half == "am":
        return "de la noche" if hour == 12 else "de la mañana"
    if hour == 12:
        return "del mediodía"
    return "de la tarde" if hour < 8 else "de la noche"


def _piece(match: re.Match[str]) -> str:
    return "unidad" + "." * ends_sentence(match, certain=True)


def _era(match: re.Match[str]) -> str:
    return "era común" if match[0].lower() == "ec" else "antes de la era común"
