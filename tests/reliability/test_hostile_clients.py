"""Clients that keep the server waiting are ended in time, and others are served beside them."""

import http.client
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.live import LiveServer, running_server, wait_for
from tests.reliability.hostile import (
    HonestUser,
    Siege,
    come_and_go,
    connected,
    head,
    is_closed,
    many_connected,
    speech,
)

HUM: dict[str, object] = {"text": "880 Hz 0.1 s", "language": "en", "engine": "sine"}
LONG: dict[str, object] = {"text": "440 Hz 300 s", "language": "en", "engine": "sine", "stream": True}
_QUICK = ("--header-seconds", "0.5", "--upload-idle-seconds", "0.5", "--reader-idle-seconds", "0.8")
SOON = 3
"""Seconds: many times what an answer takes, as others may be at work, and less than the limits that end connections."""
_FAKE = ("-m", "tests.fake_server")

posix = pytest.mark.skipif(sys.platform == "win32", reason="a process is stopped by a signal")
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at another process as Linux shows it")


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server(*_QUICK, command=_FAKE, ready="/health") as live:
        yield live


@pytest.mark.parametrize("sent", [b"", b"GET /health HTTP/1.1\r\nHost: 127"], ids=["idle", "half a head"])
def test_a_client_that_asks_for_nothing_is_disconnected(server: LiveServer, sent: bytes) -> None:
    with connected(server, sent) as client:
        wait_for(lambda: is_closed(client), seconds=20)


def test_a_head_that_drips_is_cut_off(server: LiveServer) -> None:
    with connected(server, b"GET /health HTTP/1.1\r\n") as client:

        def drip() -> bool:
            try:
                client.sendall(b"X-A: b\r\n")
            except OSError:
                return True
            return is_closed(client)

        wait_for(drip, seconds=20)


def test_a_connection_that_was_used_and_then_drips_is_cut_off(server: LiveServer) -> None:
    with connected(server, speech(server, **HUM)) as client:
        assert client.recv(12) == b"HTTP/1.1 200"
        client.sendall(b"GET")
        wait_for(lambda: is_closed(client), seconds=20)


def test_a_body_that_stops_arriving_is_refused_with_the_reason(server: LiveServer) -> None:
    with connected(server, head(server, length=100) + b'{"text"') as client:
        status, error = answer_of(client)
        assert (status, error["code"]) == (408, "upload_stalled")
        assert "upload_idle_seconds" in error["message"]


def test_a_form_that_stops_arriving_leaves_nothing_behind(server: LiveServer) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.wav"\r\n\r\n' + b"a" * 500_000
    start = head(server, "/v1/tts/clone-voice", 10_000_000, "multipart/form-data; boundary=x") + part
    with connected(server, start) as client:
        assert answer_of(client)[1]["code"] == "upload_stalled"
    uploads = server.home / "cache" / "uploads"
    wait_for(lambda: list(uploads.iterdir()) == [])


def test_a_body_that_drips_is_cut_off(server: LiveServer) -> None:
    with connected(server, head(server, length=1000)) as client:

        def drip() -> bool:
            try:
                client.sendall(b" ")
            except OSError:
                return True
            return is_closed(client)

        wait_for(drip, seconds=20)


def test_a_body_that_drips_a_little_over_a_kilobyte_each_half_minute_is_cut_off() -> None:
    """In little, so that the test is short: 3 kB in 1.5 s are as much for each pause, but no pace."""
    with (
        running_server("--upload-idle-seconds", "1.5", command=_FAKE, ready="/health") as server,
        connected(server, head(server, length=900_000)) as client,
    ):

        def drip() -> bool:
            try:
                client.sendall(b" " * 120)
            except OSError:
                return True
            time.sleep(0.1)  # a slow client's pace
            return is_closed(client)

        wait_for(drip, seconds=20)


def test_a_body_that_comes_slowly_but_goes_on_is_served() -> None:
    """It takes twice the limit."""
    body = json.dumps({**HUM, "options": {"motto": ""}}).encode() + b" " * 40_000
    with (
        running_server("--upload-idle-seconds", "2", command=_FAKE, ready="/health") as server,
        connected(server, head(server, length=len(body))) as client,
    ):
        for start in range(0, len(body), 4000):
            client.sendall(body[start : start + 4000])
            time.sleep(0.4)  # a slow client's pace
        assert client.recv(12) == b"HTTP/1.1 200"


@linux
def test_a_reader_that_stops_is_cut_off_and_its_answer_is_freed() -> None:
    """The limit leaves time to make more than is held in memory, and to see it, while others are at work."""
    with (
        running_server("--reader-idle-seconds", "4", command=_FAKE, ready="/health") as server,
        connected(server, speech(server, **LONG), receive_buffer=8192) as client,
    ):
        wait_for(lambda: spools(server) == 1)
        assert client.recv(12) == b"HTTP/1.1 200"
        wait_for(lambda: spools(server) == 0, seconds=20)


def test_a_reader_that_is_slow_but_goes_on_is_served() -> None:
    """It takes more than twice the limit."""
    with running_server("--reader-idle-seconds", "2", command=_FAKE, ready="/health") as server:
        with connected(server, speech(server, **LONG)) as client:
            read, started = 0, time.monotonic()
            while time.monotonic() - started < 4.5:
                read += len(client.recv(300_000, socket.MSG_WAITALL))
                time.sleep(0.2)  # a slow client's pace
            while piece := client.recv(1 << 20):
                read += len(piece)
                if piece.endswith(b"0\r\n\r\n"):
                    break
        assert read > 2 * 300 * 16_000


@linux
def test_unfinished_uploads_hold_no_more_than_their_share() -> None:
    """Of 8 MB; six of 3 MB are begun, and half of each is sent."""
    part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.wav"\r\n\r\n' + b"a" * 1_500_000
    with running_server("--spool-budget-mb", "8", command=_FAKE, ready="/health") as server, ExitStack() as stack:
        start = head(server, "/v1/tts/clone-voice", 3_000_000, "multipart/form-data; boundary=x")
        uploads = [stack.enter_context(connected(server, start)) for _ in range(6)]
        for client in uploads:
            with suppress(OSError):  # it may have been refused already
                client.sendall(part)
        with select.epoll() as refused:
            for client in uploads:
                refused.register(client, select.EPOLLIN)
            answered = [number for number, _ in refused.poll(30)]
        first = next(client for client in uploads if client.fileno() in answered)
        status, error = answer_of(first)
        assert (status, error["code"]) == (503, "spool_full")
        user = HonestUser(server, speech(server, **HUM))
        user.ask()
        assert user.failures == []


def test_beyond_the_most_connections_the_longest_idle_one_gives_way() -> None:
    few = ("--max-connections", "20")
    with running_server(*few, command=_FAKE, ready="/health") as server, many_connected(server, 20) as idle:
        user = HonestUser(server)
        user.ask()
        assert (user.failures, user.slowest < SOON) == ([], True)
        assert is_closed(idle[0])
        assert not is_closed(idle[-1])


def test_bodies_that_drip_give_way_to_whoever_comes_from_the_same_address_too() -> None:
    """All connections are taken by uploads of which 180 bytes come at a time; each that ends is begun again."""
    upload = "multipart/form-data; boundary=x"
    with running_server("--max-connections", "20", command=_FAKE, ready="/health") as server:
        start = head(server, "/v1/tts/clone-voice", 20_000_000, upload) + b"--x\r\n"
        users = [HonestUser(server), HonestUser(server, speech(server, **HUM))]
        with many_connected(server, 20, start), Siege(server, 20, start, dripped=b"a" * 180):
            for _ in range(5):
                for user in users:
                    user.ask()
        assert [(user.failures, user.slowest < SOON) for user in users] == [([], True)] * 2


@posix
def test_whoever_comes_while_the_server_has_read_none_of_the_others_is_served() -> None:
    """The server is stopped until all of them wait: it then takes up every connection before it reads any."""
    with running_server("--max-connections", "2", command=_FAKE, ready="/health") as server, ExitStack() as clients:
        server.process.send_signal(signal.SIGSTOP)
        upload = head(server, length=900_000) + b" "
        for _ in range(2):
            clients.enter_context(connected(server, upload))
        last = clients.enter_context(connected(server, speech(server, **HUM)))
        server.process.send_signal(signal.SIGCONT)
        assert last.recv(12) == b"HTTP/1.1 200"


def test_the_body_that_is_furthest_behind_gives_way_and_is_told_why() -> None:
    with running_server("--max-connections", "2", command=_FAKE, ready="/health") as server:
        start = head(server, length=900_000).replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n")
        with connected(server, start) as steady, connected(server, start) as drip:
            for client, sent in ((steady, b" " * 50_000), (drip, b" ")):
                assert client.recv(100).startswith(b"HTTP/1.1 100")
                client.sendall(sent)
            user = HonestUser(server)
            user.ask()
            assert user.failures == []
            status, error = answer_of(drip)
            assert (status, error["code"]) == (503, "too_many_connections")
            assert not is_closed(steady)


def test_where_all_connections_are_at_work_another_one_is_refused_with_the_time_to_wait() -> None:
    with running_server("--max-connections", "5", command=_FAKE, ready="/health") as server:
        with many_connected(server, 5, speech(server, **LONG), receive_buffer=8192) as busy:
            for client in busy:
                assert client.recv(12) == b"HTTP/1.1 200"
            with connected(server, speech(server, **HUM)) as client:
                status, error = answer_of(client)
        assert (status, error["code"]) == (503, "too_many_connections")


@linux
def test_the_limit_on_open_files_is_raised_as_far_as_it_may_be_and_holds_the_connections_down() -> None:
    import resource

    with limited_server(300, 1024) as server:
        soft, hard = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
        assert (soft, hard) == (1024, 1024)
        user = HonestUser(server)
        with many_connected(server, 1200):
            user.ask()  # while they are being taken
            user.seconds.clear()
            for _ in range(5):
                user.ask()
            assert (user.failures, user.slowest < SOON) == ([], True)
            assert psutil.Process(server.process.pid).num_fds() < 1024


@pytest.mark.parametrize(
    "scale", [pytest.param(0.1, id="a tenth"), pytest.param(1.0, id="in full", marks=pytest.mark.slow)]
)
def test_an_honest_user_is_served_beside_all_of_them(scale: float) -> None:
    """500 idle connections, 200 heads that never end, 50 readers that stop, 1,000 clients that leave, all at once."""
    said = speech_of("Uma frase que se repete. " * 20)

    def many(count: int) -> int:
        return round(scale * count)

    with running_server("--header-seconds", "5", "--reader-idle-seconds", "5") as server, ExitStack() as stack:
        stack.enter_context(Siege(server, many(500)))
        stack.enter_context(Siege(server, many(200), b"GET / HTTP/1.1\r\n", dripped=b"X-A: b\r\n"))
        stack.enter_context(Siege(server, many(50), said(server, stream=True), read=100))
        users = [HonestUser(server), HonestUser(server, said(server, text="Bom dia."))]
        for user in users:
            stack.enter_context(user)
        come_and_go(server, many(500), said(server))
        come_and_go(server, many(500), said(server, stream=True), read=100)
        time.sleep(12 * scale)  # until those that were ended have come again
        assert [(user.failures, user.slowest < SOON) for user in users] == [([], True)] * 2
        assert min(len(user.seconds) for user in users) > 10


def speech_of(text: str) -> Callable[..., bytes]:
    def request(server: LiveServer, **body: object) -> bytes:
        return speech(server, **{"text": text, "language": "pt-br", **body})

    return request


def limited_server(soft: int, hard: int) -> Any:
    """With so many open files allowed, and no other limit on idle connections; the shell sets it, as a user would."""
    shell = f'ulimit -Sn {soft}; ulimit -Hn {hard}; exec {sys.executable} -m tests.fake_server "$@"'
    return running_server("--header-seconds", "3600", command=("-c", _EXEC, shell), ready="/health")


_EXEC = "import os, sys; os.execvp('bash', ['bash', '-c', sys.argv[1], 'bash', *sys.argv[2:]])"


def answer_of(client: socket.socket) -> tuple[int, dict[str, Any]]:
    answer = http.client.HTTPResponse(client)
    answer.begin()
    return answer.status, json.loads(answer.read())["error"]


def spools(server: LiveServer) -> int:
    """Nameless files of answers that wait to be read."""
    folder = str(server.home / "cache" / "spool")
    return sum(target.startswith(folder) for target in map(_target, Path(f"/proc/{server.process.pid}/fd").iterdir()))


def _target(link: Path) -> str:
    try:
        return os.readlink(link)
    except FileNotFoundError:  # closed meanwhile
        return ""
