"""Composes letters and their marks (Unicode's NFC), and keeps the map: a letter comes from its base and all its marks.

A text is taken apart into characters with the marks after them, since these alone can change one another. It knows
nothing of compatibility forms, and expects that `folding` was there before: no single character is in need of it.
"""

import re
import unicodedata

import numpy as np

from vozes.text.characters.draft import Draft

_MANY = 30
"""Marks after which Python would take quadratic time to put them in order; as many as Unicode's stream-safe format."""


class _Composed(dict[str, str]):
    """Clusters with what each becomes, found when it is first asked for."""

    def __missing__(self, cluster: str) -> str:
        ordered = cluster if len(cluster) <= _MANY else _in_order(cluster)
        self[cluster] = unicodedata.normalize("NFC", ordered)
        return self[cluster]


def composed(draft: Draft) -> Draft:
    marks = "".join(filter(may_compose, draft.characters))
    if not marks or unicodedata.is_normalized("NFC", draft.text):
        return draft
    clusters = re.findall(f"[^{marks}][{marks}]*|[{marks}]+", draft.text)
    letters = list(map(_Composed().__getitem__, clusters))
    lengths = np.fromiter(map(len, letters), np.int64, len(letters))
    last = np.cumsum(np.fromiter(map(len, clusters), np.int64, len(clusters))) - 1
    first = np.concatenate(([0], last[:-1] + 1))
    return Draft("".join(letters), np.repeat(draft.starts[first], lengths), np.repeat(draft.ends[last], lengths))


def may_compose(character: str) -> bool:
    """Returns whether it may become one with the character before it: a mark, or a vowel or final of Hangul."""
    if unicodedata.category(character)[0] == "M":
        return True
    return "\u1160" <= character <= "\u11ff" or "\U00016d63" <= character <= "\U00016d6a"


def _in_order(cluster: str) -> str:
    """Returns the cluster taken apart, its marks in Unicode's canonical order."""
    apart = {ord(character): unicodedata.normalize("NFD", character) for character in set(cluster)}
    parts = cluster.translate(apart)
    classes = np.fromiter(map(unicodedata.combining, parts), np.int64, len(parts))
    starters = np.cumsum(classes == 0)
    return "".join(map(parts.__getitem__, np.lexsort((classes, starters))))
