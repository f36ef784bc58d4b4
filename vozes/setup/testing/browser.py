"""Finds a Chromium for the tests that drive the page, and on Debian installs one where that is allowed.

Without one those tests are skipped, which nobody should overlook. It knows nothing of the tests.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping

from vozes.process.working_folder import find_program
from vozes.setup.console import Console
from vozes.setup.environment import Places
from vozes.setup.installing.commands import CommandError, run_logged
from vozes.setup.installing.install_log import InstallLog
from vozes.setup.testing.debian import may_fetch_packages

MISSING = """NO BROWSER: the browser tests are skipped, so this run says nothing about the page.
Install Chromium (Debian: apt install chromium; macOS: brew install --cask chromium; Windows: Chrome or Edge),
or name one by the variable CHROMIUM, then run the tests again."""

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_MAC = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)


def find_chromium(environ: Mapping[str, str]) -> str | None:
    """Returns the path of a Chromium that runs, by whatever name it goes here."""
    return next((path for name in _candidates(environ) if (path := find_program(name)) and _runs(path)), None)


def install_chromium(places: Places, environ: Mapping[str, str], console: Console) -> None:
    """Installs Debian's package where this process may; where it fails, says why and leaves it at that."""
    if not may_fetch_packages():
        return
    log = InstallLog(places.log)
    quiet = {**environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        for title, command in (
            ("Debian's list of packages", ["apt-get", "update"]),
            ("Chromium for the browser tests", ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]),
        ):
            run_logged(command, title, console, log, cwd=places.checkout, environ=quiet)
    except CommandError as failure:
        failure.tell(console)


def _candidates(environ: Mapping[str, str]) -> Iterator[str]:
    if environ.get("CHROMIUM"):
        yield environ["CHROMIUM"]
    yield from _COMMANDS
    if sys.platform == "darwin":
        yield from (f"/Applications/{path}" for path in _MAC)
    for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if os.name == "nt" and environ.get(folder):
            yield from (rf"{environ[folder]}\{path}" for path in _WINDOWS)


def _runs(path: str) -> bool:
    """Returns whether it is more than the stub that some Linux systems have in Chromium's place."""
    if sys.platform != "linux":
        return True
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return False
