"""A program on this machine that plays an audio file."""

import shutil
import sys

from vozes.errors import ErrorCode, VozesError

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
    """The command to which the file is to be added; raises VozesError where there is none."""
    for name, *arguments in _PLAYERS:
        path = shutil.which(name)
        if path is not None:
            return [path, *arguments]
    if sys.platform == "win32":
        return list(_WINDOWS)
    names = ", ".join(name for name, *_ in _PLAYERS)
    raise VozesError(ErrorCode.INVALID_FIELD, f"No player was found: install one of {names}, or leave out --play.")
