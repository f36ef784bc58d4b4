"""Keeps one engine: loads it when needed, starts it again when it dies, unloads it when idle.

This and `worker_process.py` are the only code that knows that engines are local processes; the interface is that of
`supervision.py`. It knows nothing of queues, time limits or formats.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from contextvars import Context

import psutil

from vozes.engines.base import EngineSpec, EngineState, LoadProgress
from vozes.engines.info import EngineInfo
from vozes.engines.settings import EngineSettings, engine_settings
from vozes.errors import ErrorCode, VozesError
from vozes.service.workers.activity import Activity
from vozes.service.workers.availability import Availability
from vozes.service.workers.backoff import Backoff
from vozes.service.workers.open_requests import Keep, keep_nothing
from vozes.service.workers.supervision import Replica
from vozes.service.workers.worker_process import InterruptedByAnother, WorkerProcess
from vozes.settings import Settings
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest
from vozes.wording import sentence

log = logging.getLogger(__name__)

_PATIENCE = 2.0
"""Seconds of restart delay that a request waits for; with more to go it is refused at once."""


class Supervisor:
    """One engine's life. All methods belong to the event loop's thread."""

    def __init__(self, spec: EngineSpec, settings: Settings, engine: EngineSettings | None = None):
        """`engine`: what its process gets to know; by default what the settings say."""
        self.spec = spec
        self.on_room: Callable[[], None] = lambda: None
        self.versions: dict[str, str] = {}
        self.restarts = 0
        """How often its process was started again after it had ended by itself."""
        self._settings = settings
        self._engine_settings = engine or engine_settings(settings)
        self._availability = Availability(spec, self._engine_settings)
        self._process: WorkerProcess | None = None
        self._state = EngineState.UNLOADED
        self._failure: VozesError | None = None
        self._has_worked = False
        self._loading: asyncio.Task[None] | None = None
        self._loading_since = 0.0
        self._restarting: asyncio.Task[None] | None = None
        self._backoff = Backoff()
        self._activity = Activity(settings.idle_unload_seconds, self._start_idle_unload)
        self._unloading = asyncio.Lock()
        self._idle_unload: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    @property
    def concurrency(self) -> int:
        """Requests that its process takes at once."""
        return self.spec.info.capabilities.concurrency

    @property
    def info(self) -> EngineInfo:
        return self._availability.info(loaded=self._process is not None)

    @property
    def state(self) -> EngineState:
        if self._process is None and self.missing is not None:
            return EngineState.NOT_INSTALLED
        return self._state

    @property
    def is_expected(self) -> bool:
        """Returns whether it is ready, or was before it was unloaded, so that a request gets it in a moment."""
        if self._state in (EngineState.UNLOADED, EngineState.LOADING):
            return self._has_worked
        return self._state == EngineState.READY

    @property
    def missing(self) -> str | None:
        """Returns what it lacks on this machine, and what to run; None if it can be loaded."""
        return self._availability.missing()

    @property
    def reason(self) -> str | None:
        """Returns why it is not installed or has failed, and what to do."""
        if self.state == EngineState.NOT_INSTALLED:
            return self.missing
        return self._failure.message if self._failure is not None else None

    @property
    def reason_code(self) -> ErrorCode | None:
        """Returns the kind of what `reason` tells."""
        if self.state == EngineState.NOT_INSTALLED:
            return ErrorCode.MODEL_NOT_INSTALLED
        return self._failure.code if self._failure is not None else None

    @property
    def progress(self) -> LoadProgress | None:
        """Returns how far its loading is, where it is loading and has said so."""
        if self._process is None or self._state != EngineState.LOADING:
            return None
        return self._process.progress

    @property
    def loading_seconds(self) -> float:
        """Returns for how long it has been loading; 0 where it is not."""
        return time.monotonic() - self._loading_since if self._state == EngineState.LOADING else 0.0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    @property
    def memory_bytes(self) -> int | None:
        """Returns the resident memory of its process."""
        try:
            return psutil.Process(self.pid).memory_info().rss if self.pid is not None else None
        except psutil.Error:
            return None

    @property
    def replicas(self) -> Sequence[Replica]:
        return ()

    def has_room_to_load(self, size: int) -> bool:
        """Returns whether it is loaded, or `size` bytes of memory are free."""
        return self._process is not None or psutil.virtual_memory().available >= size

    async def look_again(self) -> None:
        """Has what it is looked at, since something has changed on the disk; returns once that is known."""
        self._availability.missing(fresh=True)

    def unload_when_idle(self, seconds: float) -> None:
        """Unloads it from now on whenever it was not used for so long; 0 never does."""
        self._activity.idle_seconds = seconds
        if self._state == EngineState.READY and self._activity.is_idle:
            self._activity.watch()

    def require_installed(self) -> None:
        """Raises VozesError(MODEL_NOT_INSTALLED) with what to run; one that is loaded keeps what it has loaded."""
        missing = None if self._process is not None else self._availability.missing(fresh=True)
        if missing is not None:
            raise VozesError(
                ErrorCode.MODEL_NOT_INSTALLED, f"{self.info.name} is not installed. {sentence(missing)}", param="engine"
            )

    async def load(self) -> None:
        """Returns when the engine is ready, however many ask at once; raises VozesError if it cannot be."""
        async with self._unloading:
            pass
        self.require_installed()
        while self._state != EngineState.READY:
            self._refuse_when_closing()
            if self._loading is None:
                self._loading = asyncio.create_task(self._load(), context=Context())  # it is no single request's
                self._loading.add_done_callback(self._loaded)
            await asyncio.shield(self._loading)

    async def unload(self) -> None:
        """Ends the process, once it has done what it is at; its memory is free when this returns."""
        async with self._unloading:
            if self._loading is not None:
                await asyncio.wait([self._loading])
            await self._activity.wait_until_idle()
            await self._stop()

    @property
    def is_busy(self) -> bool:
        """Returns whether it loads or works on something."""
        return self._loading is not None or not self._activity.is_idle

    @asynccontextmanager
    async def kept_unloaded(self) -> AsyncIterator[None]:
        """Unloads it, and loads it for nobody within the block; at its end it is looked at anew."""
        async with self._unloading:
            await self._stop()
            self._has_worked = False  # what it works with may change
            try:
                yield
            finally:
                await self.look_again()

    async def close(self) -> None:
        """Ends the process now and for good; what it was at fails."""
        self._closing.set()
        await self._stop()
        if self._loading is not None:  # it may have been about to start the process
            await asyncio.wait([self._loading])
            await self._stop()

    async def speak(self, request: SpeechRequest, keep: Keep = keep_nothing) -> AsyncGenerator[AudioChunk]:
        """Yields the chunks of an answer, after loading where needed; one without samples is a sign of work.

        Closing early cancels and returns at once; `keep` gets a future of the engine letting go of it.
        """
        has_sounded = False
        try:
            async with aclosing(self._speak(request, keep)) as chunks:
                async for chunk in chunks:
                    has_sounded = has_sounded or len(chunk.samples) > 0
                    yield chunk
        except InterruptedByAnother:
            if has_sounded:
                raise
        else:
            return
        async with aclosing(self._speak(request, keep)) as chunks:
            async for chunk in chunks:
                yield chunk

    async def clone(
        self, voice: ClonedVoice, on_work: Callable[[], None] = lambda: None, keep: Keep = keep_nothing
    ) -> None:
        """Has the engine make and keep what it needs of a voice, after loading where needed; cancelling ends that.
        `on_work` is called at each sign of work.

        `keep` is as that of `speak`. Raises VozesError: as `load`, and INVALID_RECORDING among others.
        """
        try:
            await self._clone(voice, on_work, keep)
        except InterruptedByAnother:
            await self._clone(voice, on_work, keep)

    async def _speak(self, request: SpeechRequest, keep: Keep) -> AsyncGenerator[AudioChunk]:
        async with (
            self._at_work() as process,
            aclosing(process.speak(request, self._release_seconds, self._kept(keep))) as chunks,
        ):
            async for chunk in chunks:
                yield chunk

    async def _clone(self, voice: ClonedVoice, on_work: Callable[[], None], keep: Keep) -> None:
        async with self._at_work() as process:
            await process.clone(voice, self._release_seconds, on_work, self._kept(keep))

    @property
    def _release_seconds(self) -> float:
        return self.info.capabilities.release_seconds

    def _kept(self, keep: Keep) -> Keep:
        """Counts the engine as at work for as long as it has not let go."""

        def keep_working(released: asyncio.Future[None]) -> None:
            self._activity.begin()
            released.add_done_callback(lambda _: self._activity.end())
            keep(released)

        return keep_working

    @asynccontextmanager
    async def _at_work(self) -> AsyncIterator[WorkerProcess]:
        """Gives the process, loaded where needed, and not unloaded meanwhile."""
        await self.load()
        assert self._process is not None  # noqa: S101  (the engine is ready)
        self._activity.begin()
        try:
            yield self._process
            self._backoff.succeed()
        finally:
            self._activity.end()

    def _start_idle_unload(self) -> None:
        if not self._closing.is_set():
            self._idle_unload = asyncio.create_task(self._unload_if_idle(), context=Context())

    async def _unload_if_idle(self) -> None:
        if self._activity.is_idle and self._state == EngineState.READY:
            log.info("%s is unloaded: it was idle", self.info.id)
            await self.unload()

    async def _load(self) -> None:
        await self._wait_for_delay()
        self._state, self._failure = EngineState.LOADING, None
        self._loading_since = time.monotonic()
        process = self._process = await self._start_process()
        try:
            self._refuse_when_closing()
            self.versions = await process.wait_until_ready(self._settings.load_timeout_seconds)
        except VozesError as error:
            self._fail(error)
            await process.stop()
            self._refuse_when_closing()
            raise
        process.start_heartbeat(self._settings.heartbeat_seconds, self._settings.heartbeat_timeout_seconds)
        self._state, self._has_worked = EngineState.READY, True
        self._activity.watch()
        log.info("%s is ready (process %d)", self.info.id, process.pid)

    async def _start_process(self) -> WorkerProcess:
        try:
            return await WorkerProcess.start(self.info.id, self.spec.target, self._engine_settings, self._on_exit)
        except Exception as error:  # whatever it was, somebody waits for the engine
            message = f"The process of {self.info.id} cannot be started: {error}."
            failure = VozesError(ErrorCode.ENGINE_FAILED, message)
            self._fail(failure)
            raise failure from None

    def _loaded(self, task: asyncio.Task[None]) -> None:
        self._loading = None
        if not task.cancelled():
            task.exception()  # seen, even where nobody waits

    async def _wait_for_delay(self) -> None:
        delay = self._backoff.seconds_left
        if delay > _PATIENCE and self._failure is not None:
            message = f"{self._failure.message} It can be started again in {delay:.0f} s."
            raise VozesError(self._failure.code, message, retry_after=delay)
        if delay > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), delay)

    def _refuse_when_closing(self) -> None:
        if self._closing.is_set():
            raise VozesError(ErrorCode.SHUTTING_DOWN, "The server is stopping.")

    async def _stop(self) -> None:
        self._activity.stop_watching()
        if self._restarting is not None:
            self._restarting.cancel()
        process, self._process = self._process, None
        self._state, self._failure = EngineState.UNLOADED, None
        if process is not None:
            await process.stop()

    def _fail(self, failure: VozesError) -> None:
        """Notes a failure, and when the engine may be started again."""
        self._backoff.fail()
        self._state, self._failure, self._process = EngineState.FAILED, failure, None
        self._has_worked = False
        if not self._closing.is_set():
            log.error("%s failed: %s", self.info.id, failure.message)

    def _on_exit(self, process: WorkerProcess, reason: str) -> None:
        """Starts another worker where one has ended that nobody asked to end."""
        if process is self._process and self._state == EngineState.READY and not self._closing.is_set():
            self._fail(VozesError(ErrorCode.ENGINE_FAILED, reason))
            self._restarting = asyncio.create_task(self._restart())

    async def _restart(self) -> None:
        """Tries until it is ready, has failed too often, or has failed in a way that trying again cannot mend."""
        while self._state == EngineState.FAILED and not self._backoff.has_given_up:
            await asyncio.sleep(self._backoff.seconds_left)
            try:
                await self.load()
                self.restarts += 1
            except VozesError as error:
                log.warning("%s could not be started again: %s", self.info.id, error.message)
                if not error.kind.retry:
                    return
