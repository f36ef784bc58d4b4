"""The process that takes in one recording: `python -m vozes.audio.intake_worker`, which only `intake` starts.

It reads from standard input the path of the file and how much it may use, answers on standard output, and ends as soon
as its standard input does, so that it never outlives the server. Before FFmpeg sees a byte it gives up, for good, more
memory and processor time than a recording needs, opening or writing any file, and starting any program: all of these
on Linux, on macOS those that it knows, on Windows none.
"""

import contextlib
import json
import os
import signal
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from vozes.audio.decoding import decode_recording, read_bytes
from vozes.audio.intake_protocol import PREFIX, READY, TOO_MUCH, IntakeRequest
from vozes.audio.preparation import encode, prepare
from vozes.audio.quality import examine
from vozes.audio.recording import Recording
from vozes.errors import VozesError
from vozes.process.confinement import give_up, give_up_programs
from vozes.process.parent import end_with_parent

Answer = tuple[dict[str, Any], bytes]
"""Header and payload."""


def answer(data: bytes, max_seconds: float) -> Answer:
    """Returns the answer to a recording's bytes. Raises VozesError(INVALID_RECORDING), MemoryError."""
    recording = decode_recording(data, max_seconds)
    report = examine(recording.samples, recording.sample_rate, damaged=recording.damaged)
    prepared = prepare(recording)
    del recording
    return {"sample_rate": prepared.sample_rate, "report": asdict(report)}, encode(prepared)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the server decides
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what C libraries print
    request = IntakeRequest.from_line(end_with_parent().get())
    _load_everything()
    give_up("CORE", 0)
    give_up("FSIZE", 0)
    give_up("AS", request.memory_bytes)
    give_up("CPU", request.processor_seconds, more=1)  # at the limit itself the system tells which one it was
    give_up_programs()
    outgoing.write(READY)
    outgoing.flush()
    _write(outgoing, _answer_about(request))


def _load_everything() -> None:
    """Makes PyAV import the parts of itself that it otherwise imports later, when this process can open no file."""
    with contextlib.suppress(VozesError):  # it is silent
        answer(encode(Recording(np.zeros(8_000, np.float32), 8_000)), 1.0)


def _answer_about(request: IntakeRequest) -> Answer:
    try:
        data = read_bytes(Path(request.source), request.max_bytes)
        give_up("NOFILE", 0)
        return answer(data, request.max_seconds)
    except VozesError as error:
        return {"refused": error.message}, b""
    except MemoryError:
        return {"refused": TOO_MUCH}, b""


def _write(outgoing: BinaryIO, answer: Answer) -> None:
    header, payload = answer
    head = json.dumps(header).encode()
    outgoing.write(PREFIX.pack(len(head), len(payload)) + head)
    outgoing.write(payload)
    outgoing.flush()


if __name__ == "__main__":
    main()
