"""What German, Dutch and Hungarian write alike: accounts, telephones, coordinates, seasons, powers, codes.

Each of these languages gives its words; the regular expressions stand here. It finds nothing that the common rules
find too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import IN_NUMBERS, NOT_AFTER_WORD, NOT_BEFORE_WORD, SIGN, Rule, Start

_Language = TypeVar("_Language", bound=Language)
BLANK = "[ \u00a0\u202f]?"
TEXT_ENDS = re.compile(r"[\"'”’»)\]]*\s*(?:$|\n)")
_ACCOUNT = re.compile(
    rf"{NOT_AFTER_WORD}[A-Z]{{2}}\d{{2}}(?: ?[A-Z]{{4}})?(?: ?\d{{4}}){{2,7}}(?: ?\d{{1,3}})?{NOT_BEFORE_WORD}"
)
_CARD = re.compile(r"(?<![\w.,-])\d{4}(?P<blank>[ -])\d{4}(?P=blank)\d{4}(?P=blank)\d{4}(?![\w-]|[.,]\d)")
_COORDINATE = re.compile(
    rf"(?<![\w.,])(?P<degrees>\d{{1,3}}(?:[.,]\d{{1,9}})?){BLANK}°{BLANK}"
    rf"(?:(?P<minutes>\d{{1,2}}(?:[.,]\d{{1,9}})?){BLANK}['′’]{BLANK})?"
    rf"(?:(?P<seconds>\d{{1,2}}(?:[.,]\d{{1,9}})?){BLANK}(?:[\"″”]|''){BLANK})?(?P<point>[A-Z]{{1,2}}\b\.?)?"
)
_SEASON = re.compile(r"(?<![\w./,-])(?P<first>(?:1[89]|20)\d{2})/(?P<last>(?:\d{2})?\d{2})(?![\w/-]|[.,]\d)")
_RAISED = {ord(raised): plain for raised, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True)}
_POWER = re.compile(r"(?P<base>[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]{0,40}+)(?P<power>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9})")
_NATIONAL = re.compile(
    r"(?<![\w.,/+-])(?:\(0\d{1,5}\)|0\d{1,5})(?:[ ]?[-/–][ ]?|[ ])?\d{2,9}(?:[ /-]?\d{1,9}){0,5}+(?![\w]|[.,:]\d)"
)
_DATE = re.compile(r"0[1-9]([-/])(?:0[1-9]|1[0-2])\1(?:19|20)\d\d")
_LONGEST_NAME = 2
_FEWEST_DIGITS = 7
_WINDOW = 28


def bound(
    language: _Language,
    sayings: Iterable[
        tuple[TextClass, Start, re.Pattern[str], Callable[[_Language, re.Match[str]], str | None], str, str]
    ],
) -> Iterator[Rule]:
    """Yields rules whose functions take the language too; the last two parts are `first` and `behind`."""
    for kind, starts, pattern, say, first, behind in sayings:
        yield Rule(kind, starts, pattern, partial(say, language), first, behind)


def documents(language: Language) -> list[Rule]:
    """Returns the rules for numbers of accounts and cards, which are read digit by digit."""

    def say(match: re.Match[str]) -> str:
        return " ".join(language.spelled(sign) for sign in match[0] if sign.isalnum())

    return [
        Rule(TextClass.DOCUMENT, Start.LETTER, _ACCOUNT, say, behind="0123456789"),
        Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _CARD, say, behind="-0123456789"),
    ]


def codes(language: Language, words: str) -> Rule:
    """Returns the rule for digits behind words that announce a code, a pattern of which is given."""
    announced = re.compile(rf"(?:{words})[.:]?\s{{0,2}}(?:Nr\.|nr\.)?\s?$")

    def say(match: re.Match[str]) -> str | None:
        window = match.string[max(0, match.start() - _WINDOW) : match.start()]
        return language.digits_in_turn(re.sub(r"\D", "", match[0])) if announced.search(window) else None

    pattern = re.compile(r"(?<![\w.,/-])(?:\d{3,20}+|\d{2}(?=/\d{3}))(?:[ /-]\d{2,12}){0,5}+(?![\w]|[.,:/-]\d)")
    return Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, pattern, say)


def telephones(language: Language) -> Rule:
    """Returns the rule for telephone numbers that begin with a 0."""

    def say(match: re.Match[str]) -> str | None:
        digits = re.sub(r"\D", "", match[0])
        if _DATE.fullmatch(match[0]):
            return None
        return language.telephone(match[0]) if len(digits) >= _FEWEST_DIGITS else None

    return Rule(TextClass.TELEPHONE, Start.ANY_NUMBER | Start.SIGN, _NATIONAL, say, "0(", "0123456789-/–)")


def coordinates(language: Language, names: tuple[str, str, str], points: Mapping[str, str]) -> Rule:
    """Returns the rule for degrees with minutes or a point of the compass."""

    def say(match: re.Match[str]) -> str | None:
        point = (match["point"] or "").rstrip(".")
        if (not match["minutes"] and point not in points) or (point and point not in points):
            return None
        parts = (match["degrees"], match["minutes"], match["seconds"])
        said = [
            f"{language.number(language.parse(part))} {name}" for part, name in zip(parts, names, strict=True) if part
        ]
        return " ".join((*said, *filter(None, (points.get(point),))))

    return Rule(TextClass.MEASURE, Start.ANY_NUMBER, _COORDINATE, say, behind=".,°")


def seasons(language: Language) -> Rule:
    """Returns the rule for two years in a row: `2023/24`."""

    def say(match: re.Match[str]) -> str | None:
        first, last = int(match["first"]), int(match["last"])
        if last not in (first + 1, (first + 1) % 100):
            return None
        return f"{language.year(first)} {language.year(last)}"

    return Rule(TextClass.DATE, Start.DIGIT, _SEASON, say, behind="/")


def powers(language: Language, to_the: str) -> list[Rule]:
    """Returns the rules for raised digits; a single one may have a name of its own among the signs."""

    def power(match: re.Match[str]) -> str:
        raised = match["power"].translate(_RAISED)
        number = language.signed(raised[: raised[0] == "-"], language.cardinal(int(raised.lstrip("-"))))
        return language.symbols.get(match["power"], f"{to_the} {number}")

    def of_letters(match: re.Match[str]) -> str:
        base = match["base"]
        return f"{language.spelled(base) if len(base) <= _LONGEST_NAME else base} {power(match)}".lstrip()

    def of_number(match: re.Match[str]) -> str:
        return f"{language.signed(match['sign'] or '', language.number(language.parse(match['base'])))} {power(match)}"

    number = re.compile(rf"{SIGN}(?P<base>{language.number_pattern})(?P<power>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,9}})")
    return [
        Rule(TextClass.FORMULA, Start.SIGN | Start.ANY_WORD, _POWER, of_letters),
        Rule(TextClass.FORMULA, Start.DIGIT, number, of_number, behind=f"{IN_NUMBERS}{''.join(map(chr, _RAISED))}"),
    ]


def ends_text(text: str, end: int) -> bool:
    """Returns whether nothing follows on the line."""
    return TEXT_ENDS.match(text, end) is not None


def is_numbered(language: Language, numeral: str, before: str) -> bool:
    """Returns whether a Roman numeral counts what the word before it names: a word of the table, or any noun before
    `II` to `XXXIX`.
    """
    generic = before[:1].isupper() and len(numeral) > 1 and set(numeral) <= set("IVX")
    return before.lower() in language.roman_before or generic
