"""Which scripts there are, and which languages are written in each: the usual ones, and those that need evidence.

It knows nothing of words. A language that no script names is taken to be written in Latin letters.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from vozes.text.language import base_language

_SYNONYMS = {"cmn": "zh", "yue": "zh", "nb": "no", "nn": "no"}
"""Other tags of a language that is meant here by one."""


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    name: str
    common: tuple[str, ...]
    """The languages that come to mind first."""
    usual: tuple[str, ...] = ()
    """Others that are widely spoken."""
    unusual: tuple[str, ...] = ()
    """Languages that a text is taken for only with evidence."""
    weight: int = 3
    """What a letter says; less where names and products are written in it everywhere."""

    @property
    def likely(self) -> tuple[str, ...]:
        return self.common + self.usual

    @property
    def languages(self) -> tuple[str, ...]:
        return self.common + self.usual + self.unusual


LATIN = Script(
    "Latin",
    ("en", "es", "fr", "de", "it", "pt"),
    tuple("nl pl cs sv da no fi ro hu tr id vi".split()),
    tuple("af bs ca cy eo et eu ga gl hr is lt lv ms mt sk sl sq sr sw".split()),
    weight=2,
)
HAN = Script("Han", ("zh", "ja"), weight=6)
KANA = Script("kana", ("ja",), weight=6)
CHINESE_OR_JAPANESE = (HAN, KANA)
_GREEK = Script("Greek", ("el",))
_CYRILLIC = Script("Cyrillic", ("ru",), ("uk",), ("be", "bg", "kk", "mk", "sr"))
_ARABIC = Script("Arabic", ("ar",), ("fa", "ur"))
_DEVANAGARI = Script("Devanagari", ("hi",), (), ("mr", "ne"))
_HANGUL = Script("Hangul", ("ko",), weight=6)

UNREAD = Script("unread", ())
"""Scripts of living and of dead languages that no engine knows: theirs are the characters of `_UNREAD`."""
_UNREAD = re.compile(
    "[\u0700-\u074f\u0780-\u085f\u0f00-\u0fff\u1400-\u177f\u1800-\u1c7f\u2c00-\u2c5f\u2c80-\u2cff\u2d30-\u2d7f"
    "\ua000-\ua63f\ua6a0-\ua6ff\ua800-\ua8df\ua900-\ua95f\ua980-\uaaff\uabc0-\uabff\U00010000-\U00016fff]"
)

_BLOCKS: tuple[tuple[int, int, Script], ...] = (
    (0x41, 0x24F, LATIN),
    (0x370, 0x3FF, _GREEK),
    (0x400, 0x52F, _CYRILLIC),
    (0x531, 0x58F, Script("Armenian", ("hy",))),
    (0x591, 0x5F4, Script("Hebrew", ("he",))),
    (0x600, 0x6FF, _ARABIC),
    (0x750, 0x77F, _ARABIC),
    (0x900, 0x97F, _DEVANAGARI),
    (0x980, 0x9FF, Script("Bengali", ("bn",), (), ("as",))),
    (0xA00, 0xA7F, Script("Gurmukhi", ("pa",))),
    (0xA80, 0xAFF, Script("Gujarati", ("gu",))),
    (0xB00, 0xB7F, Script("Odia", ("or",))),
    (0xB80, 0xBFF, Script("Tamil", ("ta",))),
    (0xC00, 0xC7F, Script("Telugu", ("te",))),
    (0xC80, 0xCFF, Script("Kannada", ("kn",))),
    (0xD00, 0xD7F, Script("Malayalam", ("ml",))),
    (0xD80, 0xDFF, Script("Sinhala", ("si",))),
    (0xE00, 0xE7F, Script("Thai", ("th",))),
    (0xE80, 0xEFF, Script("Lao", ("lo",))),
    (0x1000, 0x109F, Script("Burmese", ("my",))),
    (0x10A0, 0x10FF, Script("Georgian", ("ka",))),
    (0x1100, 0x11FF, _HANGUL),
    (0x1200, 0x139F, Script("Ethiopic", ("am",))),
    (0x13A0, 0x13FF, Script("Cherokee", ("chr",))),
    (0x1780, 0x17FF, Script("Khmer", ("km",))),
    (0x1E00, 0x1EFF, LATIN),
    (0x1F00, 0x1FFF, _GREEK),
    (0x2DE0, 0x2DFF, _CYRILLIC),
    (0x3005, 0x3007, HAN),
    (0x3041, 0x30FF, KANA),
    (0x3130, 0x318F, _HANGUL),
    (0x31F0, 0x31FF, KANA),
    (0x3400, 0x9FFF, HAN),
    (0xA640, 0xA69F, _CYRILLIC),
    (0xAC00, 0xD7FF, _HANGUL),
    (0xF900, 0xFAFF, HAN),
    (0x20000, 0x3FFFF, HAN),
)
_BEYOND_LATIN = re.compile("[^\0-\u024f\u2000-\u206f]")
_STARTS = [start for start, _, _ in _BLOCKS]
_SCRIPT_OF_LANGUAGE = {
    language: script for _, _, script in _BLOCKS if script is not LATIN for language in script.languages
}


def known_language(tag: str) -> str:
    """Returns the tag by which a tag's language is known here: `zh` for `cmn-hans`."""
    base = base_language(tag)
    return _SYNONYMS.get(base, base)


def is_written_in(language: str, script: Script) -> bool:
    """Returns whether a language, as `known_language` has it, is written in a script."""
    return language in script.languages or _script_of_language(language) is script


def _script_of_language(language: str) -> Script:
    return _SCRIPT_OF_LANGUAGE.get(language, LATIN)


def letters_by_script(text: str) -> Mapping[Script, int]:
    """Returns for each script of a text how many letters are in it; signs that no script is known for are left out."""
    if not _BEYOND_LATIN.search(text):
        count = sum(map(str.isalpha, text))
        return {LATIN: count} if count else {}
    letters: defaultdict[Script, int] = defaultdict(int)
    for character, count in Counter(text).items():
        script = script_of(character)
        if script is not None:
            letters[script] += count
    return dict(letters)


def main_script(letters: Mapping[Script, int]) -> Script | None:
    """Returns the script that says the most of a text, another than Latin where both say as much."""
    return max(letters, key=lambda script: (letters[script] * script.weight, script is not LATIN), default=None)


def script_or_unread(character: str) -> Script | None:
    """Returns the script of a letter, also where nobody reads it; None for what is no letter of any."""
    return script_of(character) or (UNREAD if character.isalpha() and _UNREAD.match(character) else None)


@lru_cache(20_000)
def script_of(character: str) -> Script | None:
    """Returns the script of a letter; None for other characters, and letters that no script is known for."""
    if not character.isalpha():
        return None
    point = ord(character)
    _, end, script = _BLOCKS[bisect_right(_STARTS, point) - 1]
    return script if point <= end else None
