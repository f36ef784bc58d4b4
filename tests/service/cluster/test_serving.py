"""`vozes serve --cluster` on two nodes of Ray: true processes, an engine that sleeps and one that speaks."""

import select
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import numpy as np
import pytest

from tests.fakes import RATE, WAV_HEADER, frequency_of
from tests.live import LiveServer, running_server, wait_for
from tests.ray_nodes import RayNodes, running_nodes

pytestmark = pytest.mark.slow

NODES = 2
SLEEPER = ("-m", "tests.fake_server")
ANSWERED_ELSEWHERE_SECONDS = 5.0


@pytest.fixture(scope="module")
def nodes() -> Iterator[RayNodes]:
    with running_nodes(NODES) as started:
        yield started


@pytest.fixture(scope="module")
def server(nodes: RayNodes) -> Iterator[LiveServer]:
    with running_server("--cluster", nodes.address, "--queue-limit", "64", command=SLEEPER) as live:
        yield live


def replicas(server: LiveServer, engine: str = "sine") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = server.get_json("/v1/monitor/info")["engines"][engine]["replicas"]
    return found


def states(server: LiveServer, engine: str = "sine") -> list[str]:
    return sorted(each["state"] for each in replicas(server, engine))


def post(server: LiveServer, path: str) -> Any:
    return httpx2.post(server.url + path, timeout=120)


def spoken(server: LiveServer, text: str, **fields: object) -> httpx2.Response:
    body = {"text": text, "language": "en", "engine": "sine", "format": "wav", **fields}
    return httpx2.post(f"{server.url}/v1/tts/synth", json=body, timeout=120)


def code_of(answer: httpx2.Response) -> str:
    """`spoken`, or the error's code."""
    return "spoken" if answer.status_code == 200 else str(answer.json()["error"]["code"])


def hertz(answer: httpx2.Response) -> int:
    assert answer.status_code == 200, answer.text
    samples = np.frombuffer(answer.content[WAV_HEADER:], np.int16).astype(np.float32)
    return frequency_of(samples, RATE)


def load_everywhere(server: LiveServer, engine: str = "sine") -> None:
    """Has requests at once make all nodes load the engine."""

    def all_ready() -> bool:
        with ThreadPoolExecutor(NODES + 1) as pool:
            list(pool.map(lambda _: spoken(server, "440 Hz 1 s slowly", engine=engine), range(NODES + 1)))
        return states(server, engine) == ["ready"] * NODES

    wait_for(all_ready)


def test_an_engine_is_loaded_on_one_node_until_more_are_needed(server: LiveServer) -> None:
    post(server, "/v1/engines/sine/unload")
    assert states(server) == ["unloaded"] * NODES
    assert spoken(server, "440 Hz 0.1 s").status_code == 200
    assert states(server) == ["ready", "unloaded"]
    load_everywhere(server)


def test_loading_and_unloading_by_id_is_seen_at_once(server: LiveServer) -> None:
    answer = post(server, "/v1/engines/choir/load")
    assert (answer.status_code, answer.json()["state"]) == (200, "ready")
    assert sum(each["memory_bytes"] or 0 for each in replicas(server, "choir")) == answer.json()["memory_bytes"] > 0
    answer = post(server, "/v1/engines/choir/unload")
    assert (answer.json()["state"], answer.json()["memory_bytes"]) == ("unloaded", None)


def test_a_voice_stays_on_its_node(server: LiveServer) -> None:
    load_everywhere(server)
    at_work = set[str]()
    with ThreadPoolExecutor(1) as pool:
        for _ in range(3):
            answer = pool.submit(spoken, server, "440 Hz 2 s slowly", voice="hum")
            wait_for(lambda: any(each["running"] for each in replicas(server)))
            at_work |= {each["node"] for each in replicas(server) if each["running"]}
            answer.result()
    assert len(at_work) == 1


def test_a_thousand_answers_are_each_its_own(server: LiveServer) -> None:
    load_everywhere(server)
    asked = [300 + 7 * number for number in range(1000)]
    with ThreadPoolExecutor(16) as pool:
        heard = list(pool.map(lambda hz: hertz(spoken(server, f"{hz} Hz 0.2 s")), asked))
    assert [pair for pair in zip(asked, heard, strict=True) if abs(pair[0] - pair[1]) > 3] == []


def test_two_nodes_speak_nearly_twice_as_much_as_one(nodes: RayNodes, server: LiveServer) -> None:
    def seconds() -> float:
        started = time.monotonic()
        with ThreadPoolExecutor(6) as pool:
            codes = Counter(pool.map(lambda _: code_of(spoken(server, "ponder 2")), range(6)))
        assert codes == {"spoken": 6}
        return time.monotonic() - started

    load_everywhere(server)
    with_two = seconds()
    nodes.kill(nodes.nodes[0])
    wait_for(lambda: states(server) == ["ready"])
    with_one = seconds()
    nodes.add()
    wait_for(lambda: len(states(server)) == NODES)
    assert with_one / with_two >= 1.9


def test_a_full_queue_is_refused_as_on_one_machine(nodes: RayNodes) -> None:
    with (
        running_server("--cluster", nodes.address, "--queue-limit", "0", command=SLEEPER) as live,
        ThreadPoolExecutor(NODES + 1) as pool,
    ):
        codes = Counter(pool.map(lambda _: code_of(spoken(live, "ponder 3")), range(NODES + 1)))
    assert codes == {"spoken": NODES, "queue_full": 1}


def test_a_deadline_counts_on_a_node_too(nodes: RayNodes) -> None:
    with running_server("--cluster", nodes.address, "--stall-seconds", "1", command=SLEEPER) as live:
        started = time.monotonic()
        assert code_of(spoken(live, "stall")) == "deadline_exceeded"
        assert time.monotonic() - started < 10


def test_no_process_of_an_engine_outlives_the_server(nodes: RayNodes) -> None:
    before = nodes.engine_processes()
    with running_server("--cluster", nodes.address, "--threads", "3", command=SLEEPER) as live:
        assert code_of(spoken(live, "440 Hz 0.1 s")) == "spoken"
        assert len(nodes.engine_processes()) > len(before)
    wait_for(lambda: nodes.engine_processes() == before)


def test_it_goes_on_where_nodes_are_killed_in_turn(nodes: RayNodes, server: LiveServer) -> None:
    load_everywhere(server)
    answers: list[tuple[float, str]] = []
    enough = threading.Event()

    def ask_again_and_again(number: int) -> None:
        while not enough.is_set():
            answer = spoken(server, f"{400 + number} Hz 0.5 s slowly")
            answers.append((time.monotonic(), code_of(answer)))

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask_again_and_again, number) for number in range(4)]
        try:
            for _ in range(3):
                busiest = max(replicas(server), key=lambda each: each["running"])
                killed_at = time.monotonic()
                nodes.kill(nodes.named(busiest["node"]))
                wait_for(lambda after=killed_at: is_spoken_after(answers, after))  # type: ignore[misc]
                assert first_spoken_after(answers, killed_at) - killed_at < ANSWERED_ELSEWHERE_SECONDS
                nodes.add()
                wait_for(lambda: states(server) == ["ready"] * NODES)
        finally:
            enough.set()
    for each in asking:
        each.result()
    assert said_by(server) == ""  # news of lost nodes are for the log
    codes = Counter(code for _, code in answers)
    assert codes.keys() <= {"spoken", "engine_crashed"}, codes
    assert codes["engine_crashed"] <= 3, codes


def test_what_was_not_heard_yet_is_spoken_elsewhere_when_its_node_is_killed(
    nodes: RayNodes, server: LiveServer
) -> None:
    load_everywhere(server)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(spoken, server, "deaf 4")
        wait_for(lambda: any(each["running"] for each in replicas(server)))
        at_work = next(each["node"] for each in replicas(server) if each["running"])
        nodes.kill(nodes.named(at_work))
        assert code_of(answer.result()) == "spoken"
    nodes.add()
    wait_for(lambda: len(states(server)) == NODES)


def test_a_node_that_answers_nothing_is_left_out(nodes: RayNodes, server: LiveServer) -> None:
    load_everywhere(server)
    node = nodes.nodes[0]
    nodes.freeze(node)
    frozen_at = time.monotonic()
    try:
        with ThreadPoolExecutor(4) as pool:
            codes = Counter(pool.map(lambda _: code_of(spoken(server, "440 Hz 0.1 s")), range(8)))
        assert codes == {"spoken": 8}
        assert time.monotonic() - frozen_at < ANSWERED_ELSEWHERE_SECONDS
    finally:
        nodes.thaw(node)


def said_by(server: LiveServer) -> str:
    """What has come on the server's standard output since its first line."""
    assert server.process.stdout is not None
    readable, _, _ = select.select([server.process.stdout], [], [], 0)
    return server.process.stdout.readline() if readable else ""


def is_spoken_after(answers: list[tuple[float, str]], moment: float) -> bool:
    return any(code == "spoken" and at > moment for at, code in answers)


def first_spoken_after(answers: list[tuple[float, str]], moment: float) -> float:
    return min(at for at, code in answers if code == "spoken" and at > moment)


def test_no_more_nodes_load_an_engine_than_the_setting_says(nodes: RayNodes) -> None:
    bounds = ("--cluster-replicas", "sine=1,choir=2-2", "--threads", "4")
    with running_server("--cluster", nodes.address, *bounds, command=SLEEPER) as live:
        with ThreadPoolExecutor(4) as pool:
            codes = Counter(pool.map(lambda _: code_of(spoken(live, "440 Hz 1 s slowly")), range(4)))
        assert codes == {"spoken": 4}
        assert states(live) == ["ready", "unloaded"]
        post(live, "/v1/engines/choir/load")
        wait_for(lambda: states(live, "choir") == ["ready", "ready"])


def test_whoever_waits_is_let_in_by_a_node_that_comes() -> None:
    def queue() -> tuple[int, int]:
        """How many it speaks for, and how many wait."""
        told = live.get_json("/v1/monitor/info")["engines"]["sine"]["queue"]
        return told["running"], told["waiting"]

    with (
        running_nodes(1) as few,
        running_server("--cluster", few.address, command=SLEEPER) as live,
        ThreadPoolExecutor(2) as pool,
    ):
        pool.submit(spoken, live, "440 Hz 900 s slowly")
        wait_for(lambda: queue() == (1, 0))
        waiting = pool.submit(spoken, live, "440 Hz 0.1 s")
        wait_for(lambda: queue() == (1, 1))
        few.add(1)
        assert code_of(waiting.result(120)) == "spoken"
        assert queue() == (1, 0)
        live.process.kill()  # nobody waits for the first
