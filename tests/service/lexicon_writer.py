"""A process that changes a lexicon without end, to be killed: `python -m tests.service.lexicon_writer HOME NAME`.

It prints a line before each step, what it is about to do, and one after it, once that was acknowledged.
"""

import sys
from itertools import count
from pathlib import Path

from vozes.service.lexicon import LexiconStore
from vozes.text.lexicon.entries import LexiconEntry


def main(home: Path, name: str) -> None:
    lexicon = LexiconStore(home)
    for number in count():
        word = f"{name}{number}"
        print("adding", word, flush=True)
        lexicon.put([LexiconEntry(word, "", "a")])
        print("added", word, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
