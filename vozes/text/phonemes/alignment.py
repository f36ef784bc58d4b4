"""Finds the word that each group of phonemes comes from, where a reader joins words or makes several groups of one.

It compares the whole with each word's pronunciation in isolation: like sounds show where one word ends and the next
begins. This is an estimate: where a word sounds quite different in its context, its bounds may be off by a sound.
"""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from vozes.text.ipa import STRESS, letters_of

_JOINTS = str.maketrans("", "", "-'’")
"""Signs at which a word is said in one."""


class AlignedGroup(NamedTuple):
    word: int
    """The word's number, counted from 0."""
    signs: str
    space_before: bool
    """False inside a group that was split."""


def align(words: Sequence[str], groups: Sequence[str], in_isolation: Callable[[str], str]) -> list[AlignedGroup]:
    """Returns all the groups, in order, each with its word; a group of several words is split between them.

    `in_isolation` pronounces a single word.
    """
    if len(words) == len(groups) and all(word.translate(_JOINTS).isalpha() for word in words):
        return [AlignedGroup(index, group, True) for index, group in enumerate(groups)]
    if len(words) == 1:
        return [AlignedGroup(0, group, True) for group in groups]
    owners = _owners([in_isolation(word) for word in words], groups)
    main = [max(owned, key=owned.count) if owned else None for owned in owners]
    aligned: list[AlignedGroup] = []
    for group, owned, word in zip(groups, owners, main, strict=True):
        if word is None:
            aligned.append(AlignedGroup(aligned[-1].word if aligned else 0, group, True))
        else:
            without_group = set(owned) - set(main)
            aligned += _split(group, [owner if owner in without_group else word for owner in owned])
    return aligned


def _owners(isolated: Sequence[str], groups: Sequence[str]) -> list[list[int]]:
    """Returns for each letter of each group the number of the word that it belongs to; the numbers never fall."""
    expected = [(word, signs[place]) for word, signs in enumerate(isolated) for place in letters_of(signs)]
    letters = ["".join(group[place] for place in letters_of(group)) for group in groups]
    said = "".join(letters)
    matcher = SequenceMatcher(None, "".join(letter for _, letter in expected), said, autojunk=False)
    owners: list[int] = []
    for _, from_start, from_end, start, end in matcher.get_opcodes():
        first = from_start if from_end > from_start else max(from_start - 1, 0)  # what is new belongs to what precedes
        for place in range(end - start):
            source = first + place * (from_end - from_start) // (end - start)
            owners.append(expected[source][0] if expected else 0)
    bounds = [0]
    for group in letters:
        bounds.append(bounds[-1] + len(group))
    return [owners[start:end] for start, end in pairwise(bounds)]


def _split(group: str, owners: Sequence[int]) -> Iterator[AlignedGroup]:
    """Yields a group of several words cut before the first letter of each word; its stress mark goes with it."""
    places = letters_of(group)
    start, word = 0, owners[0]
    for place, owner in zip(places, owners, strict=True):
        if owner > word:
            cut = place
            while group[cut - 1] in STRESS:
                cut -= 1
            yield AlignedGroup(word, group[start:cut], start == 0)
            start, word = cut, owner
    yield AlignedGroup(word, group[start:], start == 0)
