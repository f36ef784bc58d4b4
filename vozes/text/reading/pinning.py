"""Puts what the user wants said into a text, where it has a pronunciation of their own, and keeps other edits off it.

Sounds in IPA stand in the text behind their word, between signs of their own, for engines that are told sounds; others
read the word as it stands.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from vozes.text.mapped import Edit, MappedText
from vozes.types import Pronunciation

SOUNDS, _BETWEEN = "\u2061", "\u2062"
"""Stand around a word with its sounds, and between the two. Users cannot send them: `characters` drops them."""
IPA = re.compile(f"{SOUNDS}(?P<word>[^{SOUNDS}{_BETWEEN}]*){_BETWEEN}(?P<sounds>[^{SOUNDS}]+){SOUNDS}")


def with_sounds(word: str, ipa: str) -> str:
    """Returns a word with its sounds, as `IPA` matches them: without white space, so that it stays one word."""
    return f"{SOUNDS}{''.join(word.split())}{_BETWEEN}{''.join(ipa.split())}{SOUNDS}"


def pinned_edits(
    said: MappedText, pronunciations: Sequence[Pronunciation], edits: Iterable[Edit], *, knows_ipa: bool
) -> Iterator[Edit]:
    """Yields the edits of a text with the pronunciations that lie in it, and without what overlaps one of these."""
    pins = list(_pins(said, pronunciations, knows_ipa=knows_ipa))
    place = 0
    for edit in edits:
        while place < len(pins) and pins[place].end <= edit.start:
            yield pins[place]
            place += 1
        if place == len(pins) or edit.end <= pins[place].start:
            yield edit
    yield from pins[place:]


def _apart(text: str, start: int, end: int, respelling: str) -> str:
    """Returns what is said instead of a span, with a blank where a sign in it touches a word: `2*3`, `eu@x.com`."""
    before = " " if start and text[start - 1].isalnum() and not text[start].isalnum() else ""
    after = " " if end < len(text) and text[end].isalnum() and not text[end - 1].isalnum() else ""
    return f"{before}{respelling}{after}"


def _pins(said: MappedText, pronunciations: Sequence[Pronunciation], *, knows_ipa: bool) -> Iterator[Edit]:
    if not said.text:
        return
    first = bisect_left(pronunciations, said.starts[0], key=lambda each: each.text_start)
    for each in islice(pronunciations, first, None):
        if each.text_start >= said.ends[-1]:
            return
        start, end = bisect_left(said.starts, each.text_start), bisect_left(said.starts, each.text_end)
        if start < end and said.ends[end - 1] <= each.text_end:
            if each.respelling:
                yield Edit(start, end, _apart(said.text, start, end, each.respelling))
            elif knows_ipa:
                yield Edit(start, end, with_sounds(said.text[start:end], each.ipa))
            else:
                yield Edit(start, end, said.text[start:end])
