"""Korean counting: which numerals are native, before which nouns and up to which number."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.languages.east_asian.language import DASH, DASHES, EastAsian, ascii_pattern
from vozes.text.normalizing.languages.korean import tables
from vozes.text.normalizing.rules import Rule, Start, any_of

_NATIVE = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_LAST_NATIVE = 39
"""The largest number that is native before most nouns."""
_LAST_NATIVE_OF = {"살": 99, "번째": 99, "시간": 20}
_LAST_NATIVE_HOUR = 12
_NOUN = rf"(?!{any_of(tables.NOT_COUNTERS)})(?P<noun>{any_of(tables.COUNTERS)})(?=[^가-힣]|[{tables.GOES_ON}]|$)"
_COUNT = ascii_pattern(rf"(?<![\w.,/:제수])(?P<number>\d{{1,3}}(?:,\d{{3}}){{0,4}})\s?(?={_NOUN})")
_RANGE = ascii_pattern(rf"(?<![\w.,/:제-])(?P<first>\d{{1,2}})\s?{DASH}\s?(?P<last>\d{{1,2}})\s?(?={_NOUN})")
_HOUR = ascii_pattern(r"(?<![\d.,:])0?(?P<hour>1\d|2[0-4]|\d)\s?(?=시(?!간|리즈|즌|민|험|점|각|속))")
_IN_ORDER = re.compile(rf"번\s?{any_of(tables.EXITS)}|장\s?\d{{1,3}}\s?절")
"""What is counted where the number tells its place: `3번 출구`, `3장 5절`."""
_VERSUS = ascii_pattern(
    r"(?<![\w.])(?<!\d,)(?P<first>\d{1,3})\s?대\s?(?P<last>\d{1,3})(?=[\s로으의이.,!?)]|$)(?![.,]\d|\s?[만억명])"
)


def native(number: int) -> str:
    """Returns a number from 1 to 99 as it stands before what is counted: 한, 두, 스무."""
    return "스무" if number == 20 else _NATIVE_TENS[number // 10] + _NATIVE[number % 10]


def hour(language: EastAsian, hour: int) -> str:
    return native(hour) if 1 <= hour <= _LAST_NATIVE_HOUR else language.cardinal(hour)


def counting(language: EastAsian) -> Iterator[Rule]:
    def count(match: re.Match[str]) -> str:
        number = int(match["number"].replace(",", ""))
        if _IN_ORDER.match(match.string, match.end()):
            return f"{language.cardinal(number)} "
        return f"{_counted(language, number, match['noun'])} "

    def between(match: re.Match[str]) -> str:
        first, last = (_counted(language, int(match[name]), match["noun"]) for name in ("first", "last"))
        return f"{first} {match['noun']}{language.range_word} {last} "

    def hours(match: re.Match[str]) -> str:
        return f"{hour(language, int(match['hour']))} "

    def versus(match: re.Match[str]) -> str:
        return f"{language.integer(match['first'])} {language.score_word} {language.integer(match['last'])}"

    firsts = "".join({noun[0] for noun in tables.COUNTERS})
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _HOUR, hours, behind="시")
    yield Rule(TextClass.RANGE, Start.DIGIT, _VERSUS, versus, behind="대")
    yield Rule(TextClass.RANGE, Start.DIGIT, _RANGE, between, behind=DASHES)
    yield Rule(TextClass.CARDINAL, Start.ANY_NUMBER, _COUNT, count, behind=f",{firsts}")


def _counted(language: EastAsian, number: int, noun: str) -> str:
    """Returns a number before what it counts."""
    if number == 1 and noun == "번째":
        return "첫"
    is_age = noun == "대" and number >= 10 and number % 10 == 0
    is_native = 1 <= number <= _LAST_NATIVE_OF.get(noun, _LAST_NATIVE) and not is_age
    return native(number) if is_native else language.cardinal(number)
