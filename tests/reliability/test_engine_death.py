"""The eSpeak process is killed or stopped while it speaks: a typed error at once, and the next request is served."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from tests.live import LiveServer, running_server, wait_for
from tests.reliability.conftest import LONG, Answer, again_and_again, engine_pid, request

TIMES = again_and_again(5, 100)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    quick = ("--heartbeat-seconds", "0.1", "--heartbeat-timeout-seconds", "1.2")
    with running_server(*quick) as live:
        yield live


def speak_and_signal(server: LiveServer, signal_number: int) -> tuple[Answer, float]:
    """The answer to a long text whose engine gets a signal midway, and how long after the signal it came.

    On a busy machine all may be spoken before the signal is sent: then another text is asked for.
    """
    for _ in range(5):
        answer, seconds = _speak_and_signal(server, signal_number)
        if answer.status != 200:
            break
    return answer, seconds


def _speak_and_signal(server: LiveServer, signal_number: int) -> tuple[Answer, float]:
    answers: list[Answer] = []
    wait_for(lambda: engine_pid(server))
    pid = engine_pid(server)
    speaking = threading.Thread(target=lambda: answers.append(request(server, text=LONG, language="pt", format="flac")))
    speaking.start()
    wait_for(lambda: server.get_json("/v1/monitor/info")["queues"]["espeak"]["running"] == 1)
    os.kill(pid, signal_number)
    signalled = time.monotonic()
    speaking.join(30)
    return answers[0], time.monotonic() - signalled


def kill_and_ask(server: LiveServer) -> tuple[float, float]:
    """Returns the seconds until a killed engine's request has failed, and those that the next request takes."""
    failed, seconds = speak_and_signal(server, signal.SIGKILL)
    assert (failed.status, failed.error["code"]) == (503, "engine_crashed")
    started = time.monotonic()
    assert request(server, text="Olá", language="pt").status == 200
    return seconds, time.monotonic() - started


@pytest.mark.parametrize("time_of_death", TIMES)
def test_a_killed_engine_fails_its_request_within_a_second_and_serves_the_next_within_two(
    server: LiveServer, time_of_death: int
) -> None:
    times = (kill_and_ask(server) for _ in range(4))
    assert any(failed < 1 and served < 2 for failed, served in times)  # others may be at work


@pytest.mark.parametrize("time_of_stop", TIMES)
def test_a_stopped_engine_is_noticed_and_replaced(server: LiveServer, time_of_stop: int) -> None:
    stopped = engine_pid(server)
    failed, _ = speak_and_signal(server, signal.SIGSTOP)
    assert (failed.status, failed.error["code"]) == (503, "engine_crashed")
    assert "no sign of life" in failed.error["message"]
    assert request(server, text="Olá", language="pt").status == 200
    assert engine_pid(server) != stopped


def test_an_idle_engine_that_is_stopped_is_replaced_before_anyone_asks(server: LiveServer) -> None:
    stopped = engine_pid(server)
    os.kill(stopped, signal.SIGSTOP)
    wait_for(lambda: engine_pid(server) not in (0, stopped))
    assert request(server, text="Olá", language="pt").status == 200


def test_the_server_itself_never_noticed(server: LiveServer) -> None:
    assert server.process.poll() is None
    assert server.get_json("/ready")["status"] == "ready"
