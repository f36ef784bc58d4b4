"""Sets Vozes up and starts it: `python3 start.py --help` says how.

This file knows only which Python is new enough, and is written so that an old one can still read it and say so.
All the rest is in `vozes/setup/`, which like this file needs nothing but the standard library.
"""

import os
import sys

NEEDED = (3, 11)


def refusal(major: int, minor: int) -> "str | None":
    """What to tell the user of a Python that is too old, or None."""
    if (major, minor) >= NEEDED:
        return None
    this = str(major) + "." + str(minor)
    return (
        "Python 3.11 or newer is needed, and this is Python " + this + ".\n"
        "Install a newer one (https://www.python.org/downloads/) and start with it, as in: python3.12 start.py\n"
    )


if __name__ == "__main__":
    message = refusal(sys.version_info[0], sys.version_info[1])
    if message:
        sys.stderr.write(message)
        sys.exit(1)
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from vozes.setup.start import main

    sys.exit(main(sys.argv[1:]))
