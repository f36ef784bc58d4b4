"""French. Numbers are written with hyphens below a hundred and without `et` in between, as before the reform of 1990.

Norms: Lexique des règles typographiques en usage à l'Imprimerie nationale for abbreviations, dates and times.
"""

import re
from collections.abc import Iterator, Sequence

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Currency, Gender, Unit
from vozes.text.normalizing.languages.french import tables
from vozes.text.normalizing.languages.romance.context import in_pairs, numeral_value, word_before
from vozes.text.normalizing.languages.romance.language import Romance
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import LETTER, NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, spell

_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
).split()
_TENS = ". . vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()
_SCALES = (
    ("", ""),
    ("", ""),
    ("million", "millions"),
    ("milliard", "milliards"),
    ("billion", "billions"),
    ("billiard", "billiards"),
)
_FEMININE_ENDS = re.compile(
    r"[^\W\d_]*(?:[stx]ions?|tés?|ettes?|elles?|[ea]nces?|ures?|ades?|ées?|esses?|ises?|itudes?|ies?|trices?|euses?|[^aeo]ines?|aines?)"
)
_LONGEST_THOUSANDS = 9
"""Digits of a number that is said with its thousands."""
_FIRST_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_VOWELS = "aeiouyàâéèêëîïôœùûüh"

_ORDINAL = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[.\u00a0\u202f ]\d{3}){1,3}|\d{1,7})"
    r"(?P<suffix>ers?|ᵉʳˢ?|[eè]res?|res?|ʳᵉˢ?|[eè]mes?|es?|ᵉˢ?|ndes?|nds?|ᵈᵉ?|d|de|º|°)(?!\w|['’/])(?!\.\d)"
)
_FIRST = {
    "er": "premier", "ers": "premiers", "ᵉʳ": "premier", "ᵉʳˢ": "premiers", "re": "première", "res": "premières",
    "ère": "première", "ères": "premières", "ere": "première", "eres": "premières", "ʳᵉ": "première",
    "ʳᵉˢ": "premières",
}  # fmt: skip
_SECOND = {
    "nd": "second", "nds": "seconds", "nde": "seconde", "ndes": "secondes", "d": "second", "de": "seconde",
    "ᵈ": "second", "ᵈᵉ": "seconde",
}  # fmt: skip
_ROMAN_ORDINAL = re.compile(
    rf"{NOT_AFTER_WORD}(?P<numeral>(?=[IVX])(?:XL|X{{0,3}})(?:IX|IV|V?I{{0,3}}))(?P<suffix>er|ᵉʳ|[eè]re|re|ʳᵉ|[eè]me|e|ᵉ|nde?){NOT_BEFORE_WORD}"
    r"(?P<century>[ \u00a0]s\.(?=\W|$))?"
)
_ALWAYS = re.compile(r"(?<![\w.,])(?P<first>\d{1,2}) ?(?P<unit>[hj]) ?/ ?(?P<last>\d{1,2})(?!\w)")
_ARTICLE = re.compile(r"(?<![\w.,])(?P<first>\d{1,4})[.-](?P<last>\d{1,3})(?![\w-]|[.,]\d| ?[%€$])")
_ARTICLE_WORDS = frozenset("article articles art l r d".split())
_CODE_LETTER = re.compile(rf"{NOT_AFTER_WORD}[LRDA]\.[ \u00a0]?(?=\d)")
_SAINT = re.compile(rf"{NOT_AFTER_WORD}S(?P<feminine>te|t)-(?P<name>[A-ZÀ-Þ]{LETTER}{{0,40}})")
_ALL_WHEELS = re.compile(rf"(?<![\w.,])4[x×]4{NOT_BEFORE_WORD}(?! ?=)")
_PHONE = re.compile(r"(?<![\w.,+-])0[1-9](?:[ .\u00a0-]?\d{2}){4}(?![\w-]|[.,]\d| \d)")
_INTERNATIONAL = re.compile(
    r"(?<!\w)\+33[ .\u00a0]?(?:\(0\)[ .]?)?(?P<first>[1-9])(?P<rest>(?:[ .\u00a0-]?\d{2}){4})(?![\w-]|[.,]\d)"
)
_FREE_PHONE = re.compile(r"(?<![\w.,+-])0[ .]?8\d{2}(?:[ .]\d{3}){2}(?!\w| \d)")
_LAW_NUMBER = re.compile(r"(?<=[º°o] )(?P<year>\d{2}|\d{4})-(?P<number>\d{1,5})(?![\w-])")
_CLOCK = re.compile(r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)\s?h(?:eures)?(?!\w)")


class French(Romance):
    tag = "fr"
    minus, plus, percent, permille = "moins", "plus", "pour cent", "pour mille"
    decimal_word, point_word, comma_word = "virgule", "point", "virgule"
    range_word, score_word, times_word, and_word, per_word = "à", "à", "par", "et", "par"
    about_word = "environ"
    century_word, number_word, squared, cubed, power_word = "siècle", "numéro", "au carré", "au cube", "puissance"
    hashtag_word = "hashtag"
    address_symbols = {"&": "et commercial"}
    of_words = frozenset(["de"])
    out_of, law_joint, date_joint = "sur", "de", ""
    day_marks = r"(?:er|ᵉʳ|º|°)"
    digits = _UNITS[:10]
    vowels = "aeiouyàâäéèêëîïôöùûüœæÿ"
    hour_signs = "h|H|hs"
    letters, greek = tables.LETTERS, tables.GREEK
    months, month_abbreviations = tables.MONTHS, tables.MONTH_ABBREVIATIONS
    weekday_abbreviations = tables.WEEKDAYS
    units, loose_units, counted_things = tables.UNITS, tables.LOOSE_UNITS, tables.COUNTED_THINGS
    per_phrases = tables.PER_PHRASES
    angles = (tables.UNITS["°"], tables.UNITS["min"], tables.UNITS["s"])
    times_unit = Unit("fois", "fois", "f")
    lengths = (tables.UNITS["ft"], tables.UNITS["in"])
    points = {"N": "nord", "S": "sud", "E": "est", "O": "ouest", "W": "ouest"}
    currencies, currency_signs = tables.CURRENCIES, tables.CURRENCY_SIGNS
    scales, money_scales = tables.SCALES, tables.MONEY_SCALES
    symbols, operators = tables.SYMBOLS, tables.OPERATORS
    abbreviations, name_abbreviations = tables.ABBREVIATIONS, tables.NAME_ABBREVIATIONS
    number_abbreviations, last_abbreviations = tables.NUMBER_ABBREVIATIONS, tables.LAST_ABBREVIATIONS
    spoken_acronyms, spelled_acronyms = tables.SPOKEN_ACRONYMS, tables.SPELLED_ACRONYMS
    unreadable = tables.UNREADABLE
    phrases, plain_words = tables.PHRASES, tables.PLAIN_WORDS
    plural_ends = "sx"
    labels, date_words, law_words = tables.LABELS, tables.DATE_WORDS, tables.LAW_WORDS
    decade_words = tables.DECADE_WORDS
    number_words = tables.NUMBER_WORDS
    document_words, address_words = tables.DOCUMENT_WORDS, tables.ADDRESS_WORDS
    roman_before, roman_after = tables.ROMAN_BEFORE, tables.ROMAN_AFTER
    roman_ordinal_names = tables.RULERS
    last_roman_ordinal = 1

    # Numbers.
    def cardinal(self, number: int, gender: Gender = "m") -> str:
        if number < 1000:
            return _below_thousand(number, gender)
        parts = []
        for power in range(len(_SCALES) - 1, 1, -1):
            group = number // 1000**power % 1000
            if group:
                parts += [_below_thousand(group), _SCALES[power][group > 1]]
        thousands, last = divmod(number % 10**6, 1000)
        if thousands > 1:
            parts.append(re.sub(r"(cent|vingt)s$", r"\1", _below_thousand(thousands)))
        parts += ["mille"] * (thousands > 0) + [_below_thousand(last, gender)] * (last > 0)
        return " ".join(parts)

    def counted(self, number: Number, one: str, many: str) -> str:
        """Returns the plural from two on: `1,5 million`."""
        return one if number.value < 2 else many

    def decimals(self, fraction: str) -> str:
        return in_pairs(self, fraction)

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        if number == 1:
            return "première" if gender == "f" else "premier"
        said = self.cardinal(number)
        for end, other in (("cinq", "cinqu"), ("neuf", "neuv"), ("vingts", "vingt"), ("cents", "cent")):
            if said.endswith(end):
                said = said.removesuffix(end) + other
        said = re.sub(r"(million|milliard|billion|billiard)s$", r"\1", said)
        return said.removesuffix("e") + "ième"

    def fraction(self, numerator: int, denominator: int) -> str:
        if (numerator, denominator) == (24, 7):
            return f"{self.cardinal(24)} {self.cardinal(7)}"
        if (
            numerator == denominator
            or (denominator > 10 and denominator not in (100, 1000))
            or (numerator > 4 and denominator == 10)
        ):
            return f"{self.cardinal(numerator)} {self.out_of} {self.cardinal(denominator)}"
        name = {2: "demi", 3: "tiers", 4: "quart"}.get(denominator) or self.ordinal(denominator)
        many = "s" * (numerator > 1 and not name.endswith("s"))
        return f"{self.cardinal(numerator)} {name}{many}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        part = "demi" if (numerator, denominator) == (1, 2) else self.fraction(numerator, denominator)
        return f"{self.cardinal(whole)} et {part}"

    def part(self, whole: int, top: int, bottom: int, unit: Unit) -> str:
        half = "demie" if unit.gender == "f" else "demi"
        if (top, bottom) == (1, 2):
            article = "une" if unit.gender == "f" else "un"
            return f"{self.measure(Number(str(whole)), unit)} et {half}" if whole else f"{article} demi-{unit.one}"
        fraction = f"{self.fraction(top, bottom)} {self.of(unit.one)}"
        return f"{self.measure(Number(str(whole)), unit)} et {self.fraction(top, bottom)}" if whole else fraction

    def single_letter(self, match: re.Match[str]) -> str | None:
        """Returns None for a letter between two words, as in `y a-t-il`."""
        around = match.string[max(0, match.start() - 1) : match.end() + 1]
        return None if around == f"-{match[0]}-" else super().single_letter(match)

    def of(self, noun: str) -> str:
        return f"d'{noun}" if noun[0] in _VOWELS else f"de {noun}"

    # What numbers are part of.
    def scaled(self, number: Number, scale: str) -> str:
        if self.scales[scale][0] != "mille" or not number.is_whole or len(number.whole) > _LONGEST_THOUSANDS:
            return super().scaled(number, scale)
        return self.cardinal(number.value * 1000)

    def scaled_joint(self, scale: str) -> str:
        return "" if self.scales[scale][0] == "mille" else "de"

    def money_joint(self, number: Number) -> str:
        return "de" if number.is_whole and number.value >= 10**6 and number.value % 10**6 == 0 else ""

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        said = super().money(number, currency, scale)
        return re.sub(r"\bde (?=euros?\b)", "d'", said)

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        parts = [] if day is None else ["premier" if day == 1 else self.cardinal(day)]
        parts.append(self.months[month - 1])
        parts += [] if year is None else [self.year(year)]
        return " ".join(parts)

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        if half:
            hour, part = hour % 12 or 12, _part_of_day(hour, half)
            said = self.time(hour, minute, second)
            return (
                f"{said} {part}" if hour != 12 else {"am": "minuit", "pm": "midi"}[half] + said[len("douze heures") :]
            )
        said = f"{self.cardinal(hour, 'f')} {'heure' if hour < 2 else 'heures'}"
        if second:
            minutes = self.measure(Number(str(minute)), self.units["min"])
            return f"{said} {minutes} et {self.measure(Number(str(second)), self.units['s'])}"
        return f"{said} {self.cardinal(minute, 'f')}" if minute else said

    def telephone(self, written: str) -> str:
        """Returns a number by pairs of digits where it is written in them."""
        parts = re.findall(r"\d+", written)
        if len(parts) > 2 and all(len(part) <= 2 for part in parts):
            return " ".join(map(self._pair, parts))
        return super().telephone(written)

    def _pair(self, digits: str) -> str:
        return self.digits_in_turn(digits) if digits[0] == "0" else self.cardinal(int(digits))

    # Gender.
    def agreement(self, text: str, start: int, end: int) -> Gender:
        number = text[start:end]
        if (
            text[max(0, start - 2) : start].rstrip(" \u00a0").endswith(("°", "º", "#"))
            or word_before(text, start) in self.labels
        ):
            return "m"
        if not number.endswith("1") or number.endswith(("11", "71", "91")) or "," in number:
            return "m"
        return self.gender_of(text[end : end + 40])

    def gender_of(self, following: str) -> Gender:
        word = _FIRST_WORD.match(following)
        if word is None or not word[1].islower():
            return "m"
        noun = word[1]
        if noun in tables.MASCULINE:
            return "m"
        return "f" if noun in tables.FEMININE or _FEMININE_ENDS.fullmatch(noun) else "m"

    # Roman numerals.
    def of_ruler(self, value: int, name: str) -> str:
        return self.ordinal(1, "f" if name in tables.QUEENS else "m") if value == 1 else self.cardinal(value)

    # Rules.
    def own_rules(self) -> Sequence[Rule]:
        return (*super().own_rules(), *self._french_rules())

    def _french_rules(self) -> Iterator[Rule]:
        number, digit = Start.ANY_NUMBER, Start.DIGIT
        yield Rule(TextClass.TELEPHONE, number, _PHONE, self._phone, "0")
        yield Rule(TextClass.TELEPHONE, number, _FREE_PHONE, self._free_phone, "0")
        yield Rule(TextClass.TELEPHONE, digit, _INTERNATIONAL, self._international, "+")
        yield Rule(TextClass.TIME, digit, _CLOCK, self._clock_with_sign, behind=":")
        yield Rule(TextClass.DOCUMENT, digit, _LAW_NUMBER, self._law_number, behind="-")
        yield Rule(TextClass.DOCUMENT, digit, _ARTICLE, self._article, behind=".-")
        yield Rule(TextClass.DOCUMENT, Start.ATTACHED, _CODE_LETTER, self._code_letter, "LRDA", ".")
        behind = "eèérᵉʳndº°ᵈm.0123456789"
        yield Rule(TextClass.ORDINAL, number, _ORDINAL, self._ordinal, behind=behind)
        yield Rule(TextClass.TIME, digit, _ALWAYS, self._always, behind="hj")
        yield Rule(TextClass.ABBREVIATION, Start.LETTER, _SAINT, _saint, "S", "-")
        yield Rule(TextClass.ALPHANUMERIC, digit, _ALL_WHEELS, lambda _: "quatre quatre", "4", "x×")
        yield Rule(TextClass.ROMAN, Start.LETTER, _ROMAN_ORDINAL, self._roman_ordinal, "IVX")

    def _clock_with_sign(self, match: re.Match[str]) -> str:
        return self.time(int(match["hour"]), int(match["minute"]), None)

    def _phone(self, match: re.Match[str]) -> str:
        digits = "".join(filter(str.isdecimal, match[0]))
        return " ".join(self._pair(digits[place : place + 2]) for place in range(0, len(digits), 2))

    def _free_phone(self, match: re.Match[str]) -> str:
        digits = "".join(filter(str.isdecimal, match[0]))
        return " ".join(
            (self.digits[0], *(self.integer(digits[place : place + 3]) for place in range(1, len(digits), 3)))
        )

    def _international(self, match: re.Match[str]) -> str:
        digits = "".join(filter(str.isdecimal, match["rest"]))
        pairs = (self._pair(digits[place : place + 2]) for place in range(0, len(digits), 2))
        return " ".join((self.plus, self.cardinal(33), self.digits[int(match["first"])], *pairs))

    def _law_number(self, match: re.Match[str]) -> str:
        return f"{self.integer(match['year'])} tiret {self.integer(match['number'])}"

    def _always(self, match: re.Match[str]) -> str:
        """Returns how many hours of the day or days of the week: `24h/24`, `7j/7`."""
        unit = "heures" if match["unit"] == "h" else "jours"
        return f"{self.integer(match['first'], 'f')} {unit} sur {self.integer(match['last'])}"

    def _article(self, match: re.Match[str]) -> str | None:
        """Returns the number of an article of law with its part: `49.3`, `L. 121-1`."""
        if word_before(match.string, match.start()) not in _ARTICLE_WORDS:
            return None
        return f"{self.integer(match['first'])} {self.integer(match['last'])}"

    def _code_letter(self, match: re.Match[str]) -> str | None:
        """Returns the letter before the number of an article of law: `art. L. 121-1`."""
        is_article = word_before(match.string, match.start()) in _ARTICLE_WORDS
        return spell(match[0][0]) if is_article else None

    def _ordinal(self, match: re.Match[str]) -> str | None:
        digits, suffix = re.sub(r"\D", "", match["number"]), match["suffix"]
        number = int(digits)
        following = _FIRST_WORD.match(match.string, match.end())
        if number == 0 or (suffix in "º°" and (following is None or following[1] not in tables.RANKED)):
            return None
        for table, its_number in ((_FIRST, 1), (_SECOND, 2)):
            if suffix in table:
                return table[suffix] if number == its_number else None
        return self.ordinal(number) + "s" * suffix.endswith(("s", "ˢ"))

    def _roman_ordinal(self, match: re.Match[str]) -> str | None:
        value, suffix = numeral_value(match["numeral"]), match["suffix"]
        if not value:
            return None
        if suffix.startswith("nd"):
            said = "second" + suffix[2:] if value == 2 else ""
        else:
            said = self.ordinal(value, "f" if suffix in ("re", "ère", "ere", "ʳᵉ") else "m")
        return (f"{said} siècle" if match["century"] else said) or None


def _below_thousand(number: int, gender: Gender = "m") -> str:
    hundreds, rest = divmod(number, 100)
    parts = [_UNITS[hundreds]] * (hundreds > 1) + ["cent" + "s" * (hundreds > 1 and not rest)] * (hundreds > 0)
    if rest or not hundreds:
        parts.append(_below_hundred(rest, gender))
    return " ".join(parts)


def _below_hundred(number: int, gender: Gender) -> str:
    one = "une" if gender == "f" else "un"
    if number < 20:
        return one if number == 1 else _UNITS[number]
    tens, rest = divmod(number, 10)
    if tens in (7, 9):
        rest += 10
    if number == 80:
        return "quatre-vingts"
    if rest == 0:
        return _TENS[tens]
    if rest in (1, 11) and tens < 8:
        return f"{_TENS[tens]} et {one if rest == 1 else _UNITS[11]}"
    return f"{_TENS[tens]}-{one if rest == 1 else _UNITS[rest]}"


def _saint(match: re.Match[str]) -> str:
    return f"Saint{'e' * (match['feminine'] == 'te')}-{match['name']}"


def _part_of_day(hour: int, half: str) -> str:
    if half == "am":
        return "du matin"
    return "de l'après-midi" if hour < 6 else "du soir"
