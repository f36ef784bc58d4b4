"""The longest work that anything sent makes on the server's event loop: forms, JSON, base64, headers, addresses.

Every body is within the limits and made to be as costly as it can be for what reads it. What is measured is the
processor time of the loop's longest step, so that other programs on the machine count little.
"""

import asyncio
import base64
import io
import json
import socket
import sys
import tempfile
import time
import zipfile
from asyncio import events
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from benchmarks.report import Mark, Report, parse_arguments, print_reports
from tests.fakes import fake_spec
from vozes.api.app import create_app
from vozes.api.connections.protocol import HttpProtocol
from vozes.settings import Settings, load_settings

_MOST_MS = 50.0
_JSON = "Content-Type: application/json"
_FORM = "Content-Type: multipart/form-data; boundary=x"
_SYNTH = "POST /v1/tts/synth"
_END = b"\r\n--x--\r\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A request, without what every one has."""

    what: str
    line: str
    """Its method and path."""
    headers: tuple[str, ...] = ()
    body: bytes = b""
    pieces: int = 0
    """Bytes of each chunk of the body; 0 sends it whole."""

    def sent(self) -> Iterator[bytes]:
        length = "Transfer-Encoding: chunked" if self.pieces else f"Content-Length: {len(self.body)}"
        lines = (f"{self.line} HTTP/1.1", "Host: localhost", "Connection: close", length, *self.headers, "", "")
        yield "\r\n".join(lines).encode()
        if not self.pieces:
            yield self.body
            return
        chunks = (self.body[at : at + self.pieces] for at in range(0, len(self.body), self.pieces))
        yield b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def _file(content: bytes, size: int, more_headers: bytes = b"") -> bytes:
    """A form with one file that repeats this content."""
    head = b'--x\r\nContent-Disposition: form-data; name="reference_audio"; filename="a.wav"\r\n' + more_headers
    return head + b"\r\n" + (content * (size // len(content) + 1))[:size] + _END


def _zip_of(entries: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(entries):
            archive.writestr(f"{number}", b"")
    return b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + packed.getvalue() + _END


def _fields(count: int) -> str:
    return ",".join(f'"{number:x}":0' for number in range(count))


def _reference(encoded: bytes) -> str:
    return json.dumps({"text": "a", "language": "en", "reference_audio": encoded.decode()})


def cases() -> list[Case]:
    many = 90_000
    json_bodies = {
        "JSON: a long language": json.dumps({"text": "a", "language": "a-" * 400_000}),
        "JSON: a long text with escapes": json.dumps({"text": "é" * 100_000, "language": "en"}),
        "JSON: objects in objects": '{"a":' * 160_000,
        "JSON: lists in lists": '{"options":{"a":' + "[" * 900 + "]" * 900 + "}}",
        "JSON: many unknown fields": "{" + _fields(many) + "}",
        "JSON: many options": '{"text":"a","options":{' + _fields(many) + "}}",
        "JSON: a long list": '{"text":[' + "0," * 490_000 + "0]}",
        "JSON: lists in an option": '{"text":"a","options":{"depth":[' + "[]," * 330_000 + "0]}}",
        "JSON: a huge number": '{"seed":' + "9" * 990_000 + "}",
        "JSON: escapes that are no text": '{"text":"' + "\\ud800" * 160_000 + '"}',
        "JSON: base64": _reference(base64.b64encode(b"a" * 700_000)),
        "JSON: base64 in lines": _reference(base64.encodebytes(b"a" * 700_000)),
    }  # fmt: skip
    bodies = [Case(what, _SYNTH, (_JSON,), body.encode()[:999_999]) for what, body in json_bodies.items()]
    tags = '{"tags":[' + '"a",' * 240_000 + '"a"]}'
    wrong = '{"tags":[' + "0," * 490_000 + "0]}"
    return [
        *bodies,
        Case("JSON: many tags", "PATCH /v1/voices/voice_0", (_JSON,), tags.encode()),
        Case("JSON: many wrong tags", "PATCH /v1/voices/voice_0", (_JSON,), wrong.encode()),
        Case("JSON in one-byte chunks", _SYNTH, (_JSON,), b'{"text":"' + b"a" * 300_000 + b'"}', pieces=1),
        Case("form: a file", _SYNTH, (_FORM,), _file(b"a", 25_000_000)),
        Case("form: a file in one-byte chunks", _SYNTH, (_FORM,), _file(b"a", 400_000), pieces=1),
        Case("form: line ends", _SYNTH, (_FORM,), _file(b"\r\n", 25_000_000)),
        Case("form: what is nearly a boundary", _SYNTH, (_FORM,), _file(b"\r\n--xa", 25_000_000)),
        Case("form: the beginnings of boundaries", _SYNTH, (_FORM,), _file(b"\r\n--", 25_000_000)),
        Case("form: many headers in a part", _SYNTH, (_FORM,), _file(b"a", 1, b"A: a\r\n" * 100_000)),
        Case("form: a long header in a part", _SYNTH, (_FORM,), _file(b"a", 1, b"A: " + b"a;=" * 300_000 + b"\r\n")),
        Case("form: many parts", _SYNTH, (_FORM,), b'--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n' * 9999),
        Case("form: what comes after its end", _SYNTH, (_FORM,), _file(b"a", 1) + b"\r\n--x" * 200_000),
        Case("zip: 9,999 entries", "POST /v1/voices/import", (_FORM,), _zip_of(9_999)),
        Case("many headers", "GET /v1/voices", tuple(f"a{number}:" for number in range(1_600))),
        Case("a long Accept-Language", "GET /v1/voices", ("Accept-Language: " + "a," * 7_900,)),
        Case("a long Content-Type", _SYNTH, ("Content-Type: multipart/form-data;" + 'a="' * 5_000,), b"a"),
        Case("a long Authorization", "GET /v1/voices", ("Authorization: Basic " + "a" * 15_000,)),
        Case("a long query", "GET /v1/voices?" + "a&" * 7_500),
        Case("a long search", "GET /v1/voices?search=" + "%20a" * 3_900),
        Case("a long path", "GET /" + "a/" * 7_500),
    ]  # fmt: skip


@dataclass(slots=True)
class Steps:
    """Of the event loop, in seconds of this thread's processor time."""

    longest: float = 0.0
    all: float = 0.0


@contextmanager
def watched_steps() -> Iterator[Steps]:
    """What the loop of this thread does meanwhile."""
    steps, run = Steps(), events.Handle._run

    def timed(handle: events.Handle) -> None:
        began = time.thread_time()
        run(handle)
        seconds = time.thread_time() - began
        steps.longest, steps.all = max(steps.longest, seconds), steps.all + seconds

    events.Handle._run = timed  # type: ignore[method-assign, assignment]
    try:
        yield steps
    finally:
        events.Handle._run = run  # type: ignore[method-assign]


async def measure(settings: Settings, wanted: list[Case], report: Callable[[Case, int, Steps], None]) -> None:
    """Sends each case to a server in this very loop, from a thread, and reports its status and steps."""
    app = create_app(settings, [fake_spec(), fake_spec("cloner", cloning=True)])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(app, http=HttpProtocol, log_config=None, access_log=False, ws="none")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve([listener]))
        while not server.started:  # noqa: ASYNC110  # the library has no event for it
            await asyncio.sleep(0.01)
        for case in wanted:
            sent = list(case.sent())
            with watched_steps() as steps:
                status = await asyncio.to_thread(_send, listener.getsockname(), sent)
            report(case, status, steps)
        server.should_exit = True
        await serving


def _send(address: tuple[str, int], pieces: list[bytes]) -> int:
    """The status; 0 where the server closed before."""
    with socket.create_connection(address, timeout=120) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
        except OSError:
            pass  # it has answered already
        try:
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        except OSError:
            return 0
    return int(answer.split(b" ", 2)[1]) if answer else 0


def main() -> None:
    arguments = parse_arguments(__doc__, count=1)
    found = Report("Longest work on the event loop")

    def note(case: Case, status: int, steps: Steps) -> None:
        figures = {"longest step ms": round(steps.longest * 1000, 1), "all ms": round(steps.all * 1000)}
        found.rows.append({"what": case.what, "status": status, **figures})
        sys.stderr.write(f"{case.what}: {figures}\n")

    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(home=Path(folder), default_engine="sine")
        asyncio.run(measure(settings, cases() * arguments.count, note))
    longest = max(float(row["longest step ms"]) for row in found.rows)
    found.marks = [Mark("longest step of the event loop", longest, _MOST_MS, "ms")]
    print_reports(found, as_json=arguments.json)


if __name__ == "__main__":
    main()
