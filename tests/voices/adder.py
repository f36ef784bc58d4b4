"""A process that adds voices of the names given, once it may: `python -m tests.voices.adder HOME NAME…`.

It prints the names that it got.
"""

import sys
from pathlib import Path

from tests.voices.samples import draft
from vozes.errors import ErrorCode, VozesError
from vozes.voices.library import VoiceLibrary


def main(home: str, *names: str) -> None:
    library = VoiceLibrary(Path(home), trash_days=30)
    print("ready", flush=True)
    sys.stdin.readline()
    for name in names:
        try:
            library.add(draft(name))
        except VozesError as error:
            if error.code != ErrorCode.NAME_TAKEN:
                raise
        else:
            print(name, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
