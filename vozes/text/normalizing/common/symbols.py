"""Signs by their names, and the operators of formulas. Ornaments, and what is plain punctuation, have none."""

import re
import unicodedata
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import RAISED_LETTERS, Rule, Start, any_of

PUNCTUATION = frozenset(".,;:!?…\"'“”‘’«»()[]{}-–—")
"""Signs that have names in addresses alone."""
_ORNAMENT = re.compile(r"([-_=*~#+•·<>|^\\/])\1{2,}(?!\w)")
"""A sign three times or more, which separates parts of a text."""
_SPACED_SLASH = re.compile(r"(?:(?<=\w\w )(?<!\d )|(?<=[€$£%°.,!?)] )|(?<=°C )|(?<=[:.h–-]\d\d ))/(?= \S)")
"""A slash that parts one thing from another, and divides nothing."""
FACTORIAL = re.compile(r"(?<=[\dnk)])!(?= ?[=/*×÷+-] ?[\w(])")
_NEAR = 24
"""Characters around an operator where an equals sign shows that it is one."""


def rules(language: Language) -> Iterator[Rule]:
    def operator(match: re.Match[str]) -> str | None:
        return language.operators[match["operator"]] if _is_operator(match) else None

    yield Rule(TextClass.SYMBOL, Start.SIGN, _ORNAMENT, lambda _: " ", "-_=*~#+•·<>|^\\/")
    if language.slash_parts:
        yield Rule(TextClass.SYMBOL, Start.SIGN, _SPACED_SLASH, _part, "/")
    if language.operators:
        pattern = re.compile(rf"(?P<operator>{any_of(language.operators)})(?=\s?[\w(√-])")
        yield Rule(TextClass.FORMULA, Start.SIGN, pattern, operator, "".join({sign[0] for sign in language.operators}))
    raised_letters = {sign: language.spelled(letter) for sign, letter in RAISED_LETTERS.items()}
    names = {sign: name for sign, name in {**raised_letters, **language.symbols}.items() if sign not in PUNCTUATION}
    raised = [sign for sign in names if unicodedata.category(sign[0]) == "No" or sign in RAISED_LETTERS]
    for signs, starts in ((names, Start.SIGN), (raised, Start.ANY_WORD)):  # what is raised counts as letters
        if signs:
            pattern, firsts = re.compile(any_of(signs)), "".join({sign[0] for sign in signs})
            yield Rule(TextClass.SYMBOL, starts, pattern, lambda match: names[match[0]], firsts)


def _part(match: re.Match[str]) -> str | None:
    return None if "=" in match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR] else ","


def _is_operator(match: re.Match[str]) -> bool:
    """Returns whether a sign stands in a formula: behind a number or letter, with `=` near or evenly between digits."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    operand = before.rstrip(" ")[-1:]
    if not operand or not (operand.isalnum() or operand in ")²³"):
        return False
    if "=" in text[max(0, start - _NEAR) : end + _NEAR]:
        return True
    if match[0] == "/" and not before.endswith(" "):
        return False
    evenly = before.endswith(" ") == after.startswith(" ")
    return evenly and operand.isdigit() and after.lstrip(" ")[:1].isdigit()
