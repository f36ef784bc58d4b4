"""The file `vozes.toml` in the working folder: its values, and whether it may say anything.

Anyone may have put a file there. It counts only where it is the user's own (or root's) and nobody else can write it;
who may replace it does not matter, as the new one would be somebody else's. Windows tells no such owner: there every
file counts. Names count as they are written in the documentation alone. What the values mean is not known here.
"""

import os
import stat
import sys
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "vozes.toml"
_LARGEST = 1_000_000
"""Bytes."""


class ConfigFileError(ValueError):
    """The file cannot be read, or does not count."""


def found() -> Path | None:
    """Returns the full path of the file in the working folder, whatever it is; None without one."""
    path = Path(NAME).absolute()
    return path if os.path.lexists(path) else None


def read() -> dict[str, Any]:
    """Returns the file's values; none where there is no file. Raises ConfigFileError."""
    path = found()
    if path is None:
        return {}
    try:
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # no waiting for a pipe
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                raise ConfigFileError(f"{path} is no file of settings")
            _refuse_others(path, file.fileno())
            values = tomllib.loads(file.read().decode("utf-8-sig"))
    except OSError as error:
        raise ConfigFileError(f"{path}: {error.strerror}") from error
    except ConfigFileError:
        raise
    except ValueError as error:
        raise ConfigFileError(f"{path}: {error}") from None
    for name in values:
        if name != name.lower():
            raise ConfigFileError(f"{path}: {name} is no setting: did you mean {name.lower()}?")
    return values


def _refuse_others(path: Path, descriptor: int) -> None:
    """Raises ConfigFileError where somebody else may have written what the open file says."""
    if os.name != "posix":
        return
    status = os.fstat(descriptor)
    if not {status.st_uid, path.lstat().st_uid} <= {os.geteuid(), 0}:
        mend = f"it belongs to somebody else. If you trust it, make it yours: chown {os.geteuid()} '{path}'"
    elif status.st_mode & stat.S_IWOTH or (status.st_mode & stat.S_IWGRP and not _is_private_group(status, descriptor)):
        mend = f"others can write it. If it says what you want: chmod go-w '{path}'"
    else:
        return
    raise ConfigFileError(f"{path}: {mend}")


def _is_private_group(status: os.stat_result, descriptor: int) -> bool:
    """Returns whether only the owner is in the file's group, as on systems where groups can write new files."""
    import grp
    import pwd

    try:
        owner, group = pwd.getpwuid(status.st_uid), grp.getgrgid(status.st_gid)
    except KeyError:
        return False
    only_member = (
        owner.pw_gid == status.st_gid and owner.pw_name == group.gr_name and {owner.pw_name}.issuperset(group.gr_mem)
    )
    return only_member and not _has_access_list(descriptor)


def _has_access_list(descriptor: int) -> bool:
    """Returns whether an access list gives rights to others than the file's group."""
    if sys.platform != "linux":
        return False
    with suppress(OSError):  # there is none, or the disk knows none
        return bool(os.getxattr(descriptor, "system.posix_acl_access"))
    return False
