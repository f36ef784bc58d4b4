"""One running worker process: the frames to and from it, its heartbeat, and its end.

Only `supervisor.py` uses it. It knows nothing of states, restarts or queues.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing

import numpy as np

from vozes.engines.base import LoadProgress
from vozes.engines.protocol import (
    PREFIX,
    Header,
    ProtocolError,
    decode_chunk,
    decode_header,
    decode_prefix,
    decode_progress,
    encode_clone,
    encode_frame,
    encode_request,
    encode_settings,
)
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.process.starting import command, engine_environment
from vozes.service.workers.open_requests import Keep, OpenRequests
from vozes.service.workers.piped_process import PipedProcess
from vozes.service.workers.stderr_log import StderrLog
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest

_STOP_SECONDS = 1.0
_DRAIN_SECONDS = 1.0
"""Seconds to wait for the last output of an ended process, since others may hold its pipes open."""
SIGN_OF_WORK = AudioChunk(np.empty(0, np.float32), 1)
"""A chunk without samples: there is nothing to hear yet, but the engine goes on."""


class InterruptedByAnother(VozesError):
    """The process was ended for the sake of another request: this one may be asked again."""


class WorkerProcess:
    """A worker from its start to its end; `on_exit` is called once, however it ends."""

    def __init__(self, name: str, process: PipedProcess, on_exit: Callable[["WorkerProcess", str], None]):
        self.pid = process.pid
        self.progress: LoadProgress | None = None
        """How far it has loaded, as it said last."""
        self._log = logging.getLogger(f"vozes.engine.{name}")
        self._name = name
        self._process = process
        self._on_exit = on_exit
        self._requests = OpenRequests()
        self._words = StderrLog(self._log)
        self._killed_because = ""
        self._killed_for_another = False
        self._ended_because = ""
        self._loop = asyncio.get_running_loop()
        self._last_heard = self._loop.time()
        self._ready: asyncio.Future[dict[str, str]] = self._loop.create_future()
        self._heart: asyncio.Task[None] | None = None
        self._life = asyncio.create_task(self._live())

    @classmethod
    async def start(
        cls, name: str, target: str, settings: EngineSettings, on_exit: Callable[["WorkerProcess", str], None]
    ) -> "WorkerProcess":
        """Starts it and has it load its engine; raises OSError."""
        program = command("vozes.engines.worker", target)
        worker = cls(name, await PipedProcess.start(*program, env=engine_environment()), on_exit)
        worker._send(encode_settings(settings))
        return worker

    async def wait_until_ready(self, timeout: float) -> dict[str, str]:
        """Returns the versions of what the engine is made of. Raises VozesError with what it said if it cannot load."""
        try:
            async with asyncio.timeout(timeout):
                versions = await asyncio.shield(self._ready)
        except TimeoutError:
            message = f"{self._name} took more than {timeout:g} s to load"
            self.kill(message)
            raise VozesError(ErrorCode.ENGINE_FAILED, f"{message}.") from None
        if self._ended_because:  # it was ready, and ended before anyone could take note
            raise VozesError(ErrorCode.ENGINE_FAILED, self._ended_because)
        return versions

    def start_heartbeat(self, interval: float, timeout: float) -> None:
        self._heart = asyncio.create_task(self._guarded(self._beat(interval, timeout)))

    def speak(self, request: SpeechRequest, release_seconds: float, keep: Keep) -> AsyncGenerator[AudioChunk]:
        """Yields the chunks of an answer; one without samples is a sign of work.

        Closing early cancels and returns at once. `keep` then gets a future of the engine letting go of the request.
        A worker that has not done so within `release_seconds` is killed; for other requests that it held that
        is InterruptedByAnother.
        """
        return self._ask(lambda request_id: encode_request(request_id, request), release_seconds, keep)

    async def clone(self, voice: ClonedVoice, release_seconds: float, on_work: Callable[[], None], keep: Keep) -> None:
        """Returns once the engine has made what it needs of the voice; `on_work` is called at each sign of work.

        Cancelling is as closing early of `speak`.
        """
        async with aclosing(
            self._ask(lambda request_id: encode_clone(request_id, voice), release_seconds, keep)
        ) as answer:
            async for _ in answer:
                on_work()

    async def _ask(
        self, encode: Callable[[int], bytes], release_seconds: float, keep: Keep
    ) -> AsyncGenerator[AudioChunk]:
        if self._ended_because:
            raise self._crashed()
        request_id, channel = self._requests.open()
        self._send(encode(request_id))
        try:
            while (item := await channel.get()) is not None:
                if isinstance(item, VozesError):
                    raise item
                self._send(encode_frame({"type": "credit", "id": request_id, "samples": len(item.samples)}))
                yield item
        finally:
            released = self._requests.leave(request_id)
            if released is not None:
                self._send(encode_frame({"type": "cancel", "id": request_id}))
                self._loop.call_later(release_seconds, self._expect_end, request_id)
                keep(released)

    def kill(self, because: str) -> None:
        if self._process.status is None and not self._killed_because:
            self._killed_because = because
            self._process.kill()

    async def stop(self) -> None:
        """Ends the process: at once if it listens, by force if not."""
        self._process.stdin.close()
        await self._wait_for_end("it did not stop")
        await asyncio.wait([self._life])

    def _send(self, frame: bytes) -> None:
        if not self._process.stdin.is_closing():
            self._process.stdin.write(frame)

    def _expect_end(self, request_id: int) -> None:
        if self._requests.is_leaving(request_id):
            self._killed_for_another = True
            self.kill("it did not let go of a cancelled request")

    async def _wait_for_end(self, otherwise: str) -> None:
        """Kills a process that does not end by itself, for that reason."""
        try:
            async with asyncio.timeout(_STOP_SECONDS):
                await self._process.ended()
        except TimeoutError:
            self.kill(otherwise)
            await self._process.ended()

    async def _live(self) -> None:
        """Listens until the process has ended; then, whatever went wrong meanwhile, all who wait are answered."""
        frames = asyncio.create_task(self._guarded(self._read_frames()))
        words = asyncio.create_task(self._guarded(self._words.read(self._process.stderr)))
        ended = asyncio.create_task(self._process.ended())
        try:
            await asyncio.wait([frames, ended], return_when=asyncio.FIRST_COMPLETED)
            await self._wait_for_end("it closed its output")
            await asyncio.wait([frames, words], timeout=_DRAIN_SECONDS)
        finally:
            for task in (frames, words, ended):
                task.cancel()
            self._process.close()
            self._end()

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        """Ends the process where something fails that never should: nobody is to wait for it in vain."""
        try:
            await work
        except Exception as error:
            self._log.exception("what its process said could not be handled")
            self.kill(f"of a fault in the server ({type(error).__name__}: {error})")

    async def _read_frames(self) -> None:
        stdout = self._process.stdout
        try:
            while True:
                header_bytes, payload_bytes = decode_prefix(await stdout.readexactly(PREFIX.size))
                header = decode_header(await stdout.readexactly(header_bytes))
                self._last_heard = self._loop.time()
                self._handle(header, await stdout.readexactly(payload_bytes))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # it has ended
        except (ProtocolError, KeyError, TypeError, ValueError) as error:
            self.kill(f"it sent what is no answer ({error})")

    def _handle(self, header: Header, payload: bytes) -> None:
        match header["type"]:
            case "audio":
                self._requests.give(header["id"], decode_chunk(header, payload))
            case "working":
                self._requests.give(header["id"], SIGN_OF_WORK)
            case "done":
                self._requests.finish(header["id"], None)
            case "error":
                self._requests.finish(header["id"], VozesError(ErrorCode(header["code"]), header["message"]))
            case "progress":
                self.progress = decode_progress(header)
            case "ready" if not self._ready.done():
                self._ready.set_result(header["versions"])
            case "failed" if not self._ready.done():
                self._ready.set_exception(VozesError(ErrorCode(header["code"]), header["message"]))
            case "pong":
                pass
            case unknown:
                raise ProtocolError(f"the frame {unknown!r}")

    async def _beat(self, interval: float, timeout: float) -> None:
        while True:
            asked = self._loop.time()
            self._send(encode_frame({"type": "ping"}))
            await asyncio.sleep(interval)
            if self._loop.time() - asked > interval + timeout / 2:
                self._last_heard = self._loop.time()  # this side slept, so its silence proves nothing
            elif self._loop.time() - self._last_heard > timeout:
                self.kill(f"it gave no sign of life for {timeout:g} s")

    def _end(self) -> None:
        """Answers all who wait for something of the process, once, when it has ended."""
        if self._heart is not None:
            self._heart.cancel()
        reason = self._ended_because = self._explain()
        if not self._ready.done():
            message = f"{self._name} could not be loaded: {reason}"
            self._ready.set_exception(VozesError(ErrorCode.ENGINE_FAILED, message))
        self._ready.exception()  # seen, even where nobody waits
        self._requests.finish_all(self._crashed)
        try:
            self._on_exit(self, reason)
        except Exception:
            self._log.exception("the end of its process could not be handled")

    def _crashed(self) -> VozesError:
        message = f"The engine {self._name} stopped while it was at work: {self._ended_because}"
        kind = InterruptedByAnother if self._killed_for_another else VozesError
        return kind(ErrorCode.ENGINE_CRASHED, message)

    def _explain(self) -> str:
        if self._killed_because:
            return f"its process was ended because {self._killed_because}."
        status = self._process.status
        how = f"signal {-status}" if status is not None and status < 0 else f"status {status}"
        said = f" It said: {self._words.cause}" if self._words.cause else ""
        return f"its process ended with {how}.{said}"
