"""Finds nginx and Caddy for the tests that run their files in `deploy/`, and on Debian fetches them where it may.

What is fetched is unpacked in the home and not installed: an installed one would serve this machine from then on.
Without them those tests are skipped, which nobody should overlook. It knows nothing of the tests.
"""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from vozes.process.working_folder import find_program
from vozes.setup.console import Console
from vozes.setup.environment import Places
from vozes.setup.installing.commands import CommandError, run_logged
from vozes.setup.installing.install_log import InstallLog
from vozes.setup.testing.debian import may_fetch_packages

MISSING = """NO PROXIES: the tests behind nginx and Caddy are skipped, so this run says nothing about deploy/nginx and
deploy/caddy. Install both (Debian: apt install nginx caddy; macOS: brew install nginx caddy), or name them by the
variables NGINX and CADDY, then run the tests again."""

PROXIES = {"NGINX": ("nginx", "usr/sbin/nginx", "-v"), "CADDY": ("caddy", "usr/bin/caddy", "version")}
"""By the variable that names each to the tests: its name, where Debian's package has it, what tells its version."""

_ASIDE = "/usr/sbin"
"""Where such programs lie, which is not in everybody's PATH."""


def find_proxies(places: Places, environ: Mapping[str, str]) -> dict[str, str]:
    """Returns the variables for those that are there."""
    found = {}
    for variable, (name, place, _) in PROXIES.items():
        own = _unpacked(places) / place
        path = environ.get(variable) or find_program(name) or shutil.which(name, path=_ASIDE)
        path = path or (str(own) if own.is_file() else None)
        if path:
            found[variable] = path
    return found


def fetch_proxies(places: Places, environ: Mapping[str, str], console: Console) -> None:
    """Fetches Debian's packages where this process may; where it fails, says why and leaves it at that."""
    if len(find_proxies(places, environ)) == len(PROXIES) or not may_fetch_packages():
        return
    cache = _unpacked(places).parent
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="proxies-", dir=cache) as work:
        try:
            _fetch(Path(work), environ, console, InstallLog(places.log))
        except CommandError as failure:
            failure.tell(console)
            return
        shutil.rmtree(_unpacked(places), ignore_errors=True)
        os.rename(Path(work, "root"), _unpacked(places))


def _unpacked(places: Places) -> Path:
    return places.home / "cache" / "proxies"


def _fetch(work: Path, environ: Mapping[str, str], console: Console, log: InstallLog) -> None:
    def do(title: str, *command: str) -> None:
        run_logged(command, title, console, log, cwd=work, environ=environ)

    do("Debian's list of packages", "apt-get", "update")
    do("nginx and Caddy for the tests behind them", "apt-get", "download", *(name for name, _, _ in PROXIES.values()))
    for package in sorted(work.glob("*.deb")):
        do(f"unpacking {package.name}", "dpkg-deb", "--extract", str(package), str(work / "root"))
    for name, place, version in PROXIES.values():
        do(f"whether {name} runs here", str(work / "root" / place), version)
