"""Fetching models while the server runs: each is fetched by a process of its own, by the command that a user would run.

How far it is, its state file tells, whoever started it; so does `start.py` beside the server. The process ends with the
server. It knows nothing of what is fetched from where, nor of licences.
"""

import asyncio
import signal
import sys
import time
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from vozes.checkout import CHECKOUT
from vozes.files import make_folder, unwritable
from vozes.models.pull_state import PullState, State, read_pull
from vozes.process.attended import GRACE_SECONDS
from vozes.process.starting import command, fetching_environment
from vozes.service.thread_pools import in_thread

STARTING = "starting"
"""The stage of a pull that has not told one yet."""
_CANCEL_SECONDS = 5.0
"""How long whoever cancels waits for the end."""
_CANCELLED = frozenset({128 + signal.SIGINT, 128 + signal.SIGTERM})
"""The statuses of a command that was asked to end, as a shell has them."""
_LOOK_SECONDS = 0.1
_TAIL_BYTES = 4096


def fetching_command(model_id: str, home: Path, licence_accepted: bool) -> Sequence[str]:
    """Returns what fetches a model; in a checkout `start.py`, which installs first what the model's engine needs."""
    program = command("vozes") if CHECKOUT is None else (sys.executable, "-P", str(CHECKOUT / "start.py"))
    accept = ["--accept-license"] if licence_accepted else []
    return *program, "models", "pull", model_id, "--home", str(home), *accept


@dataclass(slots=True)
class _Job:
    """A pull that this server has started."""

    model: str
    process: Process
    started_at: float
    """Seconds since 1970."""
    log: Path
    is_asked_to_end: bool = False

    @property
    def runs(self) -> bool:
        return self.process.returncode is None

    def ask_to_end(self) -> None:
        assert self.process.stdin is not None  # noqa: S101  (it is a pipe)
        self.is_asked_to_end = True
        self.process.stdin.close()

    def untold(self) -> PullState:
        """Returns what is known of it where it has not told anything itself."""
        status, message = self.process.returncode, None
        state: State = "running"
        if status is not None and (self.is_asked_to_end or status in _CANCELLED):
            state = "cancelled"
        elif status is not None:
            state, message = "failed", f"Its process ended with status {status}. {self._last_words()}"
        return PullState(self.model, state, STARTING, None, None, None, message, self.process.pid, self.started_at)

    def _last_words(self) -> str:
        lines = self.log.read_bytes()[-_TAIL_BYTES:].decode(errors="replace").split("\n")
        return next((f"It said: {line.strip()}" for line in reversed(lines) if line.strip()), "It said nothing.")


class Pulls:
    def __init__(self, home: Path):
        self._home = home
        self._jobs: dict[str, _Job] = {}
        self._starting = asyncio.Lock()

    def look(self, model_id: str) -> PullState | None:
        """Returns how far the last pull of a model is; None where there was none. Reads a file or two."""
        told, job = read_pull(self._home, model_id), self._jobs.get(model_id)
        if job is None or job.process.returncode == 0:
            return told
        if told is not None and (told.state == "running" or told.updated_at >= job.started_at):
            return told
        return job.untold()

    async def start(self, model_id: str, *, licence_accepted: bool) -> None:
        """Starts to fetch a model; nothing where that runs already. Raises VozesError where nothing can be written."""
        async with self._starting:
            state, job = await in_thread(self.look, model_id), self._jobs.get(model_id)
            if state is not None and state.state == "running":
                return
            if job is not None and job.runs:  # it has told its end, and is about to go
                await _ended(job.process)
            self._jobs[model_id] = await self._launch(model_id, licence_accepted)

    async def cancel(self, model_id: str) -> None:
        """Ends a pull on this machine, whoever began it; returns once it has ended, or has not within some seconds."""
        job = self._jobs.get(model_id)
        if job is not None and job.runs:
            job.ask_to_end()
        else:
            await in_thread(self._terminate, model_id)
        deadline = time.monotonic() + _CANCEL_SECONDS
        while await self._runs(model_id) and time.monotonic() < deadline:  # noqa: ASYNC110  (another process's end)
            await asyncio.sleep(_LOOK_SECONDS)

    def forget(self, model_id: str) -> None:
        """Tells no longer how a pull has ended."""
        self._jobs.pop(model_id, None)

    async def close(self) -> None:
        """Ends those that this server has started."""
        running = [job for job in self._jobs.values() if job.runs]
        for job in running:
            job.ask_to_end()
        await asyncio.gather(*(_ended(job.process) for job in running))

    async def _runs(self, model_id: str) -> bool:
        job = self._jobs.get(model_id)
        state = await in_thread(self.look, model_id)
        return (job is not None and job.runs) or (state is not None and state.state == "running")

    async def _launch(self, model_id: str, licence_accepted: bool) -> _Job:
        log = self._home / "logs" / f"pull-{model_id}.log"
        program = command("vozes.process.attended", *fetching_command(model_id, self._home, licence_accepted))
        try:
            make_folder(log.parent)
            with log.open("wb") as output:
                started_at = time.time()
                process = await asyncio.create_subprocess_exec(
                    *program, stdin=PIPE, stdout=output, stderr=STDOUT, env=_environment(), start_new_session=True
                )
        except OSError as error:
            raise unwritable(f"{model_id} cannot be fetched", error) from error
        return _Job(model_id, process, started_at, log)

    def _terminate(self, model_id: str) -> None:
        """Asks the process to end that says that it fetches the model; one that is younger has only its id."""
        state = read_pull(self._home, model_id)
        if state is None or state.state != "running" or not state.is_here:
            return
        try:
            process = psutil.Process(state.pid)
            if process.create_time() <= state.updated_at:
                process.terminate()
        except psutil.Error:
            pass  # it has ended, or is another user's


def _environment() -> dict[str, str]:
    """Leaves `start.py` and pip to find their modules by themselves."""
    environment = fetching_environment()
    return environment if CHECKOUT is None else {n: v for n, v in environment.items() if n != "PYTHONPATH"}


async def _ended(process: Process) -> None:
    try:
        async with asyncio.timeout(GRACE_SECONDS + 1.0):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
