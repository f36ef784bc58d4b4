"""Programs reach the server through a true reverse proxy, under a path of its own."""

import json
import urllib.request
from collections.abc import Iterator

import pytest

from tests.live import LiveServer, running_server
from tests.reverse_proxy import Manner, reverse_proxy

TRUSTED = "127.0.0.1"
MANNERS = {
    "taken off, told": Manner("/vozes"),
    "kept, told": Manner("/casa/vozes", keeps_prefix=True),
    "taken off, told, another host": Manner("/v", keeps_host=False),
    "taken off, silent": Manner("/vozes", tells=False),
}


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    fake = ("-m", "tests.fake_server")
    with running_server("--trusted-proxies", TRUSTED, command=fake, ready="/health") as live:
        yield live


def call(url: str, body: dict[str, object] | None = None, origin: str = "") -> tuple[int, str, bytes]:
    """The status, the URL in the end, and the body."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} | ({"Origin": origin} if origin else {})
    request = urllib.request.Request(url, data, headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.status, response.url, response.read()


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
def test_a_page_of_the_server_s_own_speaks_and_streams_behind_a_proxy(server: LiveServer, manner: Manner) -> None:
    hum = {"text": "440 Hz 2 s", "language": "en", "stream": True}
    with reverse_proxy(server.url, manner) as url:
        origin = url.removesuffix(f"{manner.prefix}/")
        status, _, wav = call(f"{url}v1/tts/synth", hum, origin)
        assert (status, len(wav)) == (200, 44 + 2 * 2 * 16_000)


@pytest.mark.parametrize("manner", [MANNERS["taken off, told"], MANNERS["kept, told"]])
def test_addresses_that_the_server_gives_lead_back_through_the_proxy(server: LiveServer, manner: Manner) -> None:
    with reverse_proxy(server.url, manner) as url:
        assert call(f"{url}voices/")[:2] == (200, f"{url}voices")
        assert json.loads(call(f"{url}openapi.json")[2])["servers"] == [{"url": manner.prefix}]


def test_the_prefix_without_its_slash_leads_to_the_page(server: LiveServer) -> None:
    with reverse_proxy(server.url, MANNERS["kept, told"]) as url:
        assert call(url.removesuffix("/"))[:2] == (200, url)
