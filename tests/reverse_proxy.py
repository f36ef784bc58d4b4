"""A reverse proxy that shows a server under a path of its own, as nginx, Caddy or Apache do: for tests only.

It passes streams on as they come, and a connection that breaks as one that broke.
"""

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_OF_ONE_CONNECTION = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "host"})
_PIECE = 16 * 1024


@dataclass(frozen=True)
class Manner:
    """How a proxy passes requests on."""

    prefix: str
    """The path under which it shows the server; elsewhere it has nothing."""
    keeps_prefix: bool = False
    keeps_host: bool = True
    tells: bool = True
    """Whether it says by `X-Forwarded-…` whom it asks for, and under which prefix."""


@contextmanager
def reverse_proxy(server_url: str, manner: Manner) -> Iterator[str]:
    """The URL of the server behind the proxy, with the prefix and a slash."""
    handler = type("Handler", (_Handler,), {"server_place": urlsplit(server_url).netloc, "manner": manner})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as proxy:
        serving = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        try:
            yield f"http://127.0.0.1:{proxy.server_port}{manner.prefix}/"
        finally:
            proxy.shutdown()
            serving.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_place: str
    manner: Manner

    def pass_on(self) -> None:
        if not f"{self.path}/".startswith(f"{self.manner.prefix}/"):
            self.send_error(404)
            return
        with closing(http.client.HTTPConnection(self.server_place, timeout=120)) as connection:
            length = int(self.headers.get("Content-Length", 0))
            path = self.path if self.manner.keeps_prefix else self.path.removeprefix(self.manner.prefix) or "/"
            connection.request(self.command, path, self.rfile.read(length) if length else None, self._headers())
            self._answer(connection.getresponse())

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = pass_on  # noqa: N815

    def _headers(self) -> dict[str, str]:
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OF_ONE_CONNECTION}
        host = self.headers["Host"]
        headers["Host"] = host if self.manner.keeps_host else self.server_place
        if self.manner.tells:
            headers |= {
                "X-Forwarded-For": self.client_address[0],
                "X-Forwarded-Host": host,
                "X-Forwarded-Proto": "http",
                "X-Forwarded-Prefix": self.manner.prefix,
            }
        return headers

    def _answer(self, response: http.client.HTTPResponse) -> None:
        self.send_response(response.status)
        for name, value in response.getheaders():
            if name.lower() != "transfer-encoding":
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        while piece := response.read1(_PIECE):
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's own name)
        pass
