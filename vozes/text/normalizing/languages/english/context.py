"""What stands around a match in English text: the word before it, the word behind it, whether a sentence ends there."""

import re
from collections.abc import Iterable

from vozes.text.normalizing.common.abbreviations import is_alone
from vozes.text.normalizing.languages.english.tables import STARTERS

_BEFORE = re.compile(r"([\w'’.&]+)[ \u00a0]*[-–—(\"“']?$")
_AFTER = re.compile(r"[ \u00a0]+([^\W\d_]+(?:['’][^\W\d_]+)?)")
_NEAR = 32
NUMBER = r"(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d+)?"
"""A pattern of a number, without its sign."""
ARTICLES = re.compile(
    r"(?:^|[^\w'’])(?:an?|the|his|her|my|your|their|our|its|this|that|another|new|same|every|each|one|first)\s$"
)
"""What stands before a measure that describes a noun."""
RATED_BEHIND = re.compile(r" (?:stars?|would|rating|people|doctors|dentists|times|customers|users|points|overall)\b")
"""What stands behind a rating: `8/10 stars`."""
RATED_BEFORE = re.compile(
    r"\b(?:rat(?:e|ed|es|ing)|scor(?:e|ed|es|ing)|(?:give|gave|got) (?:it|this|him|her|them|me|an?)|solid|easy)"
    r"[: ]{1,2}$"
)
"""What stands before a rating, in small letters: `I give it` 8/10."""
_TEXT_ENDS = re.compile(r"[\"'”’)\]]*\s*(?:$|\n)")
_STARTER_FOLLOWS = re.compile(r"[\"'”’)\]]*\s+[\"'“‘(\[]*([A-Z][a-z']*)")
FUNCTION_WORDS = frozenset(
    "a an and are as at be been before but by can could did do does down each else extra for from had has have he "
    "her his i if in into is it its less may might more must not of off on or out over per plus she should so "
    "than that the their then they this to today total under until up was we were what when where which who will "
    "with worth would yet you your ago apart away back later earlier now only too also because after during since "
    "while without within about again cash every it's instead just like all any both if more once each apiece "
    "toward towards through upon there here above below between beyond against among around along across near "
    "next last every".split()
)
"""Words that no noun is: behind `a $20` or `a 5 km` one that is none of them is what is measured."""


def initials(words: Iterable[str]) -> str:
    """Returns the letters that any of the words begins with, large and small."""
    return "".join(sorted({letter for word in words for letter in (word[0].lower(), word[0].upper())}))


def word_before(match: re.Match[str]) -> str:
    """Returns the word before a match, which may end with a full stop; empty where something else stands there."""
    found = _BEFORE.search(match.string[max(0, match.start() - _NEAR) : match.start()])
    return found[1] if found else ""


def words_before(match: re.Match[str]) -> str:
    """Returns the text right before a match, in small letters, as far as it counts."""
    return match.string[max(0, match.start() - _NEAR) : match.start()].lower()


def word_after(match: re.Match[str]) -> str:
    """Returns the word behind a match and a space."""
    found = _AFTER.match(match.string, match.end())
    return found[1] if found else ""


def full_stop(match: re.Match[str]) -> str:
    """Returns a full stop where that of an abbreviation ends a sentence too.

    What is a whole text is no sentence.
    """
    if not match[0].endswith("."):
        return ""
    text, end = match.string, match.end()
    if _TEXT_ENDS.match(text, end):
        return "" if is_alone(match) else "."
    following = _STARTER_FOLLOWS.match(text, end)
    return "." if following and (following[1] in STARTERS or following[1].startswith("I'")) else ""


def is_noun(word: str) -> bool:
    """Returns whether a word may be what a measure before it describes: `bill` in `a $20 bill`."""
    return word.lower() not in FUNCTION_WORDS and len(word) > 1
