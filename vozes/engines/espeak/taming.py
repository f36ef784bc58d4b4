"""Text in which no word is longer or stranger than eSpeak NG 1.52 bears.

The library keeps a word's phonemes in 200 bytes and does not always look where they end: a very long word, or one that
mixes scripts, each of which it spells out in another language, can overrun them and end the process. So spaces are put
into such words, and characters that mean nothing are replaced. Some dictionaries have entries that the library cannot
follow; their characters are replaced too, by a like one where there is one.
"""

import re
import unicodedata

LONGEST_WORD = 50
"""Characters. Words of any language are shorter; addresses on the web may not be."""
_PLAIN = re.compile(rf"(?:(?!\S{{{LONGEST_WORD + 1}}})[\x00-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf])*")
_ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HALFWIDTH": "CJK", "FULLWIDTH": "CJK"}
"""Scripts that stand within one word in their language."""


_BROKEN_ENTRIES = {"ⓜ": "m"}
_BROKEN_ENTRIES_OF = {"my": {"း": " "}, "si": {"]": ")"}, "ti": {"🕉": " "}}
"""By voice: characters that a dictionary replaces by a text that is empty or broken. With more than 159 bytes of the
clause to come, the library overruns a buffer there. In Burmese it is a common letter, a mark of tone."""
_REPLACEMENTS = {voice: str.maketrans({**_BROKEN_ENTRIES, **own}) for voice, own in _BROKEN_ENTRIES_OF.items()}
_REPLACEMENTS_ELSEWHERE = str.maketrans(_BROKEN_ENTRIES)


def tame(text: str, voice: str) -> tuple[str, list[int] | None]:
    """The text for the library, and for each of its characters the place in the original; None where it is the same."""
    text = text.translate(_REPLACEMENTS.get(voice, _REPLACEMENTS_ELSEWHERE))
    if _PLAIN.fullmatch(text):
        return text, None
    tamed: list[str] = []
    places: list[int] = []
    length, script = 0, ""
    for place, character in enumerate(text):
        if unicodedata.category(character) in ("Cn", "Co", "Cs"):
            character = " "
        own = _script(character) or script
        if character.isspace():
            length, own = 0, ""
        elif length == LONGEST_WORD or (script and own != script):
            tamed.append(" ")
            places.append(place)
            length = 0
        script = own
        length += 1
        tamed.append(character)
        places.append(place)
    return "".join(tamed), places


def _script(character: str) -> str:
    """`LATIN`, `CYRILLIC` …; empty for what belongs to none."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "").partition(" ")[0]
    return _ONE_SCRIPT.get(name, name)
