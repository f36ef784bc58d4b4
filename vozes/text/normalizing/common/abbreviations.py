"""Abbreviations by the language's tables: everywhere, before names, before numbers, and at the end of sentences."""

import re
from collections.abc import Iterator, Mapping

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import LETTER, NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, folded

_BLANK = "[ \u00a0\u202f]?"
_NOT_BEFORE_INITIAL = rf"(?!(?<=\b\w\.){LETTER}\.|(?<=\b\w\.)[ \u00a0](?-i:[A-Z])\.[ \u00a0][a-z])"
"""Not where letters with full stops go on: `S.A.` is no part of `S.A.R.`."""


def rules(language: Language) -> Iterator[Rule]:
    number = rf"(?={_BLANK}(?:\d|[IVXLCDM]+\b))"
    name = rf"(?={_BLANK}(?-i:[^\W\d_a-zß-öø-ÿ]))"
    yield from _rules(language, language.number_abbreviations, number)
    yield from _rules(language, language.name_abbreviations, name)
    yield from _rules(language, language.last_abbreviations, "", ends=True)
    yield from _rules(language, language.abbreviations, "")


def _rules(language: Language, table: Mapping[str, str], then: str, *, ends: bool = False) -> Iterator[Rule]:
    """Yields the rules of a table, those of abbreviations with a full stop behind their first letters first."""
    groups: dict[Start, dict[str, str]] = {}
    for written, spoken in table.items():
        groups.setdefault(_start(written), {})[written] = spoken
    for start, part in sorted(groups.items(), key=lambda group: group[0] is Start.ANY_WORD):
        yield _rule(language, start, part, then, ends)


def _start(written: str) -> Start:
    """Returns what a text begins with where an abbreviation stands."""
    if not written[0].isalpha():
        return Start.ANY_NUMBER if written[0].isdecimal() else Start.SIGN
    return Start.ANY_WORD if re.match(rf"{LETTER}+(?: |$)", written) else Start.ATTACHED


def _rule(language: Language, start: Start, table: Mapping[str, str], then: str, ends: bool) -> Rule:
    if language.abbreviations_have_case:
        table = {key: said for written, said in table.items() for key in (written, written[0].upper() + written[1:])}
    said = {_key(language, written): spoken for written, spoken in table.items()}

    def say(match: re.Match[str]) -> str:
        spoken = said[_key(language, match[0])]
        if match[0][0].isupper() and spoken[:1].islower() and not match[0].isupper():
            spoken = spoken[0].upper() + spoken[1:]
        return spoken + ("." if ends_sentence(match, certain=not ends) else "")

    written = any_of(table).replace("\\ ", _BLANK)
    # One with a full stop is followed by anything, one without by no letter.
    pattern = rf"{NOT_AFTER_WORD}{written}(?:(?<=\.){_NOT_BEFORE_INITIAL}|{NOT_BEFORE_WORD}){then}"
    flags = 0 if language.abbreviations_have_case else re.IGNORECASE
    first = "".join({form for key in table for form in (key[0], key[0].lower(), key[0].upper())})
    return Rule(TextClass.ABBREVIATION, start, re.compile(pattern, flags), say, first, _behind(table))


def _behind(table: Mapping[str, str]) -> str:
    """Returns what stands behind the first letters of abbreviations; empty where one of them has nothing there."""
    found = [re.match(rf"{LETTER}++ ?(\S)", written) for written in table]
    return "".join({match[1] for match in found if match}) if all(found) else ""


def _key(language: Language, written: str) -> str:
    """Returns an abbreviation without its blanks, which are often left out."""
    plain = re.sub(_BLANK, "", written)
    return plain if language.abbreviations_have_case else folded(plain)


_CAPITAL = "[A-ZÀ-ÞĆČĎĐĘĚĞİŁŃŇŐŘŚŞŠŤŮŰŹŻŽА-ЯΑ-Ω]"
_SENTENCE_FOLLOWS = re.compile(rf"[\"'”’»)\]]*(?:\s+[\"'“‘«(\[¿¡—–-]*(?={_CAPITAL})|\s*$|\s*\n)")
_NEAR = 32
"""Characters beside an abbreviation that is a whole text."""
_TEXT_ENDS = re.compile(r"[\"'”’»)\]]*\s*(?:$|\n)")


def ends_sentence(match: re.Match[str], *, certain: bool) -> bool:
    """Returns whether the full stop of an abbreviation ends a sentence too: before a capital, or at the end.

    What is a whole text is no sentence. `certain`: only the text's or the line's end counts, since a name may follow.
    """
    if not match[0].endswith("."):
        return False
    following = _TEXT_ENDS if certain else _SENTENCE_FOLLOWS
    return following.match(match.string, match.end()) is not None and not is_alone(match)


def is_alone(match: re.Match[str]) -> bool:
    """Returns whether nothing but marks stands beside a match in the whole text."""
    text = match.string
    if match.start() > _NEAR or len(text) - match.end() > _NEAR:
        return False
    return not any(map(str.isalnum, text[: match.start()] + text[match.end() :]))
