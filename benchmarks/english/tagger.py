"""Trains the tagger of `vozes.engines.styletts2.english` on sentences that another one has tagged.

    python -m benchmarks.english.tagger TAGGED [--out FILE]

TAGGED has a line `word<TAB>tag` for each word and mark, and an empty line after each paragraph. What is shipped learned
from 620,000 words of eight books and 60 articles (Python's PEPs) in the public domain, tagged by spaCy's en_core_web_sm
3.8; a fiftieth is held back to count what is tagged alike.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from vozes.engines.styletts2.english import tagger as shipped
from vozes.engines.styletts2.english.tagger import Tagger, hashed_features

Sentence = tuple[list[str], list[str]]
"""Words, and the tag of each."""

_ROUNDS = 5
_HELD_BACK = 50
_LEVELS = 127


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tagged", type=Path)
    parser.add_argument("--out", type=Path, default=shipped._FILE)
    arguments = parser.parse_args()
    sentences = list(_sentences(arguments.tagged))
    held_back, learned = sentences[::_HELD_BACK], [s for i, s in enumerate(sentences) if i % _HELD_BACK]
    trained = train(learned)
    print(f"{len(learned)} sentences; alike in the others: {_alike(trained, held_back):.2%}")
    np.savez_compressed(arguments.out, tags=np.array(trained.tags), weights=trained.weights)


def train(sentences: list[Sentence]) -> Tagger:
    """Returns weights as whole numbers from -127 to 127."""
    tags = sorted({tag for _, found in sentences for tag in found})
    numbers = {tag: number for number, tag in enumerate(tags)}
    weights = np.zeros((shipped._FEATURES, len(tags)), np.float32)
    sums = np.zeros_like(weights)
    steps, chance = 1, random.Random(0)
    for _ in range(_ROUNDS):
        chance.shuffle(sentences)
        for words, right in sentences:
            around, found = (*shipped._EDGE[0], *words, *shipped._EDGE[1]), list[str]()
            for place, tag in enumerate(right):
                rows = hashed_features(around, place + 2, found)
                guess, meant = int(weights[rows].sum(0).argmax()), numbers[tag]
                if guess != meant:
                    for table, step in ((weights, 1), (sums, steps)):
                        np.add.at(table, (rows, meant), step)
                        np.add.at(table, (rows, guess), -step)
                found.append(tags[guess])
                steps += 1
    weights -= sums / steps
    scaled = weights * (_LEVELS / np.quantile(np.abs(weights), 0.9999))
    return Tagger(tags, scaled.round().clip(-_LEVELS, _LEVELS).astype(np.int8))


def _alike(tagger: Tagger, sentences: list[Sentence]) -> float:
    pairs = [pair for words, tags in sentences for pair in zip(tagger.tag(words), tags, strict=True)]
    return sum(found == tag for found, tag in pairs) / len(pairs)


def _sentences(path: Path) -> Iterator[Sentence]:
    for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
        words: list[str] = []
        tags: list[str] = []
        for line in filter(None, paragraph.split("\n")):
            word, _, tag = line.partition("\t")
            if words and words[-1] in ".?!" and word not in "'\"”’)":
                yield words, tags
                words, tags = [], []
            words.append(word)
            tags.append(tag)
        if words:
            yield words, tags


if __name__ == "__main__":
    main()
