"""A server that speaks Wyoming, and clients of it: the protocol's own, which Home Assistant uses, and plain sockets."""

import io
import json
import re
import socket
import wave
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.event import Event
from wyoming.tts import SynthesizeStopped

from tests.fakes import frequency_of
from tests.live import LiveServer, running_server

FAKE = ("-m", "tests.fake_server")


@dataclass
class WyomingServer:
    live: LiveServer
    host: str
    port: int

    def client(self, read_timeout: float = 60) -> AsyncTcpClient:
        return AsyncTcpClient(self.host, self.port, connect_timeout=30, read_timeout=read_timeout)

    def socket(self) -> socket.socket:
        connected = socket.create_connection((self.host, self.port), 30)
        connected.settimeout(60)
        return connected

    def queue(self, engine: str = "sine") -> dict[str, int]:
        state: dict[str, int] = self.live.get_json("/v1/monitor/info")["queues"][engine]
        return state


@contextmanager
def running_wyoming(*arguments: str, **more: Any) -> Iterator[WyomingServer]:
    """Yields a server with `--wyoming` on a free port."""
    with running_server(*arguments, "--wyoming", "0", **more) as live:
        assert live.process.stdout is not None
        told = re.search(r"tcp://([\d.]+):(\d+)", live.process.stdout.readline())
        assert told is not None
        yield WyomingServer(live, told[1], int(told[2]))


@dataclass
class Heard:
    """What a client hears of one answer."""

    rates: list[int] = field(default_factory=list)
    """Of each piece."""
    samples: list[bytes] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return len(b"".join(self.samples)) / 2 / self.rates[0]

    @property
    def wav(self) -> bytes:
        """The file that Home Assistant makes of it: all the audio, at the rate that was told first."""
        file = io.BytesIO()
        with wave.open(file, "wb") as writer:
            writer.setparams((1, 2, self.rates[0], 0, "NONE", ""))
            writer.writeframes(b"".join(self.samples))
        return file.getvalue()

    @property
    def frequency(self) -> int:
        samples = np.frombuffer(b"".join(self.samples), "<i2").astype(np.float32)
        return frequency_of(samples, self.rates[0])


async def hear(client: AsyncTcpClient, *, streamed: bool = False) -> Heard:
    """Reads an answer as Home Assistant does: to the end of its audio, or of the stream."""
    heard = Heard()
    while (event := await client.read_event()) is not None:
        heard.events.append(event)
        if AudioStart.is_type(event.type):
            heard.rates.append(AudioStart.from_event(event).rate)
        elif AudioChunk.is_type(event.type):
            heard.samples.append(AudioChunk.from_event(event).audio)
        elif SynthesizeStopped.is_type(event.type) if streamed else AudioStop.is_type(event.type):
            return heard
    raise EOFError(heard.events)


def line(type: str, data: Mapping[str, object] | None = None) -> bytes:  # noqa: A002  (the protocol's name)
    """An event whose data stands in its one line."""
    return json.dumps({"type": type, "data": data or {}}).encode() + b"\n"


def answers(client: socket.socket) -> list[dict[str, Any]]:
    """All that the server says until it ends the connection; payloads are left out."""
    with client.makefile("rb") as stream:
        return list(_events(stream))


def _events(stream: Any) -> Iterator[dict[str, Any]]:
    while header := stream.readline():
        event = json.loads(header)
        event["data"] = json.loads(stream.read(event.get("data_length", 0)) or b"{}")
        stream.read(event.get("payload_length", 0))
        yield event
