"""A server that looks like Vozes in every way but one: what it speaks is silence."""

import io
import json
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

_ENGINES = ["espeak", "xtts_v2", "styletts2"]


def _silence() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(22_050)
        sound.writeframes(bytes(2 * 22_050))
    return file.getvalue()


_PAGE = ("text/html", b"<!doctype html><html></html>")
_INFO = {"engines_list": _ENGINES, "available_engines": _ENGINES, "engines": {}}
_ANSWERS = {
    "/": _PAGE,
    "/docs": _PAGE,
    "/health": ("application/json", b'{"status": "ok", "version": "0"}'),
    "/openapi.json": ("application/json", b'{"paths": {}}'),
    "/v1/tts/synth": ("audio/wav", _silence()),
}


class _Server(ThreadingHTTPServer):
    selected = "espeak"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self.server.selected = parse_qs(address.query).get("engine", [self.server.selected])[0]
        info = ("application/json", json.dumps({**_INFO, "current_engine": self.server.selected}).encode())
        media_type, body = _ANSWERS.get(address.path, info)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass


@contextmanager
def silent_server() -> Iterator[str]:
    """Its address."""
    server = _Server(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
