#!/bin/sh
# Sets Vozes up where needed and starts it: the same as `python3 start.py`, from any folder.
cd "$(dirname "$0")" && exec python3 start.py "$@"
