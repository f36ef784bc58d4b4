"""The rules for Arabic alone: days, clocks, ordinals, percents, eras, titles, telephones, scores.

`arabic` tries them before the common ones, and is asked how numbers are said.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Gender
from vozes.text.normalizing.languages.arabic import tables
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import LETTER, MARKS, NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.arabic.language import Arabic

_Saying = Callable[["Arabic", re.Match[str]], str | None]
_BLANK = "[ \u00a0\u202f]?"
_DIGITS = "0123456789"
_START = r"(?<![\w.,:/-])"
_END = r"(?![\w/-]|[.,:]\d)"
_LOOK_BACK, _LOOK_AHEAD = 40, 48
_FIRST_WORD = re.compile(rf"[ \u00a0]?(?P<word>{LETTER}{{2,24}})")
_OTHER_NUMBER = re.compile(r" (?:إلى|أو|حتى)? {0,2}\d{1,4}(?= )")
"""What stands between a number and the noun that another one counts too: `من 5 إلى 10 سنوات`."""
_DEFINITE = ("ال", "لل", "وال", "فال", "بال", "كال")
_VOWEL_SIGNS = str.maketrans("", "", "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640")
_ARABIC = "\u0620-\u064a"

# Dates.
_DAYS = re.compile(
    rf"{_START}(?P<first>\d{{1,2}})(?:{_BLANK}[-–]{_BLANK}(?P<last>\d{{1,2}}))?[ \u00a0](?P<of>من )?"
    rf"(?=(?:شهر )?{any_of(tables.MONTH_WORDS)}{NOT_BEFORE_WORD})"
)
_FIRST_DAY = re.compile(
    rf"{_START}(?P<first>\d{{1,2}})(?= (?:إلى|حتى|و|أو) {{0,2}}\d{{1,2}} (?:من )?"
    rf"(?:شهر )?{any_of(tables.MONTH_WORDS)}{NOT_BEFORE_WORD})"
)
_ERA = re.compile(rf"{_START}(?P<year>\d{{1,4}}){_BLANK}(?:(?P<hijri>ه(?:ـ|\.)?)|م){NOT_BEFORE_WORD}\.?(?=\W|$)")

# Times.
_HOUR, _MINUTE = r"[01]?\d|2[0-4]", r"[0-5]\d"
_HALF = rf"(?:{_BLANK}(?P<half>[AaPp]\.?[Mm]\.?(?!\w)|[صم]{NOT_BEFORE_WORD}))?"
_CLOCK = re.compile(
    rf"(?<![\w.,:/])(?P<hour>{_HOUR}):(?P<minute>{_MINUTE})(?::(?P<second>{_MINUTE}))?(?![:\w]|[.,]\d){_HALF}"
)
_FULL_HOUR = re.compile(rf"{_START}(?P<hour>{_HOUR})(?![\w%]|[.,:/]\d){_HALF}")
_HOUR_BEFORE = re.compile(r"(?:ال|لل|وال)ساعة[ \u00a0]$")
_UNTIL = re.compile(r"[-–](?=\s?\d)")
_TIME_ENDS = re.compile(r"\d(?::\d\d\s?|\s?)(?:[صم]|[AaPp]\.?[Mm]\.?)\s?$|\d:\d\d\s?$")
_TIME_BEFORE = re.compile(r"(?:ساعة|[صم]\.?|\d:\d\d)[ \u00a0](?:[^\W\d_]{2,4} |[-–] ?)?$")

# Numbers.
_PERCENT = r"%{blank}(?P<sign>[-+])?(?P<first>{number})(?:{blank}[-–]{blank}%?(?P<last>{number}))?(?!\d)"
_NUMBER_AFTER = re.compile(
    rf"{_START}(?P<number>\d{{1,2}})(?![\w%]|[.,:/-]\d|{_BLANK}(?:{any_of(tables.SCALES)}){NOT_BEFORE_WORD})"
)
_COUNTABLE = any_of([*tables.UNITS, *tables.CURRENCY_SIGNS, *tables.SCALES])
_GLUED = re.compile(
    rf"{_START}(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?!{_COUNTABLE}{NOT_BEFORE_WORD})(?=[{_ARABIC}]{{2}})"
)
"""A number that is written together with the word behind it."""
_SCORE = re.compile(rf"{_START}(?P<first>\d{{1,3}}){_BLANK}[-–]{_BLANK}(?P<last>\d{{1,3}}){_END}")
_SCORE_NEAR = re.compile(tables.SCORE_WORDS)
_TWENTY_FOUR_SEVEN = re.compile(r"(?:24/7|7/24)(?![\w/])")

# Telephones and codes.
_TELEPHONE = re.compile(
    rf"{_START}(?<!\+)(?:0\d{{1,4}}[ -]\d{{3,4}}[ -]?\d{{3,4}}"
    rf"|\(0\d{{1,3}}\) ?\d{{3,4}}[ -]?\d{{3,4}}|9200\d{{5}}|800\d{{7}}){_END}"
)
_CODE = re.compile(rf"{_START}\d{{5,18}}(?:[ -]\d{{2,8}}){{0,4}}(?![\w/-]|[.,:]\d)")
_CODE_BEFORE = re.compile(
    rf"(?:{tables.TELEPHONE_WORDS})(?: (?:على|رقم|هو|بنا)){{0,2}}[ :]{{1,3}}$"
    rf"|(?:{tables.NUMBER_WORDS})(?: {LETTER}{{1,12}}){{0,2}}[ :]{{1,3}}$"
)

# Words and signs.
_TITLE = re.compile(
    rf"{NOT_AFTER_WORD}(?P<title>{any_of(tables.TITLES)}){_BLANK}(?=(?P<name>[{_ARABIC}{MARKS}]{{2,20}}))"
)
_SLASH = re.compile(rf"/(?={LETTER})")
_TILDE = re.compile(r"[~≈]\s?(?=\d)")


def rules(language: "Arabic") -> Iterator[Rule]:
    percent = re.compile(_PERCENT.format(blank=_BLANK, number=language.number_pattern))
    any_number, sign = Start.ANY_NUMBER, Start.SIGN
    sayings: tuple[tuple[TextClass, Start, re.Pattern[str], _Saying, str, str], ...] = (
        (TextClass.TELEPHONE, any_number | sign, _TELEPHONE, _digits, "0(98", ""),
        (TextClass.TELEPHONE, any_number, _CODE, _code, "", ""),
        (TextClass.DATE, any_number, _DAYS, _days, "", f"-–{''.join({month[0] for month in tables.MONTH_WORDS})}مش"),
        (TextClass.DATE, any_number, _FIRST_DAY, _first_day, "", "إحوأ"),
        (TextClass.DATE, any_number, _ERA, _era, "", "هم"),
        (TextClass.TIME, Start.DIGIT, _CLOCK, _clock, "", ":"),
        (TextClass.TIME, any_number, _FULL_HOUR, _full_hour, "", ""),
        (TextClass.TIME, sign, _UNTIL, _until, "-–", ""),
        (TextClass.ORDINAL, any_number, _NUMBER_AFTER, _ordinal, "", ""),
        (TextClass.MEASURE, sign, percent, _percent, "%", ""),
        (TextClass.CARDINAL, Start.DIGIT, _GLUED, _glued, "", f",{''.join(map(chr, range(0x620, 0x64B)))}"),
        (TextClass.RANGE, any_number, _SCORE, _score, "", "-–"),
        (TextClass.TIME, Start.DIGIT, _TWENTY_FOUR_SEVEN, lambda *_: "أربعة وعشرون سبعة", "27", "/"),
        (TextClass.ABBREVIATION, Start.ATTACHED, _TITLE, _title, "".join({title[0] for title in tables.TITLES}), "./"),
        (TextClass.SYMBOL, sign, _SLASH, _slash, "/", ""),
        (TextClass.SYMBOL, sign, _TILDE, lambda *_: "حوالي", "~≈", ""),
    )
    for kind, starts, pattern, say, first, behind in sayings:
        yield Rule(kind, starts, pattern, partial(say, language), first, behind)


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _LOOK_BACK) : match.start()]


def word_before(text: str, start: int) -> str:
    """Returns the word before a place, without the signs of vowels; empty where there is none."""
    before = text[max(0, start - _LOOK_BACK) : start]
    head = before.rstrip(" \u00a0")
    if head == before:
        return ""
    return re.split(r"[\s(«\"“]", head)[-1].translate(_VOWEL_SIGNS)


def _word_before(match: re.Match[str]) -> str:
    return word_before(match.string, match.start())


# Gender.
def gender(text: str, start: int, end: int) -> Gender:
    """Returns the gender of the noun behind a number; after 3 to 10 it is in the plural."""
    found = _FIRST_WORD.match(text, end)
    digits = text[start:end].lstrip("-+±").replace(",", "")
    if not digits.isdecimal():
        return "m"
    other = _OTHER_NUMBER.match(text, end)
    found = _FIRST_WORD.match(text, other.end()) if other else found
    if found is None or is_year(text, start):
        return "f" if is_year(text, start, tables.FEMININE_YEAR_WORDS) else "m"
    noun = found["word"].translate(_VOWEL_SIGNS)
    if noun in tables.MASCULINE_NOUNS:
        return "m"
    is_many = 3 <= int(digits[-2:]) <= 10
    ends_feminine = noun.endswith("ات") if is_many else noun.endswith("ة")
    return "f" if noun in tables.FEMININE_NOUNS or ends_feminine else "m"


def is_year(text: str, start: int, words: frozenset[str] = tables.YEAR_WORDS) -> bool:
    """Returns whether the word before a number says that it is a year."""
    return word_before(text, start) in words


# Dates and times.
def day(language: "Arabic", number: int) -> str:
    """Returns the ordinal of a day, as it is said behind a preposition or `يوم`."""
    return genitive_ordinal(language.ordinal(number))


def genitive_ordinal(said: str) -> str:
    """Returns an ordinal as it is said behind a preposition."""
    return re.sub(r"ون$", "ين", said)


def _days(language: "Arabic", match: re.Match[str]) -> str | None:
    first, last = int(match["first"]), int(match["last"] or 1)
    if not (1 <= first <= 31 and 1 <= last <= 31):
        return None
    said = day(language, first)
    if match["last"]:
        said = f"{said} {language.range_word} {day(language, last)}"
    return f"{said} من"


def _first_day(language: "Arabic", match: re.Match[str]) -> str | None:
    return day(language, int(match["first"])) if 1 <= int(match["first"]) <= 31 else None


def _era(language: "Arabic", match: re.Match[str]) -> str | None:
    """Returns a year with its era; a number of metres has no year's size."""
    year, before = int(match["year"]), _word_before(match)
    if not match["hijri"] and not 1000 <= year <= 2100:
        return None
    of_year = before.endswith("عام")
    name = "هجري" if match["hijri"] else "ميلادي"
    gender_ = "f" if before.endswith("سنة") else "m"
    return f"{language.cardinal(year, gender_)} {name}{'' if of_year else 'ة'}"


def time(language: "Arabic", hour: int, minute: int | None, second: int | None, half: str = "") -> str:
    said = [_hour(language, hour)]
    if minute in (15, 30) and second is None:
        said.append("الربع" if minute == 15 else "النصف")
    elif minute:
        said.append(_some(language, minute, "دقيقة", "دقائق"))
    if second:
        said.append(_some(language, second, "ثانية", "ثوان"))
    part = {"am": " صباحا", "pm": " مساء"}.get(half, "")
    return " و".join(said) + part


def _hour(language: "Arabic", hour: int) -> str:
    return "الواحدة" if hour == 1 else language.ordinal(hour or 12, "f")


def _some(language: "Arabic", number: int, one: str, few: str) -> str:
    if number == 1:
        return one
    return language.counted_noun(Number(str(number)), one, few, "f")


def _half_of_day(written: str | None) -> str:
    return "" if not written else "am" if written[0] in "aAص" else "pm"


def _clock(language: "Arabic", match: re.Match[str]) -> str:
    second = None if match["second"] is None else int(match["second"])
    return language.time(int(match["hour"]), int(match["minute"]), second, _half_of_day(match["half"]))


def _full_hour(language: "Arabic", match: re.Match[str]) -> str | None:
    """Returns a full hour: behind `الساعة`, or with a half of the day behind it and a time before it."""
    before = _before(match)
    is_hour = _HOUR_BEFORE.search(before) is not None
    is_time = match["half"] is not None and (match["half"][0] in "aApPص" or _TIME_BEFORE.search(before) is not None)
    if not is_hour and not is_time:
        return None
    return language.time(int(match["hour"]), None, None, _half_of_day(match["half"]))


def _until(language: "Arabic", match: re.Match[str]) -> str | None:
    return language.range_word if _TIME_ENDS.search(_before(match)) else None


# Numbers.
def _ordinal(language: "Arabic", match: re.Match[str]) -> str | None:
    """Returns an ordinal behind a noun that is numbered, where the number does not count what follows it."""
    number, noun = int(match["number"]), _word_before(match)
    noun = f"ال{noun[2:]}" if noun.startswith("لل") else noun[1:] if noun[:1] in ("و", "ف", "ب", "ك") else noun
    gender_ = tables.ORDINAL_NOUNS.get(noun)
    if gender_ is None or not number or (noun != "القرن" and counts(match.string, match.end())):
        return None
    return genitive_ordinal(language.ordinal(number, gender_))


def counts(text: str, end: int) -> bool:
    """Returns whether a noun that a number may count stands behind it."""
    following = _FIRST_WORD.match(text, end)
    return (
        following is not None
        and not following["word"].startswith(_DEFINITE)
        and following["word"] not in tables.SMALL_WORDS
    )


def _percent(language: "Arabic", match: re.Match[str]) -> str:
    said = language.signed(match["sign"] or "", language.amount(language.parse(match["first"])))
    if match["last"]:
        said = language.range(said, language.amount(language.parse(match["last"])))
    return f"{said} {language.percent}"


def _glued(language: "Arabic", match: re.Match[str]) -> str:
    return language.integer(match["number"].replace(",", ""), gender(match.string, *match.span()))


def _score(language: "Arabic", match: re.Match[str]) -> str | None:
    near = re.split(r"[.؟!،\n]", match.string[match.end() : match.end() + _LOOK_AHEAD])[0]
    before = re.split(r"[.؟!\n]", _before(match))[-1]
    if not (_SCORE_NEAR.search(near) or _SCORE_NEAR.search(before)):
        return None
    return f"{language.integer(match['first'])} مقابل {language.integer(match['last'])}"


def _code(language: "Arabic", match: re.Match[str]) -> str | None:
    if not _CODE_BEFORE.search(_before(match)):
        return None
    return _digits(language, match)


def _digits(language: "Arabic", match: re.Match[str]) -> str:
    return language.digits_in_turn(re.sub(r"\D", "", match[0]))


# Words and signs.
def _title(language: "Arabic", match: re.Match[str]) -> str | None:
    """Returns a title before a name: with the ending of women, and without the article when somebody is spoken to."""
    name = match["name"].translate(_VOWEL_SIGNS)
    title = tables.TITLES[match["title"]]
    if len(match["title"]) == 2 and match["title"][1] == "." and match.string[match.end() : match.end() + 2][1:] == ".":
        return None
    is_woman = name not in tables.MEN and (name in tables.WOMEN or name.endswith(("ة", "اء")))
    if is_woman:
        title = " ".join(f"{word}ة" for word in title.split())
    if _word_before(match) == "يا":
        title = " ".join(word.removeprefix("ال") for word in title.split())
    return title


def _slash(language: "Arabic", match: re.Match[str]) -> str | None:
    return " " if re.fullmatch(LETTER, match.string[match.start() - 1 : match.start()]) else None
