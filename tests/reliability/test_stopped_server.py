"""A server is told to stop, or killed, while it speaks on every protocol at once: nobody takes half a speech for whole.

Told to stop, it ends each answer in the protocol's own words where there are such, within its time for that. Killed, it
cannot: then no answer has what its protocol ends with. Either way nothing of it is left, and it can be started again.
"""

import http.client
import json
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect as connect_socket

from tests.api.wyoming.client import WyomingServer, line, running_wyoming
from tests.live import LiveServer, running_server, wait_for
from tests.reliability.conftest import connect, request
from tests.reliability.hostile import connected, head
from tests.reliability.load import APIS, Api, ask
from tests.talking import PATH

CROWD = ("-m", "tests.reliability.crowded_server")
HOUR = "440 Hz 3600 s slowly"
GRACE = 1.0
"""Seconds that the server gives running requests."""
SOON = 15.0
"""Seconds after a signal in which all is over: others may be at work on the machine."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


@dataclass
class Ending:
    """How an answer ended, as its client sees it."""

    is_whole: bool = False
    """Whether the transport says that nothing is missing: the last chunk of HTTP, all bytes of a length."""
    said: list[str] = field(default_factory=list)
    """What the protocol says of an end or a fault, in turn: types of messages, codes of errors."""
    code: int | None = None
    """That closed a WebSocket."""
    body: bytes = b""
    """Of a file of audio."""


class Client:
    """Listens in a thread; `hears` is set by then that speech has begun."""

    def __init__(self, listen: Callable[[WyomingServer, threading.Event], Ending]):
        self.hears = threading.Event()
        self._listen = listen

    def run(self, server: WyomingServer) -> Ending:
        try:
            return self._listen(server, self.hears)
        finally:
            self.hears.set()


def read_http(answer: http.client.HTTPResponse, hears: threading.Event) -> Ending:
    begun = b""
    try:
        begun = answer.read(100)
        hears.set()
        return Ending(is_whole=True, body=begun + answer.read())
    except http.client.IncompleteRead as broken:
        return Ending(body=begun + broken.partial)
    except ConnectionError:
        return Ending(body=begun)


def over_http(api: Api) -> Callable[[WyomingServer, threading.Event], Ending]:
    def listen(server: WyomingServer, hears: threading.Event) -> Ending:
        with closing(connect(server.live)) as connection:
            ending = read_http(ask(connection, api, HOUR, "hum", "sine"), hears)
        ending.said = list(told_of(ending.body))
        return ending

    return listen


def told_of(body: bytes) -> Iterator[str]:
    """What lines of a stream of events say beside audio; nothing where the body is audio."""
    for each in body.splitlines():
        if is_whole_event(each):
            event = json.loads(each[6:])
            if event.get("type") != "speech.audio.delta":
                yield event["error"]["code"] if event.get("type") == "error" else event["type"]


def is_whole_event(each: bytes) -> bool:
    return each.startswith(b"data: {") and each.endswith(b"}")


def as_whole(server: WyomingServer, hears: threading.Event) -> Ending:
    """Waits for all of an answer, of which nothing comes before it is spoken."""
    body = json.dumps({"text": HOUR, "language": "en", "engine": "sine"})
    with closing(connect(server.live)) as connection:
        connection.request("POST", "/v1/tts/synth", body, {"Content-Type": "application/json"})
        hears.set()
        try:
            answer = connection.getresponse()
            told = json.loads(answer.read())
        except (http.client.HTTPException, ConnectionError):
            return Ending()
    return Ending(is_whole=True, said=[told["error"]["code"]])


def by_mcp(server: WyomingServer, hears: threading.Event) -> Ending:
    """Hears how far it is while it is spoken, and then the answer of the call."""
    params = {"name": "speak", "arguments": {"text": HOUR, "language": "en"}, "_meta": {"progressToken": 1}}
    message = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    with closing(connect(server.live)) as connection:
        connection.request("POST", "/mcp", message, headers)
        ending = read_http(connection.getresponse(), hears)
    messages = [json.loads(each[6:]) for each in ending.body.splitlines() if is_whole_event(each)]
    ending.said = ["error" if "error" in each else "result" for each in messages if each.get("id") == 1]
    return ending


def on_socket(
    path: str, messages: Sequence[Mapping[str, object]]
) -> Callable[[WyomingServer, threading.Event], Ending]:
    def listen(server: WyomingServer, hears: threading.Event) -> Ending:
        ending = Ending()
        address = server.live.url.replace("http", "ws") + path
        with connect_socket(address, max_size=None, proxy=None, close_timeout=1) as socket:
            for message in messages:
                socket.send(json.dumps(message))
            try:
                while True:
                    heard = socket.recv(timeout=60)
                    told: dict[str, Any] = {} if isinstance(heard, bytes) else json.loads(heard)
                    if isinstance(heard, bytes) or told.get("audio"):
                        hears.set()
                    elif told.get("isFinal"):
                        ending.said.append("isFinal")
                    elif told.get("error"):
                        error = told["error"]
                        ending.said.append(error if isinstance(error, str) else error["code"])
                    elif told.get("type") in ("audio.done", "session.done"):
                        ending.said.append(told["type"])
            except ConnectionClosed as closed:
                ending.code = closed.rcvd.code if closed.rcvd is not None else None
        return ending

    return listen


def by_wyoming(server: WyomingServer, hears: threading.Event) -> Ending:
    ending = Ending()
    with server.socket() as client, client.makefile("rb") as stream:
        client.sendall(line("synthesize", {"text": HOUR}))
        try:
            while header := stream.readline():
                event = json.loads(header)
                data = json.loads(stream.read(event.get("data_length", 0)) or b"{}")
                stream.read(event.get("payload_length", 0))
                if event["type"] == "audio-chunk":
                    hears.set()
                elif event["type"] == "error":
                    ending.said.append(data["code"])
                elif event["type"] != "audio-start":
                    ending.said.append(event["type"])
        except (ConnectionError, ValueError):  # midway through an event
            pass
    return ending


_QUERY = "model_id=sine&output_format=pcm_16000&auto_mode=true"
SOCKETS: dict[str, tuple[str, list[dict[str, object]]]] = {
    "own socket": (PATH, [{"type": "input.text", "text": HOUR}, {"type": "input.done"}]),
    "elevenlabs, stream-input": (
        f"/v1/text-to-speech/hum/stream-input?{_QUERY}",
        [{"text": " "}, {"text": HOUR, "flush": True}],
    ),
    "elevenlabs, multi-stream-input": (
        f"/v1/text-to-speech/hum/multi-stream-input?{_QUERY}",
        [{"text": HOUR, "context_id": "a", "flush": True}],
    ),
}
STREAMS = [name for name, api in APIS.items() if api.streams]


def clients() -> dict[str, Client]:
    """One for each protocol."""
    return {
        **{name: Client(over_http(APIS[name])) for name in STREAMS},
        "synth, whole": Client(as_whole),
        **{name: Client(on_socket(path, messages)) for name, (path, messages) in SOCKETS.items()},
        "wyoming": Client(by_wyoming),
        "mcp": Client(by_mcp),
    }


@dataclass
class Stopped:
    endings: dict[str, Ending]
    seconds: float
    """From the signal until every client has its end and the process is gone."""
    code: int
    """Of the process."""
    log: str


@contextmanager
def stopped(home: Path, number: signal.Signals) -> Iterator[Stopped]:
    """Yields what became of a server and its clients that all were hearing something when it got a signal."""
    flags = ("--shutdown-seconds", str(GRACE), "--queue-limit", "0")
    with (
        running_wyoming(*flags, command=CROWD, env={"VOZES_HOME": str(home)}) as server,
        ThreadPoolExecutor(16) as pool,
    ):
        listening = clients()
        runs = {name: pool.submit(client.run, server) for name, client in listening.items()}
        assert all(client.hears.wait(60) for client in listening.values())
        wait_for(lambda: server.queue()["running"] == len(listening))
        children = psutil.Process(server.live.process.pid).children(recursive=True)
        assert children
        begun = time.monotonic()
        server.live.process.send_signal(number)
        endings = {name: run.result(60) for name, run in runs.items()}
        code = server.live.process.wait(60)
        seconds = time.monotonic() - begun
        wait_for(lambda: not any(child.is_running() for child in children), seconds=20)
        yield Stopped(endings, seconds, code, (home / "logs" / "server.log").read_text("utf-8"))


def speaks_again(home: Path) -> bool:
    with running_server(command=CROWD, env={"VOZES_HOME": str(home)}) as server:
        return _speaks(server)


def _speaks(server: LiveServer) -> bool:
    return request(server, text="440 Hz 0.1 s", language="en", engine="sine").status == 200


def length_in_header(body: bytes) -> int:
    """Bytes that a WAV file says it has of samples."""
    assert (body[:4], body[36:40]) == (b"RIFF", b"data")
    (size,) = struct.unpack_from("<I", body, 40)
    return int(size)


@pytest.fixture(scope="module")
def told_to_stop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stopped, Path]]:
    home = tmp_path_factory.mktemp("stopped") / "home"
    with stopped(home, signal.SIGTERM) as outcome:
        yield outcome, home


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stopped, Path]]:
    home = tmp_path_factory.mktemp("killed") / "home"
    with stopped(home, signal.SIGKILL) as outcome:
        yield outcome, home


def test_told_to_stop_it_ends_in_time_and_well(told_to_stop: tuple[Stopped, Path]) -> None:
    outcome, _ = told_to_stop
    assert outcome.code == 0
    assert GRACE <= outcome.seconds < GRACE + SOON
    assert "Traceback" not in outcome.log
    assert HOUR not in outcome.log


@pytest.mark.parametrize("name", [each for each in STREAMS if each != "openai, events"])
def test_a_file_of_audio_is_broken_off_when_the_server_stops(told_to_stop: tuple[Stopped, Path], name: str) -> None:
    ending = told_to_stop[0].endings[name]
    assert not ending.is_whole
    assert length_in_header(ending.body) > len(ending.body)


@pytest.mark.parametrize(
    ("name", "said", "code"),
    [
        ("synth, whole", ["shutting_down"], None),
        ("openai, events", ["shutting_down"], None),
        ("own socket", None, 1012),
        ("elevenlabs, stream-input", None, 1012),
        ("elevenlabs, multi-stream-input", None, 1012),
        ("wyoming", ["shutting_down"], None),
        ("mcp", ["error"], None),
    ],
)
def test_whoever_can_be_told_is_told_that_the_server_stops(
    told_to_stop: tuple[Stopped, Path], name: str, said: list[str] | None, code: int | None
) -> None:
    ending = told_to_stop[0].endings[name]
    assert ending.code == code
    assert said is None or ending.said == said
    assert not {"isFinal", "session.done", "audio-stop", "speech.audio.done", "result"} & set(ending.said)


def test_killed_no_answer_looks_whole(killed: tuple[Stopped, Path]) -> None:
    for name, ending in killed[0].endings.items():
        assert not ending.is_whole, name
        assert (ending.said, ending.code) == ([], None), name
        if name in STREAMS and name != "openai, events":
            assert length_in_header(ending.body) > len(ending.body), name
    assert killed[0].seconds < SOON


def test_a_client_that_takes_nothing_does_not_hold_a_server_that_stops() -> None:
    """Its last words find no room on the connection."""
    fields = {"input": "440 Hz 3600 s", "voice": "hum", "response_format": "wav", "stream_format": "sse"}
    body = json.dumps(fields).encode()
    with running_server("--shutdown-seconds", "0", command=CROWD, ready="/health") as server:
        asked = head(server, "/v1/audio/speech", len(body)) + body
        with connected(server, asked, receive_buffer=4096) as client:
            assert client.recv(1000)
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(SOON) == 0


@pytest.mark.parametrize("how", ["told_to_stop", "killed"])
def test_its_next_start_speaks(how: str, request: pytest.FixtureRequest) -> None:
    _, home = request.getfixturevalue(how)
    assert speaks_again(home)
