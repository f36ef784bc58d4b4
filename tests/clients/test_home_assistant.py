"""Home Assistant's integration for Wyoming: what it sends, byte for byte, and what it makes of the answer."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from wyoming.event import Event
from wyoming.info import Info

from tests.api.wyoming.client import WyomingServer, running_wyoming

CHUNKS = ("The", " kitchen is", " warm today. Shall", " I close", " the window?")
DESCRIBE = b'{"type": "describe", "version": "1.7.2"}\n'
PLAIN = (
    b'{"type": "synthesize", "version": "1.7.2", "data_length": 70}\n'
    b'{"text": "A luz da cozinha est\xc3\xa1 ligada.", "voice": {"name": "pt-br"}}'
)
START = b'{"type": "synthesize-start", "version": "1.7.2"}\n'
STOP = b'{"type": "synthesize-stop", "version": "1.7.2"}\n'


def written(type: str, text: str) -> bytes:  # noqa: A002  (the protocol's name)
    """An event as the protocol's package writes it, with its data behind the line."""
    data = json.dumps({"text": text}, ensure_ascii=False).encode()
    return json.dumps({"type": type, "version": "1.7.2", "data_length": len(data)}).encode() + b"\n" + data


def streamed(chunks: Sequence[str]) -> list[bytes]:
    """What it sends of a text that a language model writes, and at the end all of it again for older servers."""
    events = [written("synthesize-chunk", chunk) for chunk in chunks]
    return [START, *events, written("synthesize", "".join(chunks)), STOP]


def events(stream: Any) -> Iterator[Event]:
    while line := stream.readline():
        header = json.loads(line)
        data = json.loads(stream.read(header.get("data_length") or 0) or b"{}")
        yield Event(header["type"], data, stream.read(header.get("payload_length") or 0))


def heard(server: WyomingServer, sent: Sequence[bytes], last: str) -> tuple[set[int], float]:
    """The rates that it is told, and how long the file plays that it makes by the first of them."""
    rates: list[int] = []
    size = 0
    with server.socket() as client:
        for each in sent:
            client.sendall(each)
        with client.makefile("rb") as stream:
            for event in events(stream):
                if event.type == last:
                    return set(rates), size / 2 / rates[0]
                assert event.type in ("audio-start", "audio-chunk", "audio-stop"), event
                rates.append(event.data.get("rate", rates[:1] and rates[0]))
                size += len(event.payload or b"")
    raise EOFError


@pytest.fixture(scope="module")
def server() -> Iterator[WyomingServer]:
    with running_wyoming() as server:
        yield server


def test_it_finds_a_program_whose_voices_have_languages(server: WyomingServer) -> None:
    with server.socket() as client, client.makefile("rb") as stream:
        client.sendall(DESCRIBE)
        told = Info.from_event(next(events(stream)))
    first = next(program for program in told.tts if program.installed)
    assert (first.name, first.supports_synthesize_streaming) == ("vozes", True)
    assert {"pt-BR", "en-US", "de"} <= {tag for voice in first.voices for tag in voice.languages}


def test_a_text_is_spoken_whole(server: WyomingServer) -> None:
    rates, seconds = heard(server, [PLAIN], "audio-stop")
    assert rates == {22_050}
    assert 1 < seconds < 4


def test_a_text_is_spoken_as_it_is_written(server: WyomingServer) -> None:
    rates, seconds = heard(server, streamed(CHUNKS), "synthesize-stopped")
    assert rates == {22_050}
    assert 2 < seconds < 5  # once: the text that it repeats at the end would make it twice as long


def test_it_learns_of_an_error_by_the_connection_s_end(server: WyomingServer) -> None:
    with server.socket() as client, client.makefile("rb") as stream:
        client.sendall(written("synthesize", " "))
        assert [event.data["code"] for event in events(stream)] == ["empty_text"]
