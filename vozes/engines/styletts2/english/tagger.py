"""Tells the part of speech of each word of a sentence, in the Penn Treebank's tags: an averaged perceptron.

Its weights are those of hashed features, learned from how spaCy tags books and articles in the public domain
(`python -m benchmarks.english.tagger`). It knows nothing of sounds.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

_FILE = Path(__file__).parent / "tagger.npz"
_FEATURES = 1 << 17
_EDGE = ("<2", "<1"), (">1", ">2")
"""Words before and after a sentence."""


@dataclass(frozen=True, slots=True)
class Tagger:
    tags: Sequence[str]
    weights: npt.NDArray[np.generic]
    """(features, tags)."""

    def tag(self, words: Sequence[str]) -> list[str]:
        """Returns a tag for each word; marks and parts of contractions (`do`, `n't`) are words of their own."""
        found: list[str] = []
        around = (*_EDGE[0], *words, *_EDGE[1])
        for place in range(len(words)):
            rows = hashed_features(around, place + 2, found)
            found.append(self.tags[int(self.weights[rows].sum(0, dtype=np.float32).argmax())])
        return found


@cache
def load_tagger() -> Tagger:
    with np.load(_FILE) as file:
        return Tagger(file["tags"].tolist(), file["weights"])


def hashed_features(around: Sequence[str], place: int, before: Sequence[str]) -> list[int]:
    """Returns the rows of the weights that speak for a word.

    `around` has two words more than the sentence at both ends, `before` the tags of the words before.
    """
    word, last, second = around[place], around[place - 1].lower(), around[place - 2].lower()
    following, beyond = around[place + 1].lower(), around[place + 2].lower()
    small = word.lower()
    tag, earlier = before[-1] if before else "<", before[-2] if len(before) > 1 else "<"
    features = (
        f"w{small}", f"s{small[-3:]}", f"e{small[-2:]}", f"p{small[:3]}", f"f{_shape(word)} {tag}",
        f"t{tag}", f"u{earlier} {tag}", f"v{tag} {small}", f"l{last}", f"m{last[-3:]}", f"k{second}",
        f"n{following}", f"o{following[-3:]}", f"b{beyond}", f"x{last} {small}", f"y{small} {following}",
        f"z{tag} {following}",
    )  # fmt: skip
    return [zlib.crc32(feature.encode()) % _FEATURES for feature in features]


def _shape(word: str) -> str:
    if word.islower():
        return "x"
    if word.isupper():
        return "X" if len(word) > 1 else "I"
    return "Xx" if word.istitle() else "9" if any(map(str.isdigit, word)) else "."
