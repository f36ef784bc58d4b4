"""Rules for Russian alone: ordinals with endings, words that begin with numbers, telephones, versions and Latin
letters.

`russian` tries `first_rules` before all others, and `rules` behind those that the Slavic languages share.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.russian import tables
from vozes.text.normalizing.languages.russian.nouns import noun
from vozes.text.normalizing.languages.slavic.language import DASHES, DIGITS, bound
from vozes.text.normalizing.languages.slavic.nouns import CASES
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.russian.language import Russian

_BLANK = "[ \u00a0\u202f]?"
_START = r"(?<![\w.,:/-])"
_TELEPHONE = re.compile(
    r"(?<![\w.,/+-])(?P<number>(?P<plus>\+)?[78][ \u00a0-]?(?:\(\d{3,5}\)"
    r"|\d{3,4})[ \u00a0-]?\d{2,3}[ \u00a0-]?\d{2}[ \u00a0-]?\d{2,3}"
    r"|\(\d{3,5}\)[ \u00a0-]?\d{1,3}[ -]\d{2}[ -]\d{2}|\d{3}-\d{2}-\d{2}|(?P<short>\d{2}-\d{2}-\d{2}))(?![\w/-]|[.,]\d)"
)
_UNGROUPED = re.compile(
    r"(?<![\w.,/+-])(?P<plus>\+)?(?P<number>[78](?P<area>\d{3})(?P<first>\d{3})(?P<second>\d{2})(?P<last>\d{2}))"
    r"(?![\w/-]|[.,]\d)"
)
_SUFFIXED = re.compile(rf"(?<![\w.,:/])(?P<number>\d{{1,9}})-?(?P<suffix>[а-яё]{{1,3}}){NOT_BEFORE_WORD}(?![-]\d)")
_SUFFIXES = frozenset(
    "й я е го му м х ая ое ые ый ой ого ому ым ом ую ю ей их им ми ых ыми ти и ух ёх ех ья ье ьи ий яя ка та".split()
)
_CARDINALS = frozenset("ти ми и ух ёх ех ка та".split())
_COMPOUND = re.compile(
    rf"(?<![\w.,:/])(?:(?P<first>\d{{1,4}})(?:-?х)?{_BLANK}[-–—]{_BLANK})?(?P<number>\d{{1,6}})"
    rf"(?P<fraction>,\d{{1,2}})?(?:-?(?:ти|ми|и|х|ух|ёх))?"
    r"(?P<percent>%)?[-‑](?P<word>[а-яё]{3,30})(?!\w)"
)
_NO_COMPOUND = frozenset("или для его как это мая что лет".split())
_FULL_COMPOUND = re.compile(
    r"(?:летн|летие|лети|минутн|часов|дневн|недельн|месячн|метров|километров|комнатн|местн|этажн|процентн|кратн|тонн"
    r"|литров|рублёв|рублев|"
    r"долларов|градусн|мерн|значн|страничн|ступенчат|секундн|дюймов|сантиметров|миллиметров|килограммов|граммов|битн"
    r"|ядерн|полосн|"
    r"классник|тысячн|миллионн|миллиардн|вольтов|ваттн|звёздочн|звездочн|разов|серийн|томн|угольн|сторонн|камерн"
    r"|спальн|дверн|фазн|"
    r"местечков|клетк|колёсн|колесн|голос|уровнев|цветн|слойн|створчат|конечн|лошадн|ный|ного|ному|ная|ной|ную|ное"
    r"|ные|ных|ным|ными|ном)"
)
_TIMES = re.compile(rf"{_START}(?P<number>\d{{1,4}})[xхX]{NOT_BEFORE_WORD}(?![-]\w)")
_WITH_DECIMAL = re.compile(rf"{NOT_AFTER_WORD}(?P<word>[а-яёА-ЯЁ]{{2,30}})-(?P<number>\d{{1,9}},\d{{1,6}})(?![\w.,]\w)")
_VERSION = re.compile(r"(?<![\w.,])(?P<version>\d{1,5}(?:\.\d{1,4}){1,3})(?:-(?P<year>\d{2,4}))?(?!\w|[.,]\d)")
_SOFTWARE_BEFORE = re.compile(
    r"(?:[A-Za-z]{2,20}|[Вв]ерси[яиюей]{1,2}|[Вв]ер\.|[Оо]бновлени\w{1,2}|[Пп]рошивк\w{1,3}|[Рр]елиз\w{0,2}|ГОСТ"
    r"|ГОСТ Р|СНиП|СанПиН|СП|ТУ|ИСО|[Пп]атч\w{0,2}|v\.) ?$"
)
_LATIN = re.compile(rf"{NOT_AFTER_WORD}[a-z]{{2,3}}{NOT_BEFORE_WORD}(?!['’.]\w)")
_LATIN_CAPITALS = re.compile(rf"{NOT_AFTER_WORD}[A-Z]{{2,5}}(?P<plural>s)?{NOT_BEFORE_WORD}(?!['’]\w|-?\d)")
_FORM = re.compile(rf"{_START}(?P<number>\d{{1,2}})(?=[ \u00a0-]?[«\"]?[А-Я][»\"]? (?P<noun>класс\w{{0,3}}))")
"""A form of a school: `7 «А» класс`."""
_SLASH = re.compile(r"(?<![\w.,/])(?P<first>\d{1,6}(?:,\d)?)/(?P<last>\d{1,6})(?![\w/]|[.,]\d)")
_HOUSE_BEFORE = re.compile(r"(?:ул\.|улиц|просп|пер\.|дом|д\.|наб\.|шоссе|площад)[^.!?]{0,24}$")
_RATING = re.compile(r"(?:[Рр]ейтинг|[Оо]ценк|[Бб]алл)\S{0,4}(?: \S{1,12})? ?[:–—-]? ?$")
_PRESSURE = re.compile(r"(?:[Дд]авлени|(?<!\w)АД(?!\w))")
_LARGEST_PART = 20
"""The largest denominator that is read as one, but for powers of ten."""
_QUOTIENT = re.compile(r":(?=\s\d)")
_QUARTER = re.compile(
    r"(?<![\w.,:/-])(?P<number>[1-4]|I{1,3}|IV)[ \u00a0-]?(?:й )?кв\.(?=[ \u00a0]?\d{4}|[ \u00a0]?\d{2}\b)"
)
_OF_DECADE = re.compile(r"(?<=0-х )гг(?!\w)\.?")
_IN_DECADE = re.compile(r"(?<!\w)(?:[Вв]|[Оо])(?:о|б)? (?:\d{2,4}-х(?:,| и|[-–—]) ?)?\d{2,4}-х $")
_ONE_AND_HALF = re.compile(rf"{_START}1[,.]5(?=[ \u00a0](?P<noun>[а-яё]{{3,20}})(?![а-яё]))")
_SIGN_BEFORE_NUMBER = re.compile(r"(?P<sign>[#~≈])(?=\s?\d)")
_SIGNS = {"#": "номер", "~": "примерно", "≈": "примерно"}
_COORDINATE = re.compile(
    rf"(?<![\w.,])(?P<degrees>\d{{1,3}}(?:[.,]\d{{1,9}})?)°{_BLANK}(?:(?P<minutes>\d{{1,2}}"
    rf"(?:[.,]\d{{1,9}})?)['′’]{_BLANK})?"
    rf"(?:(?P<seconds>\d{{1,2}}(?:[.,]\d{{1,9}})?)(?:[\"″”]|''){_BLANK})?(?P<point>[cсюзв]\.{_BLANK}[шд]\.|[NSEW]"
    rf"(?!\w))?"
)
_POINTS = {
    "сш": "северной широты", "юш": "южной широты", "вд": "восточной долготы", "зд": "западной долготы",
    "N": "северной широты",
    "S": "южной широты", "E": "восточной долготы", "W": "западной долготы",
}  # fmt: skip


def first_rules(language: "Russian") -> Iterator[Rule]:
    yield from bound(
        language,
        (
            (TextClass.TELEPHONE, Start.ANY_NUMBER | Start.SIGN, _TELEPHONE, _telephone, f"+({DIGITS}", f"-({DIGITS}"),
            (TextClass.TELEPHONE, Start.ANY_NUMBER, _UNGROUPED, _ungrouped, "+78", ""),
            (TextClass.ALPHANUMERIC, Start.DIGIT, _COMPOUND, _compound, "", f"%,хтмиуё{DASHES}\u2011"),
            (TextClass.ORDINAL, Start.DIGIT, _SUFFIXED, _suffixed, "", "-" + "".join(tables.LETTERS)),
            (TextClass.CARDINAL, Start.DIGIT, _ONE_AND_HALF, _one_and_half, "1", ",."),
            (TextClass.ORDINAL, Start.ANY_NUMBER, _FORM, _form, "", '-«"' + "".join(tables.LETTERS).upper()),
            (TextClass.DATE, Start.ANY_NUMBER | Start.LETTER, _QUARTER, _quarter, "1234I", "-йк"),
            (TextClass.DATE, Start.ANY_WORD, _OF_DECADE, _of_decade, "г", ""),
            (TextClass.FRACTION, Start.DIGIT, _SLASH, _slash, "", "/,"),
            (TextClass.FORMULA, Start.SIGN, _QUOTIENT, _quotient, ":", ""),
            (TextClass.ELECTRONIC, Start.DIGIT, _VERSION, _version, "", "."),
            (TextClass.MEASURE, Start.DIGIT, _COORDINATE, _coordinate, "", "°.,"),
            (TextClass.SYMBOL, Start.SIGN, _SIGN_BEFORE_NUMBER, lambda _, match: _SIGNS[match["sign"]], "#~≈", ""),
        ),
    )


def _of_decade(language: "Russian", match: re.Match[str]) -> str | None:
    """Returns the years of a decade in the case that a preposition before it wants: `в 90-х гг.`"""
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _IN_DECADE.search(before) is None:
        return None
    return "годах" + "." * (match[0].endswith(".") and ends_sentence(match, certain=True))


def rules(language: "Russian") -> Iterator[Rule]:
    yield from bound(
        language,
        (
            (TextClass.CARDINAL, Start.DIGIT, _TIMES, _times, "", "xхX"),
            (TextClass.CARDINAL, Start.LETTER, _WITH_DECIMAL, _with_decimal, "", "-"),
            (TextClass.ACRONYM, Start.LETTER, _LATIN_CAPITALS, _latin_capitals, ascii_uppercase, ""),
            (TextClass.ACRONYM, Start.ANY_WORD, _LATIN, _latin, ascii_lowercase, ""),
        ),
    )


def _telephone(language: "Russian", match: re.Match[str]) -> str | None:
    written = match["number"]
    digits = re.sub(r"\D", "", written)
    if len(digits) not in (6, 7, 10, 11) or (match["short"] and not _announced(match)):
        return None
    return language.signed("+" if match["plus"] else "", language.telephone(written))


def _ungrouped(language: "Russian", match: re.Match[str]) -> str | None:
    if not match["plus"] and not _announced(match):
        return None
    written = " ".join((match["number"][0], *match.group("area", "first", "second", "last")))
    return language.signed("+" if match["plus"] else "", language.telephone(written))


def _announced(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 24) : match.start()].lower()
    return re.search(r"(?:тел|звони|номер|моб|факс|whatsapp|вотсап)", before) is not None or match["number"][:2] == "89"


def _suffixed(language: "Russian", match: re.Match[str]) -> str | None:
    """Returns a number with the ending that is written behind it, as an ordinal if one has it, else as a cardinal."""
    suffix, value = match["suffix"], int(match["number"])
    if len(match["number"]) > 1 and match["number"][0] == "0":
        return None
    if suffix not in _SUFFIXES or ("-" not in match[0] and len(suffix) < 2):
        return None
    if suffix == "х" and value % 100 in (2, 3, 4):
        return language.cardinal(value, "mg")
    if suffix in _CARDINALS:
        return language.cardinal(value, "mg")
    return language.ordinal(value, form) if (form := _form_of_suffix(language, match, value, suffix)) else None


def _form(language: "Russian", match: re.Match[str]) -> str | None:
    form = language.ordinal_form(match["noun"], language.case_before(match.string, match.start(), is_place=True))
    return (
        language.ordinal(int(match["number"]), form) + ("" if match.string[match.end()] in " \u00a0" else " ")
        if form
        else None
    )


def _form_of_suffix(language: "Russian", match: re.Match[str], value: int, suffix: str) -> str:
    fitting = _fitting(language, value, suffix)
    if suffix == "м" and "ml" in fitting:
        wants = language.case_before(match.string, match.start(), is_place=True)
        return {"d": "pd", "i": "mi"}.get(wants, "ml")
    if suffix == "е":
        return _form_of_e(language, match, value)
    words = language.words_after(match.string, match.end())
    if suffix in ("й", "ой") and words and _is_feminine_oblique(language, match, words[0]):
        return "fg"
    return fitting[0] if fitting else ""


@lru_cache(maxsize=1024)
def _fitting(language: "Russian", value: int, suffix: str) -> tuple[str, ...]:
    """Returns the forms of an ordinal that have an ending, the likely ones first."""
    forms = (gender + case for gender in "mnfp" for case in CASES)
    return tuple(form for form in forms if _has_ending(language.ordinal(value, form), suffix))


def _has_ending(ordinal: str, suffix: str) -> bool:
    return ordinal.endswith(suffix) or (suffix in ("ой", "ый", "ий") and ordinal.endswith(("ый", "ой", "ий")))


def _form_of_e(language: "Russian", match: re.Match[str], value: int) -> str:
    """Returns the form of `5-е`: neuter before a neuter or nothing, plural before a plural and for decades."""
    words = language.words_after(match.string, match.end())
    if words and words[0] in tables.MONTHS:
        return "n"
    if words and words[0][-1] in "ыия":
        return "p"
    if words and words[0][-1] in "ое":
        return "n"
    return "p" if value >= 20 and value % 10 == 0 else "n"


def _is_feminine_oblique(language: "Russian", match: re.Match[str], word: str) -> bool:
    known = language.ordinal_form(word, language.case_before(match.string, match.start(), is_place=True))
    if known:
        return known[0] == "f" and known[1:] not in ("", "n")
    return word.endswith(("ой", "ей", "ии")) or (word.endswith(("е", "ы", "и")) and not word.endswith(("ие", "ые")))


def _compound(language: "Russian", match: re.Match[str]) -> str | None:
    """Returns a word that begins with a number: `двадцатипятилетний`, `полуторалитровый`."""
    word = match["word"]
    if match["number"][0] == "0" or (match["first"] or "1")[0] == "0":
        return None
    if word in _NO_COMPOUND or word in _SUFFIXES or not _FULL_COMPOUND.search(word):
        return None
    if match["percent"]:
        word = "процентн" + word[1:] if word.startswith("н") else "процентный"
    if match["fraction"]:
        is_half = match["fraction"] == ",5" and match["number"] == "1"
        number = "полутора" if is_half else language.number(language.parse(match["number"] + match["fraction"])) + " "
        return number + word
    first = f"{language.joined(int(match['first']))}-" if match["first"] else ""
    if word.startswith("лети") and int(match["number"]) % 1000 == 0:
        return f"{first}{language.joined(int(match['number']))}{word}"
    return f"{first}{language.joined(int(match['number']))}{word}"


def _times(language: "Russian", match: re.Match[str]) -> str | None:
    words = language.words_after(match.string, match.end())
    if not words or not words[0].endswith(("ее", "ей", "ше", "же", "ще")):
        return None
    value = int(match["number"])
    return f"в {language.cardinal(value)} {'раза' if language.kind(value) == 'few' else 'раз'}"


def _slash(language: "Russian", match: re.Match[str]) -> str | None:
    """Returns two numbers that are no part: a house, a blood pressure, halves of a whole."""
    before = match.string[max(0, match.start() - 30) : match.start()]
    if "," in match["first"] or _RATING.search(before):
        number = language.parse(match["first"])
        return f"{language.number(number)} из {language.cardinal(int(match['last']), 'mg')}"
    first, last = int(match["first"]), int(match["last"])
    if 1000 <= first < 2100 and last in (first + 1, (first + 1) % 100):
        return None
    said = language.integer(match["first"]), language.integer(match["last"])
    if (first, last) == (24, 7):
        return language.always
    if (
        _PRESSURE.search(before)
        or match.string.startswith("мм", match.end() + 1)
        or (first + last == 100 and first == last)
    ):
        return f"{said[0]} на {said[1]}"
    is_part = 0 < first < last and (last <= _LARGEST_PART or last in (100, 1000))
    is_house = _HOUSE_BEFORE.search(before) is not None
    return f"{said[0]} дробь {said[1]}" if is_house or not is_part else None


def _one_and_half(language: "Russian", match: re.Match[str]) -> str | None:
    """Returns the word for one and a half before a noun in the genitive."""
    noun = match["noun"]
    if noun in language.function_words or noun[-1] not in "аяыи":
        return None
    if (language.case_before(match.string, match.start()) or "n") not in "na":
        return None
    return "полторы" if noun[-1] in "ыи" else "полтора"


def _quotient(language: "Russian", match: re.Match[str]) -> str | None:
    return "разделить на" if re.match(r"[\d)] ", match.string[max(0, match.start() - 2) : match.start()]) else None


def _quarter(language: "Russian", match: re.Match[str]) -> str:
    value = int(match["number"]) if match["number"].isdecimal() else roman_value(match["number"])
    form = {"l": "l", "g": "g", "d": "d"}.get(language.case_before(match.string, match.start(), is_place=True), "n")
    return f"{language.ordinal(value, 'm' + form)} {noun('квартал').one(form)}"


def _with_decimal(language: "Russian", match: re.Match[str]) -> str:
    return f"{match['word']} {language.number(language.parse(match['number']))}"


def _version(language: "Russian", match: re.Match[str]) -> str | None:
    announced = _SOFTWARE_BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    if announced is None and not language.is_labelled(match.string, match.start()):
        return None
    said = " точка ".join(map(language.integer, match["version"].split(".")))
    return f"{said} тире {language.integer(match['year'])}" if match["year"] else said


def _latin(language: "Russian", match: re.Match[str]) -> str | None:
    """Returns short Latin words letter by letter, unless they are words that everybody knows."""
    return None if match[0] in tables.ENGLISH_WORDS else language.spelled(match[0])


def _latin_capitals(language: "Russian", match: re.Match[str]) -> str | None:
    word = match[0].removesuffix("s")
    if word in language.spoken_acronyms or (word.lower() in tables.ENGLISH_WORDS and match.string.isupper()):
        return None
    return language.spelled(word) + (" с" if match["plural"] else "")


def _coordinate(language: "Russian", match: re.Match[str]) -> str | None:
    point = re.sub(r"[.\s]", "", match["point"] or "").replace("c", "с")
    if not match["minutes"] and not point:
        return None
    names = ("градус", "минута", "секунда")
    nouns = list(map(noun, names))
    parts = (match["degrees"], match["minutes"], match["seconds"])
    said = [language.amount(language.parse(part), noun) for part, noun in zip(parts, nouns, strict=True) if part]
    return " ".join([*said, *([_POINTS[point]] if point else [])])
