"""The worker as the true process that it is, spoken to in raw frames."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
import pytest

from tests.fakes import frequency_of
from vozes.engines import protocol
from vozes.types import SpeechRequest


class WorkerUnderTest:
    def __init__(self, target: str, folder: Path | None = None):
        command = [sys.executable, "-m", "vozes.engines.worker", target]
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, frame: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(frame)
        self.process.stdin.flush()

    def speak(self, request_id: int, text: str) -> None:
        self.send(protocol.encode_request(request_id, SpeechRequest(text, "en", "hum")))

    def receive(self) -> tuple[dict[str, Any], bytes]:
        frame = protocol.read_frame(cast(BinaryIO, self.process.stdout))
        assert frame is not None
        return frame

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def receive_until(self, *types: str) -> tuple[dict[str, Any], bytes]:
        while (frame := self.receive())[0]["type"] not in types:
            pass
        return frame


@pytest.fixture
def worker() -> Iterator[WorkerUnderTest]:
    under_test = WorkerUnderTest("tests.fakes:SineEngine")
    assert under_test.receive()[0]["type"] == "ready"
    yield under_test
    under_test.end()


def test_it_speaks_what_it_is_asked(worker: WorkerUnderTest) -> None:
    worker.speak(1, "440 Hz 0.3 s")
    samples = []
    while (frame := worker.receive())[0]["type"] == "audio":
        assert frame[0]["id"] == 1
        samples.append(np.frombuffer(frame[1], np.float32))
    assert frame[0] == {"type": "done", "id": 1, "cancelled": False}
    assert frequency_of(np.concatenate(samples)) == pytest.approx(440, abs=2)


def test_it_advances_several_requests_in_turn(worker: WorkerUnderTest) -> None:
    worker.speak(1, "440 Hz 1 s slowly")
    worker.speak(2, "880 Hz 0.1 s slowly")
    assert worker.receive_until("done")[0]["id"] == 2
    assert worker.receive_until("done")[0]["id"] == 1


def test_a_cancelled_request_ends_within_one_step(worker: WorkerUnderTest) -> None:
    worker.speak(1, "440 Hz 3600 s slowly")
    worker.receive_until("audio")
    worker.send(protocol.encode_frame({"type": "cancel", "id": 1}))
    assert worker.receive_until("done")[0] == {"type": "done", "id": 1, "cancelled": True}


def test_it_runs_no_further_ahead_than_its_credit(worker: WorkerUnderTest) -> None:
    seconds = 2 * protocol.CREDIT_SAMPLES / 16_000
    worker.speak(1, f"440 Hz {seconds} s")
    received = 0
    while received < protocol.CREDIT_SAMPLES:
        received += len(worker.receive_until("audio")[1]) // 4
    worker.send(protocol.encode_frame({"type": "ping"}))
    assert worker.receive()[0]["type"] == "pong"
    worker.send(protocol.encode_frame({"type": "credit", "id": 1, "samples": 1}))
    assert worker.receive()[0]["type"] == "audio"


@pytest.mark.parametrize(("command", "code"), [("fail", "internal_error"), ("refuse", "engine_failed")])
def test_a_failure_is_answered_and_the_next_request_is_served(worker: WorkerUnderTest, command: str, code: str) -> None:
    worker.speak(1, command)
    assert worker.receive()[0]["code"] == code
    worker.speak(2, "440 Hz 0.05 s")
    assert worker.receive()[0]["type"] == "audio"


def test_it_ends_when_its_server_is_gone(worker: WorkerUnderTest) -> None:
    worker.speak(1, "440 Hz 3600 s slowly")
    worker.receive_until("audio")
    assert worker.process.stdin is not None
    worker.process.stdin.close()
    assert worker.process.wait(5) == 0


def test_it_ends_when_it_is_sent_what_is_no_frame(worker: WorkerUnderTest) -> None:
    worker.send(b"GET / HTTP/1.1\r\n\r\n")
    assert worker.process.wait(5) == 0


def test_what_an_engine_prints_never_reaches_the_protocol(tmp_path: Path) -> None:
    (tmp_path / "chatty.py").write_text(
        "import os\n"
        "from tests.fakes import SineEngine\n"
        "class Chatty(SineEngine):\n"
        "    def load(self):\n"
        "        print('noise', flush=True)\n"
        "        os.write(1, b'more noise')\n"
        "        return {}\n"
    )
    chatty = WorkerUnderTest("chatty:Chatty", tmp_path)
    assert chatty.receive()[0]["type"] == "ready"
    chatty.end()


def test_an_engine_that_cannot_be_loaded_says_why() -> None:
    broken = WorkerUnderTest("tests.fakes:BrokenEngine")
    assert broken.receive()[0] == {"type": "failed", "message": "told not to load"}
    broken.end()
