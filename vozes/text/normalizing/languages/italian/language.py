"""Italian. Numbers are written as one word up to a million, as the language writes them.

Norms: those of the Accademia della Crusca for numerals; rulers, popes and centuries are counted with ordinals.
"""

import re
from collections.abc import Iterator, Sequence

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.language import Currency, Gender, Unit
from vozes.text.normalizing.languages.italian import tables
from vozes.text.normalizing.languages.romance.context import in_pairs, numeral_value, word_before
from vozes.text.normalizing.languages.romance.language import Romance
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import LETTER, NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of

_UNITS = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove"
).split()
_TENS = ". . venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()
_SCALES = (
    ("", ""),
    ("", ""),
    ("milione", "milioni"),
    ("miliardo", "miliardi"),
    ("bilione", "bilioni"),
    ("biliardo", "biliardi"),
)
_ORDINALS = ". primo secondo terzo quarto quinto sesto settimo ottavo nono decimo".split()
_VOWELS = "aeiouàèéìòù"
_FEMININE_ENDS = re.compile(r"[^\W\d_]*(?:a|[sz]ione|gione|tà|tù|trice|ie)")
_MASCULINE_ENDS = re.compile(r"[^\W\d_]*ista")
_IMPURE = re.compile(r"s[^aeiouàèéìòù]|z|gn|ps|pn|x|y|i[aeou]")
_LONGEST_THOUSANDS = 9
"""Digits of a number that is said with its thousands."""
_FIRST_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")

_ORDINAL = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:\.\d{3}){1,3}|\d{1,7})(?P<dot>\.?)"
    r"(?P<suffix>[ºª°]|[oa](?=[ \u00a0](?:[a-z]|[A-Z]\b)|[,.;:)]|\s*$)|mo|ma|esimo|esima)(?![\w/]|C\b)"
)
_ONE = re.compile(rf"(?<![\w.,:/])1[ \u00a0](?P<noun>{LETTER}{{2,40}}+)(?![\w.]\w)")
_PHONE = re.compile(
    r"(?<![\w.,+-])(?:3\d{2}[ ./-]?\d{6,7}|3\d{2}[ .-]\d{3}[ .-]\d{3,4}|3\d{2}[ .-]\d{2}[ .-]\d{2}[ .-]\d{2,3}"
    r"|0\d{1,3}[ ./-]\d{2,4}[ .]?\d{2,4}(?:[ .]\d{2,4})?|0\d{8,10}|800[ .-]?\d{3}[ .-]?\d{3})(?![\w-]|[.,]\d| \d)"
)
_INTERNATIONAL = re.compile(
    r"(?<!\w)\+(?P<code>\d{1,3}?)(?P<rest>(?:[ .-]?\(\d{1,4}\))?(?:[ .-]\d{2,10}){1,5}|[ .-]?\d{9,10})(?![\w]|[.,]\d)"
)
_CLOCK = re.compile(r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4])[.,](?P<minute>[0-5]\d)(?![.,:]?\d|\s?[%€$])")
_CLOCK_WORDS = frozenset("ore alle dalle le h delle".split())
_MONTH_NAME = any_of([*tables.MONTHS, *(month.capitalize() for month in tables.MONTHS)])
_SAINT = re.compile(rf"{NOT_AFTER_WORD}S\.[ \u00a0]?(?P<name>[A-ZÀ-Þ]{LETTER}{{2,40}}){NOT_BEFORE_WORD}")
_AFTER_NUMERAL = re.compile(r"(?<=[IVX] )sec\.")
_ROMAN_DAY = re.compile(rf"{NOT_AFTER_WORD}(?P<day>[IVX]{{1,6}})(?= {_MONTH_NAME}{NOT_BEFORE_WORD})")
_AGED = re.compile(r"(?<![\w.,])(?:(?P<first>\d{1,2})-)?(?P<age>\d{1,3})(?P<end>enn[ei])(?!\w)")
_YOUNG = {6: "sei", 7: "sett", 8: "ott", 9: "nov", 10: "dec"}
"""Stems of ages that do not follow from the ordinals."""
_AT_HOUR = re.compile(rf"{NOT_AFTER_WORD}[hH]\.?(?=[ \u00a0](?:[01]?\d|2[0-4])[:.,][0-5]\d(?!\d))")
_CENTURIES = re.compile(
    rf"{NOT_AFTER_WORD}(?P<numeral>[IVX]{{1,6}})(?= (?:al|e|ed|o) [IVX]{{1,6}} (?:sec\.|secc\.|secol))"
)
_SO_CALLED = re.compile(r"(?<!\w)cd\.(?=[ \u00a0][a-z])")
_CENTURY = re.compile(rf"(?P<word>(?i:secol[oi])) (?P<numeral>[ivx]{{1,7}}){NOT_BEFORE_WORD}")


class Italian(Romance):
    tag = "it"
    minus, plus, percent, permille = "meno", "più", "per cento", "per mille"
    decimal_word, point_word, comma_word = "virgola", "punto", "virgola"
    range_word, score_word, times_word, and_word, per_word = "a", "a", "per", "e", "per"
    about_word = "circa"
    century_word, number_word, squared, cubed, power_word = "secolo", "numero", "al quadrato", "al cubo", "elevato a"
    hashtag_word = "hashtag"
    address_symbols = {"&": "e commerciale"}
    of_words = frozenset(["di"])
    out_of, law_joint, date_joint, height_joint = "su", "del", "", "e "
    day_marks = "[º°o]"
    digits = _UNITS[:10]
    hour_signs = "h"
    letters, greek = tables.LETTERS, tables.GREEK
    months, month_abbreviations = tables.MONTHS, tables.MONTH_ABBREVIATIONS
    weekday_abbreviations = tables.WEEKDAYS
    units, loose_units, counted_things = tables.UNITS, tables.LOOSE_UNITS, tables.COUNTED_THINGS
    per_phrases = tables.PER_PHRASES
    angles = (tables.UNITS["°"], tables.UNITS["min"], tables.UNITS["s"])
    times_unit = Unit("volta", "volte", "f")
    lengths = (tables.UNITS["ft"], tables.UNITS["in"])
    points = {"N": "nord", "S": "sud", "E": "est", "O": "ovest", "W": "ovest"}
    currencies, currency_signs = tables.CURRENCIES, tables.CURRENCY_SIGNS
    scales, money_scales = tables.SCALES, tables.MONEY_SCALES
    symbols, operators = tables.SYMBOLS, tables.OPERATORS
    abbreviations, name_abbreviations = tables.ABBREVIATIONS, tables.NAME_ABBREVIATIONS
    number_abbreviations, last_abbreviations = tables.NUMBER_ABBREVIATIONS, tables.LAST_ABBREVIATIONS
    spoken_acronyms, spelled_acronyms = tables.SPOKEN_ACRONYMS, tables.SPELLED_ACRONYMS
    unreadable = tables.UNREADABLE
    phrases, plain_words = tables.PHRASES, tables.PLAIN_WORDS
    plural_ends = "ie"
    labels, date_words, law_words = tables.LABELS, tables.DATE_WORDS, tables.LAW_WORDS
    decade_words = tables.DECADE_WORDS
    number_words = tables.NUMBER_WORDS
    document_words, address_words = tables.DOCUMENT_WORDS, tables.ADDRESS_WORDS
    roman_before, roman_after = tables.ROMAN_BEFORE, tables.ROMAN_AFTER
    roman_ordinal_before = frozenset("secolo secoli capitolo capitoli libro tomo atto volume titolo".split())
    roman_ordinal_names = tables.RULERS
    last_roman_ordinal = 3999

    # Numbers.
    def cardinal(self, number: int, gender: Gender = "m") -> str:
        if number == 1:
            return "una" if gender == "f" else "uno"
        parts = []
        for power in range(len(_SCALES) - 1, 1, -1):
            group = number // 1000**power % 1000
            if group:
                one, many = _SCALES[power]
                parts.append(f"un {one}" if group == 1 else f"{_accented(_below_thousand(group))} {many}")
        thousands, last = divmod(number % 10**6, 1000)
        joined = "mille" if thousands == 1 else f"{_below_thousand(thousands)}mila" if thousands else ""
        joined += _below_thousand(last) if last else ""
        parts += [_accented(joined)] if joined else []
        return " ".join(parts) or _UNITS[0]

    def decimals(self, fraction: str) -> str:
        return in_pairs(self, fraction)

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        if number <= 10:
            said = _ORDINALS[number]
        else:
            whole = self.cardinal(number).replace(" ", "").replace("tré", "tre")
            if number % 1000 == 0 and whole.endswith("mila"):
                whole = whole.removesuffix("a") + "l"
            stem = whole if whole.endswith(("tre", "sei")) and number % 100 not in (13, 16) else whole[:-1]
            said = ("mill" if number == 1000 else stem) + "esimo"
        return said[:-1] + "a" if gender == "f" else said

    def fraction(self, numerator: int, denominator: int) -> str:
        if (numerator, denominator) == (24, 7):
            return f"{self.cardinal(24)} {self.out_of} {self.cardinal(7)}"
        if (numerator > 1 and denominator > 10 and denominator not in (12, 16, 100, 1000)) or (
            numerator > 4 and denominator == 10
        ):
            return f"{self.cardinal(numerator)} {self.out_of} {self.cardinal(denominator)}"
        name = "mezzo" if denominator == 2 else self.ordinal(denominator)
        return f"un {name}" if numerator == 1 else f"{self.cardinal(numerator)} {name[:-1]}i"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        part = "mezzo" if (numerator, denominator) == (1, 2) else self.fraction(numerator, denominator)
        return f"{self.cardinal(whole)} e {part}"

    def part(self, whole: int, top: int, bottom: int, unit: Unit) -> str:
        half = "mezza" if unit.gender == "f" else "mezzo"
        if (top, bottom) == (1, 2):
            return f"{self.measure(Number(str(whole)), unit)} e {half}" if whole else _joined(half, unit.one)
        fraction = self.fraction(top, bottom)
        if whole:
            return f"{self.measure(Number(str(whole)), unit)} e {fraction}"
        return f"{fraction} {self.of(unit.one)}"

    def of(self, noun: str) -> str:
        return f"di {noun}"

    # What numbers are part of.
    def measure(self, number: Number, unit: Unit) -> str:
        if number.is_one and number.is_whole and unit.one != self.percent and unit.one != self.permille:
            return _one_of(unit.one, unit.gender)
        return super().measure(number, unit)

    def scaled(self, number: Number, scale: str) -> str:
        if self.scales[scale][0] == "mila":
            joined = number.is_whole and len(number.whole) <= _LONGEST_THOUSANDS
            return self.cardinal(number.value * 1000) if joined else super().scaled(number, scale)
        one, many = self.scales[scale]
        return f"un {one}" if number.is_one and number.is_whole else f"{self.number(number)} {many}"

    def scaled_joint(self, scale: str) -> str:
        return "" if self.scales[scale][0] == "mila" else "di"

    def money_joint(self, number: Number) -> str:
        return "di" if number.is_whole and number.value >= 10**6 and number.value % 10**6 == 0 else ""

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        said = super().money(number, currency, scale)
        for one, gender in ((currency.one, currency.gender), (currency.minor_one, "m")):
            for form in ("uno", "una"):
                said = re.sub(rf"(?<!\w){form} {re.escape(one)}(?!\w)", _one_of(one, gender), said) if one else said
        return said

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        parts = [] if day is None else ["primo" if day == 1 else self.cardinal(day)]
        parts.append(self.months[month - 1])
        parts += [] if year is None else [self.year(year)]
        return " ".join(parts)

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        if second:
            parts = [self.measure(Number(str(hour)), self.units["h"])]
            parts += [self.measure(Number(str(minute)), self.units["min"])] if minute else []
            return f"{' '.join(parts)} e {self.measure(Number(str(second)), self.units['s'])}"
        if minute is None and not half:
            return self.measure(Number(str(hour)), self.units["h"])
        said = self.cardinal(hour, "f")
        if minute:
            quarter = {15: "un quarto", 30: "mezza"}.get(minute) if 1 <= hour <= 12 else None
            said += f" e {quarter or self.cardinal(minute)}"
        return f"{said} {_part_of_day(hour, half)}" if half else said

    # Roman numerals.
    def roman(self, value: int, numeral: str, before: str, after: str) -> str | None:
        if after.lower() in self.roman_after and self.is_number(numeral) and before.lower() not in self.roman_before:
            return self.ordinal(value, self.gender_of(f" {after}"))
        return super().roman(value, numeral, before, after)

    def of_ruler(self, value: int, name: str) -> str:
        return self.ordinal(value, "f" if name in tables.QUEENS else "m")

    def gender_of(self, following: str) -> Gender:
        word = _FIRST_WORD.match(following)
        if word is None:
            return "m"
        noun = word[1].lower()
        if noun in tables.FEMININE:
            return "f"
        masculine = noun in tables.MASCULINE or _MASCULINE_ENDS.fullmatch(noun) is not None
        return "m" if masculine or not _FEMININE_ENDS.fullmatch(noun) else "f"

    def agreement(self, text: str, start: int, end: int) -> Gender:
        return "m"

    # Rules.
    def own_rules(self) -> Sequence[Rule]:
        return (*super().own_rules(), *self._italian_rules())

    def _italian_rules(self) -> Iterator[Rule]:
        number, digit = Start.ANY_NUMBER, Start.DIGIT
        yield Rule(TextClass.TELEPHONE, digit, _INTERNATIONAL, self._international, "+")
        yield Rule(TextClass.TELEPHONE, number, _PHONE, lambda match: self.telephone(match[0]), "038")
        yield Rule(TextClass.TIME, digit, _CLOCK, self._clock_with_dot, behind=".,")
        yield Rule(TextClass.ORDINAL, number, _ORDINAL, self._ordinal, behind="ºª°oame.")
        yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _SAINT, _saint, "S", ".")
        yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _AFTER_NUMERAL, _after_numeral, "s", ".")
        yield Rule(TextClass.ROMAN, Start.LETTER, _CENTURIES, self._first_century, "IVX", "aeo")
        yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _SO_CALLED, lambda _: "cosiddetto", "c", ".")
        yield Rule(TextClass.ROMAN, Start.LETTER, _ROMAN_DAY, self._roman_day, "IVX")
        yield Rule(TextClass.ROMAN, Start.ANY_WORD, _CENTURY, self._century, "sS", "ivx")
        yield Rule(TextClass.ALPHANUMERIC, digit, _AGED, self._aged, behind="-e")
        yield Rule(TextClass.TIME, Start.ANY_WORD, _AT_HOUR, lambda _: "ore", "hH", ".0123456789")
        yield Rule(TextClass.CARDINAL, Start.NUMBER, _ONE, self._one, "1")

    def _international(self, match: re.Match[str]) -> str | None:
        code, rest = match["code"], match["rest"]
        if len(code + "".join(filter(str.isdecimal, rest))) < 8:
            return None
        said = self.cardinal(int(code)) if len(code) == 2 else self.digits_in_turn(code)
        return f"{self.plus} {said} {self.telephone(rest)}"

    def _clock_with_dot(self, match: re.Match[str]) -> str | None:
        if word_before(match.string, match.start()) not in _CLOCK_WORDS:
            return None
        return self.time(int(match["hour"]), int(match["minute"]), None)

    def _ordinal(self, match: re.Match[str]) -> str | None:
        number, suffix = int(match["number"].replace(".", "")), match["suffix"]
        following = _FIRST_WORD.match(match.string, match.end())
        noun = following[1].lower() if following else ""
        before = word_before(match.string, match.start())
        warm = before in ("a", "circa") or not noun or noun in tables.PLAIN_WORDS
        ranked = match["dot"] or noun in tables.RANKED or before in tables.ARTICLES
        alone = suffix in "oa" and match.string[match.end() : match.end() + 1] not in (" ", "\u00a0")
        if number == 0 or (suffix == "°" and warm and not ranked) or (alone and before not in tables.ARTICLES):
            return None
        return self.ordinal(number, "f" if suffix[-1] in "ªa" else "m")

    def _roman_day(self, match: re.Match[str]) -> str | None:
        day = numeral_value(match["day"])
        if not 1 <= day <= 31:
            return None
        return "primo" if day == 1 else self.cardinal(day)

    def _first_century(self, match: re.Match[str]) -> str | None:
        """Returns the first of two centuries that share the word behind them: `dal XV al XVII sec.`"""
        value = numeral_value(match["numeral"])
        return self.ordinal(value) if value else None

    def _century(self, match: re.Match[str]) -> str | None:
        value = numeral_value(match["numeral"].upper())
        return f"{match['word']} {self.ordinal(value)}" if value else None

    def _aged(self, match: re.Match[str]) -> str:
        """Returns someone of an age: `ventiquattrenne`."""
        age = int(match["age"])
        stem = _YOUNG.get(age) or self.ordinal(age).removesuffix("esimo") if age > 5 else self.cardinal(age)
        first = f"{self.integer(match['first'])} " if match["first"] else ""
        return f"{first}{stem}{match['end']}"

    def _say_weekdays(self, match: re.Match[str]) -> str:
        """Returns two days with the prepositions that Italian wants: `da lunedì a venerdì`."""
        before = word_before(match.string, match.start())
        return super()._say_weekdays(match) if before in ("da", "dal") else f"da {super()._say_weekdays(match)}"

    def _one(self, match: re.Match[str]) -> str | None:
        """Returns the article for a one before a noun; None behind nouns that are numbered, and before other words."""
        noun = match["noun"]
        if (
            not noun.islower()
            or noun in tables.PLAIN_WORDS
            or noun in self.currency_signs
            or noun in self.units
            or f"{noun}." in self.units
            or noun in self.scales
            or word_before(match.string, match.start()) in self.labels
        ):
            return None
        return _one_of(noun, self.gender_of(f" {noun}"))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    said = "" if not hundreds else "cento" if hundreds == 1 else f"{_UNITS[hundreds]}cento"
    tail = _below_hundred(rest) if rest else ""
    return said[:-1] + tail if said and tail.startswith("ott") else said + tail


def _below_hundred(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    tens, rest = divmod(number, 10)
    ten = _TENS[tens][:-1] if rest in (1, 8) else _TENS[tens]
    return ten + (_UNITS[rest] if rest else "")


def _accented(said: str) -> str:
    """Returns a number with the accent that a `tre` at the end of a longer word has."""
    return said[:-1] + "é" if said.endswith("tre") and said != "tre" else said


def _after_numeral(match: re.Match[str]) -> str:
    return "secolo" + "." * ends_sentence(match, certain=True)


def _saint(match: re.Match[str]) -> str:
    """Returns a saint's name with the form of the word before it: `San Pietro`, `Sant'Antonio`, `Santa Maria`."""
    name = match["name"]
    if name[0].lower() in _VOWELS:
        return f"Sant'{name}"
    if name.endswith("a") and name not in tables.MALE_NAMES:
        return f"Santa {name}"
    return f"Santo {name}" if _IMPURE.match(name.lower()) else f"San {name}"


def _joined(half: str, noun: str) -> str:
    return f"{half[:-1]}'{noun}" if half == "mezza" and noun[0] in _VOWELS else f"{half} {noun}"


def _one_of(noun: str, gender: Gender) -> str:
    """Returns a noun behind its article: `un euro`, `uno studente`, `una pagina`, `un'ora`."""
    if gender == "f":
        return f"un'{noun}" if noun[0] in _VOWELS and not _IMPURE.match(noun) else f"una {noun}"
    return f"uno {noun}" if _IMPURE.match(noun) else f"un {noun}"


def _part_of_day(hour: int, half: str) -> str:
    if half == "am":
        return "di mattina" if hour != 12 else "di notte"
    return "del pomeriggio" if hour < 6 or hour == 12 else "di sera"
