"""Rules that Chinese, Japanese and Korean share: addresses, versions, dates, signs between numbers, angles."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.alphanumerics import say_part
from vozes.text.normalizing.common.dates import is_date
from vozes.text.normalizing.common.electronic import EXTENSIONS
from vozes.text.normalizing.languages.east_asian.language import (
    DASH,
    NUMBER,
    OWN,
    EastAsian,
    ascii_pattern,
    text_before,
)
from vozes.text.normalizing.rules import EAST_ASIAN, Rule, Start, any_of

_DIGITS = "0123456789"
_ADDRESS = ascii_pattern(r"(?<!\w)(?:https?|ftps?|sftp|wss?|git)://(?:[!-;=?-~]*[\w/=#])?")
_FILE_ENDING = ascii_pattern(rf"(?<=[{EAST_ASIAN})）】])\.(?i:{any_of(EXTENSIONS)})(?!\w)")
_HASHTAG = ascii_pattern(rf"#(?=\w|{OWN})")
_LETTERS_AND_DECIMAL = ascii_pattern(r"(?<!\w)(?P<letters>[A-Za-z]{1,8})-?(?P<number>\d{1,4}\.\d{1,3})(?![\w.]\w)")
_NUMBER_AND_LETTERS = ascii_pattern(
    r"(?<![\w.])(?<!\d,)(?P<number>\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d++\.\d++)(?P<letters>[A-Za-z]{1,8})(?![\w/])"
)
_CAPITALS_BEHIND = ascii_pattern(r"(?<=\d)[A-Z]{1,8}(?![A-Za-z_])")


def addresses(language: EastAsian) -> Iterator[Rule]:
    """Yields the rules for addresses, files and hashtags, which end where the language's letters begin."""

    def address(match: re.Match[str]) -> str:
        return language.address(match[0])

    hashtag = language.hashtag_word + " " * language.has_spaces
    yield Rule(TextClass.ELECTRONIC, Start.ATTACHED, _ADDRESS, address, behind=":")
    yield Rule(TextClass.ELECTRONIC, Start.SIGN, _FILE_ENDING, address, ".")
    yield Rule(TextClass.ELECTRONIC, Start.SIGN, _HASHTAG, lambda _: hashtag, "#")


def letters_with_numbers(language: EastAsian) -> Iterator[Rule]:
    """Yields the rules for letters that touch a number with marks: `PM2.5`, `2.0T`, and for those behind any number."""

    def decimal(match: re.Match[str]) -> str:
        return f"{say_part(language, match['letters'])} {language.said(match['number'])}"

    def letters(match: re.Match[str]) -> str | None:
        if match["letters"] in language.units or match["letters"] in language.currency_signs:
            return None
        return f"{language.said(match['number'])} {say_part(language, match['letters'])}"

    yield Rule(TextClass.ALPHANUMERIC, Start.ATTACHED, _LETTERS_AND_DECIMAL, decimal, behind=f"-{_DIGITS}")
    yield Rule(TextClass.ALPHANUMERIC, Start.DIGIT, _NUMBER_AND_LETTERS, letters, behind=".,")
    yield Rule(TextClass.ALPHANUMERIC, Start.LETTER, _CAPITALS_BEHIND, lambda match: say_part(language, match[0]))


_PAGES = ascii_pattern(rf"(?<!\w)[pP]{{1,2}}\.\s?(?P<first>\d{{1,5}})(?:\s?{DASH}\s?(?P<last>\d{{1,5}}))?(?!\w|\.\d)")
_BOOK = ascii_pattern(r"(?<!\w)ISBN(?P<digits>[-: ]{0,2}(?:\d[- ]?){9,12}[\dX])(?!\w)")


def references(language: EastAsian) -> Iterator[Rule]:
    """Yields the rules for pages and the numbers of books."""

    def pages(match: re.Match[str]) -> str:
        first = language.integer(match["first"])
        said = language.range(first, language.integer(match["last"])) if match["last"] else first
        return language.page.format(said)

    def book(match: re.Match[str]) -> str:
        return f"{language.spelled('ISBN')} {language.spelled(match['digits'])}"

    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _PAGES, pages, "pP", ".")
    yield Rule(TextClass.DOCUMENT, Start.ANY_WORD, _BOOK, book, "I")


_VERSION = ascii_pattern(r"(?<![\w.])(?:[vV]?\d++(?:\.\d++){2,}+|[vV]\d++(?:\.\d++)++)(?![\w.]\w)")
_PARTS_OF_IP = 4


def versions(language: EastAsian) -> Rule:
    """Returns the rule for versions, which comes after those for dates."""

    def say(match: re.Match[str]) -> str | None:
        return None if match[0].count(".") == _PARTS_OF_IP - 1 else language.version(match[0])

    return Rule(TextClass.ELECTRONIC, Start.ATTACHED | Start.DIGIT, _VERSION, say, behind=f".{_DIGITS}")


_HALF_FIRST = ascii_pattern(
    r"(?<!\w)(?P<half>[AaPp])\.?[Mm]\.?\s?(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d)(?!\d|:\d)|(?=\s?[時时點点시]))"
)


def half_first_times(language: EastAsian) -> Rule:
    """Returns the rule for `AM 10:30` and `PM3時`."""

    def say(match: re.Match[str]) -> str:
        half = f"{match['half'].lower()}m"
        if match["minute"]:
            return language.time(int(match["hour"]), int(match["minute"]), None, half)
        return language.time(int(match["hour"]), None, None, half)[:-1]

    return Rule(TextClass.TIME, Start.ANY_WORD, _HALF_FIRST, say, "AaPp")


_YEAR_FIRST = ascii_pattern(
    r"(?<![\w./·-])(?P<year>\d{4}|\d{2})(?P<mark>[/.·] ?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\w/-]|\.\d)"
)


def year_first_dates(language: EastAsian) -> Rule:
    """Returns the rule for dates such as `24/3/15`, which with full stops may be versions."""
    announced = re.compile(rf"(?:{language.versions_after}|[A-Za-z])[:：]? ?[vV]?$")

    def say(match: re.Match[str]) -> str | None:
        day, month = int(match["day"]), int(match["month"])
        if not is_date(day, month) or (match["mark"].strip() == "." and announced.search(text_before(match))):
            return None
        return language.date(day, month, int(match["year"]), match["year"])

    return Rule(TextClass.DATE, Start.DIGIT, _YEAR_FIRST, say, behind="/.·")


_YEAR_AND_MONTH = ascii_pattern(
    r"(?<![\w./-])(?P<year>(?:19|20)\d\d)(?:/(?=0?[1-9]|1[0-2])|[.-](?=0))(?P<month>\d{1,2})(?![\w/-]|\.\d)"
)


def years_with_months(language: EastAsian) -> Rule:
    """Returns the rule for `2025/06`."""

    def say(match: re.Match[str]) -> str | None:
        is_month = is_date(1, int(match["month"]))
        return language.date(None, int(match["month"]), int(match["year"])) if is_month else None

    return Rule(TextClass.DATE, Start.DIGIT, _YEAR_AND_MONTH, say, behind="/.-")


_BLOOD_PRESSURE = ascii_pattern(r"(?<![\w.,/])(?P<high>\d{2,3})/(?P<low>\d{2,3})(?P<unit>\s?mmHg)?(?![\w/]|\.\d)")
_NAMED_PRESSURE = re.compile("(?:血压|血圧|血壓|혈압)[^\\s\\d]{0,2}\\s?$")


def blood_pressures(language: EastAsian) -> Rule:
    """Returns the rule for `120/80` where it is a pressure of blood."""

    def say(match: re.Match[str]) -> str | None:
        if match["unit"] is None and not _NAMED_PRESSURE.search(text_before(match)):
            return None
        low = language.parse(match["low"])
        said = language.measure(low, language.units["mmHg"]) if match["unit"] else language.number(low)
        return f"{language.said(match['high'])}{language.over_word} {said}"

    return Rule(TextClass.MEASURE, Start.ANY_NUMBER, _BLOOD_PRESSURE, say, behind="/")


_AMOUNT_ENDS = re.compile(r"(?:\d[^\s\d，。、；,;：:]{0,3}|曜日|요일|[)）])\s?$")
_BEFORE_AMOUNT = r"(?=\s?[-$¥￥€£₩]?\d)"
_MINUS = ascii_pattern(rf"(?:-(?=\d)|[-–—]{_BEFORE_AMOUNT})")
_TILDE = ascii_pattern(rf"[~～〜∼](?P<amount>{_BEFORE_AMOUNT})?")
_NEAR = 12


def joining_signs(language: EastAsian) -> Iterator[Rule]:
    """Yields the rules for signs before numbers: between two amounts they are read as `joint`, others as minus.

    A tilde that joins nothing is an ornament.
    """

    def joint(match: re.Match[str]) -> str | None:
        joins = _AMOUNT_ENDS.search(text_before(match)) is not None
        return language.joint(match.string[match.end() : match.end() + _NEAR]) if joins else None

    def minus(match: re.Match[str]) -> str | None:
        if "=" in match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]:
            return None
        is_minus = match[0] == "-" and re.match(OWN, text_before(match, 1)) is not None
        return joint(match) or (language.minus if is_minus else None)

    def tilde(match: re.Match[str]) -> str:
        return "" if match["amount"] is None else joint(match) or language.about_word

    yield Rule(TextClass.RANGE, Start.SIGN, _MINUS, minus, "-–—")
    yield Rule(TextClass.RANGE, Start.SIGN, _TILDE, tilde, "~～〜∼")


_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_PLAIN = {ord(raised): plain for raised, plain in zip(_RAISED, f"{_DIGITS}-", strict=True)}
_POWER = ascii_pattern(r"(?P<base>[A-Za-z]{0,3})(?P<power>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]++)(?!\w)")


def powers(language: EastAsian) -> Iterator[Rule]:
    """Yields the rules for raised digits, behind a letter or two or behind a number."""

    def say(match: re.Match[str]) -> str:
        power = match["power"].translate(_PLAIN)
        number = language.signed(power[: power[0] == "-"], language.integer(power.lstrip("-")))
        said = language.symbols.get(match["power"]) or language.power(number)
        return f"{say_part(language, match['base']) if match['base'] else ''}{said}"

    yield Rule(TextClass.FORMULA, Start.SIGN, _POWER, say, _RAISED)
    yield Rule(TextClass.FORMULA, Start.ANY_WORD, _POWER, say, behind=_RAISED)


_COORDINATE = ascii_pattern(
    rf"(?<![\w.])(?<!\d,)(?P<degrees>{NUMBER})\s?°\s?(?:(?P<minutes>{NUMBER})\s?['′’]\s?)?"
    rf"(?:(?P<seconds>{NUMBER})\s?(?:[\"″”]|'')\s?)?(?P<point>[NSEW])?(?!\w)"
)
_FEET = ascii_pattern(r"(?<![\w.])(?<!\d,)(?P<feet>\d{1,3})\s?['′’]\s?(?P<inches>\d{1,2})\s?(?:[\"″”]|'')(?!\w)")


def angles(language: EastAsian) -> Iterator[Rule]:
    """Yields the rules for degrees with minutes or a point of the compass, and for feet with inches."""

    def coordinate(match: re.Match[str]) -> str | None:
        if match["minutes"] is None and match["point"] is None:
            return None
        parts = zip((match["degrees"], match["minutes"], match["seconds"]), language.arcs, strict=True)
        said = [f"{language.said(part)} {name}" for part, name in parts if part]
        return " ".join((*filter(None, (language.points.get(match["point"]),)), *said))

    def feet(match: re.Match[str]) -> str:
        names = (language.units[sign] for sign in ("ft", "in"))
        return " ".join(
            language.measure(language.parse(part), unit) for part, unit in zip(match.groups(), names, strict=True)
        )

    yield Rule(TextClass.MEASURE, Start.ANY_NUMBER, _COORDINATE, coordinate, behind=f".,{_DIGITS}°")
    yield Rule(TextClass.MEASURE, Start.DIGIT, _FEET, feet, behind="'′’")


def money_named_twice(language: EastAsian) -> Rule:
    """Returns the rule for `¥100元`, where the sign is not said."""
    pattern = ascii_pattern(rf"[$¥￥€£₩]\s?(?P<number>{NUMBER})(?=\s?(?:{language.money_words}))")
    return Rule(TextClass.MONEY, Start.SIGN, pattern, lambda match: language.said(match["number"]), "$¥￥€£₩")
