"""A program on this machine that plays an audio file."""

import shutil
import subprocess
import sys
from pathlib import Path

from vozes.cli.refusal import Refusal

_PLAYERS = (
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpv", "--no-video", "--really-quiet"),
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("play", "-q"),
    ("aplay", "-q"),
)
_WINDOWS = ("powershell", "-NoProfile", "-Command", "(New-Object Media.SoundPlayer $args[0]).PlaySync()")


def find_player() -> list[str]:
    """The command to which the file is to be added; refuses where there is none."""
    for name, *arguments in _PLAYERS:
        path = shutil.which(name)
        if path is not None:
            return [path, *arguments]
    if sys.platform == "win32":
        return list(_WINDOWS)
    names = ", ".join(name for name, *_ in _PLAYERS)
    raise Refusal(f"No player was found: install one of {names}, or leave out --play.")


def play_file(player: list[str], path: Path) -> None:
    """Returns when it has been heard."""
    status = subprocess.run([*player, str(path)], check=False).returncode  # noqa: S603
    if status != 0:
        raise Refusal(f"{player[0]} could not play it (status {status}).")
