"""Addresses of the web, mail and computers, hashtags, handles, file names and versions.

A part of an address is read as a word where it can be, and spelled where it cannot.
"""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.acronyms import is_readable, is_spelled
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import (
    LETTER,
    MARKS,
    NOT_AFTER_WORD,
    NOT_BEFORE_WORD,
    RAISED,
    WORD,
    Rule,
    Start,
    any_of,
)

TOP_LEVEL = (
    "com org net edu gov mil int info biz io ai dev app me tv co eu us uk br pt es fr de it nl pl tr ru cz ar cn hu "
    "kr jp in ca au ch at be mx cl pe uy py bo ve se no dk fi ie nz za gr ua ro il xyz online site store blog cloud "
    "tech shop art jus leg mus"
).split()
EXTENSIONS = (
    "pdf doc docx xls xlsx ppt pptx odt ods txt md csv tsv json xml yaml yml toml ini cfg conf log html htm css js ts "
    "py java rs go rb php sh bat exe msi dmg iso zip rar gz tar 7z mp3 mp4 wav ogg flac m4a avi mkv mov jpg jpeg png "
    "gif svg webp bmp psd epub mobi srt vtt sql db bin dll so deb rpm apk ipynb"
).split()
_HOST = r"(?:[^\W_][\w-]{0,62}\.){1,8}"
_PATH = r"(?:[/?#][\w\-./?%&=+#~@:!$*,;()]*[\w/=#])?/?"
_ADDRESS = re.compile(
    rf"{NOT_AFTER_WORD}(?:(?:https?|ftps?|sftp|file|ssh|wss?|git|ipfs)://[^\s<>\"'“”‘’«»]*[\w/=#]"
    rf"|localhost:\d+{_PATH}|www\.{_HOST}[^\W\d_]{{2,}}(?::\d+)?{_PATH}"
    rf"|{_HOST}{any_of(TOP_LEVEL)}{NOT_BEFORE_WORD}(?!\.\w)(?::\d+)?{_PATH})"
)
_MAIL = re.compile(rf"{NOT_AFTER_WORD}(?:mailto:)?[^\W_][\w.+&-]{{0,64}}@{_HOST}[^\W_][\w-]+(?:/[\w/-]*\w)?")
_HANDLE = re.compile(rf"{NOT_AFTER_WORD}@[^\W\d_][\w.]*\w{NOT_BEFORE_WORD}")
_HASHTAG = re.compile(rf"{NOT_AFTER_WORD}#[^\W\d_]{WORD}*+(?!#{NOT_BEFORE_WORD})")
_COMPUTER = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5}|/\d{1,2})?(?![\w.]\w)")
_UNIQUE = re.compile(r"(?<![\w-])[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}(?![\w-])")
"""A number that names one thing of all the world's, of digits and the letters from A to F."""
_VERSION = re.compile(r"(?<![\w.])[vV]?\d++(?:\.\d++){2,}+(?![\w.,]\w)|(?<![\w.])[vV]\d++(?:\.\d++)++(?![\w.,]\w)")
_FILE = re.compile(
    rf"{NOT_AFTER_WORD}[^\W_][\w{MARKS}-]{{0,80}}(?:\.[\w{MARKS}-]{{1,80}}){{0,4}}?"
    rf"\.(?i:{any_of(EXTENSIONS)}){NOT_BEFORE_WORD}"
)
_ENDINGS = [end for end in EXTENSIONS if len(end) > 2 and end not in ("bat", "bin", "tar", "log", "dot")]
_ENDING = re.compile(rf"(?<![\w.)\]])\.{any_of((*_ENDINGS, 'com', 'org', 'br'))}(?![\w.]\w|\w)")
"""That of a file or address without its name: `a .pdf`."""
_PATHS = re.compile(
    r"(?<![\w/\\])(?:[A-Za-z]:\\|~/|\.{1,2}/|/(?=[\w.-]{1,80}/))[\w.\\/ -]{0,250}?[\w/\\]"
    r"(?=[\s,;:)\"'”’»]|[.!?](?:\s|$)|$)"
)
_PARTS = re.compile(rf"{LETTER}+|\d+|[^\w\s]|_|[{RAISED}]")
_CASES = re.compile(rf"[A-ZÀ-Þ]+(?![a-zà-ÿ])|[A-ZÀ-Þ]?[a-zà-ÿ]+|\d+|[{RAISED}]|[^\W\d_]{LETTER}*")
_LARGEST_BYTE = 255
_LONGEST_ROUND = 5
"""Digits of a number with thousands alone that is said as one: `:8000`."""
_DIGITS = "0123456789"
_HEXADECIMAL = f"{_DIGITS}abcdefABCDEF"


def rules(language: Language) -> Iterator[Rule]:
    def address(match: re.Match[str]) -> str:
        return say_address(language, match[0])

    attached = Start.ATTACHED | Start.DIGIT
    yield Rule(TextClass.ELECTRONIC, attached, _MAIL, address, behind=f"@.:+-_&{_DIGITS}")
    yield Rule(TextClass.ELECTRONIC, attached, _ADDRESS, address, behind=f".:-_{_DIGITS}")
    yield Rule(
        TextClass.ELECTRONIC,
        attached,
        _UNIQUE,
        lambda match: language.spelled(match[0]),
        _HEXADECIMAL,
        f"-{_HEXADECIMAL}",
    )
    yield Rule(TextClass.ELECTRONIC, Start.DIGIT, _COMPUTER, lambda match: _computer(language, match), behind=".")
    yield Rule(TextClass.ELECTRONIC, attached, _FILE, address)
    yield Rule(TextClass.ELECTRONIC, Start.ATTACHED | Start.SIGN, _PATHS, address, behind=":")
    yield Rule(TextClass.ELECTRONIC, Start.SIGN, _ENDING, address, ".")
    yield Rule(TextClass.ELECTRONIC, Start.SIGN, _HANDLE, address, "@")
    yield Rule(TextClass.ELECTRONIC, Start.SIGN, _HASHTAG, lambda match: _hashtag(language, match[0]), "#")


def version_rules(language: Language) -> Iterator[Rule]:
    """Yields the rule for versions, which comes after those for dates and numbers with thousands."""
    grouped = re.compile(rf"\d{{1,3}}(?:{re.escape(language.numbers.group)}\d{{3}})+")

    def say(match: re.Match[str]) -> str | None:
        return None if grouped.fullmatch(match[0]) else _version(language, match[0])

    yield Rule(TextClass.ELECTRONIC, Start.ATTACHED | Start.DIGIT, _VERSION, say, behind=f".{_DIGITS}")


def say_address(language: Language, address: str) -> str:
    """Returns an address with its signs by name, its numbers digit by digit unless they are round, and what is no word
    spelled."""
    return " ".join(_part(language, part) for part in _PARTS.findall(address))


def _part(language: Language, part: str) -> str:
    if part.isdecimal():
        is_round = part.endswith("000") and len(part) <= _LONGEST_ROUND and part[0] != "0"
        return language.cardinal(int(part)) if is_round else language.digits_in_turn(part)
    if part.isnumeric():
        return language.raised(part)
    if not part.isalpha():
        if part == ".":
            return language.point_word
        return language.address_symbols.get(part) or language.symbols.get(part, part)
    if (said := language.in_address(part)) is not None:
        return said
    readable = not is_spelled(language, part) if part.isupper() else is_readable(language, part)
    return part if readable else language.spelled(part)


def _computer(language: Language, match: re.Match[str]) -> str | None:
    """Returns an address of the internet protocol; None for a number with thousands, or a date."""
    bytes_ = re.split(r"[.:/]", match[0])[:4]
    if any(int(byte) > _LARGEST_BYTE or byte != str(int(byte)) for byte in bytes_):
        return None
    return say_address(language, match[0])


def _version(language: Language, version: str) -> str:
    parts = _PARTS.findall(version)
    return " ".join(language.integer(part) if part.isdecimal() else _part(language, part) for part in parts)


def _hashtag(language: Language, hashtag: str) -> str:
    """Returns the words of a hashtag, which begin with capitals where it has any."""
    words = (_word(language, part) for part in _CASES.findall(hashtag[1:].replace("_", " ")))
    return " ".join((language.hashtag_word or language.symbols.get("#", ""), *words)).strip()


def _word(language: Language, part: str) -> str:
    if part.isdecimal():
        return language.number_or_year(Number(part), part)
    if part.isnumeric():
        return language.raised(part)
    if part.isupper():
        return language.spelled(part) if is_spelled(language, part) else part
    return language.spelled(part) if part.isascii() and set(language.vowels).isdisjoint(part.lower()) else part
