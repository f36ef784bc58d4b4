"""A program as a table: what it sends in turn, and what it reads of each answer. Knows nothing of any program."""

import base64
import http.client
import io
import json
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlsplit

import av

from tests.live import LiveServer

TEXT = "Good morning – it’s late."
"""What is spoken: not all of it is ASCII."""
VOICE = "VOICE"
"""Stands in a path or a body for the voice that speaks."""
_PATIENCE = 600.0
"""Seconds: on a busy machine a model is converted for minutes."""


@dataclass(frozen=True)
class Call:
    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """By names in lower case."""
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


Read = Callable[[Answer], float | None]
"""Reads an answer as the program does, and returns how many seconds of speech it holds, if any. Raises AssertionError,
and whatever else the program would.
"""


@dataclass(frozen=True)
class Exchange:
    sends: Call | Callable[[Answer], Call]
    """The call, or what makes it of the answer before."""
    reads: Read


@dataclass(frozen=True)
class Program:
    name: str
    exchanges: Sequence[Exchange]
    has_key: bool = False
    """Whether what it sends holds the key `secret` wherever it is needed."""

    def __str__(self) -> str:
        return self.name


def talk(server: LiveServer, program: Program, voice: str) -> list[float]:
    """Has a program talk to a server; returns the seconds of each answer that is speech."""
    heard: list[float] = []
    answer = Answer(0, {}, b"")
    for exchange in program.exchanges:
        call = exchange.sends if isinstance(exchange.sends, Call) else exchange.sends(answer)
        answer = _send(server, call, voice)
        seconds = exchange.reads(answer)
        if seconds is not None:
            heard.append(seconds)
    return heard


def _send(server: LiveServer, call: Call, voice: str) -> Answer:
    """Sends the bytes of a call and no header that it does not name, but Host and Content-Length."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=_PATIENCE)
    try:
        connection.putrequest(call.method, call.path.replace(VOICE, quote(voice, safe="")), skip_accept_encoding=True)
        for name, value in call.headers.items():
            connection.putheader(name, value)
        body = None if call.body is None else call.body.replace(VOICE.encode(), voice.encode())
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def get(path: str, headers: Mapping[str, str]) -> Call:
    return Call("GET", path, headers)


def post(path: str, body: Mapping[str, object], headers: Mapping[str, str]) -> Call:
    """JSON as Python's programs write it."""
    return Call("POST", path, {"Content-Type": "application/json", **headers}, json.dumps(body).encode())


def post_js(path: str, body: Mapping[str, object], headers: Mapping[str, str]) -> Call:
    """JSON as JavaScript writes it: without spaces, and in UTF-8."""
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Call("POST", path, {"Content-Type": "application/json", **headers}, content)


def asks_before(path: str, headers: Mapping[str, str], *, sends: str = "content-type") -> Exchange:
    """What a browser asks before a page may post JSON, and what it wants to read."""
    asking = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": sends, **headers}

    def read(answer: Answer) -> None:
        assert 200 <= answer.status < 300
        assert answer.headers["access-control-allow-origin"] == headers["Origin"]
        assert "POST" in answer.headers["access-control-allow-methods"]
        assert set(sends.split(",")) <= set(answer.headers["access-control-allow-headers"].lower().split(","))

    return Exchange(Call("OPTIONS", path, asking), read)


def plays(media_type: str, origin: str | None = None) -> Read:
    """A file of that type; for a page of `origin`, one that its browser lets it read."""

    def read(answer: Answer) -> float:
        _is_right(answer, media_type)
        assert origin is None or answer.headers["access-control-allow-origin"] == origin
        return _seconds(answer.body)

    return read


def samples(rate: int) -> Read:
    """Bare samples of 16 bits, which are taken to have that rate."""

    def read(answer: Answer) -> float:
        assert answer.status == 200, answer.body
        assert len(answer.body) % 2 == 0
        assert any(answer.body)
        return len(answer.body) / 2 / rate

    return read


def wav_by_its_44_bytes(origin: str | None = None) -> Read:
    """A WAV file whose header is taken apart by places, and whose lengths are not looked at."""

    def read(answer: Answer) -> float:
        _is_right(answer, "audio/wav")
        assert origin is None or answer.headers["access-control-allow-origin"] == origin
        channels, rate = struct.unpack_from("<HI", answer.body, 22)
        (bits,) = struct.unpack_from("<H", answer.body, 34)
        assert (answer.body[:4], answer.body[36:40], channels, bits) == (b"RIFF", b"data", 1, 16)
        return (len(answer.body) - 44) / 2 / float(rate)

    return read


def events(answer: Answer) -> float:
    """Lines that begin with `data: `, of which those with audio are joined to one MP3."""
    _is_right(answer, "text/event-stream")
    audio, last = b"", {}
    for line in answer.body.decode().splitlines():
        if not line.startswith("data: ") or line == "data: [DONE]":
            continue
        last = json.loads(line[6:])
        audio += base64.b64decode(last.get("delta") or last.get("audio") or "")
    assert last["type"] == "speech.audio.done"
    assert {"input_tokens", "output_tokens", "total_tokens"} <= set(last["usage"])
    return _seconds(audio)


def captions(answer: Answer) -> float:
    """Lines of JSON with audio and the times of words, as Kokoro-FastAPI has them."""
    assert answer.status == 200, answer.body
    told = [json.loads(line) for line in answer.body.splitlines()]
    words = [word for each in told for word in each["timestamps"]]
    assert [word["word"].strip(".") for word in words] == ["Good", "morning", "it’s", "late"]
    assert all(before["start_time"] <= after["start_time"] for before, after in pairwise(words))
    seconds = _seconds(b"".join(base64.b64decode(each["audio"]) for each in told))
    assert words[-1]["end_time"] <= seconds + 0.1
    return seconds


def characters(rate: int) -> Read:
    """Lines of JSON with samples and the times of characters, as ElevenLabs has them."""

    def read(answer: Answer) -> float:
        assert answer.status == 200, answer.body
        told = [json.loads(line) for line in answer.body.splitlines() if line.strip()]
        alignments = [each["alignment"] for each in told if each.get("alignment")]
        assert "".join("".join(each["characters"]) for each in alignments) == TEXT
        for each in alignments:
            starts = each["character_start_times_seconds"]
            assert len(each["characters"]) == len(starts) == len(each["character_end_times_seconds"])
        return sum(len(base64.b64decode(each["audio_base64"])) for each in told) / 2 / rate

    return read


def lists(*path: str, has: Sequence[str]) -> Read:
    """A list of objects, below these names, which all have these fields as texts."""

    def read(answer: Answer) -> None:
        assert answer.status == 200, answer.body
        found = answer.json()
        for name in path:
            found = found[name]
        assert found
        assert all(isinstance(each[name], str) and each[name] for each in found for name in has)

    return read


def is_json(expected: object) -> Read:
    def read(answer: Answer) -> None:
        assert (answer.status, answer.json()) == (200, expected)

    return read


def is_text(expected: str) -> Read:
    def read(answer: Answer) -> None:
        assert (answer.status, answer.body.decode()) == (200, expected)

    return read


def is_another_text(theirs: str) -> Read:
    """Whatever another kind of server does not answer."""

    def read(answer: Answer) -> None:
        assert (answer.status, answer.body.decode()) != (200, theirs)

    return read


def is_there(answer: Answer) -> None:
    assert answer.status == 200, answer.body


def fails(status: int, *path: str) -> Read:
    """An error whose words stand below these names."""

    def read(answer: Answer) -> None:
        assert answer.status == status, answer.body
        found = answer.json()
        for name in path:
            found = found[name]
        assert isinstance(found, str)
        assert found

    return read


def _is_right(answer: Answer, media_type: str) -> None:
    if answer.status == 206:  # an audio element asks for the bytes from the first on
        assert answer.headers["content-range"] == f"bytes 0-{len(answer.body) - 1}/{len(answer.body)}"
    else:
        assert answer.status == 200, answer.body
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert "content-encoding" not in answer.headers


def _seconds(file: bytes) -> float:
    with av.open(io.BytesIO(file), "r") as opened:
        return sum((frame.samples / frame.sample_rate for frame in opened.decode(audio=0)), 0.0)
