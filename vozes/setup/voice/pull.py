"""Does `start.py models pull MODEL`: installs what the neural engines lack, then has `vozes` fetch the model.

From its first moment on it tells in the state file of the pull how far it is, as the command after it does; so whoever
reads that file sees one piece of work. A server that was just started has this beside it for its natural voice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vozes.checkout import START
from vozes.models.pull_state import AlreadyPullingError, PullReporter, read_pull
from vozes.setup.console import Console
from vozes.setup.environment import Places
from vozes.setup.installing.commands import CommandError, run_logged
from vozes.setup.installing.install import install, pending
from vozes.setup.installing.install_log import InstallLog
from vozes.setup.installing.sizes import MB, size_of
from vozes.setup.installing.stages import Stage
from vozes.setup.voice.neural_plan import NeuralPlan

_PARTS = {"torch": ("torch",), "packages": ("neural", "lang")}
"""The stages of a pull before the model itself, and those of the installation in each."""

_DOING = {"download": "downloading", "convert": "making the published files", "check": "checking"}


def cancelled(model: str) -> str:
    """Returns what is said where the user has cancelled it."""
    return f"Cancelled. It goes on with: {START} models pull {model}"


@dataclass(frozen=True, slots=True)
class Pull:
    """One model, and what has to be installed for it."""

    model: str
    base: Sequence[Stage]
    """What Vozes itself needs, done or not."""
    plan: NeuralPlan
    places: Places
    environ: Mapping[str, str]
    console: Console

    def install(self) -> bool:
        """Installs what is pending. Returns whether the model can be fetched."""
        if not pending(self.places, [*self.base, *self.plan.stages]):
            return True
        try:
            with PullReporter(self.places.home, self.model) as reporter:
                try:
                    self._install(reporter)
                except CommandError as failure:
                    reporter.end("failed", f"{failure.title}: {failure.reason.why}. {failure.reason.advice}")
                    raise
        except CommandError as failure:
            failure.tell(self.console)
            return False
        except AlreadyPullingError:
            self.console.say("Another process gets it already.")  # which the command that fetches then follows
        return True

    def _install(self, reporter: PullReporter) -> None:
        install(self.places, self.base, self.environ, self.console)
        for part, names in _PARTS.items():
            here = [stage for stage in self.plan.missing(self.places) if stage.name in names]
            if here:
                reporter.stage(part, size_of(here, self.plan.build.name).download)
                self.console.received = _Sum(reporter)
                install(self.places, here, self.environ, self.console)

    def fetch(self, command: Sequence[str]) -> int:
        """Runs the command that fetches the model, and shows how far it is; returns its exit status."""
        log, places = InstallLog(self.places.log), self.places
        try:
            run_logged(
                command, self.model, self.console, log, cwd=places.checkout, environ=self.environ, doing=self._doing
            )
        except CommandError as failure:
            return self._tell(failure)
        self.console.say("It is ready: no restart is needed.")
        return 0

    def _doing(self) -> str:
        state = read_pull(self.places.home, self.model)
        if state is None or state.stage not in _DOING:
            return ""
        total, done = state.bytes_total or 0, state.bytes_done or 0
        return _DOING[state.stage] + (f", {100 * done // total} % of {total / MB:.0f} MB" if total else "")

    def _tell(self, failure: CommandError) -> int:
        """Says why the model was not fetched, also in the state of the pull where its process could not."""
        state = read_pull(self.places.home, self.model)
        if state and state.state == "running":
            with PullReporter(self.places.home, self.model) as reporter:
                reporter.end("failed", f"{failure.reason.why}. {failure.reason.advice}")
        if state and state.state == "cancelled":
            self.console.say(cancelled(self.model))
        else:
            failure.tell(self.console)
        return 1


class _Sum:
    """Tells of downloads that come one after the other how many bytes are there in all."""

    def __init__(self, reporter: PullReporter) -> None:
        self._reporter = reporter
        self._before = self._done = 0

    def __call__(self, done: int, _total: int) -> None:
        if done < self._done:
            self._before += self._done
        self._done = done
        self._reporter.progress(self._before + done)
