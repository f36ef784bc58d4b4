"""German ordinals, which have to be told from the ends of sentences, and words with numbers inside: `20-jährig`.

How numbers are said is asked of the language, and which ending they have of `german_grammar`. `german` tries these
rules before the common ones.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.languages.continental import BLANK, bound, ends_text
from vozes.text.normalizing.languages.german import tables
from vozes.text.normalizing.languages.german.grammar import (
    before,
    following_text,
    is_announced,
    last_word,
    noun_after,
    ordinal_ending,
)
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import IN_NUMBERS, LETTER, NOT_BEFORE_WORD, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.german.language import German

_ITEM = re.compile(r"(?<!\w)(?P<number>[1-9]\d?)\.\)(?=\s)")
_NOT_IN_NUMBER = r"(?<![\w.,:/-])"
_WHOLE = r"(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,9})"
_ORDINAL = re.compile(rf"{_NOT_IN_NUMBER}{_WHOLE}\.(?:{BLANK}[-–—]{BLANK}(?P<last>\d{{1,4}})\.)?(?![\d\w])")
_NEXT_WORD = re.compile(r"[\s\u00a0]*[\"„»(]?([^\W\d_]+)")
_LINE_BEFORE = re.compile(r"(?:^|\n)\s{0,8}\d{1,3}[.)]\s[^\n]*\n\s*$")
_LINE_AFTER = re.compile(r"[^\n]{0,300}\n\s{0,8}\d{1,3}[.)]\s")
_PLAIN_BEFORE = re.compile(r"\d\s(?:und|oder)\s$")
_CONJUNCTION = re.compile(r"\s(?:und|oder|bis|sowie)\s(?:zum\s)?\d{1,3}\.")
_LONGEST_LIST = 99
_LARGEST_ORDINAL = 999
_SUFFIXED = re.compile(rf"{_NOT_IN_NUMBER}(?P<number>\d{{1,9}})\.?-?s?t(?P<ending>e[nrms]?){NOT_BEFORE_WORD}")
_JOINED = re.compile(
    rf"{_NOT_IN_NUMBER}(?:(?P<first>\d{{1,4}})-?{BLANK}(?:[-–—]|bis){BLANK})?{_WHOLE}(?:,(?P<fraction>\d{{1,3}}))?"
    rf"(?:{BLANK}%-?(?=ig)|-)?(?P<suffix>(?i:{any_of(tables.SUFFIXES)})(?:e[nrms]?|s)?|(?<=[%-])ig(?:e[nrms]?)?){NOT_BEFORE_WORD}"
)
_ROOMS = re.compile(rf"{_NOT_IN_NUMBER}(?P<number>[1-9])(?P<half>[,½]5?)?[- ]Zi\.-(?:Whg\.|W(?=ohnung))")
_HANGING = re.compile(rf"{_NOT_IN_NUMBER}(?P<number>\d{{1,9}})-(?=,?\s(?:bis|und|oder|\d))")
_COMPOUND = re.compile(
    r"(?<![\w.,:/+-])(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,9}(?:,\d{1,3})?)"
    r"(?P<parts>(?:D(?=-)|%?-[^\W\d_][\w²³°]{0,60})(?:-[^\W_]\w{0,60}){0,6})(?!\w|-\w)"
)
_DECADE = re.compile(
    rf"{_NOT_IN_NUMBER}(?P<number>\d{{1,5}})-?er(?P<end>n|s|in)?(?P<more>(?:-{LETTER}{{1,40}}+){{0,3}}){NOT_BEFORE_WORD}"
)
_TIMES = re.compile(
    rf"{_NOT_IN_NUMBER}(?:(?P<first>\d{{1,4}})[-–])?(?P<number>\d{{1,4}}){BLANK}[x×](?!\w|\s?[-−\d=+*/^²)])"
)
_LIST = re.compile(r"\d{1,3}(?:,\d{1,3}){2,9}(?![\w]|,\d)")
_JOINED_FIRSTS = (
    "-–—b%.," + "".join({form for end in tables.SUFFIXES for form in (end[0], end[0].upper())}) + IN_NUMBERS
)


def rules(language: "German") -> Iterator[Rule]:
    sayings = (
        (TextClass.ORDINAL, Start.DIGIT, _ITEM, _in_list, "", "."),
        (TextClass.ORDINAL, Start.DIGIT, _ORDINAL, _ordinal, "", "."),
        (TextClass.ORDINAL, Start.DIGIT, _SUFFIXED, _suffixed, "", "-.stST"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _JOINED, _joined, "", _JOINED_FIRSTS),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _ROOMS, _rooms, "", "- ,½"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _HANGING, _hanging, "", "-"),
        (TextClass.DATE, Start.DIGIT, _DECADE, _decade, "", "-e"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _COMPOUND, _compound, "", "-.,%D"),
        (TextClass.ALPHANUMERIC, Start.ANY_NUMBER, _TIMES, _times, "", "-–x×"),
        (TextClass.CARDINAL, Start.DIGIT, _LIST, _list, "", ","),
    )
    yield from bound(language, sayings)


def _value(match: re.Match[str]) -> int:
    return int(match["number"].replace(".", ""))


def _ordinal(language: "German", match: re.Match[str]) -> str | None:
    value, announced = _value(match), is_announced(before(match))
    if ends_text(match.string, match.end()) and _PLAIN_BEFORE.search(before(match)):
        return None
    if _is_listed(match):
        return f"{language.ordinal_stem(value)}ens," if value else None
    if not announced and not _is_ordinal(match, value):
        return None
    noun = noun_after(following_text(match))
    if not noun and value <= _LONGEST_LIST and last_word(match) == "zu":
        return language.ordinal_stem(value) + _full_stop(match)
    ending = ordinal_ending(before(match), tables.FLOORS.get(noun) or tables.ABBREVIATIONS.get(f"{noun}.", noun))
    said = language.ordinal_stem(value) + ending
    if match["last"]:
        said += f" bis {language.ordinal_stem(int(match['last']))}{ending}"
    return said + _full_stop(match)


def _is_listed(match: re.Match[str]) -> bool:
    """Returns whether a number begins a line, and the line before or behind begins with one too."""
    start = match.string.rfind("\n", max(0, match.start() - 9), match.start()) + 1 if match.start() else 0
    if (
        match.string[start : match.start()].strip()
        or (start == 0 and match.start() > 8)
        or _value(match) > _LONGEST_LIST
    ):
        return False
    if following_text(match)[:1] not in (" ", "\t", "\u00a0"):
        return False
    earlier = match.string[max(0, match.start() - 300) : match.start()]
    return _LINE_AFTER.match(match.string, match.end()) is not None or _LINE_BEFORE.search(earlier) is not None


def _is_ordinal(match: re.Match[str], value: int) -> bool:
    """Returns whether a number with a full stop is an ordinal, and does not end a sentence."""
    last = last_word(match).lower()
    if ends_text(match.string, match.end()):
        return not match.string[: match.start()].rsplit("\n", 1)[-1].strip('[("„ ') if match.start() < 9 else False
    if last in tables.CARDINAL_BEFORE or (value > _LARGEST_ORDINAL and match["number"].isdecimal()):
        return False
    following = following_text(match)
    if following[:1] in ",;)":
        return following[:1] == "," and _CONJUNCTION.search(following) is not None
    word = _NEXT_WORD.match(following)
    if word is None:
        return False
    starts = word[1][0].isupper() and word[1].lower() in tables.SENTENCE_STARTS
    return not starts and (word[1] not in ("und", "oder", "bis", "sowie") or _CONJUNCTION.match(following) is not None)


def _full_stop(match: re.Match[str]) -> str:
    if ends_text(match.string, match.end()) and match.start():
        return "."
    word = _NEXT_WORD.match(following_text(match))
    return "." if word is not None and word[1][0].isupper() and word[1].lower() in tables.SENTENCE_STARTS else ""


def _in_list(language: "German", match: re.Match[str]) -> str | None:
    return f"{language.ordinal_stem(int(match['number']))}ens,"


def _suffixed(language: "German", match: re.Match[str]) -> str | None:
    return language.ordinal_stem(_value(match)) + match["ending"]


def _joined(language: "German", match: re.Match[str]) -> str | None:
    suffix = match["suffix"]
    number = language.joined(_value(match))
    if suffix.startswith("ig"):
        suffix = "prozent" + suffix
    if match["fraction"]:
        number = language.number(Number(match["number"], match["fraction"], ",")).replace(" ", "").lower()
    if match["first"]:
        number = f"{language.joined(int(match['first']))}- bis {number}"
    said = number + suffix.lower()
    return said[0].upper() + said[1:] if suffix[0].isupper() else said


def _rooms(language: "German", match: re.Match[str]) -> str | None:
    number = language.joined(int(match["number"])).capitalize() + "einhalb" * bool(match["half"])
    return f"{number}-Zimmer-{'Wohnung' if match[0].endswith('.') else 'W'}"


def _hanging(language: "German", match: re.Match[str]) -> str | None:
    return language.joined(_value(match)) + "-"


def _decade(language: "German", match: re.Match[str]) -> str | None:
    number = int(match["number"])
    said = language.year(number) if len(match["number"]) == 4 else language.joined(number)
    said = re.sub("eins$|ein$", "eins", said)
    return f"{said}er{match['end'] or ''}{match['more']}"


def _compound(language: "German", match: re.Match[str]) -> str | None:
    """Returns a compound with its number, units and letters written out: `3-Zimmer-Wohnung`, `500-GB-Platte`."""
    parts = match["parts"].replace("%", "-Prozent").lstrip("-").split("-")
    written = match["number"].replace(".", "")
    number = language.number(language.parse(written)) if "," in written else language.joined(int(written))
    if parts[0] in ("bis", "und", "oder"):
        return None
    if len(parts) == 1 and len(parts[0]) == 1:
        return f"{number} {language.spelled(parts[0])}"
    if parts[-1][0].isupper():
        number = number[0].upper() + number[1:]
    said = [part_of_compound(language, part) for part in parts]
    return "-".join([number.replace(" ", "-"), *said])


def part_of_compound(language: "German", part: str) -> str:
    """Returns a part of a compound: units by their names, letters spelled."""
    if (part in tables.MEASURES and len(part) > 1) or part in ("m", "h", "l", "g", "V", "W"):
        return tables.MEASURES[part].one
    if part == "€":
        return "Euro"
    if part.isdecimal():
        return language.joined(int(part)) if len(part) <= language.longest_number else language.digits_in_turn(part)
    if part.isalpha():
        is_spelled = part.isupper() and part not in tables.SPOKEN and (len(part) <= 3 or part in tables.SPELLED)
        return language.spelled(part) if is_spelled else part
    return " ".join(language.spelled(sign) if sign.isalnum() else sign for sign in part)


def _times(language: "German", match: re.Match[str]) -> str | None:
    first = f"{language.joined(int(match['first']))}- bis " if match["first"] else ""
    return f"{first}{language.joined(_value(match))}mal"


def _list(language: "German", match: re.Match[str]) -> str | None:
    return ", ".join(map(language.integer, match[0].split(",")))
