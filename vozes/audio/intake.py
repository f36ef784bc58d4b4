"""Takes in recordings that anyone may have sent: each is decoded, examined and prepared in a process of its own.

Whatever a recording does to that process (`intake_worker`), the caller gets the prepared recording or an error. Its
answer is not trusted: FFmpeg may have been taken over by then. This module knows nothing of uploads or voices.
"""

import asyncio
import io
import logging
import os
import signal
import subprocess
import wave
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pydantic import BaseModel, Field, TypeAdapter

from vozes.audio.intake_protocol import PREFIX, READY, TOO_MUCH, IntakeRequest
from vozes.audio.quality import QualityReport
from vozes.audio.recording import invalid_recording
from vozes.errors import ErrorCode, VozesError
from vozes.process.starting import bare_environment, command
from vozes.process.threads import Threads

_AT_ONCE = 2
"""Processes at the same time, so that their memory is bounded too."""
_TALKS = Threads("intake", 2 * _AT_ONCE)
_RATES = (8_000, 48_000)  # Hz
_MAX_HEADER_BYTES = 64 * 1024
_MAX_ERROR_BYTES = 64 * 1024
_WAV_HEADER_BYTES = 44
_OUT_OF_BOUNDS = {-getattr(signal, name) for name in ("SIGXCPU",) if hasattr(signal, name)}
_FROM_OUTSIDE = {-getattr(signal, name) for name in ("SIGKILL", "SIGTERM", "SIGHUP") if hasattr(signal, name)}
"""Signals that no process sends itself: they come from the system, which lacks memory, or from somebody."""
_UNREADABLE = "The recording is damaged, or no recording at all: save it anew as WAV or MP3."
_COMMAND = command("vozes.audio.intake_worker")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    max_bytes: int
    max_seconds: float
    wall_seconds: float = 30.0
    """How long the process may take."""

    @property
    def memory_bytes(self) -> int:
        """Addresses; the interpreter and its libraries take 250 MB, and samples are held up to three times at once."""
        return 512 * 1024 * 1024 + 2 * self.max_bytes + 3 * self._sample_bytes

    @property
    def processor_seconds(self) -> int:
        """The time that a process may compute: less than it may wait. Ten minutes of Opus take 8 s of a core."""
        return max(1, min(10 + round(self.max_seconds / 10), int(0.8 * self.wall_seconds)))

    @property
    def answer_bytes(self) -> int:
        """The size of the largest WAV file that can come back."""
        return 1024 + self._sample_bytes // 2

    @property
    def _sample_bytes(self) -> int:
        return 4 * round(self.max_seconds * _RATES[1])


@dataclass(frozen=True, slots=True)
class PreparedRecording:
    wav: bytes
    """16-bit mono."""
    seconds: float
    sample_rate: int
    """Hz."""
    report: QualityReport


class _Accepted(BaseModel):
    sample_rate: int = Field(ge=_RATES[0], le=_RATES[1])
    report: QualityReport


class _Refused(BaseModel):
    refused: str = Field(max_length=500)


_HEADER: TypeAdapter[_Accepted | _Refused] = TypeAdapter(_Accepted | _Refused)
_slots: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = weakref.WeakKeyDictionary()


async def take_in(source: Path, limits: IntakeLimits) -> PreparedRecording:
    """Returns the prepared recording of a file, and keeps nothing else of it. Cancelling ends the process at once.

    Raises VozesError: INVALID_RECORDING for whatever is wrong with the recording; ENGINE_FAILED if no process
    starts, if it is ended from outside, or if it takes `wall_seconds` without having computed for so long.
    """
    async with _slots.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_AT_ONCE)):
        process = _start()
        talk = asyncio.create_task(_TALKS.run(_talk, process, source, limits))
        try:
            async with asyncio.timeout(limits.wall_seconds):
                return await asyncio.shield(talk)
        except TimeoutError:
            message = (
                f"Looking at the recording took longer than {limits.wall_seconds:g} s (the setting intake_seconds): "
                "try again once the machine has less to do, or send a shorter one."
            )
            raise VozesError(ErrorCode.ENGINE_FAILED, message) from None
        finally:
            process.kill()
            await asyncio.gather(talk, return_exceptions=True)  # it ends with the process


def _start() -> subprocess.Popen[bytes]:
    environment = bare_environment(OPENBLAS_NUM_THREADS="1")  # each thread would reserve memory
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(_COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)  # noqa: S603
    except OSError as error:
        raise _failed(error.strerror or str(error)) from error


def _talk(process: subprocess.Popen[bytes], source: Path, limits: IntakeLimits) -> PreparedRecording:
    """Returns the process's result, in a thread. Leaves the process ended and its pipes closed."""
    request = IntakeRequest(
        str(source), limits.max_bytes, limits.max_seconds, limits.memory_bytes, limits.processor_seconds
    )
    with process:
        try:
            if not _is_ready(process, request):
                raise _failed(_last_words(process))
            return _read_answer(process.stdout, limits.answer_bytes)
        except EOFError:
            raise _explained(process) from None
        except (ValueError, wave.Error) as error:
            log.warning("the process that looked at a recording sent what is no answer: %s", error)
            raise invalid_recording(_UNREADABLE) from error
        finally:
            process.kill()


def _is_ready(process: subprocess.Popen[bytes], request: IntakeRequest) -> bool:
    assert process.stdin  # noqa: S101  (it was started with pipes)
    assert process.stdout  # noqa: S101
    try:
        os.write(process.stdin.fileno(), request.to_line())  # past the buffer, which `close` would try to empty again
    except OSError:
        return False
    return process.stdout.read(1) == READY


def _read_answer(stream: IO[bytes] | None, max_bytes: int) -> PreparedRecording:
    """Returns the process's result. Raises EOFError where it ends early, ValueError or wave.Error where it is wrong."""
    header_bytes, payload_bytes = PREFIX.unpack(_read(stream, PREFIX.size))
    if header_bytes > _MAX_HEADER_BYTES or payload_bytes > max_bytes:
        raise ValueError(f"{header_bytes} + {payload_bytes} bytes")
    header = _HEADER.validate_json(_read(stream, header_bytes))
    if isinstance(header, _Refused):
        raise invalid_recording(header.refused)
    wav = _read(stream, payload_bytes)
    return PreparedRecording(wav, _checked_seconds(wav, header.sample_rate), header.sample_rate, header.report)


def _read(stream: IO[bytes] | None, size: int) -> bytes:
    assert stream  # noqa: S101  (it was started with a pipe)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _checked_seconds(wav: bytes, rate: int) -> float:
    try:
        with wave.open(io.BytesIO(wav)) as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            frames: int = file.getnframes()
    except EOFError:
        raise ValueError("a WAV file that ends early") from None
    if form != (1, 2, rate) or not frames or len(wav) != _WAV_HEADER_BYTES + 2 * frames:
        raise ValueError(f"a WAV file of {len(wav)} bytes with {frames} frames in the form {form}")
    return frames / rate


def _explained(process: subprocess.Popen[bytes]) -> VozesError:
    """Returns why the process ended without an answer."""
    status = process.wait()
    if status in _OUT_OF_BOUNDS:
        return invalid_recording(TOO_MUCH)
    if status in _FROM_OUTSIDE:
        log.warning("the process that looked at a recording was ended from outside, by signal %d", -status)
        message = (
            "The process that looked at the recording was ended from outside, maybe for want of memory: try again."
        )
        return VozesError(ErrorCode.ENGINE_FAILED, message)
    log.warning("a recording ended the process that looked at it with status %d: %s", status, _last_words(process))
    return invalid_recording(_UNREADABLE)


def _last_words(process: subprocess.Popen[bytes]) -> str:
    process.kill()
    assert process.stderr  # noqa: S101  (it was started with a pipe)
    lines = process.stderr.read(_MAX_ERROR_BYTES).decode(errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "it said nothing")


def _failed(reason: str) -> VozesError:
    return VozesError(ErrorCode.ENGINE_FAILED, f"The process that looks at recordings did not start: {reason}")
