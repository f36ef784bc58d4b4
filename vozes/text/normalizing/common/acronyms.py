"""Words in capitals, which are spelled or spoken, and single letters."""

import re
from collections.abc import Iterator
from functools import lru_cache

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import LETTER, NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start

_CAPITALS = re.compile(rf"{NOT_AFTER_WORD}(?=[^\W\d_a-z]{{2}})[^\W\d_a-zß-öø-ÿ]+{NOT_BEFORE_WORD}")
_DOTTED = re.compile(rf"{NOT_AFTER_WORD}(?:[^\W\d_]\.){{2,}}(?:[^\W\d_]{NOT_BEFORE_WORD})?")
_SINGLE = re.compile(rf"{NOT_AFTER_WORD}(?<!\w['’])[^\W\d_]{NOT_BEFORE_WORD}(?!{LETTER})(?!['’]\w)")
_SENTENCE_FOLLOWS = re.compile(r"\s*(?:$|\n)")
_WORDS = re.compile(rf"{LETTER}{{2,}}")
_LONGEST_SPELLED = 3
"""Letters of what is spelled though it could be read."""
_FEWEST_LETTERS = 3
"""Letters of a word that can be read."""


_BLOCK = 160
"""Characters of a line that are looked at together."""
_OVERLAP = 40
"""Characters before them that are looked at too."""


def rules(language: Language) -> Iterator[Rule]:
    def capitals(match: re.Match[str]) -> str | None:
        word = match[0]
        if not word.isupper() or not is_spelled(language, word):
            return None
        known = word in language.spelled_acronyms or language.latin_beside_own
        return language.spelled(word) if known or not _is_shouted(match, language.vowels) else word.lower()

    def dotted(match: re.Match[str]) -> str:
        end = "." if match[0].endswith(".") and _SENTENCE_FOLLOWS.match(match.string, match.end()) else ""
        return language.spelled(match[0]) + end

    def single(match: re.Match[str]) -> str | None:
        return language.single_letter(match)

    yield Rule(TextClass.ACRONYM, Start.ATTACHED, _DOTTED, dotted, behind=".")
    yield Rule(TextClass.ACRONYM, Start.LETTER, _CAPITALS, capitals)
    yield Rule(TextClass.ACRONYM, Start.ANY_WORD, _SINGLE, single)


def is_spelled(language: Language, word: str) -> bool:
    """Returns whether a word in capitals is spelled, where not all around it is in capitals."""
    if word in language.spoken_acronyms or word in language.spelled_acronyms:
        return word in language.spelled_acronyms
    if language.unreadable is not None and language.unreadable.search(word):
        return True
    return len(word) <= _LONGEST_SPELLED or not is_readable(language, word)


def is_readable(language: Language, letters: str) -> bool:
    """Returns whether letters can be read as a word: enough of them, with vowels and without a heap of consonants."""
    small = letters.lower()
    if small in language.address_words:
        return True
    if len(small) < _FEWEST_LETTERS:
        return False
    consonants = 0
    for letter in small:
        consonants = 0 if letter in language.vowels else consonants + 1
        if consonants > language.most_consonants:
            return False
    return any(letter in language.vowels for letter in small)


def _is_shouted(match: re.Match[str], vowels: str) -> bool:
    """Returns whether the line around a word is all in capitals, and most of its words can be read."""
    block = max(0, match.start() - match.start() % _BLOCK - _OVERLAP)
    start = match.string.rfind("\n", block, match.start()) + 1 or block
    last = max(match.end(), block + _OVERLAP + _BLOCK)
    end = match.string.find("\n", match.end(), last)
    return _is_shouting(match.string[start : last if end < 0 else end], vowels)


@lru_cache(maxsize=1024)
def _is_shouting(line: str, vowels: str) -> bool:
    written = _WORDS.findall(line) if line.isupper() else []
    words = [word.lower() for word in written] if all(map(str.isupper, written)) else []
    like_words = [word for word in words if len(word) >= _LONGEST_SPELLED and not set(vowels).isdisjoint(word)]
    return len(words) > 1 and 2 * len(like_words) >= len(words)
