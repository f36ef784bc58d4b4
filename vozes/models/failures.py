"""Why a source gave nothing, and what the user can do about it.

It knows no source: it reads what clients of networks say.
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from vozes.errors import ErrorCode, VozesError

_CERTIFICATE = "its certificate is not trusted here (behind a company's proxy, name its certificate by SSL_CERT_FILE)"
_PROXY = "the proxy refuses (look at HTTPS_PROXY)"


class Passed(Exception):
    """Says, as a clause, why a source is passed over, so that the next one is tried."""


def unreachable(what: str, error: object) -> str:
    """Returns that a place of the network cannot be reached, and why."""
    return f"{what} cannot be reached: {reason_of(error)}"


def reason_of(error: object) -> str:
    """Returns why a client of the network failed, of its error or its words."""
    text = f"{type(error).__name__}: {error}" if isinstance(error, Exception) else str(error)
    folded = text.casefold()
    if "certificate" in folded:
        return _CERTIFICATE
    if "proxy" in folded or " 407" in folded:
        return _PROXY
    return text.splitlines()[0][:200]


def check_said(said: Sequence[str], what: str) -> None:
    """Raises VozesError(STORAGE_FULL) where a program has said that the disk is full."""
    if any("no space left" in line.casefold() for line in said):
        raise VozesError(ErrorCode.STORAGE_FULL, f"The disk is full: {what} could not be written.")


def shifted(progress: Callable[[int], None], before: int) -> Callable[[int], None]:
    """Returns what tells the progress of one file among others, of which so many bytes came before."""
    return lambda done: progress(before + done)


def check_room(home: Path, needed: int, what: str) -> None:
    """Raises VozesError(STORAGE_FULL) where the disk has not so many bytes left."""
    free = shutil.disk_usage(home).free
    if free < needed:
        message = f"{what} needs {needed / 1e6:.0f} MB on the disk of {home}, which has {free / 1e6:.0f} MB left."
        raise VozesError(ErrorCode.STORAGE_FULL, message)
