"""A client on one keep-alive connection that notes when an answer's first byte of sound arrives.

It also holds the texts that the benchmarks speak.
"""

import http.client
import json
import math
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

SHORT_TEXT = "Olá, tudo bem com você?"
LONG_TEXT = (
    "Era uma vez uma cidade pequena à beira do mar, onde todas as manhãs os pescadores saíam cedo e voltavam "
    "com as redes cheias. As crianças corriam até o porto para contar os barcos, e os mais velhos diziam que "
    "o vento do sul trazia chuva, o do norte trazia sol, e que o coração de quem parte sempre volta para casa."
)
"""Some sixty words."""

_WAV_HEADER = 44
_OGG_HEADERS = 2
"""Pages of an Opus stream that come before the first page of sound."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    first_sound: float
    """Seconds from sending the request to the first byte of sound."""
    whole: float
    """Seconds from sending the request to the last byte."""
    arrivals: tuple[tuple[float, int], ...]
    """How many bytes had come after so many seconds."""

    def slack(self, bytes_per_second: int) -> float:
        """Returns how many seconds of uncompressed sound a player that starts at the first byte has ahead at least,
        whenever more comes. Below zero it ran dry.
        """
        begun = self.arrivals[0][0]
        before = zip(self.arrivals, self.arrivals[1:], strict=False)
        return min((size / bytes_per_second - (later - begun) for (_, size), (later, _) in before), default=math.inf)


class Client:
    def __init__(self, url: str):
        address = urlsplit(url)
        assert address.hostname is not None
        self._connection = http.client.HTTPConnection(address.hostname, address.port, timeout=600)

    def speak(
        self,
        text: str,
        *,
        language: str = "pt-br",
        format: str = "wav",  # noqa: A002
        stream: bool = False,
        engine: str | None = None,
    ) -> Answer:
        wish = {"text": text, "language": language, "format": format, "stream": stream, "engine": engine}
        body, started = json.dumps(wish).encode(), time.perf_counter()
        self._connection.request("POST", "/v1/tts/synth", body, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        received, first_sound = bytearray(), None
        arrivals: list[tuple[float, int]] = []
        while piece := response.read1():
            received += piece
            arrivals.append((time.perf_counter() - started, len(received)))
            if first_sound is None and _has_sound(format, received):
                first_sound = arrivals[-1][0]
        whole = time.perf_counter() - started
        response.read()  # `read1` alone leaves the connection busy in Python 3.11
        return Answer(
            response.status, dict(response.headers), bytes(received), first_sound or whole, whole, tuple(arrivals)
        )

    def begin(self, text: str, *, format: str = "wav", engine: str | None = None) -> None:  # noqa: A002
        """Asks for a stream and returns when it has begun; only `close` is of use afterwards."""
        wish = {"text": text, "language": "pt-br", "format": format, "stream": True, "engine": engine}
        self._connection.request("POST", "/v1/tts/synth", json.dumps(wish), {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        assert response.status == 200
        self._rest = response
        response.read1(1)

    def close(self) -> None:
        rest = getattr(self, "_rest", None)
        if rest is not None:
            rest.close()
        self._connection.close()


def _has_sound(format: str, received: bytearray) -> bool:  # noqa: A002
    if format == "opus":
        return received.count(b"OggS") > _OGG_HEADERS
    return len(received) > (_WAV_HEADER if format == "wav" else 0)
