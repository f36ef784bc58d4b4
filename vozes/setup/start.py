"""Does what `start.py` is for, in order: preflight, installation, then the server, the tests or any other command.

It asks nothing unless it is told to, and everything that it writes lies in the checkout. What each step does is in a
module of its own.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from vozes.checkout import START, STARTED_AS
from vozes.models.pull_state import is_pull_declined
from vozes.process.parent import stop_with_server
from vozes.running_server import RunningServer, running_server
from vozes.setup.choices.choosing import choose
from vozes.setup.choices.modes import Mode, empty
from vozes.setup.choices.request import AUTO, HELP, NONE, Request, UsageError, parse
from vozes.setup.console import Console
from vozes.setup.early_settings import chosen, source, wanted_extras
from vozes.setup.environment import find_places, installed_version, local_environment
from vozes.setup.installing.commands import CommandError, leave_once
from vozes.setup.installing.failures import reason_for
from vozes.setup.installing.in_use import in_use
from vozes.setup.installing.install import install, pending
from vozes.setup.installing.install_report import tell_install
from vozes.setup.installing.stages import Stage, installed_build, stages
from vozes.setup.launch import hand_over
from vozes.setup.machine.hardware import TorchBuild
from vozes.setup.machine.preflight import Finding, examine, impossible, table
from vozes.setup.remembered import remember_neural, remembered_neural
from vozes.setup.testing.suite import run_tests
from vozes.setup.voice import natural_voice
from vozes.setup.voice.beside import start_beside
from vozes.setup.voice.neural_plan import neural_plan
from vozes.setup.voice.pull import Pull, cancelled

_STOPPED = "Stopped. The next start goes on from here."


def main(arguments: Sequence[str]) -> int:
    """Does what `arguments` ask; returns the exit status, unless the server takes this process's place."""
    if arguments and arguments[0] in ("--help", "-h"):
        _help()
        return 0
    beside = stop_with_server()
    try:
        return Start(parse(arguments), beside=beside).run()
    except UsageError as error:
        Console(sys.stderr).say(f"start.py: {error} See python3 start.py --help")
        return 2
    except OSError as error:
        reason = reason_for(str(error), 1)
        Console(sys.stderr).say(f"start.py: {error}\n{reason.advice}")
        return 1
    except KeyboardInterrupt:
        Console(sys.stderr).say(f"\n{_STOPPED}")
        return 130


def _help() -> None:
    home = find_places(chosen("home", (), os.environ)).home
    Console(sys.stdout).say(f"{HELP}\nRemembered: --neural {remembered_neural(home) or AUTO}")


class Start:
    """One run of start.py."""

    def __init__(self, request: Request, *, beside: bool) -> None:
        """`beside`: this is what another one has started beside its server."""
        self._request = request
        self._beside = beside
        talks = request.command in ("serve", "test") or beside  # another command's output is its own
        name = f"{request.model}: " if beside else ""
        self._console = Console(sys.stdout if talks else sys.stderr, name)
        self._places = find_places(chosen("home", request.arguments, os.environ))
        self._environ = local_environment(os.environ, self._places)

    def run(self) -> int:
        """Returns the exit status, unless a command takes this process's place."""
        if self._request.choose:
            self._request = choose(self._request, self._places.home, self._console)
        request, home = self._request, self._places.home
        if request.command == "doctor" and request.arguments[:1] == ("install",) and "--help" not in request.arguments:
            return tell_install(self._places.log, Console(sys.stdout), as_json="--json" in request.arguments)
        server = running_server(home)
        if not self._has_mode(server):
            return 1
        if request.command == "test":
            return self._test()
        if request.neural:
            remember_neural(home, None if request.neural == AUTO else request.neural)
        if request.model:
            return self._pull(request.model)
        if request.command != "serve" or "--help" in request.arguments:
            return self._run_command()
        return self._tell_running(server) if server and request.neural else self._serve()

    def _has_mode(self, server: RunningServer | None) -> bool:
        """Returns whether it can go on as the mode wants."""
        if self._request.mode is Mode.FRESH:
            if server:
                self._console.say(f"Stop {server.name} first: it runs from what --mode fresh makes again.")
                return False
            if reason := in_use(self._places):
                self._console.say(f"--mode fresh makes .venv again, but {reason.why}. {reason.advice}")
                return False
            empty(self._places, self._environ)
        elif self._request.mode is Mode.SKIP and not installed_version(self._places, "vozes"):
            self._console.say("Nothing is installed yet that --mode skip could start.")
            return False
        return True

    def _test(self) -> int:
        wanted = stages(self._places, self._build_for_tests(), development=True)
        if not self._examine(examine(self._places), wanted) or not self._install(wanted):
            return 1
        return run_tests(self._request.arguments, self._places, self._environ, self._console)

    def _build_for_tests(self) -> TorchBuild | None:
        """Returns the build that is asked for, or else the one that is there, or else the smallest."""
        if self._request.neural is None:
            return installed_build(self._places) or TorchBuild.CPU
        return neural_plan(self._places, self._request.neural).build.name if self._wants_neural() else None

    def _run_command(self) -> int:
        """Becomes a command of `vozes`; neural engines that are asked for are there before."""
        neural: Sequence[Stage] = ()
        if self._wants_neural():
            plan = neural_plan(self._places, self._request.neural)
            self._console.say(plan.reason)
            neural = plan.stages
        if not self._examine(examine(self._places), [*self._base(), *neural]) or not self._install(self._base()):
            return 1
        if not self._install(neural):
            self._console.framed("The neural engines are NOT installed. Vozes starts all the same, with eSpeak.")
        return self._hand_over()

    def _serve(self) -> int:
        """Becomes the server, with the natural voice on its way where it is missing."""
        host, port = (chosen(name, self._request.arguments, os.environ) for name in ("host", "port"))
        sources = (
            source("host", self._request.arguments, os.environ),
            source("port", self._request.arguments, os.environ),
        )
        findings = examine(self._places, (host or "127.0.0.1", port or "8000"), sources)
        if impossible(findings) and not pending(self._places, self._base()) and (status := self._misspelt()):
            return status
        if not self._examine(findings, self._base()) or not self._install(self._base()):
            return 1
        if self._request.mode is not Mode.SKIP and not running_server(self._places.home):
            self._bring_voice()
        return self._hand_over()

    def _bring_voice(self) -> None:
        """Starts what gets the natural voice, where it is missing and nothing speaks against it."""
        places, word = self._places, remembered_neural(self._places.home)
        if word == NONE:
            return
        plan = neural_plan(places, self._request.neural or word)
        if natural_voice.is_there(places, plan):
            return
        if natural_voice.is_declined(places) and not self._request.neural:
            get_it = f"{START} models pull {natural_voice.MODEL}"
            self._console.say(f"The natural voice was cancelled or removed, so it is not fetched. To get it: {get_it}")
            return
        if reason := natural_voice.obstacle(places, plan):
            self._console.say(reason)
            natural_voice.decline(places, reason)
            return
        self._console.say(natural_voice.announcement(places, plan))
        choice = ["--neural", self._request.neural] if self._request.neural else []
        command = [sys.executable, str(places.checkout / "start.py"), *choice, "models", "pull", natural_voice.MODEL]
        start_beside(command, self._environ)

    def _tell_running(self, server: RunningServer) -> int:
        """Does what `--neural` asks for beside this home's server, which goes on."""
        if self._wants_neural():
            self._console.say(f"Vozes runs already: {server.name} notices by itself what is installed.")
            status = self._pull(natural_voice.MODEL)
            if status:
                self._console.say(f"{server.name} goes on without the natural voice.")
            return status
        natural_voice.cancel(self._places)
        self._console.say(f"No natural voice is fetched any more. Vozes runs already: {server.name} goes on.")
        return 0

    def _pull(self, model: str) -> int:
        """Gets a model, and before it what it needs."""
        for number in (signal.SIGINT, signal.SIGTERM) if self._beside else (signal.SIGTERM,):
            signal.signal(number, leave_once)
        try:
            if not self._examine(examine(self._places), self._base()):
                return 1
            word = self._request.neural or remembered_neural(self._places.home)
            plan = neural_plan(self._places, None if word == NONE else word)
            pull = Pull(model, self._base(), plan, self._places, self._environ, self._console)
            if self._request.mode is not Mode.SKIP and not pull.install():
                return 1
            arguments = self._request.arguments if self._request.model else ("pull", model)
            command = self._vozes("models", *arguments)
            return pull.fetch(command) if self._beside else hand_over(command, self._own_name())
        except (KeyboardInterrupt, SystemExit):
            self._console.say(f"\n{cancelled(model) if is_pull_declined(self._places.home, model) else _STOPPED}")
            return 130

    def _base(self) -> list[Stage]:
        extras = wanted_extras(self._request.arguments, os.environ) if self._request.command == "serve" else []
        return stages(self._places, None, development=False, extras=extras)

    def _wants_neural(self) -> bool:
        return self._request.neural not in (None, NONE)

    def _examine(self, findings: Sequence[Finding], wanted: Sequence[Stage]) -> bool:
        """Shows how this machine is where that may be of use; returns whether Vozes can run on it."""
        fine = not impossible(findings)
        if self._request.command in ("serve", "test") or not fine or pending(self._places, wanted):
            self._console.say(table(findings, self._console.encoding))
        return fine

    def _install(self, wanted: Sequence[Stage]) -> bool:
        """Installs what is pending; returns whether all is there, or nothing is to be installed."""
        if self._request.mode is Mode.SKIP or not pending(self._places, wanted):
            return True
        try:
            install(self._places, wanted, self._environ, self._console)
        except CommandError as failure:
            failure.tell(self._console)
            return False
        return True

    def _hand_over(self) -> int:
        return hand_over(self._vozes(self._request.command, *self._request.arguments), self._own_name())

    def _misspelt(self) -> int:
        """Returns the status with which the server refuses a flag that it does not have; 0 where it has them all.

        It is asked where the port is taken, since a misspelt flag may have been meant to choose another one.
        """
        command = self._vozes("serve", *self._request.arguments, "--help")
        return subprocess.run(command, env=self._own_name(), stdout=subprocess.DEVNULL, check=False).returncode  # noqa: S603

    def _vozes(self, *words: str) -> list[str]:
        return [str(self._places.python), "-P", "-m", "vozes", *words]

    def _own_name(self) -> dict[str, str]:
        """Returns the environment in which a command is told that it was called by start.py."""
        return {**self._environ, STARTED_AS: START}
