"""The process that hosts one engine: `python -m vozes.engines.worker MODULE:CLASS`.

It loads the engine once it is told its settings, reads what is asked of it from standard input and answers on what was
standard output, in the frames of `protocol.py`. It ends as soon as its standard input ends, so that no worker
outlives its server. It knows nothing of queues, time limits or formats, and no engine by name.
"""

import faulthandler
import importlib
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from typing import BinaryIO, NoReturn

from vozes.engines.base import Engine, FatalEngineError
from vozes.engines.protocol import (
    CREDIT_SAMPLES,
    Header,
    ProtocolError,
    decode_clone,
    decode_request,
    decode_settings,
    encode_chunk,
    encode_frame,
    encode_progress,
    read_frame,
)
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.process.confinement import data_bytes, give_up, give_up_programs
from vozes.runtime.native.library import kernels
from vozes.types import AudioChunk

_FATAL_STATUS = 70
"""EX_SOFTWARE of `sysexits.h`."""
_SIGN_SECONDS = 0.5
"""How often the server is told that a request is being worked on, though there is nothing to hear yet."""
_MOST_FILES = 1024
"""Open at once. An accelerator's driver takes a few hundred."""
_LARGEST_FILE = 64 << 20
"""Bytes, once it is loaded: what is made of a voice is far smaller."""


class Job:
    """One request in this process: to speak or to clone, how far the server has listened, whether it still wants to."""

    def __init__(self, request_id: int, start: Callable[[Engine], Iterator[AudioChunk | None]]):
        self.id = request_id
        self.start = start
        self.cancelled = False
        self.credit = CREDIT_SAMPLES
        self.pieces: Iterator[AudioChunk | None] | None = None
        self.last_sign = 0.0
        """When the server was last told that it goes on; of `time.monotonic`."""

    @property
    def is_wanted(self) -> bool:
        """Whether there is something to do for it: the server has listened far enough, or wants no more."""
        return self.cancelled or self.credit > 0


class Worker:
    """Two threads: one reads frames and answers heartbeats at once, the other is the engine's own."""

    def __init__(self, target: str, incoming: BinaryIO, outgoing: BinaryIO):
        self._target = target
        self._incoming = incoming
        self._outgoing = outgoing
        self._write_lock = threading.Lock()
        self._settings: queue.SimpleQueue[EngineSettings] = queue.SimpleQueue()
        self._inbox: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._jobs: dict[int, Job] = {}
        self._news = threading.Condition()
        self._active: list[Job] = []

    def run(self) -> None:
        """Loads the engine as soon as it is told to, and serves it until the process ends."""
        threading.Thread(target=self._read_frames, name="frames", daemon=True).start()
        engine = self._load()
        if engine is None:
            return
        while True:
            self._admit()
            self._wait_until_wanted()
            for job in [each for each in self._active if each.is_wanted]:
                self._advance(engine, job)

    # the engine's thread

    def _load(self) -> Engine | None:
        settings = self._settings.get()
        if settings.memory_mb:
            give_up("DATA", settings.memory_mb << 20)
        try:
            engine = load_engine(self._target)
            versions = engine.load(settings, lambda progress: self._write(encode_progress(progress)))
            _confine(engine)
        except VozesError as error:
            self._send({"type": "failed", "code": error.code, "message": error.message})
        except Exception as error:
            traceback.print_exc()
            message = f"{type(error).__name__}: {error}"
            self._send({"type": "failed", "code": ErrorCode.ENGINE_FAILED, "message": message})
        else:
            self._send({"type": "ready", "versions": versions})
            return engine
        return None

    def _admit(self) -> None:
        """Takes what has arrived; waits for something only when there is nothing else to do."""
        while not self._active or not self._inbox.empty():
            self._active.append(self._inbox.get())

    def _wait_until_wanted(self) -> None:
        """Returns when one at least of those that are spoken is wanted, or another request has come.

        One that the server does not listen to waits, so that neither side piles audio up, and holds up no other.
        """
        with self._news:
            self._news.wait_for(lambda: any(job.is_wanted for job in self._active) or not self._inbox.empty())

    def _advance(self, engine: Engine, job: Job) -> None:
        try:
            if job.cancelled:
                self._end(job, {"type": "done", "id": job.id, "cancelled": True})
                return
            if job.pieces is None:
                job.pieces = job.start(engine)
                job.last_sign = time.monotonic()
            chunk = next(job.pieces)
            if chunk is None:
                self._send_sign(job)
            else:
                self._send_chunk(job, chunk)
        except StopIteration:
            self._end(job, {"type": "done", "id": job.id, "cancelled": False})
        except FatalEngineError as error:
            self._give_up(error)
        except VozesError as error:
            self._end(job, {"type": "error", "id": job.id, "code": error.code, "message": error.message})
        except Exception as error:
            traceback.print_exc()
            message = f"The engine failed on this request ({type(error).__name__}: {error})."
            self._end(job, {"type": "error", "id": job.id, "code": ErrorCode.INTERNAL_ERROR, "message": message})

    def _send_sign(self, job: Job) -> None:
        """Tells that it is worked on, once in a while: only this, not the heartbeat, says that the engine goes on."""
        now = time.monotonic()
        if now - job.last_sign >= _SIGN_SECONDS:
            job.last_sign = now
            self._send({"type": "working", "id": job.id})

    def _send_chunk(self, job: Job, chunk: AudioChunk) -> None:
        with self._news:
            job.credit -= len(chunk.samples)
        self._write(encode_chunk(job.id, chunk))

    def _end(self, job: Job, last: Header) -> None:
        self._active.remove(job)
        del self._jobs[job.id]
        try:
            close = getattr(job.pieces, "close", None)
            if close is not None:
                close()
        except FatalEngineError as error:
            self._give_up(error)
        except Exception:
            traceback.print_exc()  # what it was asked for has ended all the same, and the others go on
        self._send(last)

    def _give_up(self, error: FatalEngineError) -> NoReturn:
        """Answers all that is open and ends the process, without touching what the engine holds."""
        traceback.print_exc()
        for request_id in list(self._jobs):
            self._send({"type": "error", "id": request_id, "code": error.code, "message": error.message})
        os._exit(_FATAL_STATUS)

    # the frames' thread

    def _read_frames(self) -> None:
        try:
            while (frame := read_frame(self._incoming)) is not None:
                self._handle(frame[0])
        except (ProtocolError, KeyError, TypeError):
            traceback.print_exc()
        finally:
            os._exit(0)  # the server is gone, or no longer makes sense: nobody is left to speak to

    def _handle(self, header: Header) -> None:
        if header["type"] == "ping":
            self._send({"type": "pong"})
        elif header["type"] == "load":
            self._settings.put(decode_settings(header))
        elif header["type"] == "speak":
            request = decode_request(header)
            self._take(Job(header["id"], lambda engine: engine.speak(request)))
        elif header["type"] == "clone":
            voice = decode_clone(header)
            self._take(Job(header["id"], lambda engine: engine.clone(voice)))
        elif header["type"] in ("cancel", "credit"):
            job = self._jobs.get(header["id"])
            if job is not None:
                self._release(job, header)

    def _take(self, job: Job) -> None:
        with self._news:
            self._jobs[job.id] = job
            self._inbox.put(job)
            self._news.notify_all()

    def _release(self, job: Job, header: Header) -> None:
        with self._news:
            if header["type"] == "cancel":
                job.cancelled = True
            else:
                job.credit += header["samples"]
            self._news.notify_all()

    def _send(self, header: Header) -> None:
        self._write(encode_frame(header))

    def _write(self, frame: bytes) -> None:
        try:
            with self._write_lock:
                self._outgoing.write(frame)
                self._outgoing.flush()
        except OSError:
            os._exit(0)


def load_engine(target: str) -> Engine:
    """The engine that `module:Class` names, not yet loaded."""
    module, _, name = target.partition(":")
    engine = getattr(importlib.import_module(module), name)()
    if not isinstance(engine, Engine):
        raise TypeError(f"{target} is no Engine")
    return engine


def _confine(engine: Engine) -> None:
    """Before it is given what others wrote. What it read and ran to be loaded is the user's own."""
    engine.get_confined()
    give_up("FSIZE", _LARGEST_FILE)
    if engine.growth_mb is not None and (held := data_bytes()):
        give_up("DATA", held + (engine.growth_mb << 20))
    give_up_programs()


def _take_over_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The protocol's two streams; from here on what C libraries print goes to standard error."""
    incoming, outgoing = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (incoming, outgoing):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")


def _let_idle_threads_sleep() -> None:
    """OpenMP's threads, torch's, spin for milliseconds after each operation, and so keep cores from the native kernels.

    Where those do the work it does not pay. It must be said before torch is imported.
    """
    if kernels() is not None:
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")


def main() -> None:
    incoming, outgoing = _take_over_pipes()
    faulthandler.enable()
    give_up("CORE", 0)
    give_up("NOFILE", _MOST_FILES)
    _let_idle_threads_sleep()
    if os.name == "posix":
        os.umask(0o077)  # what is made of voices is for their owner alone
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the server decides
    Worker(sys.argv[1], incoming, outgoing).run()


if __name__ == "__main__":
    main()
