"""A server that answers as it is told and keeps what it was asked: what a fault looks like from outside."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


@dataclass(frozen=True)
class Told:
    """An answer."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A request, with the headers that matter to a server."""

    method: str
    path: str
    headers: dict[str, str | None]
    body: Any


@dataclass
class Recorder:
    url: str
    asked: list[Asked]


MODELS = Told(200, json.dumps({"object": "list", "data": [{"id": "tts-1", "object": "model"}]}).encode())


@contextmanager
def recording_server(answers: dict[str, Told]) -> Iterator[Recorder]:
    """`answers`: by path; any other has 404."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            names = ("Accept", "Authorization", "Content-Type", "Origin")
            asked.append(Asked(self.command, self.path, {name: self.headers.get(name) for name in names}, body))
            told = answers.get(self.path, Told(404, b"<html>not here</html>"))
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        do_GET = do_POST = answer  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's own name)
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        try:
            yield Recorder(f"http://127.0.0.1:{server.server_port}", asked)
        finally:
            server.shutdown()
            serving.join()
