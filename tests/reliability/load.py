"""The programs' APIs for speech, as one request each, so that many can be mixed: how to ask, and what is heard."""

import base64
import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Fields = Mapping[str, object]


@dataclass(frozen=True)
class Api:
    """`body` makes a request of text, voice, engine and language; `sound` gives the WAV file of an answer's body."""

    path: str
    body: Callable[[str, str, str, str], Fields]
    sound: Callable[[bytes], bytes]


def _own(text: str, voice: str, engine: str, language: str, *, stream: bool) -> Fields:
    return {"text": text, "voice": voice, "engine": engine, "language": language, "stream": stream}


def _openai(text: str, voice: str, engine: str, language: str, **more: object) -> Fields:
    return {
        "input": text, "voice": voice, "model": engine, "language": language, "response_format": "wav", **more,
    }  # fmt: skip


def _events(body: bytes) -> bytes:
    """The pieces of a stream of events. Raises AssertionError for one without its end."""
    events = [json.loads(line.removeprefix(b"data: ")) for line in body.splitlines() if line.startswith(b"data: ")]
    assert events[-1]["type"] == "speech.audio.done", events[-1]
    return b"".join(base64.b64decode(event["audio"]) for event in events[:-1])


APIS = {
    "synth, whole": Api("/v1/tts/synth", lambda *each: _own(*each, stream=False), bytes),
    "synth, streamed": Api("/v1/tts/synth", lambda *each: _own(*each, stream=True), bytes),
    "openai": Api("/v1/audio/speech", _openai, bytes),
    "openai, events": Api("/v1/audio/speech", lambda *each: _openai(*each, stream_format="sse"), _events),
}


def send(
    connection: http.client.HTTPConnection, api: Api, text: str, voice: str, engine: str, language: str = "en"
) -> None:
    """Asks, and does not wait for the answer."""
    body = json.dumps(api.body(text, voice, engine, language))
    connection.request("POST", api.path, body, {"Content-Type": "application/json"})


def ask(
    connection: http.client.HTTPConnection, api: Api, text: str, voice: str, engine: str, language: str = "en"
) -> http.client.HTTPResponse:
    """Asks, and returns the answer as soon as its head is there."""
    send(connection, api, text, voice, engine, language)
    return connection.getresponse()
