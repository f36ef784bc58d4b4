"""The rules for Turkish alone: suffixes behind figures, percents, ordinals, telephones, addresses, signs.

`turkish` tries them before the common ones, and is asked how numbers are said.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.acronyms import is_spelled
from vozes.text.normalizing.common.electronic import TOP_LEVEL
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.turkish import tables
from vozes.text.normalizing.languages.turkish.suffixes import SUFFIX, VOWELS, attached
from vozes.text.normalizing.languages.turkish.times import is_formula
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import LETTER, NOT_AFTER_WORD, NOT_BEFORE_WORD, PLAIN, Rule, Start, any_of, spell

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.turkish.language import Turkish

_Saying = Callable[["Turkish", re.Match[str]], str | None]
PLAIN_DIGITS = {sign: plain for sign, plain in PLAIN.items() if plain.isdecimal()}
_BLANK = "[ \u00a0\u202f]?"
_SMALL, _CAPITAL = "a-zçğıöşüâîû", "A-ZÇĞİÖŞÜÂÎÛ"
_DIGITS = "0123456789"
_START = r"(?<![\w.,:/-])"
_SIGNS = "".join(sign for sign in tables.CURRENCY_SIGNS if len(sign) == 1)
_BEHIND = any_of([*tables.UNITS_OF_MEASURE, *tables.CURRENCY_SIGNS, "%"])
_SCALE = rf"(?:{_BLANK}{any_of(tables.SCALES)}(?!\w))?"
_FIGURES = r"\d++(?:[.,:/–-]\d++|[ \u00a0]\d{3}(?!\d)){0,6}"
_SUFFIXED = re.compile(
    rf"(?<![\w.,])(?P<amount>[-+±]?(?:[%‰{_SIGNS}]{_BLANK})?{_FIGURES}(?P<dot>\.)?(?P<behind>{_SCALE}(?:{_BLANK}{_BEHIND})?)){SUFFIX}"
)
_NAMED = re.compile(rf"{NOT_AFTER_WORD}(?P<amount>{LETTER}{{1,12}}-?\d{{1,6}}){SUFFIX}")
_JOINED_END = r"(?:n?c[ıiuü]|[ıiuü]nc[ıiuü]|l[ıiuü]k?|l[ae]r|[ae]r|ş[ae]r)"
_JOINED = re.compile(
    rf"{_START}(?P<number>\d{{1,9}})(?P<suffix>{_JOINED_END}(?:[ıiuüaeyn][{_SMALL}]{{0,6}})?){NOT_BEFORE_WORD}"
)
_APOSTROPHE = re.compile(rf"['’](?=[{_SMALL}]{{1,16}}{NOT_BEFORE_WORD})")
_CENTURY = re.compile(rf"{NOT_AFTER_WORD}yy\.?{SUFFIX}")

_COUNTED_WORD = re.compile(
    rf"{_START}(?P<number>\d{{1,5}})(?:\.?[ \u00a0]?(?P<end>[ıiuü]nc[ıiuü][{_SMALL}]{{0,6}})"
    rf"|\.[ \u00a0]?(?P<suffix>s[ıiuü](?:n[ıiuüae](?:n|d[ae]n?)?|nd[ae]n?)?)){NOT_BEFORE_WORD}"
)
"""Ordinals whose ending stands apart: `3 üncü`, `3.üncü`, `2.si`."""
_ORDINAL = re.compile(
    rf"{_START}(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,5}})\.(?:(?=[-–](?P<last>\d{{1,5}})\.)|(?![\d\w])|(?=[{_SMALL}]{{2}}))"
)
_NEXT_WORDS = re.compile(r"[ \u00a0]?(?P<first>[^\W\d_]+)(?:[ \u00a0](?P<second>[^\W\d_]+))?")
_ORDINALS_GO_ON = re.compile(r",[ \u00a0]?\d{1,5}\.(?!\d)|[-–]\d{1,5}\.(?!\d)")
_EVENT_FOLLOWS = re.compile(rf"[^.!?\n]{{0,70}}?[ \u00a0](?i:{any_of(tables.EVENTS)}){NOT_BEFORE_WORD}")
_DOMAIN = re.compile(rf"{any_of(TOP_LEVEL)}{NOT_BEFORE_WORD}")
_ROMAN = re.compile(rf"{NOT_AFTER_WORD}(?P<numeral>(?=[XVIL])(?:XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}}))\.(?![\d.])")
_ROMAN_SUFFIXED = re.compile(rf"{NOT_AFTER_WORD}(?P<numeral>(?=[XVI]{{2}})X{{0,3}}(?:IX|IV|V?I{{0,3}})){SUFFIX}")

_TELEPHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:(?:\+90|0090)[ -]?)?(?:\(0?\d{3}\)|0[ -]?\(?\d{3}\)?)[ -]?\d{1,4}(?:[ -]?\d{1,4}){1,3}"
    r"|\+90[ -]?\d{3}[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}|5\d{2} \d{3} \d{2} \d{2}|444 \d \d{3}|444 \d{2} \d{2})"
    rf"(?:{SUFFIX}|(?![\w-]|[.,:]\d))"
)
_ACCOUNT_NUMBER = re.compile(rf"{_START}[1-9]\d{{10,20}}(?![\w]|[.,:/-]\d|['’]\w)")
_HOUSE = re.compile(
    rf"{NOT_AFTER_WORD}(?P<word>[Nn][Oo])(?:['’]?(?P<suffix>(?:l[ıiuü]|s[ıiuü]|y[ae]|d[ae]n?)[{_SMALL}]{{0,5}}){NOT_BEFORE_WORD}"
    rf"|\.?{_BLANK}(?P<colon>:?)(?:{_BLANK}(?P<number>\d{{1,5}})/(?P<flat>\d{{1,4}})(?![\w/]|[.,]\d)|(?={_BLANK}\d))|\.)"
)
_FLAT = re.compile(rf"{NOT_AFTER_WORD}(?P<word>[DK])(?P<colon>[.:]){_BLANK}(?=\d)")
_ADDRESS = re.compile(r"\b(?:[Nn]o|[Cc]ad|[Ss]ok|[Mm]ah|[Bb]ulv|[Aa]pt|[Kk]at|[Bb]lok|K|D)\w{0,6}\b[.:]?[^\n]{0,16}$")
_VERSUS = re.compile(rf"vs\.?(?=[ \u00a0][{_CAPITAL}])")
_CAPITAL_BEFORE = re.compile(rf"[{_CAPITAL}][^\W_]*[ \u00a0]$")
_PER = re.compile(rf"/{_BLANK}(?P<per>{any_of([*tables.UNITS_OF_MEASURE, *tables.PER])}){NOT_BEFORE_WORD}")
_AMOUNT_BEFORE = re.compile(rf"(?:\d{_BLANK}|[{_SIGNS}]|TL)[^\W\d_]{{1,4}}[²³]?{_BLANK}$|[{_SIGNS}]{_BLANK}$")
_SLASH = re.compile(r"/(?=[^\W\d_])")
_COLON = re.compile(r":(?=\d)")
_PRODUCT = re.compile(r"[xX](?=\s?\d)")
_SPACED_SLASH = re.compile(r"/(?= )")
_LINES = re.compile(rf"(?<![\w.,])(?P<number>\d{{1,2}}|4[.,]5)(?P<letter>[KG]){NOT_BEFORE_WORD}")
_RATIO = re.compile(rf"{_START}(?P<first>\d{{1,4}}):(?P<last>\d{{1,4}})(?![\w:]|[.,]\d|\s?=)")
_SINGLES = {"¼": "1/4", "½": "1/2", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
_PART = re.compile(
    rf"(?<![\w.,/])(?:(?P<whole>\d{{1,4}}){_BLANK})?(?P<part>\d{{1,3}}/[1-9]\d{{0,2}}|[{''.join(_SINGLES)}]){_BLANK}"
    rf"(?P<unit>{any_of(tables.UNITS_OF_MEASURE)}){NOT_BEFORE_WORD}(?:{SUFFIX})?"
)
_TILDE = re.compile(r"[~≈]\s?(?=\d)")
_HASHTAG = re.compile(rf"{NOT_AFTER_WORD}#[^\W\d_]\w*")
_HASHTAG_PARTS = re.compile(rf"[{_CAPITAL}]+(?![{_SMALL}])|[{_CAPITAL}]?[{_SMALL}]+|\d+|[^\W\d_]+")
_IDENTITY = re.compile(rf"{NOT_AFTER_WORD}T\.?{_BLANK}C\.?(?={_BLANK}(?:[Kk]imlik|[Nn]umara|[Nn]o\b))")


def rules(language: "Turkish") -> Iterator[Rule]:
    number = language.number_pattern
    percent = re.compile(
        rf"(?P<mark>[%‰]){_BLANK}(?P<sign>[-+±])?(?P<first>{number})(?:{_BLANK}[-–—]{_BLANK}[%‰]?(?P<last>{number}))?(?!\d)"
    )
    any_number, sign, attached_ = Start.ANY_NUMBER, Start.SIGN, Start.ATTACHED
    sayings: tuple[tuple[TextClass, Start, re.Pattern[str], _Saying, str, str], ...] = (
        (TextClass.TELEPHONE, any_number | sign, _TELEPHONE, _telephone, "+(045", ""),
        (TextClass.DOCUMENT, any_number, _ACCOUNT_NUMBER, _digits, "", ""),
        (TextClass.MEASURE, any_number | Start.ANY_WORD, _PART, _part, _DIGITS + "".join(_SINGLES), ""),
        (TextClass.CARDINAL, any_number | sign, _SUFFIXED, _suffixed, f"-+±%‰{_SIGNS}{_DIGITS}", ""),
        (TextClass.ALPHANUMERIC, attached_, _NAMED, _named, "", f"-{_DIGITS}"),
        (TextClass.ORDINAL, any_number, _COUNTED_WORD, _counted_word, "", ".ıiuüns"),
        (TextClass.CARDINAL, Start.DIGIT, _JOINED, _joined, "", "ncıiuülaeş"),
        (TextClass.CARDINAL, sign, _APOSTROPHE, _apostrophe, "'’", ""),
        (TextClass.ABBREVIATION, attached_, _CENTURY, lambda _, match: attached("yüzyıl", match["suffix"]), "y", ""),
        (TextClass.MEASURE, sign, percent, _percent, "%‰", ""),
        (TextClass.ORDINAL, Start.DIGIT, _ORDINAL, _ordinal, "", "."),
        (TextClass.ROMAN, attached_, _ROMAN, _roman, "IVXL", "."),
        (TextClass.ROMAN, attached_, _ROMAN_SUFFIXED, _roman_suffixed, "IVX", "'’"),
        (TextClass.DOCUMENT, Start.ANY_WORD, _HOUSE, _house, "nN", ""),
        (TextClass.ABBREVIATION, attached_, _FLAT, _flat, "DK", ".:"),
        (TextClass.ACRONYM, Start.LETTER, _IDENTITY, lambda *_: spell("TC"), "T", ""),
        (TextClass.ABBREVIATION, Start.ANY_WORD, _VERSUS, _versus, "v", ""),
        (TextClass.RANGE, Start.DIGIT, _RATIO, _ratio, "", ":"),
        (TextClass.FORMULA, Start.ANY_WORD, _PRODUCT, _product, "xX", ""),
        (TextClass.SYMBOL, sign, _SPACED_SLASH, _spaced_slash, "/", ""),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _LINES, _lines, "", "KG.,"),
        (TextClass.SYMBOL, sign, _COLON, _colon, ":", ""),
        (TextClass.MEASURE, sign, _PER, _per, "/", ""),
        (TextClass.SYMBOL, sign, _SLASH, _slash, "/", ""),
        (TextClass.SYMBOL, sign, _TILDE, lambda *_: "yaklaşık", "~≈", ""),
        (TextClass.ELECTRONIC, sign, _HASHTAG, _hashtag, "#", ""),
    )
    for kind, starts, pattern, say, first, behind in sayings:
        yield Rule(kind, starts, pattern, partial(say, language), first, behind)


def say_telephone(language: "Turkish", written: str) -> str:
    """Returns a telephone number in the groups that it was written in, zeros one by one."""
    groups = [group for run in re.findall(r"\d+", written) for group in _groups(run)]
    return " ".join(_group(language, group) for group in groups)


def _groups(digits: str) -> list[str]:
    """Returns digits that were written in one in the groups in which they are said."""
    if len(digits) <= 4:
        return [digits[:2], digits[2:]] if len(digits) == 4 and digits[0] != "0" else [digits]
    ends = {7: (3, 5), 10: (3, 6, 8), 11: (4, 7, 9), 12: (2, 5, 8, 10)}.get(
        len(digits), tuple(range(3, len(digits), 3))
    )
    return [digits[start:end] for start, end in zip((0, *ends), (*ends, len(digits)), strict=True)]


def _group(language: "Turkish", digits: str) -> str:
    rest = digits.lstrip("0")
    zeros = [language.digits[0]] * (len(digits) - len(rest))
    return " ".join((*zeros, *([language.cardinal(int(rest))] if rest else [])))


def _telephone(language: "Turkish", match: re.Match[str]) -> str:
    said = language.telephone(match[0])
    said = f"{language.plus} {said}" if match[0][0] == "+" else said
    return attached(said, match["suffix"]) if match["suffix"] else said


def _digits(language: "Turkish", match: re.Match[str]) -> str:
    return language.digits_in_turn(match[0])


# Suffixes.
def _suffixed(language: "Turkish", match: re.Match[str]) -> str | None:
    suffix = match["suffix"]
    if set(suffix).isdisjoint(VOWELS):
        return None
    if match["dot"]:
        digits = match["amount"][:-1].replace(".", "")
        return attached(language.ordinal(int(digits)), suffix) if digits.isdecimal() and len(digits) < 10 else None
    return language.suffixed(match["amount"], suffix)


def _named(language: "Turkish", match: re.Match[str]) -> str | None:
    return None if set(match["suffix"]).isdisjoint(VOWELS) else language.suffixed(match["amount"], match["suffix"])


def _joined(language: "Turkish", match: re.Match[str]) -> str:
    return attached(language.integer(match["number"]), match["suffix"])


def _apostrophe(language: "Turkish", match: re.Match[str]) -> str | None:
    """Returns nothing for the apostrophe between a number that another rule has said and its suffix."""
    return "" if match.string[match.start() - 1 : match.start()].isdecimal() else None


def _counted_word(language: "Turkish", match: re.Match[str]) -> str:
    number = int(match["number"])
    if match["end"]:
        return attached(language.cardinal(number), match["end"])
    return attached(language.ordinal(number), match["suffix"])


def _roman_suffixed(language: "Turkish", match: re.Match[str]) -> str:
    return attached(language.cardinal(roman_value(match["numeral"])), match["suffix"])


# Numbers.
def _part(language: "Turkish", match: re.Match[str]) -> str:
    top, bottom = map(int, _SINGLES.get(match["part"], match["part"]).split("/"))
    said = language.fraction(top, bottom)
    if match["whole"]:
        said = language.mixed_fraction(int(match["whole"]), top, bottom)
    said = f"{said} {language.units[match['unit']].one}"
    return attached(said, match["suffix"]) if match["suffix"] else said


def _ratio(language: "Turkish", match: re.Match[str]) -> str:
    first, last = language.integer(match["first"]), language.integer(match["last"])
    return f"{first} {language.per_word} {last}" if match["first"] == "1" else f"{attached(first, 'e')} {last}"


def _product(language: "Turkish", match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 2) : match.start()].rstrip()
    return language.times_word if before[-1:].isdecimal() else None


def _percent(language: "Turkish", match: re.Match[str]) -> str:
    word = language.percent if match["mark"] == "%" else language.permille
    said = language.signed(match["sign"] or "", language.number(language.parse(match["first"])))
    if match["last"]:
        said = language.range(said, language.number(language.parse(match["last"])))
    return f"{word} {said}"


def _ordinal(language: "Turkish", match: re.Match[str]) -> str | None:
    text, end = match.string, match.end()
    value = int(match["number"].replace(".", ""))
    if match["last"] or _ORDINALS_GO_ON.match(text, end):
        return language.ordinal(value)
    following = _NEXT_WORDS.match(text, end)
    if following is None or value == 0:
        return None
    word = following["first"]
    if word[0].islower():
        return None if text[end].isalpha() and _DOMAIN.match(text, end) else language.ordinal(value)
    if _small(word) in tables.EVENTS or _small(word) in tables.RULERS:
        return language.ordinal(value)
    second = following["second"] or ""
    is_event = second[:1].isupper() and _EVENT_FOLLOWS.match(text, following.end("first")) is not None
    return language.ordinal(value) if is_event else None


def _small(word: str) -> str:
    return word.replace("I", "ı").replace("İ", "i").lower()


def _roman(language: "Turkish", match: re.Match[str]) -> str | None:
    following = _NEXT_WORDS.match(match.string, match.end())
    numeral = match["numeral"]
    if following is None or not numeral:
        return None
    word = following["first"]
    if len(numeral) == 1 and not (numeral in "IVX" and (word[0].islower() or _small(word) in tables.RULERS)):
        return None
    return language.ordinal(roman_value(numeral))


# Words and signs.
def _house(language: "Turkish", match: re.Match[str]) -> str | None:
    """Returns `numara` for `no` before a number or behind a word that has one."""
    before = match.string[max(0, match.start() - 16) : match.start()].rstrip().rpartition(" ")[2]
    if match["suffix"]:
        return attached("numara", match["suffix"])
    belongs = _small(before) in tables.NUMBERED
    if match["colon"] is None and not belongs:
        return None
    word = "numarası" if belongs else "Numara" if match["word"][0] == "N" else "numara"
    said = word + (match["colon"] or "")
    if match["number"]:
        flat = f"{language.per_word} {language.integer(match['flat'])}"
        return f"{said} {language.integer(match['number'])} {flat}"
    return said


def _flat(language: "Turkish", match: re.Match[str]) -> str | None:
    if not _ADDRESS.search(match.string[max(0, match.start() - 30) : match.start()]):
        return None
    word = "Daire" if match["word"] == "D" else "Kat"
    return word + ":" * (match["colon"] == ":")


def _versus(language: "Turkish", match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 24) : match.start()]
    return "versus" if _CAPITAL_BEFORE.search(before) else None


def _per(language: "Turkish", match: re.Match[str]) -> str | None:
    if not _AMOUNT_BEFORE.search(match.string[max(0, match.start() - 8) : match.start()]):
        return None
    unit = language.units.get(match["per"])
    return f"{language.per_word} {unit.one if unit else match['per']}"


def _spaced_slash(language: "Turkish", match: re.Match[str]) -> str | None:
    return None if is_formula(match) or match.string[match.start() - 1 : match.start()] != " " else ","


def _lines(language: "Turkish", match: re.Match[str]) -> str:
    """Returns `4K`, `5G` and `4.5G` with the letter's name."""
    number = language.integer(match["number"]) if match["number"].isdecimal() else "dört buçuk"
    return f"{number} {spell(match['letter'])}"


def _slash(language: "Turkish", match: re.Match[str]) -> str | None:
    return " " if match.string[match.start() - 1 : match.start()].isalnum() else None


def _colon(language: "Turkish", match: re.Match[str]) -> str | None:
    return ": " if match.string[match.start() - 1 : match.start()].isalpha() else None


def _hashtag(language: "Turkish", match: re.Match[str]) -> str:
    words = (_hashtag_word(language, part) for part in _HASHTAG_PARTS.findall(match[0][1:].replace("_", " ")))
    return " ".join((language.hashtag_word, *words))


def _hashtag_word(language: "Turkish", part: str) -> str:
    if part.isdecimal():
        return language.number_or_year(Number(part), part)
    return language.spelled(part) if part.isupper() and is_spelled(language, part) else part
