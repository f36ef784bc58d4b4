"""Writes to the library and the lexicon of a home as commands do, as fast as it can: `… library_writer HOME NAME`.

It prints a line for each write, and ends with its standard input.
"""

import sys
import threading
from pathlib import Path

from tests.voices.samples import draft
from vozes.service.lexicon import LexiconStore
from vozes.text.lexicon.entries import LexiconEntry
from vozes.voices.library import VoiceLibrary


def main(home: str, who: str) -> None:
    library, lexicon = VoiceLibrary(Path(home), trash_days=30), LexiconStore(Path(home))
    ended = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    ids: list[str] = []
    number = 0
    while not ended.is_set():
        number += 1
        name = f"{who} {number}"
        if number % 20 == 1:
            ids.append(library.add(draft(name, description=name)).id)
        elif number % 20 == 2 and len(ids) > 3:
            library.delete(ids.pop(0))
        elif number % 2:
            library.edit(ids[number % len(ids)], name=name, description=name, tags=[name])
        else:
            lexicon.put([LexiconEntry(f"{who}{each}", respelling=f"x{number}") for each in "ab"])
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
