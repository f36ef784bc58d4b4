"""Runs what `start.py test` asks for: everything, or with arguments only pytest with these.

Everything is ruff and mypy, whose complaints come at once and end it, and then all tests in several processes. How many
processes fit this machine is said in `tests/conftest.py`. What some tests need beside packages, a browser, web servers
and models to listen with, is fetched before; where it cannot be, that is said before the tests and after them.
"""

from collections.abc import Mapping, Sequence

from vozes.setup.console import Console
from vozes.setup.environment import Places
from vozes.setup.launch import run
from vozes.setup.testing import browser, listening, proxies

CHECKS = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",))
ALL_TESTS = ("pytest", "-n", "auto", "--dist", "worksteal")
_NOT_GIVEN = ("CHROMIUM", *proxies.PROXIES, listening.KOKORO, listening.WHISPER, "PYTHONDONTWRITEBYTECODE")
"""What tests need, as it is found below; and they start some thousand processes, which would each compile all anew."""


def run_tests(arguments: Sequence[str], places: Places, environ: Mapping[str, str], console: Console) -> int:
    """Returns the exit status of the first that fails, or 0."""
    steps = [("pytest", *arguments)] if arguments else [*CHECKS, ALL_TESTS]
    given, missing = _what_tests_need(places, environ, console)
    for text in missing:
        console.framed(text)
    status = _run_steps(steps, places, given)
    for text in missing:
        console.framed(text)
    return status


def _what_tests_need(
    places: Places, environ: Mapping[str, str], console: Console
) -> tuple[dict[str, str], Sequence[str]]:
    """Returns the environment that names what there is to the tests, and what to say of the rest."""
    given = {name: value for name, value in environ.items() if name not in _NOT_GIVEN}
    missing = []
    if not browser.find_chromium(environ):
        browser.install_chromium(places, environ, console)
    if chromium := browser.find_chromium(environ):
        given["CHROMIUM"] = chromium
    else:
        missing.append(browser.MISSING)
    proxies.fetch_proxies(places, environ, console)
    given |= (there := proxies.find_proxies(places, environ))
    if len(there) < len(proxies.PROXIES):
        missing.append(proxies.MISSING)
    listening.fetch_listening(places, environ, console)
    given |= (found := listening.find_listening(places, environ))
    if len(found) < 2:
        missing.append(listening.MISSING)
    return given, missing


def _run_steps(steps: Sequence[Sequence[str]], places: Places, environ: Mapping[str, str]) -> int:
    commands = ([str(places.python), "-P", "-m", *step] for step in steps)
    return next((status for command in commands if (status := run(command, environ, places.checkout))), 0)
