"""A client that goes away takes its work with it."""

import http.client
import json
import os
import signal
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.live import LiveServer, running_server, wait_for
from tests.reliability.conftest import connect, engine_pid, post, request

HUM_FOR_AN_HOUR: dict[str, object] = {"text": "440 Hz 3600 s slowly", "language": "en", "engine": "sine"}
HUM: dict[str, object] = {"text": "880 Hz 0.1 s", "language": "en", "engine": "sine"}


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server(command=("-m", "tests.fake_server"), ready="/health") as live:
        yield live


def queue(server: LiveServer) -> dict[str, int]:
    state: dict[str, int] = server.get_json("/v1/monitor/info")["queues"]["sine"]
    return state


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("attempt", range(10))
def test_a_client_that_leaves_frees_the_engine(server: LiveServer, stream: bool, attempt: int) -> None:
    connection = connect(server)
    if stream:
        post(connection, {**HUM_FOR_AN_HOUR, "stream": True}).read(1000)
    else:
        connection.request("POST", "/v1/tts/synth", _json(HUM_FOR_AN_HOUR), {"Content-Type": "application/json"})
        wait_for(lambda: queue(server)["running"] == 1)
    assert connection.sock is not None or stream
    connection.close()
    wait_for(lambda: queue(server)["running"] == 0)
    assert request(server, **HUM).status == 200


def test_a_client_that_leaves_the_queue_is_never_spoken_for(server: LiveServer) -> None:
    running, waiting = connect(server), connect(server)
    stream = post(running, {**HUM_FOR_AN_HOUR, "stream": True})
    stream.read(100)
    waiting.request("POST", "/v1/tts/synth", _json(HUM_FOR_AN_HOUR), {"Content-Type": "application/json"})
    wait_for(lambda: queue(server)["waiting"] == 1)
    waiting.close()
    wait_for(lambda: queue(server)["waiting"] == 0)
    assert queue(server)["running"] == 1
    stream.close()
    running.close()
    wait_for(lambda: queue(server)["running"] == 0)


def test_a_slow_client_does_not_hold_the_engine(server: LiveServer) -> None:
    """Five minutes of audio, far more than the sockets hold, of which the client reads nothing while others speak."""
    slow = connect(server)
    answer = post(slow, {"text": "440 Hz 300 s", "language": "en", "engine": "sine", "stream": True})
    assert answer.status == 200
    assert request(server, **HUM).status == 200
    assert len(answer.read()) == 44 + 2 * 300 * 16_000
    slow.close()


def test_a_stream_that_fails_midway_never_looks_whole() -> None:
    with running_server(command=("-m", "tests.fake_server"), ready="/health") as server:
        connection = connect(server)
        answer = post(connection, {**HUM_FOR_AN_HOUR, "stream": True})
        answer.read(1000)
        pid = engine_pid(server, "SineEngine")
        assert pid
        os.kill(pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        with closing(connection), closing(answer), pytest.raises((http.client.IncompleteRead, ConnectionError)):
            answer.read()


def _json(body: dict[str, object]) -> str:
    return json.dumps(body)
