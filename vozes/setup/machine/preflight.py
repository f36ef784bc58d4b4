"""Examines this machine and checkout before anything is installed or started, and says what to do about it.

`start.py` stops at what is impossible; `vozes doctor` prints the same table. Nothing here changes anything.
It knows nothing of engines beyond how much disk and memory they take.
"""

import errno
import importlib.util
import os
import shutil
import struct
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vozes.checkout import START
from vozes.setup.console import Mark, printable
from vozes.setup.environment import Places, installed_version
from vozes.setup.machine.ports import find_holder, why_not
from vozes.setup.remembered import remembered_neural

NEWEST_TESTED = (3, 13)
GB = 1e9
BASE_DISK = 0.5 * GB
NEURAL_DISK = 15 * GB
NEURAL_MEMORY = 3.5 * GB
"""Bytes that machines sold with 4 GB have."""
_SOURCES = "--host or VOZES_HOST", "--port or VOZES_PORT"


@dataclass(frozen=True, slots=True)
class Finding:
    mark: Mark
    what: str
    found: str
    advice: str = ""


def examine(
    places: Places, address: tuple[str, str] | None = None, sources: tuple[str, str] = _SOURCES
) -> list[Finding]:
    """Returns all findings; that on the port only where an address is given. `sources`: where both were chosen."""
    findings = [_python(places), _write_access(places), _disk(places), _memory(), _installed(places)]
    return [*findings, examine_port(address, sources)] if address else findings


def impossible(findings: Sequence[Finding]) -> bool:
    return any(finding.mark is Mark.IMPOSSIBLE for finding in findings)


def table(findings: Sequence[Finding], encoding: str | None) -> str:
    """Returns the findings as lines of text that `encoding` can show, each advice under its finding."""
    width = max(len(finding.what) for finding in findings)
    lines = []
    for finding in findings:
        mark = finding.mark.shown(encoding)
        lines.append(f"{mark} {finding.what.ljust(width)}  {finding.found}")
        if finding.advice:
            lines.append(f"{' ' * (len(mark) + width + 3)}{finding.advice}")
    return printable("\n".join(lines), encoding)


def _python(places: Places) -> Finding:
    found = f"{sys.version.split()[0]} ({sys.executable})"
    if struct.calcsize("P") < 8:
        return Finding(Mark.WARNING, "Python", f"{found}, 32-bit", "Most packages need a 64-bit Python: install that.")
    if not places.python.exists() and not importlib.util.find_spec("ensurepip"):
        advice = "It cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"
        return Finding(Mark.IMPOSSIBLE, "Python", f"{found}, without ensurepip", advice)
    if sys.version_info[:2] > NEWEST_TESTED:
        return Finding(Mark.WARNING, "Python", found, "3.11 to 3.13 are tested: wheels may be missing for this one.")
    return Finding(Mark.FINE, "Python", found)


def _write_access(places: Places) -> Finding:
    folders = [_existing(places.home), *([places.checkout] if places.pyproject.exists() else [])]
    for folder in folders:
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                continue  # the disk's finding says so
            advice = "Vozes writes only there: make the folder yours, or move the checkout to where you may write."
            return Finding(Mark.IMPOSSIBLE, "write access", f"{folder}: {error.strerror}", advice)
    return Finding(Mark.FINE, "write access", str(folders[-1]))


def _disk(places: Places) -> Finding:
    free = free_bytes(places)
    found = f"{free / GB:.1f} GB free"
    if free < BASE_DISK:
        mark = Mark.WARNING if installed_version(places, "vozes") else Mark.IMPOSSIBLE
        return Finding(mark, "disk", found, "The base install with eSpeak needs 0.5 GB: make room.")
    if free < NEURAL_DISK:
        advice = "Enough for the base install with eSpeak (0.5 GB); all neural weights and caches need 15 GB."
        return Finding(Mark.WARNING, "disk", found, advice)
    return Finding(Mark.FINE, "disk", f"{found}: enough for all neural weights and caches (15 GB)")


def free_bytes(places: Places) -> int:
    """Returns how much of the disk is free, of the fuller one where checkout and home are not on the same."""
    return min(shutil.disk_usage(_existing(place)).free for place in (places.checkout, places.home))


def _memory() -> Finding:
    total = memory_bytes()
    if total is None:
        return Finding(Mark.WARNING, "memory", "unknown", "The neural engines need 4 GB; eSpeak needs next to none.")
    found = f"{total / GB:.1f} GB"
    if total < NEURAL_MEMORY:
        return Finding(Mark.WARNING, "memory", found, "Enough for eSpeak; the neural engines need 4 GB.")
    return Finding(Mark.FINE, "memory", found)


def memory_bytes() -> int | None:
    """Returns the machine's memory; None where that is not known."""
    if sys.platform == "win32":
        import ctypes

        status = (ctypes.c_ulonglong * 8)()  # MEMORYSTATUSEX: its length and the load share the first 8 bytes
        status[0] = ctypes.sizeof(status)
        return status[1] if ctypes.windll.kernel32.GlobalMemoryStatusEx(status) else None
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return None


def _installed(places: Places) -> Finding:
    base = installed_version(places, "vozes")
    if not base:
        return Finding(Mark.WARNING, "installed", "nothing yet", "start.py installs it into .venv.")
    torch = installed_version(places, "torch")
    if not torch:
        advice = f"{START} gets the natural voice beside the server."
        if not (places.checkout / "start.py").is_file():
            advice = "pip install 'vozes[neural]' brings what natural voices need."
        elif remembered_neural(places.home) == "none":
            advice = f"No natural voice is wanted. To take that back: {START} --neural auto"
        return Finding(Mark.WARNING, "installed", f"Vozes {base} with eSpeak, no torch", advice)
    return Finding(Mark.FINE, "installed", f"Vozes {base}, torch {torch}")


def examine_port(address: tuple[str, str], sources: tuple[str, str] = _SOURCES) -> Finding:
    """Finds whether the server can listen on this host and port."""
    host, port = address
    if not port.isdecimal() or int(port) > 65535:
        return Finding(Mark.IMPOSSIBLE, "port", port, f"It goes from 0 to 65535: correct {sources[1]}.")
    error = why_not(host, int(port))
    if error is None:
        return Finding(Mark.FINE, "port", f"{port} is free on {host}")
    if error.errno == errno.EADDRINUSE or getattr(error, "winerror", None) == 10013:
        return _taken(int(port))
    if error.errno == errno.EACCES:
        advice = "Choose one above 1023: python3 start.py serve --port 8000"
        return Finding(Mark.IMPOSSIBLE, "port", f"{port} is not open to you", advice)
    return Finding(Mark.IMPOSSIBLE, "port", f"{host}: {error.strerror}", f"Correct {sources[0]}.")


def _taken(port: int) -> Finding:
    holder = find_holder(port)
    who = f"{holder.command} (pid {holder.pid})" if holder else "a process that you may not see"
    other = port + 1 if port < 65535 else 8000
    advice = f"Stop that process, or use another port: python3 start.py serve --port {other}"
    return Finding(Mark.IMPOSSIBLE, "port", f"{port} is taken by {who}", advice)


def _existing(path: Path) -> Path:
    """Returns `path` or its nearest parent that exists."""
    return next(place for place in (path, *path.parents) if place.exists())
