"""The worker as the true process that it is, spoken to in raw frames."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
import pytest

from tests.fakes import STEPS, frequency_of
from vozes.engines import process_setup, protocol
from vozes.engines.settings import EngineSettings
from vozes.process import starting
from vozes.types import ClonedVoice, SpeechRequest


class WorkerUnderTest:
    def __init__(self, target: str, folder: Path | None = None):
        environment = starting.engine_environment()
        if folder is not None:
            environment["PYTHONPATH"] += f"{os.pathsep}{folder}"
        self.process = subprocess.Popen(
            starting.command("vozes.engines.worker", target),
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def load(self, home: Path) -> None:
        self.send(protocol.encode_settings(EngineSettings(str(home))))

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
def worker(tmp_path: Path) -> Iterator[WorkerUnderTest]:
    under_test = WorkerUnderTest("tests.fakes:SineEngine")
    under_test.load(tmp_path)
    assert under_test.receive()[0]["type"] == "ready"
    yield under_test
    under_test.end()


@pytest.fixture
def loading(tmp_path: Path) -> Iterator[WorkerUnderTest]:
    """In the first step of its loading."""
    under_test = WorkerUnderTest("tests.fakes:SteppingEngine")
    under_test.load(tmp_path)
    assert under_test.receive()[0] == {"type": "progress", "stage": "converting", "fraction": 0.0}
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


def test_a_request_that_nobody_listens_to_holds_up_no_other(worker: WorkerUnderTest) -> None:
    worker.speak(1, f"440 Hz {2 * protocol.CREDIT_SAMPLES / 16_000} s")
    received = 0
    while received < protocol.CREDIT_SAMPLES:
        received += len(worker.receive_until("audio")[1]) // 4
    worker.speak(2, "880 Hz 0.1 s")
    assert worker.receive_until("done")[0]["id"] == 2


def test_a_request_that_fails_while_it_is_cancelled_ends_and_loses_no_other(worker: WorkerUnderTest) -> None:
    worker.speak(1, "clumsy")
    worker.receive_until("audio")
    worker.speak(2, "440 Hz 0.5 s slowly")
    worker.send(protocol.encode_frame({"type": "cancel", "id": 1}))
    assert worker.receive_until("done", "error")[0] == {"type": "done", "id": 1, "cancelled": True}
    assert worker.receive_until("done", "error")[0] == {"type": "done", "id": 2, "cancelled": False}


@pytest.mark.parametrize(("command", "code"), [("fail", "internal_error"), ("refuse", "engine_failed")])
def test_a_failure_is_answered_and_the_next_request_is_served(worker: WorkerUnderTest, command: str, code: str) -> None:
    worker.speak(1, command)
    assert worker.receive()[0]["code"] == code
    worker.speak(2, "440 Hz 0.05 s")
    assert worker.receive()[0]["type"] == "audio"


def test_it_clones_a_voice_while_it_speaks(tmp_path: Path) -> None:
    recording = tmp_path / "recording-1.wav"
    recording.write_bytes(bytes(100))
    cloning = WorkerUnderTest("tests.fakes:CloningEngine")
    cloning.load(tmp_path)
    cloning.speak(1, "440 Hz 3600 s slowly")
    cloning.receive_until("audio")
    voice = ClonedVoice("voice_1", (str(recording),), str(tmp_path / "kept"))
    cloning.send(protocol.encode_clone(2, voice))
    assert cloning.receive_until("done")[0] == {"type": "done", "id": 2, "cancelled": False}
    assert (tmp_path / "kept").exists()
    cloning.send(protocol.encode_clone(3, replace(voice, id="slow")))
    cloning.send(protocol.encode_frame({"type": "cancel", "id": 3}))
    assert cloning.receive_until("done")[0] == {"type": "done", "id": 3, "cancelled": True}
    cloning.send(protocol.encode_clone(4, replace(voice, recordings=())))
    assert cloning.receive_until("error")[0]["code"] == "invalid_recording"
    cloning.end()


def test_an_engine_that_cannot_clone_says_so(worker: WorkerUnderTest) -> None:
    worker.send(protocol.encode_clone(1, ClonedVoice("voice_1", ())))
    refusal = worker.receive()[0]
    assert (refusal["type"], refusal["code"]) == ("error", "invalid_field")
    assert "cannot clone" in refusal["message"]


def test_it_ends_when_its_server_is_gone(worker: WorkerUnderTest) -> None:
    worker.speak(1, "440 Hz 3600 s slowly")
    worker.receive_until("audio")
    assert worker.process.stdin is not None
    worker.process.stdin.close()
    assert worker.process.wait(30) == 0


def test_it_ends_when_it_is_sent_what_is_no_frame(worker: WorkerUnderTest) -> None:
    worker.send(b"GET / HTTP/1.1\r\n\r\n")
    assert worker.process.wait(30) == 0


def test_what_an_engine_prints_never_reaches_the_protocol(tmp_path: Path) -> None:
    (tmp_path / "chatty.py").write_text(
        "import os\n"
        "from tests.fakes import SineEngine\n"
        "class Chatty(SineEngine):\n"
        "    def load(self, settings, report):\n"
        "        print('noise', flush=True)\n"
        "        os.write(1, b'more noise')\n"
        "        return {}\n"
    )
    chatty = WorkerUnderTest("chatty:Chatty", tmp_path)
    chatty.load(tmp_path)
    assert chatty.receive()[0]["type"] == "ready"
    chatty.end()


@pytest.mark.parametrize(
    ("engine", "code", "message"),
    [
        ("tests.fakes:BrokenEngine", "engine_failed", "told not to load"),
        ("tests.fakes:DamagedEngine", "invalid_checkpoint", "told that its files are damaged"),
        ("tests.no_such_module:Engine", "engine_failed", "ModuleNotFoundError: No module named 'tests.no_such_module'"),
    ],
)
def test_an_engine_that_cannot_be_loaded_says_why(tmp_path: Path, engine: str, code: str, message: str) -> None:
    broken = WorkerUnderTest(engine)
    broken.load(tmp_path)
    assert broken.receive()[0] == {"type": "failed", "code": code, "message": message}
    broken.end()


def test_it_loads_only_when_it_is_told_its_settings(tmp_path: Path) -> None:
    waiting = WorkerUnderTest("tests.fakes:TellingEngine")
    waiting.send(protocol.encode_frame({"type": "ping"}))
    assert waiting.receive()[0]["type"] == "pong"
    waiting.load(tmp_path)
    ready = waiting.receive()[0]
    assert json.loads(ready["versions"]["settings"]) == asdict(EngineSettings(str(tmp_path)))
    waiting.end()


def test_it_tells_how_far_its_loading_is_and_answers_heartbeats_meanwhile(
    loading: WorkerUnderTest, tmp_path: Path
) -> None:
    loading.send(protocol.encode_frame({"type": "ping"}))
    assert loading.receive()[0]["type"] == "pong"
    for name in STEPS:
        (tmp_path / name).touch()
    assert loading.receive()[0] == {"type": "progress", "stage": "converting", "fraction": 0.5}
    assert loading.receive()[0] == {"type": "progress", "stage": "warming_up", "fraction": None}
    assert loading.receive()[0]["type"] == "ready"


def test_it_ends_when_its_server_is_gone_while_it_loads(loading: WorkerUnderTest) -> None:
    assert loading.process.stdin is not None
    loading.process.stdin.close()
    assert loading.process.wait(30) == 0


def test_a_fatal_error_answers_all_that_is_open_and_ends_it(worker: WorkerUnderTest) -> None:
    worker.speak(1, "440 Hz 3600 s slowly")
    worker.receive_until("audio")
    worker.speak(2, "poison")
    errors = [worker.receive_until("error")[0] for _ in range(2)]
    assert {error["id"]: error["code"] for error in errors} == {1: "engine_crashed", 2: "engine_crashed"}
    assert {error["message"] for error in errors} == {"told to be poisoned"}
    assert worker.process.wait(30) > 0


def test_espeaks_worker_stays_small() -> None:
    code = (
        "import sys, vozes.engines.worker, vozes.engines.espeak.engine;"
        "assert not {'pydantic', 'torch', 'asyncio', 'av', 'fastapi'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(("there", "policy"), [(object(), "passive"), (None, None)])
def test_openmp_leaves_the_cores_to_native_kernels(
    monkeypatch: pytest.MonkeyPatch, there: object, policy: str | None
) -> None:
    monkeypatch.setattr(process_setup, "kernels", lambda: there)
    monkeypatch.setattr(os, "environ", environment := {"A": "b"})
    process_setup.let_idle_threads_sleep()
    assert environment.get("OMP_WAIT_POLICY") == policy
