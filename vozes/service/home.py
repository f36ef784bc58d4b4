"""The folder `home`, in which everything lies that is written: made where it is missing, or refused in words.

It knows nothing of what is kept there.
"""

from pathlib import Path

from vozes.errors import ErrorCode, VozesError


def make_home(home: Path) -> None:
    """Raises VozesError(INVALID_SETTINGS) that says what to do."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise refused_home(home, error) from None


def refused_home(home: Path, error: OSError) -> VozesError:
    """Why nothing can be written there."""
    if home.is_symlink() and not home.exists():
        reason = f"it is a link to {home.readlink()}, which is not there: make that folder, or remove the link"
    elif home.exists() and not home.is_dir():
        reason = "it is no folder: remove it, or name another folder by --home or VOZES_HOME"
    else:
        reason = f"{error.strerror or error}: name another folder by --home or VOZES_HOME"
    return VozesError(ErrorCode.INVALID_SETTINGS, f"Vozes cannot write to its home {home}: {reason}.")
