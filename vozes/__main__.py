"""Lets `python -m vozes` be the `vozes` command."""

from vozes.cli import main

if __name__ == "__main__":
    main()
