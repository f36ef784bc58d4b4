"""Behind nginx and Caddy, as their files in `deploy/` have them: TLS, streams, WebSockets and a path."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.sync.client import connect

from tests.deploy.proxies import NAME, SITES, Proxy
from tests.live import LiveServer, running_server

WAV_HEADER = 44
TONE = 2 * 1600
"""Bytes that the fake engine makes before it stalls."""


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    settings = ("--trusted-proxies", "127.0.0.1", "--allowed-hosts", NAME)
    with running_server(*settings, command=("-m", "tests.fake_server"), ready="/health") as live:
        yield live


@pytest.fixture(scope="module", params=SITES)
def proxy(
    request: pytest.FixtureRequest, server: LiveServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    with SITES[request.param](server.url.removeprefix("http://"), tmp_path_factory.mktemp("proxy")) as site:
        yield site


@contextmanager
def asked(
    proxy: Proxy, path: str, body: dict[str, object] | None = None, **headers: str
) -> Iterator[http.client.HTTPResponse]:
    """The beginning of an answer."""
    connection = http.client.HTTPConnection(proxy.host)
    connection.sock = proxy.connected()
    data = None if body is None else json.dumps(body)
    with connection.sock:
        verb = "GET" if body is None else "POST"
        connection.request(verb, path, data, {"Content-Type": "application/json", **headers})
        with connection.getresponse() as answer:
            yield answer


def test_the_page_is_below_the_path(proxy: Proxy) -> None:
    with asked(proxy, "/vozes/") as answer:
        assert (answer.status, b"<html" in answer.read()) == (200, True)
    with asked(proxy, "/vozes/ui/vendor/preact/preact.js") as answer:
        assert (answer.status, len(answer.read()) > 1000) == (200, True)


def test_the_path_without_its_slash_leads_to_the_page(proxy: Proxy) -> None:
    with asked(proxy, "/vozes") as answer:
        assert answer.status == 308
        assert str(answer.headers["location"]).removeprefix(f"https://{proxy.host}") == "/vozes/"


def test_addresses_that_the_server_gives_lead_back_through_it(proxy: Proxy) -> None:
    with asked(proxy, "/vozes/openapi.json") as answer:
        assert json.load(answer)["servers"] == [{"url": "/vozes"}]
    with asked(proxy, "/vozes/voices/") as answer:
        assert answer.headers["location"] == "/vozes/voices"


@pytest.mark.parametrize(("origin", "status"), [(None, 200), ("https://evil.example", 403)])
def test_its_own_page_may_call_and_those_of_others_may_not(proxy: Proxy, origin: str | None, status: int) -> None:
    hum: dict[str, object] = {"text": "440 Hz 0.1 s", "language": "en"}
    with asked(proxy, "/vozes/v1/tts/synth", hum, Origin=origin or f"https://{proxy.host}") as answer:
        assert answer.status == status


def test_speech_is_heard_while_the_rest_is_not_made_yet(proxy: Proxy) -> None:
    stalls: dict[str, object] = {"text": "stall", "language": "en", "stream": True}
    with asked(proxy, "/vozes/v1/tts/synth", stalls) as answer:
        assert len(answer.read(WAV_HEADER + TONE)) == WAV_HEADER + TONE


def test_what_nobody_hears_any_more_is_not_spoken_on(proxy: Proxy) -> None:
    """The engine takes one request at a time, and a request that stalls ends by itself only after 60 seconds."""
    stalls: dict[str, object] = {"text": "stall", "language": "en", "stream": True}
    with asked(proxy, "/vozes/v1/tts/synth", stalls) as answer:
        answer.read(WAV_HEADER)
    with asked(proxy, "/vozes/v1/tts/synth", {"text": "440 Hz 0.1 s", "language": "en"}) as answer:
        assert answer.status == 200


def test_a_websocket_speaks_what_has_come_before_the_rest_comes(proxy: Proxy) -> None:
    address = f"wss://{proxy.host}/vozes/v1/audio/speech/stream"
    with connect(address, sock=proxy.reached(), ssl=proxy.context, server_hostname=NAME) as socket:
        socket.send(json.dumps({"type": "input.text", "text": "Uma frase inteira. E o resto"}))
        while not isinstance(socket.recv(timeout=30), bytes):
            pass
