"""A server whose home is a disk of 16 MB: `python -m tests.reliability.small_disk --port 0`, on Linux.

The disk is mounted in namespaces of the server's own, so it takes no rights and is gone with the server. What language
detection unpacks is three times as large and lies beside it.
"""

import errno
import os
import subprocess
import sys
from pathlib import Path

_MOUNTED = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
_SCRIPT = """
    mkdir -p "$VOZES_HOME" "$VOZES_HOME-language" &&
    mount -t tmpfs -o size=16m tmpfs "$VOZES_HOME" &&
    mkdir "$VOZES_HOME/cache" &&
    ln -s "$VOZES_HOME-language" "$VOZES_HOME/cache/language" &&
    exec "$@"
"""
_SERVER = "tests.browser.voices.cloning_server"


def can_be_mounted() -> bool:
    try:
        return subprocess.run([*_MOUNTED, "mount -t tmpfs tmpfs /tmp"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def fill(disk: Path, room: int) -> None:
    """Takes all that is free of the disk but so many bytes."""
    with (disk / "ballast").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)) == 4096:
                pass
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        file.truncate(max(0, file.tell() - room))


def empty(disk: Path) -> None:
    """Undoes `fill`."""
    (disk / "ballast").unlink()


if __name__ == "__main__":
    command = [*_MOUNTED, _SCRIPT, "sh", sys.executable, "-m", _SERVER, *sys.argv[1:]]
    os.execvp(command[0], command)
