"""German letters that want context: kings' Roman numerals, abbreviations, and signs inside words.

How numbers are said is asked of the language, and which ending they have of `german_grammar`. `german` tries these
rules before the common ones.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.continental import bound, ends_text
from vozes.text.normalizing.languages.german import tables
from vozes.text.normalizing.languages.german.grammar import (
    before,
    following_text,
    full_stop_at_end,
    is_announced,
    king_case,
    last_word,
    noun_after,
    ordinal_ending,
)
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, spell

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.german.language import German

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ"
_PAGE = re.compile(r"S\.\s?(?=\d)")
_FOLLOWING = re.compile(r"ff?\.(?!\w)")
_CONJUNCTION_SHORT = re.compile(r"[uo]\.(?=\s\w{2})")
_LIMIT = re.compile(r"(?:max|min)\.(?=\s?\d|\s\w)")
_SLASH = re.compile(r"/(?=[^\W\d_])")
_KING = re.compile(rf"{NOT_AFTER_WORD}(?P<numeral>(?=[XVI])X{{0,3}}(?:IX|IV|V?I{{0,3}}))\.(?!\w)")
_BEHIND_PARAGRAPH = re.compile(r"(?:Abs\.\s?|Absatz\s|§\s?)\d+\w?,?\s$")
_STREET = re.compile(r"(?P<stem>[^\W\d_]{2,40}?)str\.")
_NUMBER_WORD = re.compile(r"(?P<stem>[^\W\d_]{3,40}?)nr\.")
_SAINT = re.compile(r"St\.(?=-[A-ZÄÖÜ])")
_FLOOR = re.compile(
    rf"(?:(?:(?<=\d\. )|(?<=\bim ))(?P<floor>{any_of(tables.FLOORS)}){NOT_BEFORE_WORD}"
    rf"|(?P<on>{any_of(tables.FLOORS)})(?= (?:links|rechts|Mitte)\b))"
)
_OF_CENTURY = re.compile(r"Jh(?:d|dt)?\.")
_GENITIVE = re.compile(r"\b(?:des|dieses|eines) \d{1,2}\.\s?$")
_FEMALE = re.compile(r"(?:[:*_]|/-?)(?=in(?:nen)?\b)")
_SHORT_ADJECTIVE = re.compile(rf"{NOT_AFTER_WORD}(?P<word>{any_of(tables.ADJECTIVES)})(?=\s[a-zA-ZÄÖÜ])")
_PLURAL = re.compile(rf"{NOT_AFTER_WORD}[A-ZÄÖÜ]{{2,5}}s{NOT_BEFORE_WORD}")


def rules(language: "German") -> Iterator[Rule]:
    sayings = (
        (TextClass.ROMAN, Start.ATTACHED, _KING, _king, "IVX", "."),
        (TextClass.ABBREVIATION, Start.ATTACHED, _PAGE, _sentence, "S", "."),
        (TextClass.ABBREVIATION, Start.ATTACHED, _FOLLOWING, _following, "f", ".f"),
        (TextClass.ABBREVIATION, Start.ATTACHED, _STREET, _street, "", "."),
        (TextClass.ABBREVIATION, Start.ATTACHED, _NUMBER_WORD, lambda _, match: f"{match['stem']}nummer", "", "."),
        (TextClass.ABBREVIATION, Start.ATTACHED, _SAINT, lambda _, __: "Sankt", "S", "."),
        (TextClass.ABBREVIATION, Start.LETTER, _FLOOR, _floor, "DEOU", ""),
        (TextClass.ABBREVIATION, Start.ATTACHED, _OF_CENTURY, _of_century, "J", "."),
        (TextClass.ABBREVIATION, Start.ATTACHED, _CONJUNCTION_SHORT, _conjunction, "uo", "."),
        (TextClass.ABBREVIATION, Start.ATTACHED, _SHORT_ADJECTIVE, _adjective, "sevo", "."),
        (TextClass.ABBREVIATION, Start.ATTACHED, _LIMIT, _limit, "m", "."),
        (TextClass.ACRONYM, Start.LETTER, _PLURAL, _plural, _CAPITALS, ""),
        (TextClass.SYMBOL, Start.SIGN, _FEMALE, _between_letters, ":*_/", ""),
        (TextClass.SYMBOL, Start.SIGN, _SLASH, _between_letters, "/", ""),
    )
    yield from bound(language, sayings)


def _king(language: "German", match: re.Match[str]) -> str | None:
    """Returns an ordinal for a Roman numeral with a full stop: behind a name, or before a noun."""
    last, value = last_word(match), roman_value(match["numeral"])
    small = last.lower()
    if small in tables.ROMAN_BEFORE:
        return None
    if last[:1].isupper() and not is_announced(before(match)) and (len(match["numeral"]) > 1 or small in tables.KINGS):
        return _king_number(language, match, last, value) + full_stop_at_end(match)
    noun = noun_after(following_text(match))
    if small in ("der", "die", "des", "dem", "den") and not noun:
        return (
            language.ordinal_stem(value).capitalize()
            + ("e" if small in ("der", "die") else "en")
            + full_stop_at_end(match)
        )
    if not noun or (not is_announced(before(match)) and len(match["numeral"]) == 1):
        return None
    return language.ordinal_stem(value) + ordinal_ending(before(match), noun)


def _king_number(language: "German", match: re.Match[str], name: str, value: int) -> str:
    is_genitive = name.endswith("s") and name.lower() not in tables.NAMES_IN_S
    case = "g" if is_genitive else king_case(before(match))
    is_queen = name.lower().rstrip("s" if is_genitive else "") in tables.QUEENS or name.rstrip("s").endswith("a")
    article = (
        {"n": "die", "a": "die"}.get(case, "der")
        if is_queen
        else {"n": "der", "g": "des", "d": "dem", "a": "den"}[case]
    )
    ending = "e" if case == "n" or (is_queen and case == "a") else "en"
    said = language.ordinal_stem(value)
    return f"{article} {said[0].upper()}{said[1:]}{ending}"


def _sentence(language: "German", match: re.Match[str]) -> str | None:
    """Returns `Satz` behind a paragraph of a law, where `S.` is no page."""
    return "Satz" if _BEHIND_PARAGRAPH.search(before(match)) else None


def _following(language: "German", match: re.Match[str]) -> str | None:
    if not re.search(r"\d\s?$", before(match)):
        return None
    return "folgende" + ("." if ends_text(match.string, match.end()) else "")


def _floor(language: "German", match: re.Match[str]) -> str | None:
    return tables.FLOORS[match["floor"] or match["on"]]


def _of_century(language: "German", match: re.Match[str]) -> str | None:
    """Returns the genitive: `Mitte des 20. Jh.`"""
    return "Jahrhunderts" + full_stop_at_end(match) if _GENITIVE.search(before(match)) else None


def _street(language: "German", match: re.Match[str]) -> str | None:
    return f"{match['stem']}straße"


def _conjunction(language: "German", match: re.Match[str]) -> str | None:
    return "und" if match[0][0] == "u" else "oder"


def _adjective(language: "German", match: re.Match[str]) -> str | None:
    noun = noun_after(following_text(match))
    ending = ordinal_ending(before(match), noun)
    is_plural = ending == "e" and noun.endswith(("en", "rn", "ln", "s")) and last_word(match).lower() == "die"
    return tables.ADJECTIVES[match["word"]] + ("en" if is_plural else ending)


def _limit(language: "German", match: re.Match[str]) -> str | None:
    """Returns an adverb before a number, an adjective before a noun."""
    word = "maximal" if match[0] == "max." else "minimal"
    following = following_text(match)
    is_noun = re.match(r"\s[A-ZÄÖÜ]", following) is not None
    return word + (ordinal_ending(before(match), noun_after(following)) if is_noun else "")


def _plural(language: "German", match: re.Match[str]) -> str | None:
    return spell(match[0])


def _between_letters(language: "German", match: re.Match[str]) -> str | None:
    """Returns a pause for signs between letters: `Lehrer:innen`, `und/oder`."""
    return " " if match.string[match.start() - 1 : match.start()].isalpha() else None
