"""The process that hosts one engine: `python -m vozes.engines.worker MODULE:CLASS`.

It loads the engine once its settings have come, reads requests from standard input and answers on what was standard
output, in the frames of `protocol.py`. It ends as soon as its standard input ends, so that no worker outlives its
server. It knows nothing of queues, time limits or formats, and no engine by name.
"""

import importlib
import os
import queue
import sys
import threading
import time
import traceback
from typing import BinaryIO, NoReturn

from vozes.engines.base import Engine, FatalEngineError
from vozes.engines.job import Job
from vozes.engines.process_setup import bound_memory, confine, let_idle_threads_sleep, prepare_process
from vozes.engines.protocol import (
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
from vozes.process.collecting import importing
from vozes.runtime.native.library import choose_kernels
from vozes.types import AudioChunk

_FATAL_STATUS = 70
"""EX_SOFTWARE of `sysexits.h`."""


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
        """Loads the engine as soon as its settings have come, and serves it until the process ends."""
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
        bound_memory(settings.memory_mb)
        choose_kernels(settings.kernels)
        let_idle_threads_sleep()
        try:
            engine = load_engine(self._target)
            versions = engine.load(settings, lambda progress: self._write(encode_progress(progress)))
            confine(engine)
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
        """Takes the jobs that have arrived; waits for one only if there is nothing else to do."""
        while not self._active or not self._inbox.empty():
            self._active.append(self._inbox.get())

    def _wait_until_wanted(self) -> None:
        """Returns when at least one active job is wanted, or another job has come.

        A job whose audio the server does not take waits, so that neither side piles audio up, and holds up no other.
        """
        with self._news:
            self._news.wait_for(lambda: any(job.is_wanted for job in self._active) or not self._inbox.empty())

    def _advance(self, engine: Engine, job: Job) -> None:
        try:
            if job.cancelled:
                self._end(job, {"type": "done", "id": job.id, "cancelled": True})
                return
            chunk = job.advance(engine, time.monotonic())
            if chunk is not None:
                self._send_chunk(job, chunk)
            elif job.sign_is_due(time.monotonic()):  # the heartbeat does not say that the engine goes on
                self._send({"type": "working", "id": job.id})
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

    def _send_chunk(self, job: Job, chunk: AudioChunk) -> None:
        with self._news:
            job.credit -= len(chunk.samples)
        self._write(encode_chunk(job.id, chunk))

    def _end(self, job: Job, last: Header) -> None:
        self._active.remove(job)
        del self._jobs[job.id]
        try:
            job.close()
        except FatalEngineError as error:
            self._give_up(error)
        except Exception:
            traceback.print_exc()  # the job has ended all the same, and the others go on
        self._send(last)

    def _give_up(self, error: FatalEngineError) -> NoReturn:
        """Answers all open requests and ends the process, without touching what the engine holds."""
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
    """Returns the engine that `module:Class` names, not yet loaded."""
    module, _, name = target.partition(":")
    with importing():
        imported = importlib.import_module(module)
    engine = getattr(imported, name)()
    if not isinstance(engine, Engine):
        raise TypeError(f"{target} is no Engine")
    return engine


def main() -> None:
    Worker(sys.argv[1], *prepare_process()).run()


if __name__ == "__main__":
    main()
