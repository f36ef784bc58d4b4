"""Reads the command line of `start.py`: its own options, and the command whose arguments are left as they are."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from vozes.models.catalog import load_catalog
from vozes.setup.choices.modes import Mode
from vozes.setup.machine.hardware import WORDS, TorchBuild, builds_for

AUTO, NONE = "auto", "none"
NEURAL_WORDS = (NONE, *WORDS)
ACCEPT = "--accept-license"
HELP = """Usage: python3 start.py [OPTION...] [COMMAND] [ARGUMENT...]

Sets Vozes up in this folder, where that is not done yet, and runs a command.

Commands:
  (none)             the server, as with `serve`; flags may follow, as in start.py --port 9000
  serve              the server: python3 start.py serve --help lists its flags. The natural voice, Kokoro, with the
                     torch that it needs, is fetched beside it where it is missing
  test [ARGUMENT...] all tests, after ruff and mypy; with arguments only pytest, whose they are
  models pull MODEL  fetches a model, and installs before what it needs: python3 start.py models list
  anything else      that command of `vozes`: python3 start.py say --help, and so on

Options:
  --neural WHICH     which build of torch the natural voices get; it is remembered. `auto` (at first): the one that
                     suits this machine; `cpu`, `cuda`, `cu126`, `cu130`, `rocm`, `mps`: that one; `none`: none, and
                     nothing is fetched beside the server
  --mode WHICH       `normal`: what is missing is installed; `fresh`: the caches in this folder are emptied, and all is
                     installed again; `skip`: nothing is installed
  --choose           asks for both on the terminal, and goes on by itself where nobody answers
  --help             this help

Everything is kept in .venv and .vozes in this folder; what was installed, and how, is in .vozes/logs/install.log."""


class UsageError(Exception):
    """Says what is wrong with the arguments of start.py itself."""


@dataclass(frozen=True, slots=True)
class Request:
    """Keeps what the user asked of start.py."""

    command: str
    arguments: tuple[str, ...]
    neural: str | None = None
    """One of `NEURAL_WORDS`; None: not said."""
    mode: Mode = Mode.NORMAL
    choose: bool = False

    @property
    def model(self) -> str | None:
        """The model that `models pull` is to fetch; None for another command, and for what that one will refuse."""
        if self.command != "models" or self.arguments[:1] != ("pull",) or "--help" in self.arguments:
            return None
        known = [model for model in load_catalog() if model.id in self.arguments]
        allowed = [model for model in known if not model.licence.restricted or ACCEPT in self.arguments]
        return allowed[0].id if allowed else None


@dataclass(slots=True)
class _Own:
    """The options of start.py itself, as far as they are read."""

    rest: list[str]
    values: dict[str, str] = field(default_factory=dict)
    choose: bool = False

    def take(self, index: int) -> bool:
        """Takes the option at `index` out of the words, and the value that follows; returns whether one was there."""
        name, sign, value = self.rest[index].partition("=")
        if name == "--choose" and not sign:
            self.choose = True
            del self.rest[index]
            return True
        if name not in ("--neural", "--mode"):
            return False
        del self.rest[index]
        if not sign and index < len(self.rest):
            value = self.rest.pop(index)
        self.values[name] = value
        return True


def parse(arguments: Sequence[str]) -> Request:
    """Raises `UsageError`."""
    own = _Own(list(arguments))
    while own.rest and own.take(0):
        pass
    command = "serve" if not own.rest or own.rest[0].startswith("-") else own.rest.pop(0)
    if command == "serve":  # where nothing but flags can follow
        index = 0
        while index < len(own.rest):
            index += not own.take(index)
    neural, mode = own.values.get("--neural"), own.values.get("--mode", Mode.NORMAL)
    if neural is not None and neural not in NEURAL_WORDS:
        raise UsageError(f"--neural takes {_listed(NEURAL_WORDS)}.")
    if neural in list(TorchBuild) and neural not in builds_for(sys.platform):
        raise UsageError(f"There is no build of torch for {neural} on this system.")
    if mode not in list(Mode):
        raise UsageError(f"--mode takes {_listed(tuple(Mode))}.")
    return Request(command, tuple(own.rest), neural, Mode(mode), own.choose)


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
