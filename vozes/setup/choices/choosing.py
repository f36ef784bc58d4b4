"""Asks on the terminal what `--choose` leaves open: the build of torch, and how much is installed."""

import sys
from dataclasses import replace
from pathlib import Path

from vozes.setup.choices.modes import MEANINGS, Mode
from vozes.setup.choices.questions import Questions
from vozes.setup.choices.request import AUTO, NONE, Request
from vozes.setup.console import Console
from vozes.setup.machine.hardware import TorchBuild, build_named, builds_for
from vozes.setup.remembered import remembered_neural


def choose(request: Request, home: Path, console: Console) -> Request:
    """Returns the request with the answers; without a terminal as it is."""
    if not sys.stdin.isatty():
        console.say("There is no terminal on which to choose: it goes on with what was found.")
        return request
    questions = Questions(console)
    neural = request.neural or questions.ask(
        "Which torch are the natural voices to get?", _builds(), remembered_neural(home) or AUTO
    )
    mode = questions.ask("How is it to be installed?", {str(mode): MEANINGS[mode] for mode in Mode}, request.mode)
    return replace(request, neural=neural, mode=Mode(mode))


def _builds() -> dict[str, str]:
    """Returns the words for `--neural` that make sense on this system, and what each means."""
    found = build_named(AUTO)
    reason = f"{found.name.label}: {found.reason}. {found.advice}".rstrip()
    named = {str(build): TorchBuild(build).label for build in builds_for(sys.platform)}
    return {AUTO: reason, **named, NONE: "no natural voice"}
