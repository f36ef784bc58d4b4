"""Whether Debian's packages may be fetched here for what some tests need. It knows nothing of what that is."""

import os
import sys
from pathlib import Path

from vozes.process.working_folder import find_program


def may_fetch_packages() -> bool:
    if sys.platform != "linux" or os.geteuid() != 0 or not find_program("apt-get"):
        return False
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return any(line.startswith(("ID=", "ID_LIKE=")) and "debian" in line for line in lines)
