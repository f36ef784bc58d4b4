"""Tells engines how words sound that are written alike, where the words beside them show what is meant.

English words get their sounds, for engines that are told sounds; Portuguese ones an accent, for those that read by
eSpeak NG's rules. It knows no engine.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vozes.text.homographs import english, portuguese
from vozes.text.language import base_language
from vozes.text.mapped import Edit
from vozes.text.normalizing.rules import MARKS, SPELLED
from vozes.text.reading.pinning import SOUNDS, with_sounds

_TOKEN = re.compile(rf"{SOUNDS}[^{SOUNDS}]*{SOUNDS}|{SPELLED}.|[\w{MARKS}]+(?:['’\-][\w{MARKS}]+)*|[^\w\s]")


def homograph_edits(text: str, sentence_ends: Sequence[int], language: str, *, knows_ipa: bool) -> Iterator[Edit]:
    """Yields the edits of what is said in a language, whose sentences end at these places."""
    base = base_language(language)
    if base != "pt" and not (base == "en" and knows_ipa):
        return
    for start, end in pairwise((0, *sentence_ends, len(text))):
        tokens = list(_TOKEN.finditer(text, start, end))
        words = [token[0] for token in tokens]
        found = english.readings(words) if base == "en" else portuguese.respell(words)
        for token, reading in zip(tokens, found, strict=True):
            if reading is not None:
                said = with_sounds(token[0], reading) if base == "en" else reading
                yield Edit(token.start(), token.end(), said)
