"""Runs what `start.py test` asks for: everything, or with arguments only pytest with these.

Everything is ruff and mypy, whose complaints come at once and end it, and then all tests in several processes. How many
processes fit this machine is said in `tests/conftest.py`.
"""

from collections.abc import Mapping, Sequence

from vozes.setup.browser import MISSING, find_chromium, install_chromium
from vozes.setup.console import Console
from vozes.setup.environment import Places
from vozes.setup.launch import run

CHECKS = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",))
ALL_TESTS = ("pytest", "-n", "auto", "--dist", "worksteal")


def run_tests(arguments: Sequence[str], places: Places, environ: Mapping[str, str], console: Console) -> int:
    """Returns the exit status of the first that fails, or 0."""
    steps = [("pytest", *arguments)] if arguments else [*CHECKS, ALL_TESTS]
    chromium = find_chromium(environ)
    if not chromium:
        install_chromium(places, environ, console)
        chromium = find_chromium(environ)
    if chromium:
        return _run_steps(steps, places, {**environ, "CHROMIUM": chromium})
    console.framed(MISSING)
    status = _run_steps(steps, places, {name: value for name, value in environ.items() if name != "CHROMIUM"})
    console.framed(MISSING)
    return status


def _run_steps(steps: Sequence[Sequence[str]], places: Places, environ: Mapping[str, str]) -> int:
    commands = ([str(places.python), "-P", "-m", *step] for step in steps)
    return next((status for command in commands if (status := run(command, environ, places.checkout))), 0)
