"""Makes `.venv` and runs the stages that are not done yet, each by pip, each with the pinned versions.

A `.venv` of another Python or folder is made again, but never under whoever runs in it: that is refused. A stage that
failed or was interrupted simply runs again at the next start. Which stages are wanted, and what follows from one that
failed, is for `vozes.setup.start` to say.
"""

import math
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vozes.locks import open_lock, taken
from vozes.setup.console import Console
from vozes.setup.environment import Places
from vozes.setup.installing.commands import CommandError, run_logged
from vozes.setup.installing.failures import reason_for
from vozes.setup.installing.in_use import in_use
from vozes.setup.installing.install_log import InstallLog
from vozes.setup.installing.stages import Stage, Stamp
from vozes.setup.installing.substitute import SUBSTITUTE, substitute
from vozes.setup.installing.verify import verify

_NOT_OURS = "The .venv that is there is unfinished, or of another Python or folder"


def pending(places: Places, stages: Sequence[Stage]) -> list[Stage]:
    """Returns the stages that are not done."""
    stamp = Stamp.read(places)
    return [stage for stage in stages if not stamp.has(stage)]


def install(places: Places, stages: Sequence[Stage], environ: Mapping[str, str], console: Console) -> None:
    """Runs what is pending of `stages`, after whoever installs already; raises `CommandError` at a failure."""
    places.home.mkdir(parents=True, exist_ok=True)
    with open_lock(places.home / "setup.lock") as lock:
        if not taken(lock):
            console.say("Waiting for another start.py in this folder.")
            taken(lock, seconds=math.inf)
        held = (lock.fileno(),) if os.name == "posix" else ()
        with _temporary_folder(places) as temporary:
            environ = {**environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(temporary))}
            _Installation(places, environ, console, InstallLog(places.log), held).run(stages)


@contextmanager
def _temporary_folder(places: Places) -> Iterator[Path]:
    """Gives pip a folder for what it unpacks and builds; what one that was killed has left there goes as well."""
    folder = places.home / "cache" / "installing"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Installation:
    places: Places
    environ: Mapping[str, str]
    console: Console
    log: InstallLog
    held: tuple[int, ...]

    def run(self, stages: Sequence[Stage]) -> None:
        stamp = Stamp.read(self.places)
        if not stamp.fits:
            self._make_venv()
            stamp.write()
        for stage in stages:
            if not stamp.has(stage):
                stamp.forget(stage)
                stamp.record(stage, self._run_stage(stage).torch)

    def _run_stage(self, stage: Stage) -> Stage:
        """Runs one stage, or what takes its place, and looks whether all is there; returns the one that succeeded."""
        try:
            for title, step in stage.steps:
                self._run(_pip(self.places, stage, step), title)
        except CommandError as failure:
            instead = substitute(failure, stage, self.places)
            self.console.framed(SUBSTITUTE)
            self.log.write(f"# {SUBSTITUTE.splitlines()[0]}")
            return self._run_stage(instead)
        isolate_script(self.places)
        verify(self.places, stage, self._run)
        return stage

    def _make_venv(self) -> None:
        title, venv = "a Python environment in .venv", self.places.venv
        if reason := in_use(self.places):
            raise CommandError(title, reason, [_NOT_OURS], self.log.path)
        try:
            if venv.is_symlink():
                venv.unlink()
            elif venv.exists():
                self.console.say(f"{_NOT_OURS}: it is made again.")
                shutil.rmtree(venv)
        except OSError as error:
            self.log.write(f"cannot remove {venv}: {error}")
            raise CommandError(title, reason_for(str(error), 1), [str(error)], self.log.path) from error
        python = getattr(sys, "_base_executable", None) or sys.executable  # not the .venv's own, which is about to go
        self._run([os.fspath(python), "-I", "-m", "venv", str(venv)], title)

    def _run(self, command: Sequence[str], title: str) -> None:
        run_logged(
            command, title, self.console, self.log, cwd=self.places.checkout, environ=self.environ, held=self.held
        )


def _pip(places: Places, stage: Stage, step: tuple[str, ...]) -> list[str]:
    python = [str(places.python), "-I", "-u", "-X", "utf8", "-m", "pip"]
    # The pip that comes with Python may be too old to report progress, and the first stage replaces it.
    progress = "off" if stage.name == "build" else "raw"
    return [*python, "install", "--disable-pip-version-check", "--progress-bar", progress, *step]


def isolate_script(places: Places) -> None:
    """Has the `vozes` script in `.venv` run Python in isolation (`-I`), so that no `PYTHONPATH` reaches it.

    With an empty entry in that, Python would look for `vozes` itself, and for what it runs before anything else, in the
    working folder. pip knows no way to say so when it writes the script. On Windows the script is a program: it stays.
    """
    path = places.python.with_name("vozes")
    if os.name != "posix" or not path.exists():
        return
    text = path.read_text(encoding="utf-8")
    python = str(places.python)
    for end, isolated in (("\n", " -I\n"), ('" "$0"', '" -I "$0"'), (' "$0"', ' -I "$0"')):  # the latter for long paths
        if python + end in text:
            path.write_text(text.replace(python + end, python + isolated, 1), encoding="utf-8")
            return
