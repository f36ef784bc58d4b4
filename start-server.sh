#!/bin/sh
# Sets Vozes up where needed and starts it: the same as `python3 start.py`, from any folder.
exec python3 "$(dirname "$0")/start.py" "$@"
