"""One running worker process: the frames to and from it, its heartbeat, and its end.

Only `supervisor.py` uses it. It knows nothing of states, restarts or queues.
"""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import AsyncGenerator, Callable
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
from vozes.settings import ENV_PREFIX
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest

_LAST_WORDS = 8
"""Lines of a worker's standard error that are kept to explain its end."""
_STOP_SECONDS = 1.0


_SIGN_OF_WORK = AudioChunk(np.empty(0, np.float32), 1)
"""Nothing to hear yet, but the engine goes on."""

Channel = asyncio.Queue[AudioChunk | VozesError | None]
"""What comes back for one request: chunks, then None or an error."""


class WorkerProcess:
    """A worker from its start to its end; `on_exit` is called once, however it ends."""

    def __init__(self, name: str, process: Process, on_exit: Callable[[str], None]):
        self.pid = process.pid
        self.progress: LoadProgress | None = None
        """How far it has loaded, as it said last."""
        self._log = logging.getLogger(f"vozes.engine.{name}")
        self._name = name
        self._process = process
        self._on_exit = on_exit
        self._channels: dict[int, Channel] = {}
        self._next_id = 0
        self._last_words: deque[str] = deque(maxlen=_LAST_WORDS)
        self._killed_because = ""
        self._ended_because = ""
        self._loop = asyncio.get_running_loop()
        self._last_heard = self._loop.time()
        self._ready: asyncio.Future[dict[str, str]] = self._loop.create_future()
        self._errors = asyncio.create_task(self._read_errors())
        self._frames = asyncio.create_task(self._read_frames())
        self._heart: asyncio.Task[None] | None = None

    @classmethod
    async def start(
        cls, name: str, target: str, settings: EngineSettings, on_exit: Callable[[str], None]
    ) -> "WorkerProcess":
        """Starts it and has it load its engine; raises OSError."""
        command = (sys.executable, "-m", "vozes.engines.worker", target)
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=_environment()
        )
        worker = cls(name, process, on_exit)
        worker._send(encode_settings(settings))
        return worker

    async def wait_until_ready(self, timeout: float) -> dict[str, str]:
        """The versions of what the engine is made of; raises VozesError with what its engine said if it cannot load."""
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
        self._heart = asyncio.create_task(self._beat(interval, timeout))

    def speak(self, request: SpeechRequest, patience: float) -> AsyncGenerator[AudioChunk]:
        """The chunks of an answer; one without samples is a sign of work.

        Closing early cancels; a worker that does not obey within `patience` s is killed.
        """
        return self._ask(lambda request_id: encode_request(request_id, request), patience)

    async def clone(self, voice: ClonedVoice, patience: float, on_work: Callable[[], None]) -> None:
        """Returns once the engine has made what it needs of the voice; `on_work` is called at each sign of work.

        Cancelling is as closing early of `speak`.
        """
        async with aclosing(self._ask(lambda request_id: encode_clone(request_id, voice), patience)) as answer:
            async for _ in answer:
                on_work()

    async def _ask(self, encode: Callable[[int], bytes], patience: float) -> AsyncGenerator[AudioChunk]:
        self._next_id += 1
        request_id, channel = self._next_id, Channel()
        self._channels[request_id] = channel
        self._send(encode(request_id))
        try:
            while (item := await channel.get()) is not None:
                if isinstance(item, VozesError):
                    raise item
                self._send(encode_frame({"type": "credit", "id": request_id, "samples": len(item.samples)}))
                yield item
        finally:
            if request_id in self._channels:
                self._send(encode_frame({"type": "cancel", "id": request_id}))
                self._loop.call_later(patience, self._expect_end, request_id)

    def kill(self, because: str) -> None:
        if self._process.returncode is None:
            self._killed_because = because
            self._process.kill()

    async def stop(self) -> None:
        """Ends the process: at once if it listens, by force if not."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(_STOP_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self.kill("it did not stop")
        await self._frames

    def _send(self, frame: bytes) -> None:
        if self._process.stdin is not None and not self._process.stdin.is_closing():
            self._process.stdin.write(frame)

    def _expect_end(self, request_id: int) -> None:
        if request_id in self._channels:
            self.kill("it did not stop a cancelled request")

    async def _read_frames(self) -> None:
        assert self._process.stdout is not None  # noqa: S101  (it was started with a pipe)
        try:
            while True:
                header_bytes, payload_bytes = decode_prefix(await self._process.stdout.readexactly(PREFIX.size))
                header = decode_header(await self._process.stdout.readexactly(header_bytes))
                self._last_heard = self._loop.time()
                self._handle(header, await self._process.stdout.readexactly(payload_bytes))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # it has ended
        except (ProtocolError, KeyError, TypeError, ValueError) as error:
            self.kill(f"it sent what is no answer ({error})")
        await self._end()

    def _handle(self, header: Header, payload: bytes) -> None:
        match header["type"]:
            case "audio":
                channel = self._channels.get(header["id"])
                if channel is not None:
                    channel.put_nowait(decode_chunk(header, payload))
            case "working":
                if (channel := self._channels.get(header["id"])) is not None:
                    channel.put_nowait(_SIGN_OF_WORK)
            case "done" | "error":
                self._finish(header)
            case "ready":
                self._ready.set_result(header["versions"])
            case "progress":
                self.progress = decode_progress(header)
            case "failed":
                self._ready.set_exception(VozesError(ErrorCode(header["code"]), header["message"]))
            case "pong":
                pass
            case unknown:
                raise ProtocolError(f"the frame {unknown!r}")

    def _finish(self, header: Header) -> None:
        channel = self._channels.pop(header["id"], None)
        if channel is None:
            return
        failed = header["type"] == "error"
        channel.put_nowait(VozesError(ErrorCode(header["code"]), header["message"]) if failed else None)

    async def _read_errors(self) -> None:
        assert self._process.stderr is not None  # noqa: S101  (it was started with a pipe)
        while line := await self._process.stderr.readline():
            text = line.decode(errors="replace").rstrip()
            self._last_words.append(text)
            self._log.warning("%s", text)

    async def _beat(self, interval: float, timeout: float) -> None:
        while True:
            asked = self._loop.time()
            self._send(encode_frame({"type": "ping"}))
            await asyncio.sleep(interval)
            if self._loop.time() - asked > interval + timeout / 2:
                self._last_heard = self._loop.time()  # this side slept, so its silence proves nothing
            elif self._loop.time() - self._last_heard > timeout:
                self.kill(f"it gave no sign of life for {timeout:g} s")

    async def _end(self) -> None:
        status = await self._process.wait()
        await self._errors
        if self._heart is not None:
            self._heart.cancel()
        reason = self._ended_because = self._explain(status)
        if not self._ready.done():
            self._ready.set_exception(
                VozesError(ErrorCode.ENGINE_FAILED, f"{self._name} could not be loaded: {reason}")
            )
        self._ready.exception()  # seen, even where nobody waits
        for channel in self._channels.values():
            message = f"The engine {self._name} stopped while it was at work: {reason}"
            channel.put_nowait(VozesError(ErrorCode.ENGINE_CRASHED, message, retry_after=1))
        self._channels.clear()
        self._on_exit(reason)

    def _explain(self, status: int) -> str:
        if self._killed_because:
            return f"its process was ended because {self._killed_because}."
        how = f"signal {-status}" if status < 0 else f"status {status}"
        last = f" It said: {self._last_words[-1]}" if self._last_words else ""
        return f"its process ended with {how}.{last}"


def _environment() -> dict[str, str]:
    """This process's own without the settings in it: a worker is told in a frame what it needs, and never the key."""
    return {name: value for name, value in os.environ.items() if not name.upper().startswith(ENV_PREFIX)}
