"""Sets Vozes up and starts it: `python3 start.py --help` says how.

This file knows only which Python is new enough, and is written so that an old one, 2.7 too, can still read it and say
so. All the rest is in `vozes/setup/`, which like this file needs nothing but the standard library.
"""

import os
import sys

NEEDED = (3, 11)
TOO_OLD = (
    "Python 3.11 or newer is needed, and this is Python %d.%d.\n"
    "Install a newer one (https://www.python.org/downloads/) and start with it, as in: python3.12 start.py\n"
)

if __name__ == "__main__":
    if tuple(sys.version_info[:2]) < NEEDED:
        sys.stderr.write(TOO_OLD % tuple(sys.version_info[:2]))
        sys.exit(1)
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    try:
        from vozes.process.working_folder import leave_it

        leave_it()
        from vozes.setup.start import main
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(main(sys.argv[1:]))
