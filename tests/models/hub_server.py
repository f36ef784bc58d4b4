"""A server that speaks the model hub's protocol as far as a pull needs it, and misbehaves when told to."""

import hashlib
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

COMMIT = "c0" * 20


class FakeHub:
    """One repository. What is asked of it is kept in `asked`, as (path, first byte)."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        self.announced = dict(files)
        """What sizes and hashes are told of."""
        self.status = 200
        self.asked: list[tuple[str, int]] = []
        self.silent = False
        """Whether no answer ever comes."""
        self.stalls_at: int | None = None
        """The byte of a file after which nothing more comes."""
        self.stalled = threading.Event()
        self.over = threading.Event()
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                hub.answer(self)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator["FakeHub"]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            self.over.set()
            self._server.shutdown()
            thread.join()
            self._server.server_close()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        if self.silent:
            self.over.wait()
            return
        path = unquote(handler.path.partition("?")[0])
        if self.status != 200:
            _send(handler, self.status, b"{}")
        elif path.startswith("/api/models/"):
            siblings = [self._sibling(name, content) for name, content in self.announced.items()]
            _send(handler, 200, json.dumps({"id": "a/b", "sha": COMMIT, "siblings": siblings}).encode())
        else:
            name = path.partition("/resolve/")[2].partition("/")[2]
            self._send_file(handler, name)

    def _sibling(self, name: str, content: bytes) -> dict[str, object]:
        """Large files are told by their SHA-256, small ones by the hash that git has for them."""
        blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        told: dict[str, object] = {"rfilename": name, "size": len(content), "blobId": blob}
        if name.endswith((".pth", ".pt")):
            told["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 1}
        return told

    def _send_file(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        content = self.files.get(name)
        if content is None:
            _send(handler, 404, b"{}")
            return
        found = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
        first = int(found[1]) if found else 0
        self.asked.append((name, first))
        handler.send_response(206 if found else 200)
        handler.send_header("Content-Length", str(len(content) - first))
        if found:
            handler.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        handler.end_headers()
        if self.stalls_at is not None and first <= self.stalls_at < len(content):
            handler.wfile.write(content[first : self.stalls_at])
            handler.wfile.flush()
            self.stalled.set()
            self.over.wait()
            return
        handler.wfile.write(content[first:])


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
