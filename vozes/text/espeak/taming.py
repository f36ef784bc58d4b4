"""Text that eSpeak NG 1.52 bears: no word too long for it, and no character at which it overruns a buffer.

The library keeps a word's phonemes in 200 bytes and does not always look where they end, so spaces are put into words
that are too long. Some dictionaries have entries that it cannot follow; their characters are replaced, by a like one
where there is one.
"""

import re

LONGEST_WORD = 50
"""Characters. Words of nearly any language are shorter; addresses on the web may not be."""
_TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_BROKEN_ENTRIES = {"ⓜ": "m"}
_BROKEN_ENTRIES_OF = {"my": {"း": " "}, "si": {"]": ")"}, "ti": {"🕉": " "}}
"""By voice: characters that a dictionary replaces by a text that is empty or broken. With more than 159 bytes of the
clause to come, the library overruns a buffer there. In Burmese it is a common letter, a mark of tone."""
_REPLACEMENTS = {voice: str.maketrans({**_BROKEN_ENTRIES, **own}) for voice, own in _BROKEN_ENTRIES_OF.items()}
_REPLACEMENTS_ELSEWHERE = str.maketrans(_BROKEN_ENTRIES)


def tame(text: str, voice: str) -> tuple[str, list[int] | None]:
    """The text for the library, and for each of its characters the place in the original; None where it is the same."""
    text = text.translate(_REPLACEMENTS.get(voice, _REPLACEMENTS_ELSEWHERE))
    if _TOO_LONG.search(text) is None:
        return text, None
    tamed: list[str] = []
    places: list[int] = []
    length = 0
    for place, character in enumerate(text):
        if character.isspace():
            length = 0
        elif length == LONGEST_WORD:
            tamed.append(" ")
            places.append(place)
            length = 1
        else:
            length += 1
        tamed.append(character)
        places.append(place)
    return "".join(tamed), places
