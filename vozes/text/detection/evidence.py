"""How much the words and the letters of a text speak for each language."""

import re
from collections import defaultdict
from collections.abc import Mapping, Set

from vozes.text.detection.letters import LANGUAGES_OF_LETTERS
from vozes.text.detection.words import LANGUAGES_OF_WORDS

_WORD = re.compile(r"[a-zªºà-öø-\u0605\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u0963\u0970-\u1fff]+'?")
"""A word in lower case, with its marks; the ranges leave out the signs and digits among the letters."""
_UNTELLING_UMLAUT = re.compile("[gq]ü")
"""Portuguese (`lingüiça`, as it was once written) and Spanish (`pingüino`) have it too."""
WORD, LETTER = 3.0, 1.5
"""What a word and a letter that a text has weigh, as logarithms of odds."""
_RARE = 2
"""Languages that may share a letter for it to weigh as much as a word: `ß`, `ã`, `ў`."""
_SIGNS = {"¿": ("es", 2 * WORD), "¡": ("es", 2 * WORD), "r$": ("pt", LETTER)}


def evidence_of(prose: str) -> Mapping[str, float]:
    """Returns for each language that words or letters speak for what they weigh together; 0.0 for any other."""
    text = prose.lower()
    evidence: defaultdict[str, float] = defaultdict(float)
    for word in _words(text):
        for language in LANGUAGES_OF_WORDS.get(word, ()):
            evidence[language] += WORD
    for sign, (language, weight) in _SIGNS.items():
        if sign in text:
            evidence[language] += weight
    if not text.isascii():
        for letter in set(_UNTELLING_UMLAUT.sub("", text)):
            languages = LANGUAGES_OF_LETTERS.get(letter, frozenset())
            for language in languages:
                evidence[language] += LETTER if len(languages) > _RARE else WORD
    return evidence


def _words(text: str) -> Set[str]:
    """Returns the words of a text as `words` has them: `l'` for `l’`, and without the quotation mark that ends one."""
    text = text.replace("’", "'")
    words = set(_WORD.findall(text))
    if "'" not in text:
        return words
    return {word if word in LANGUAGES_OF_WORDS else word.rstrip("'") for word in words}
