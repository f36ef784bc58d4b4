"""Says why a command of the installation failed, in words for its user.

It recognises what usually goes wrong by what the command printed; it knows neither stages nor packages. `start.py` asks
it at once, `vozes doctor install` once more of what the log has kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

REMEDY = "Start again; if it stays so, delete the folder .venv, and the next start makes it anew."
"""What to do where what is installed is not as it should be."""


@dataclass(frozen=True, slots=True)
class Reason:
    why: str
    advice: str


_USUAL = [  # The first that matches counts: a full disk also breaks downloads, a missing network also hides packages.
    (
        r"No space left on device|Errno 28|not enough space on the disk|Disk quota exceeded",
        Reason("the disk is full", "Make room (see the table above for how much), then start again."),
    ),
    (
        r"ensurepip is not available|No module named '?ensurepip",
        Reason(
            "this Python has no ensurepip, which makes virtual environments",
            "On Debian and Ubuntu: apt install python3-venv, then start again.",
        ),
    ),
    (
        r"DO NOT MATCH THE HASHES|HASHES ARE REQUIRED|[Hh]ashes are required",
        Reason(
            "a package is not the one that Vozes was tested with: its hash is another",
            "It was not installed. Either something gives you other files than PyPI does (PIP_INDEX_URL, a proxy, a "
            "folder of wheels): start again without it. Or this system is none of those that are tested.",
        ),
    ),
    (
        r"WinError 225|contains a virus",
        Reason(
            "an antivirus program has taken a file away",
            "Have it leave out this folder: every package comes from PyPI and is checked against its hash. Then start "
            "again.",
        ),
    ),
    (
        r"BadZipFile|not a valid zip|IncompleteRead|incomplete-download|invalid wheel|^ERROR: Wheel .* is invalid",
        Reason("a download came damaged or incomplete", "Start again; if it stays so, delete the cache/pip folder."),
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|confirming the ssl certificate",
        Reason(
            "the package registry's certificate is not trusted, as behind a company's proxy",
            "Set PIP_CERT to your company's certificate file, then start again.",
        ),
    ),
    (
        r"ProxyError|Tunnel connection failed|Cannot connect to proxy|Proxy Authentication Required",
        Reason(
            "the proxy refuses, or cannot be reached",
            "Correct HTTPS_PROXY, with name and password where it asks for them: http://NAME:PASSWORD@HOST:PORT",
        ),
    ),
    (
        r"requirement torch==\S+\+\S+ \(from versions: (?!none)",
        Reason(
            "pip finds that build of torch nowhere: PyTorch's own index cannot be reached, or has none for this Python",
            "Check the network, and HTTPS_PROXY where you need it. Or set PIP_EXTRA_INDEX_URL to a mirror of the index "
            "https://download.pytorch.org/whl that the log names, or PIP_FIND_LINKS to a folder that has the wheel.",
        ),
    ),
    (
        r"Failed to resolve|name resolution|getaddrinfo failed|Could not resolve|NewConnectionError|TimeoutError"
        r"|Max retries exceeded|[Tt]imed? ?out|Network is unreachable|Connection (reset|aborted|refused)",
        Reason(
            "the package registry cannot be reached",
            "Check the network, and HTTPS_PROXY or PIP_INDEX_URL where you need them, then start again.",
        ),
    ),
    (
        r"ResolutionImpossible|have conflicting dependencies",
        Reason(
            "packages ask for versions of one another that exclude each other",
            "Start without what adds to the versions that Vozes pins (PIP_CONSTRAINT, a pip.conf, packages of your own "
            "in .venv); if it stays so, report it with the lines below.",
        ),
    ),
    (
        r"Microsoft Visual C\+\+ .*required|error: command '.*' failed"
        r"|unable to execute '?[\w./+-]*(gcc|cc|clang|g\+\+)|No such file or directory: '[\w./+-]*(gcc|cc|clang)'",
        Reason(
            "a package has to be compiled here, and no C compiler does it",
            "Start with Python 3.11, 3.12 or 3.13 on a 64-bit system, for which packages come compiled. Or install a "
            "compiler (Debian: apt install build-essential python3-dev; Windows: Microsoft C++ Build Tools).",
        ),
    ),
    (
        r"require a different python version",
        Reason(
            "a package is not for this Python",
            "Start with another Python: 3.11, 3.12 and 3.13 are tested, on 64-bit systems.",
        ),
    ),
    (
        r"\(from versions: none\)",  # all that pip says without a network where it was told to try only once
        Reason(
            "the package registry cannot be reached, or has nothing for this machine",
            "Check the network, and HTTPS_PROXY or PIP_INDEX_URL where you need them, then start again. If they are "
            "fine, start with another Python: 3.11, 3.12 and 3.13 are tested, on 64-bit systems.",
        ),
    ),
    (
        r"[Nn]o matching distribution|Could not find a version|requires a different Python|not a supported wheel",
        Reason(
            "a package has no wheel for this Python or this machine",
            "Start with another Python: 3.11, 3.12 and 3.13 are tested, on 64-bit systems.",
        ),
    ),
    (
        r"Permission denied|PermissionError|Errno 13|Access is denied|WinError (5|32)\b|Read-only file system",
        Reason(
            "a file may not be written or is in use",
            "Stop a server that still runs from this folder, and see that the folder is yours; then start again.",
        ),
    ),
    (r"MemoryError|Cannot allocate memory", Reason("memory ran out", "Close other programs, then start again.")),
]


def reason_for(output: str, status: int) -> Reason:
    """Returns the reason for which a command ended with `status` after printing `output`."""
    return explain(output.splitlines(), status)[0]


def explain(output: Sequence[str], status: int) -> tuple[Reason, str]:
    """Returns the reason, and the first line that tells of it; where none is recognised, the first that says error."""
    for pattern, reason in _USUAL:
        if line := next((line for line in output if re.search(pattern, line)), ""):
            return reason, line.strip()
    line = next((line for line in output if re.match(r"\s*(ERROR|error|E|fatal):", line)), output[-1] if output else "")
    if status < 0:
        return Reason(
            f"it was interrupted (signal {-status})", "Start again: it goes on where it stopped."
        ), line.strip()
    return Reason(f"the command ended with status {status}", "Read the lines below; then start again."), line.strip()


def check_failed(output: Sequence[str]) -> Reason:
    """Returns the reason for which a look at what is installed failed, whose last line of output tells it."""
    why = output[-1] if output else "it ended without a word"
    return Reason(why, REMEDY)
