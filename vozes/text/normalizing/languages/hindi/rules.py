"""The rules for Hindi alone: ordinals, fractions, scores, telephones, addresses, initials, Latin words.

`hindi` tries them before the common ones, and is asked how numbers are said.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.hindi import tables
from vozes.text.normalizing.languages.hindi.dates import YEAR_FOLLOWS, text_before, word_before
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import LETTER, MARKS, NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, spell

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.hindi.language import Hindi

_Saying = Callable[["Hindi", re.Match[str]], str | None]
_BLANK = "[ \u00a0\u202f]?"
_DIGITS = "0123456789"
_START = r"(?<![\w.,:/-])"
_END = r"(?![\w/-]|[.,:]\d)"
_LOOK_BACK, _LOOK_AHEAD = 48, 48
_NEXT_WORDS = re.compile(rf"[ \u00a0]({LETTER}+)(?:[ \u00a0]({LETTER}+))?")

# Numbers.
_ENDINGS = "वां|वाँ|वीं|वें|वा|वी|वे|ठवां|ठवाँ|ठवीं|ठवें|ला|ली|ले|रा|री|रे|था|थी|थे|ठा|ठी|ठे"
_ORDINAL = re.compile(
    rf"{_START}(?P<number>\d{{1,3}}(?:,\d{{2,3}})+|\d{{1,9}})[ -]?(?P<ending>{_ENDINGS}){NOT_BEFORE_WORD}"
)
_ENGLISH_ORDINAL = re.compile(rf"(?<![\w.,:])(?P<number>\d{{1,2}})(?:st|nd|rd|th|ST|ND|RD|TH){NOT_BEFORE_WORD}")
_HALF = re.compile(rf"{_START}(?P<number>\d{{1,9}}\.5)(?= (?:{any_of(tables.HALVED)}){NOT_BEFORE_WORD})")
_SINGLES = {"½": "आधा", "¼": "एक चौथाई", "¾": "तीन चौथाई", "⅓": "एक तिहाई", "⅔": "दो तिहाई"}
_SINGLE = re.compile(rf"(?<![\w.,])(?:(?P<whole>\d{{1,6}}){_BLANK})?(?P<single>[{''.join(_SINGLES)}])(?!\d)")
_FRACTION = re.compile(
    r"(?<![\w.,/])(?:(?P<whole>\d{1,6})[ \u00a0])?(?P<top>\d{1,18})[/⁄](?P<bottom>\d{1,18})(?![\w/]|[.,]\d)"
)
_TWENTY_FOUR_SEVEN = re.compile(r"24/7(?![\w/])")
_SCORE = re.compile(rf"{_START}(?P<first>\d{{1,3}})[ ]?[-–][ ]?(?P<last>\d{{1,3}}){_END}")
_SCORE_NEAR = re.compile(tables.SCORE_WORDS)
_CRICKET = re.compile(r"(?:स्कोर|रन|विकेट|ओवर)[^।.!?\n]{0,24}$")
_COUNTABLE = any_of([*tables.UNITS, *tables.CURRENCY_SIGNS, *tables.SCALES])
_GLUED = re.compile(
    rf"{_START}(?P<number>\d{{1,3}}(?:,\d{{2,3}})+|\d{{1,9}})(?!{_COUNTABLE}{NOT_BEFORE_WORD})(?=[\u0904-\u0939])"
)
"""A number that is written together with the word behind it."""
_RUPEES_END = re.compile(r"/-(?![\w-])")


# Telephones and codes.
_MOBILE = re.compile(
    rf"{_START}(?<!\+)(?:91[ -])?[6-9]\d{{9}}(?: \d{{2,4}})?{_END}|{_START}(?<!\+)[6-9]\d{{4}}[ -]\d{{5}}{_END}"
)
_AREA = re.compile(
    rf"(?<![\w.,/+-])(?:\(0\d{{2,5}}\)|0{_BLANK}\(\d{{2,5}}\)|0\d{{2,6}})[ .-]?\d{{3,4}}[ -]?\d{{3,4}}{_END}"
)
_CODE = re.compile(rf"{_START}\d{{3,18}}(?:[ -]\d{{2,8}}){{0,4}}(?![\w/-]|[.,:]\d)")
_CODE_BEFORE = re.compile(rf"{tables.NUMBER_WORDS}(?: {LETTER}{{1,9}}\.?){{0,3}}[ :\-]{{1,3}}$")
_IDENTITY = re.compile(rf"{_START}\d{{4}} \d{{4}} \d{{4}}{_END}(?! \d)")
_POSTAL = re.compile(rf"{_START}[1-9]\d{{5}}(?!\w|[.,:/-]\d)")

# Addresses.
_STREET = re.compile(tables.STREET_WORDS)
_SENTENCE = re.compile(rf"{NOT_AFTER_WORD}(?:{tables.SENTENCE_WORDS}){NOT_BEFORE_WORD}|[।?!]")
_HOUSE = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,6}})(?P<letter>[A-Z]?)(?![\w%]|[.,]\d|{_BLANK}(?:{any_of(tables.UNITS)}){NOT_BEFORE_WORD})"
)
_JOINT = re.compile(rf"(?P<mark>[-/])(?= ?[\w{MARKS}])")
_LONGEST_ADDRESS = 200
_LONGEST_SPELLED = 3

# Measures and letters.
_FEET = re.compile(r"(?<![\w.,])(?P<feet>\d{1,2})['′’] ?(?P<inches>\d{1,2})(?:[\"″”]|''|’’)")
_THOUSAND_LINES = re.compile(rf"{_START}(?P<number>\d{{1,2}})K{NOT_BEFORE_WORD}")
_LATIN = re.compile(rf"{NOT_AFTER_WORD}(?:{any_of(tables.LATIN_WORDS)}){NOT_BEFORE_WORD}(?![@.]\w)")
_SMALL_ROMAN = re.compile(r"(?<=\()(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})(?=\))")
_DOTTED = re.compile(
    rf"{NOT_AFTER_WORD}(?:[\u0900-\u0963]{{1,7}}\.){{2,8}}(?:[\u0900-\u0963]{{1,4}}{NOT_BEFORE_WORD})?"
)
_INITIALS = re.compile(
    rf"{NOT_AFTER_WORD}(?:(?:{any_of(tables.INITIALS)})\.{_BLANK}){{2,5}}"
    rf"|{NOT_AFTER_WORD}(?:{any_of(tables.SURE_INITIALS)}|[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ])\. (?=\w)"
)
_HANDLE = re.compile(rf"{NOT_AFTER_WORD}@(?P<name>[A-Za-z]\w{{0,40}}){NOT_BEFORE_WORD}(?![.@]\w)")
_PARTS = re.compile(r"[A-Za-z]+|\d+|_")
_SLASH = re.compile(rf"/(?={LETTER})")
_TILDE = re.compile(r"[~≈]\s?(?=\d)")
_RUNS = re.compile(rf"[a-zA-Z]|\d|[{''.join(tables.GREEK)}]|(?:(?![a-zA-Z]){LETTER})+")


def rules(language: "Hindi") -> Iterator[Rule]:
    any_number, sign = Start.ANY_NUMBER, Start.SIGN
    sayings: tuple[tuple[TextClass, Start, re.Pattern[str], _Saying, str, str], ...] = (
        (TextClass.TELEPHONE, any_number, _MOBILE, _digits, "6789", ""),
        (TextClass.TELEPHONE, any_number | sign, _AREA, _digits, "0(", ""),
        (TextClass.DOCUMENT, any_number, _IDENTITY, _digits, "", _DIGITS),
        (TextClass.DOCUMENT, any_number, _CODE, _code, "", ""),
        (TextClass.DOCUMENT, any_number, _POSTAL, _postal_code, "", ""),
        (TextClass.ORDINAL, any_number, _ENGLISH_ORDINAL, _english_ordinal, "", "snrtSNRT"),
        (
            TextClass.ORDINAL,
            any_number,
            _ORDINAL,
            _ordinal,
            "",
            f"-,{''.join({ending[0] for ending in _ENDINGS.split('|')})}",
        ),
        (TextClass.MEASURE, Start.DIGIT, _FEET, _feet, "", "'′’"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _THOUSAND_LINES, _thousand_lines, "", "K"),
        (TextClass.TELEPHONE, any_number, _HOUSE, _house, "", ""),
        (TextClass.TELEPHONE, sign, _JOINT, _joint, "-/", ""),
        (TextClass.RANGE, any_number, _SCORE, _score, "", "-–"),
        (TextClass.FRACTION, Start.DIGIT, _TWENTY_FOUR_SEVEN, lambda *_: "चौबीस सात", "2", "/"),
        (TextClass.FRACTION, any_number | sign | Start.ANY_WORD, _SINGLE, _single, _DIGITS + "".join(_SINGLES), ""),
        (TextClass.FRACTION, any_number, _FRACTION, _fraction, "", f"/⁄{_DIGITS}"),
        (TextClass.CARDINAL, any_number, _HALF, _half, "", "."),
        (TextClass.CARDINAL, Start.DIGIT, _GLUED, _glued, "", ",".join(map(chr, range(0x904, 0x93A)))),
        (TextClass.MONEY, sign, _RUPEES_END, _rupees_end, "/", ""),
        (
            TextClass.ACRONYM,
            Start.ANY_WORD,
            _LATIN,
            lambda _, match: tables.LATIN_WORDS[match[0]],
            "".join({word[0] for word in tables.LATIN_WORDS}),
            "",
        ),
        (TextClass.ROMAN, Start.ANY_WORD, _SMALL_ROMAN, _small_roman, "ivx", ""),
        (TextClass.ACRONYM, Start.ATTACHED, _INITIALS, _initials, "", "."),
        (TextClass.ACRONYM, Start.ATTACHED, _DOTTED, _initials, "", "."),
        (TextClass.ELECTRONIC, sign, _HANDLE, _handle, "@", ""),
        (TextClass.SYMBOL, sign, _SLASH, _slash, "/", ""),
        (TextClass.SYMBOL, sign, _TILDE, lambda *_: "लगभग", "~≈", ""),
    )
    for kind, starts, pattern, say, first, behind in sayings:
        yield Rule(kind, starts, pattern, partial(say, language), first, behind)


def spelled(language: "Hindi", text: str) -> str:
    parts = []
    for part in _RUNS.findall(text):
        name = tables.LETTERS.get(part.lower()) or tables.GREEK.get(part)
        parts.append(name or (language.digits[int(part)] if part.isdecimal() else part))
    return " ".join(parts) or spell(text)


def ordinal(language: "Hindi", number: int, ending: str) -> str:
    """Returns an ordinal with an ending as it is written behind figures."""
    if number in tables.STEMS:
        return tables.STEMS[number] + {"ा": "ा", "ी": "ी", "े": "े"}.get(_vowel(ending), "ा")
    is_year = ending == "वीं" and 1100 <= number < 10_000 and number // 100 % 10
    return f"{language.year(number) if is_year else language.cardinal(number)}{ending}"


def _vowel(ending: str) -> str:
    return next((sign for sign in ending if sign in "ाीे"), "")


def _digits(language: "Hindi", match: re.Match[str]) -> str:
    return language.digits_in_turn(re.sub(r"\D", "", match[0]))


# Numbers.
def _ordinal(language: "Hindi", match: re.Match[str]) -> str | None:
    number, ending = int(match["number"].replace(",", "")), match["ending"]
    if ending[0] in "लरथठ" and number not in tables.STEMS:
        return None
    return ordinal(language, number, ending)


def _english_ordinal(language: "Hindi", match: re.Match[str]) -> str | None:
    number = int(match["number"])
    return tables.ENGLISH_ORDINALS[number - 1] if 0 < number <= len(tables.ENGLISH_ORDINALS) else None


def _half(language: "Hindi", match: re.Match[str]) -> str | None:
    return language.halved(language.parse(match["number"]))


def _glued(language: "Hindi", match: re.Match[str]) -> str:
    digits = match["number"]
    is_year = len(digits) == 4 and YEAR_FOLLOWS.match(match.string, match.end()) is not None
    return language.year(int(digits)) if is_year else language.integer(digits.replace(",", ""))


def _single(language: "Hindi", match: re.Match[str]) -> str:
    said = _SINGLES[match["single"]]
    if match["whole"] is None:
        return said
    if match["single"] == "½":
        return language.halved(Number(match["whole"], "5", ".")) or said
    return f"{language.integer(match['whole'])} और {said}"


def _fraction(language: "Hindi", match: re.Match[str]) -> str:
    if _CRICKET.search(text_before(match)):
        return f"{language.integer(match['top'])} पर {language.integer(match['bottom'])}"
    said = language.fraction(int(match["top"]), int(match["bottom"]))
    return f"{language.integer(match['whole'])} और {said}" if match["whole"] else said


def _score(language: "Hindi", match: re.Match[str]) -> str | None:
    near = match.string[match.end() : match.end() + _LOOK_AHEAD]
    before = re.split(r"[।.!?\n]", text_before(match))[-1]
    if not (_SCORE_NEAR.search(re.split(r"[।.!?\n]", near)[0]) or _SCORE_NEAR.search(before)):
        return None
    return f"{language.integer(match['first'])} {language.integer(match['last'])}"


def _rupees_end(language: "Hindi", match: re.Match[str]) -> str | None:
    return "" if match.string[match.start() - 1 : match.start()].isdecimal() else None


# Telephones, codes and addresses.
def _code(language: "Hindi", match: re.Match[str]) -> str | None:
    found = _CODE_BEFORE.search(text_before(match))
    return _digits(language, match) if found else None


def _postal_code(language: "Hindi", match: re.Match[str]) -> str | None:
    following = _NEXT_WORDS.match(match.string, match.end())
    words = (word_before(match), *(following.groups() if following else ()))
    known = any(word in tables.PLACES for word in words) or is_address(match)
    return _digits(language, match) if known else None


def _house(language: "Hindi", match: re.Match[str]) -> str | None:
    if not is_address(match):
        return None
    said = language.digits_in_turn(match["number"])
    return f"{said} {language.spelled(match['letter'])}" if match["letter"] else said


def _joint(language: "Hindi", match: re.Match[str]) -> str | None:
    """Returns the name of a sign behind the number of a house."""
    before = match.string[max(0, match.start() - 2) : match.start()].rstrip()
    if not before or not before[-1].isdecimal() or not is_address(match):
        return None
    return "बटा" if match["mark"] == "/" else language.symbols["-"]


def is_address(match: re.Match[str]) -> bool:
    """Returns whether the line of a match is an address: it has the word of a street, and none of a sentence."""
    text = match.string
    start = text.rfind("\n", max(0, match.start() - _LONGEST_ADDRESS), match.start()) + 1
    end = text.find("\n", match.end(), match.end() + _LONGEST_ADDRESS)
    start = start or max(0, match.start() - _LONGEST_ADDRESS)
    end = end if end >= 0 else min(len(text), match.end() + _LONGEST_ADDRESS)
    return end - start <= _LONGEST_ADDRESS and _is_address(text[start:end])


@lru_cache(maxsize=1024)
def _is_address(line: str) -> bool:
    return _STREET.search(line) is not None and _SENTENCE.search(line) is None


# Measures, letters and signs.
def _feet(language: "Hindi", match: re.Match[str]) -> str:
    return f"{language.integer(match['feet'])} फुट {language.integer(match['inches'])} इंच"


def _thousand_lines(language: "Hindi", match: re.Match[str]) -> str:
    """Returns `4K` with the letter's name; kelvins have a blank before them."""
    return f"{language.integer(match['number'])} {language.letters['k']}"


def _initials(language: "Hindi", match: re.Match[str]) -> str | None:
    written = match[0].strip()
    before = match.string[max(0, match.start() - 20) : match.start()].rsplit(maxsplit=1)[-1:]
    if written in language.abbreviations or (before and before[0] in tables.INITIALS):
        return None  # the last of a word that is spelled ends a sentence
    ends = not match.string[match.end() :].strip() and written.endswith(".")
    said = " ".join(map(language.spelled, re.findall(r"[^.\s]+", written)))
    return said + "." * ends


def _small_roman(language: "Hindi", match: re.Match[str]) -> str:
    return language.cardinal(roman_value(match[0].upper()))


def _handle(language: "Hindi", match: re.Match[str]) -> str:
    """Returns a handle, whose longer words are read as such."""
    said = [language.symbols["@"]]
    for part in _PARTS.findall(match["name"]):
        is_word = len(part) > _LONGEST_SPELLED and not set(part.lower()).isdisjoint("aeiou")
        known = tables.ADDRESS_WORDS.get(part.lower()) or (language.symbols["_"] if part == "_" else None)
        said.append(known or (part if is_word else language.spelled(part)))
    return " ".join(said)


def _slash(language: "Hindi", match: re.Match[str]) -> str | None:
    before = match.string[match.start() - 1 : match.start()]
    return " " if re.fullmatch(LETTER, before) else None
