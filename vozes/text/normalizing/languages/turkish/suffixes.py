"""Turkish suffixes: how one that was written for figures or a sign is joined to the word that is said for them.

A suffix is written as it sounds behind what its writer had in mind: `5'te` behind `beş`, `50 TL'ye` behind the letters'
names. Behind another word (`lira`) its vowels, its first consonant and its buffer change. It knows no numbers.
"""

import re

SUFFIX = r"['’‘](?P<suffix>[a-zçğıöşüâîû]{1,16})(?!\w)"
"""A pattern of an apostrophe and a suffix behind it."""
VOWELS = "aeıioöuüâîû"
_FRONT = "eiöüî"
_ROUND = "oöuüû"
_VOICELESS = "çfhkpsşt"
_PLAIN = str.maketrans("âîûİIÂÎÛ", "aiuiıaiu")
_FRONT_IN_SPITE = ("saat",)
"""Ends of words that take front vowels though their last one is back."""
_SOFTENED = {"dört": "dörd"}
_BUFFER = re.compile(rf"(?!s[ıiuü]z)[ynsş](?=[{VOWELS}])")
_VERBAL = re.compile(r"y(?=(?:l[ae]|[dm][ıiuü]|s[ae]|ken)|m[ıiuü]ş)")
_FIXED = re.compile(r"(?<=[dt][ae])ki.*|ken$")
"""Parts whose vowels never change."""
_POSSESSIVE = re.compile(r"[ıiuü](?:n[ıiuüae]|nd[ae]|m|n$|yl[ae])")


def attached(word: str, suffix: str) -> str:
    """Returns a word with a suffix, which may have been written for another word."""
    suffix = suffix.translate(_PLAIN).lower()
    last = _last_vowel(word)
    suffix = _without_buffer(suffix) if word[-1] not in VOWELS else _with_buffer(suffix)
    if suffix[0] in VOWELS:
        end = word.rpartition(" ")[2]
        word = word.removesuffix(end) + _SOFTENED.get(end, end)
    elif suffix[0] in "dtcç":
        hard = word[-1] in _VOICELESS
        suffix = {"d": "dt", "t": "dt", "c": "cç", "ç": "cç"}[suffix[0]][hard] + suffix[1:]
    fixed = _FIXED.search(suffix)
    end = fixed[0] if fixed else ""
    return word + _harmonious(suffix.removesuffix(end), last) + end


def _last_vowel(word: str) -> str:
    if word.endswith(_FRONT_IN_SPITE):
        return "e"
    return next((letter for letter in reversed(word.translate(_PLAIN)) if letter in VOWELS), "e")


def _without_buffer(suffix: str) -> str:
    """Returns a suffix as it stands behind a consonant."""
    if _BUFFER.match(suffix) or _VERBAL.match(suffix):
        return suffix[1:]
    return f"ı{suffix}" if suffix.startswith("nc") else suffix


def _with_buffer(suffix: str) -> str:
    """Returns a suffix as it stands behind a vowel."""
    if suffix[0] not in VOWELS:
        return f"y{suffix}" if re.fullmatch(r"l[ae]", suffix) else suffix
    if re.match(r"[ıiuü]nc[ıiuü]", suffix):
        return suffix[1:]
    if re.fullmatch(r"[ae]r(?:l[ıiae].*)?", suffix):
        return f"ş{suffix}"
    if re.fullmatch(r"[ıiuü]n(?:k[ıi].*)?", suffix):
        return f"n{suffix}"
    return f"s{suffix}" if _POSSESSIVE.match(suffix) else f"y{suffix}"


def _harmonious(suffix: str, last: str) -> str:
    said = []
    for letter in suffix:
        if letter in "ae":
            letter = last = "e" if last in _FRONT else "a"
        elif letter in "ıiuü":
            letter = last = "ıiuü"[(last in _FRONT) + 2 * (last in _ROUND)]
        said.append(letter)
    return "".join(said)
