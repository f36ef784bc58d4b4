"""Does what `start.py` is for, in order: preflight, installation, then the server, the tests or any other command.

It asks nothing, and everything that it writes lies in the checkout. What each step does is in a module of its own.
"""

import math
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vozes.checkout import START, STARTED_AS
from vozes.locks import open_lock, taken
from vozes.running_server import RunningServer, running_server
from vozes.setup.commands import CommandError
from vozes.setup.console import Console
from vozes.setup.early_settings import chosen, source
from vozes.setup.environment import Places, find_places, local_environment
from vozes.setup.failures import reason_for
from vozes.setup.hardware import WORDS, TorchBuild, build_named
from vozes.setup.install import install, pending
from vozes.setup.install_report import tell_install
from vozes.setup.launch import hand_over
from vozes.setup.preflight import examine, examine_port, impossible, table
from vozes.setup.stages import Stage, installed_build, stages
from vozes.setup.suite import run_tests

HELP = """Usage: python3 start.py [--neural WHICH] [COMMAND] [ARGUMENT...]

Sets Vozes up in this folder, where that is not done yet, and runs a command.

Commands:
  (none)             the server, as with `serve`; flags may follow, as in start.py --port 9000
  serve              the server: python3 start.py serve --help lists its flags
  test [ARGUMENT...] all tests, after ruff and mypy; with arguments only pytest, whose they are
  anything else      that command of `vozes`: python3 start.py say --help, and so on

Options:
  --neural WHICH     also install torch for the neural engines: `auto` takes the build that suits this machine;
                     `cpu`, `cuda`, `cu126`, `cu130`, `rocm` and `mps` name one. Default: `none`, which installs
                     and removes nothing; for `test`, the one that is there or else `cpu`
  --help             this help

Everything is kept in .venv and .vozes in this folder; what was installed, and how, is in .vozes/logs/install.log."""


NONE = "none"


class UsageError(Exception):
    """Says what is wrong with the arguments of start.py itself."""


@dataclass(frozen=True, slots=True)
class Request:
    """Keeps what the user asked of start.py."""

    command: str
    arguments: tuple[str, ...]
    neural: str | None
    """`none`, or one of the words for a build of torch; None: not said."""


def parse(arguments: Sequence[str]) -> Request:
    """Raises `UsageError`."""
    rest, neural = list(arguments), None
    while rest and rest[0].partition("=")[0] == "--neural":
        neural = _take_neural(rest, 0)
    command = "serve" if not rest or rest[0].startswith("-") else rest.pop(0)
    if command == "serve":  # where nothing but flags can follow
        while found := [i for i, word in enumerate(rest) if word.partition("=")[0] == "--neural"]:
            neural = _take_neural(rest, found[0])
    return Request(command, tuple(rest), neural)


def _take_neural(rest: list[str], index: int) -> str:
    _, sign, value = rest.pop(index).partition("=")
    if not sign and index < len(rest):
        value = rest.pop(index)
    if value not in (NONE, *WORDS):
        raise UsageError(f"--neural takes {NONE}, {', '.join(WORDS[:-1])} or {WORDS[-1]}.")
    return value


def main(arguments: Sequence[str]) -> int:
    """Does what `arguments` ask; returns the exit status, unless the server takes this process's place."""
    if arguments and arguments[0] in ("--help", "-h"):
        Console(sys.stdout).say(HELP)
        return 0
    try:
        return _start(parse(arguments))
    except UsageError as error:
        Console(sys.stderr).say(f"start.py: {error} See python3 start.py --help")
        return 2
    except OSError as error:
        reason = reason_for(str(error), 1)
        Console(sys.stderr).say(f"start.py: {error}\n{reason.advice}")
        return 1
    except KeyboardInterrupt:
        Console(sys.stderr).say("\nStopped. The next start goes on from here.")
        return 130


def _start(request: Request) -> int:
    talks = request.command in ("serve", "test")
    console = Console(sys.stdout if talks else sys.stderr)  # another command's output is its own
    places = find_places(chosen("home", request.arguments, os.environ))
    if request.command == "doctor" and request.arguments[:1] == ("install",) and "--help" not in request.arguments:
        return tell_install(places.log, Console(sys.stdout), as_json="--json" in request.arguments)
    environ = local_environment(os.environ, places)
    wanted = _wanted(places, request, console)
    address, adds_engines = _address(request), request.neural not in (None, NONE)
    sources = source("host", request.arguments, os.environ), source("port", request.arguments, os.environ)
    findings = examine(places, None if adds_engines else address, sources)
    if address and impossible(findings) and not pending(places, wanted):
        status = _misspelt(places, request, environ)
        if status:
            return status
    if talks or impossible(findings) or pending(places, wanted):
        console.say(table(findings, console.encoding))
    if impossible(findings) or not _install(places, wanted, environ, console, test=request.command == "test"):
        return 1
    if address and adds_engines:  # what was asked is installed although a server has the port
        if server := running_server(places.home):
            return _tell_running(server, places, wanted, console)
        if impossible([port := examine_port(address, sources)]):
            console.say(table([port], console.encoding))
            return 1
    if request.command == "test":
        return run_tests(request.arguments, places, environ, console)
    return hand_over(
        [str(places.python), "-P", "-m", "vozes", request.command, *request.arguments], {**environ, STARTED_AS: START}
    )


def _tell_running(server: RunningServer, places: Places, wanted: Sequence[Stage], console: Console) -> int:
    """Says what the installation means for this home's server, which goes on. Returns the exit status."""
    if pending(places, wanted):
        console.say(f"Vozes runs already: {server.name} goes on without the neural engines.")
        return 1
    console.say(f"The neural engines are installed. Vozes runs already: {server.name} notices them by itself.")
    return 0


def _misspelt(places: Places, request: Request, environ: Mapping[str, str]) -> int:
    """Returns the status with which the server refuses a flag that it does not have; 0 where it has them all.

    It is asked where the port is taken, since a misspelt flag may have been meant to choose another one.
    """
    command = [str(places.python), "-P", "-m", "vozes", "serve", *request.arguments, "--help"]
    own_name = {**environ, STARTED_AS: START}
    return subprocess.run(command, env=own_name, stdout=subprocess.DEVNULL, check=False).returncode  # noqa: S603


def _address(request: Request) -> tuple[str, str] | None:
    if request.command != "serve" or "--help" in request.arguments:
        return None
    host, port = (chosen(name, request.arguments, os.environ) for name in ("host", "port"))
    return host or "127.0.0.1", port or "8000"


def _wanted(places: Places, request: Request, console: Console) -> list[Stage]:
    word, test = request.neural, request.command == "test"
    if word == NONE or (word is None and not test):
        return stages(places, None, development=test)
    build = installed_build(places) or TorchBuild.CPU if word is None else _build(word, console)
    return stages(places, build, development=test)


def _build(word: str, console: Console) -> TorchBuild:
    try:
        build = build_named(word)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if word == "auto":
        console.say(f"torch for {build.name.label}: {build.reason}. {build.advice}")
    return build.name


def _install(places: Places, wanted: Sequence[Stage], environ: dict[str, str], console: Console, *, test: bool) -> bool:
    """Returns whether all that the command needs is installed; the server needs no neural engine, the tests do."""
    if not pending(places, wanted):
        return True
    needed = [stage for stage in wanted if test or not stage.neural]
    places.home.mkdir(parents=True, exist_ok=True)
    with open_lock(places.home / "setup.lock") as lock:
        if not taken(lock):
            console.say("Waiting for another start.py in this folder.")
            taken(lock, seconds=math.inf)
        try:
            install(places, needed, environ, console)
        except CommandError as failure:
            failure.tell(console)
            return False
        try:
            install(places, wanted, environ, console)
        except CommandError as failure:
            failure.tell(console)
            console.framed("The neural engines are NOT installed. Vozes starts all the same, with eSpeak.")
    return True
