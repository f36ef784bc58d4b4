"""The file `vozes.toml` in the working folder: its values, and whether it may say all of them.

Anyone may have put a file there. What opens the server, or says where everything is kept, counts only in a file that is
the user's own (or root's) and that nobody else can write; who may replace it does not matter, as the new one would be
somebody else's. Windows tells no such owner: there every file counts. What the values mean is not known here.
"""

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

NAME = "vozes.toml"
TRUSTED_ONLY = frozenset({"host", "no_auth", "cors_origins", "allowed_hosts", "api_key", "home"})
_LARGEST = 1_000_000
"""Bytes."""


class ConfigFileError(ValueError):
    """The file cannot be read, or says what only a trusted one may."""


def found() -> Path | None:
    """Its full path, where there is one."""
    path = Path(NAME).absolute()
    return path if os.path.lexists(path) else None


def read() -> dict[str, Any]:
    """Its values; none where there is no file. Raises ConfigFileError."""
    path = found()
    if path is None:
        return {}
    try:
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # no waiting for a pipe
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                raise ConfigFileError(f"{path} is no file of settings")
            values = tomllib.loads(file.read().decode())
        owners = {status.st_uid, path.lstat().st_uid}
    except OSError as error:
        raise ConfigFileError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise ConfigFileError(f"{path}: {error}") from None
    _check(path, values, owners, status.st_mode)
    return values


def _check(path: Path, values: dict[str, Any], owners: set[int], mode: int) -> None:
    """Raises ConfigFileError where the file may not say what it does."""
    grave = ", ".join(sorted(TRUSTED_ONLY & values.keys()))
    if os.name != "posix" or not grave:
        return
    if not owners <= {os.geteuid(), 0}:
        mend = f"it belongs to somebody else. If you trust it, make it yours: chown {os.geteuid()} '{path}'"
    elif mode & (stat.S_IWGRP | stat.S_IWOTH):
        mend = f"others can write it. If it says what you want: chmod go-w '{path}'"
    else:
        return
    raise ConfigFileError(f"{path} sets {grave}, and {mend}")
