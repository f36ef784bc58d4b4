"""The programs' APIs for speech, as one request each, so that many can be mixed: how to ask, and what is heard."""

import base64
import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

Fields = Mapping[str, object]


@dataclass(frozen=True)
class Api:
    """`body` makes a request of text, voice, engine and language, which is the query of a GET; `sound` gives the WAV
    file of an answer's body.
    """

    path: str
    """With `{voice}` in it where the voice is a part of it."""
    body: Callable[[str, str, str, str], Fields]
    sound: Callable[[bytes], bytes] = bytes
    method: str = "POST"
    streams: bool = True
    names_engine: bool = True
    """Whether a request can say which engine speaks; else it is the selected one."""


def _own(text: str, voice: str, engine: str, language: str, *, stream: bool) -> Fields:
    return {"text": text, "voice": voice, "engine": engine, "language": language, "stream": stream}


def _openai(text: str, voice: str, engine: str, language: str, **more: object) -> Fields:
    return {
        "input": text, "voice": voice, "model": engine, "language": language, "response_format": "wav", **more,
    }  # fmt: skip


def _elevenlabs(text: str, voice: str, engine: str, language: str) -> Fields:
    return {"text": text, "model_id": engine, "language_code": language}


def _xtts(text: str, voice: str, engine: str, language: str) -> Fields:
    return {"text": text, "speaker_wav": voice, "language": language}


def _events(body: bytes) -> bytes:
    """The pieces of a stream of events. Raises AssertionError for one without its end."""
    events = [json.loads(line.removeprefix(b"data: ")) for line in body.splitlines() if line.startswith(b"data: ")]
    assert events[-1]["type"] == "speech.audio.done", events[-1]
    return b"".join(base64.b64decode(event["audio"]) for event in events[:-1])


APIS = {
    "synth, whole": Api("/v1/tts/synth", lambda *each: _own(*each, stream=False), streams=False),
    "synth, streamed": Api("/v1/tts/synth", lambda *each: _own(*each, stream=True)),
    "openai": Api("/v1/audio/speech", _openai),
    "openai, events": Api("/v1/audio/speech", lambda *each: _openai(*each, stream_format="sse"), _events),
    "elevenlabs, whole": Api("/v1/text-to-speech/{voice}?output_format=wav_16000", _elevenlabs, streams=False),
    "elevenlabs, streamed": Api("/v1/text-to-speech/{voice}/stream?output_format=wav_16000", _elevenlabs),
    "xtts, whole": Api("/tts_to_audio/", _xtts, streams=False, names_engine=False),
    "xtts, streamed": Api("/tts_stream/", _xtts, method="GET", names_engine=False),
}


def send(
    connection: http.client.HTTPConnection, api: Api, text: str, voice: str, engine: str, language: str = "en"
) -> None:
    """Asks, and does not wait for the answer."""
    fields, path = api.body(text, voice, engine, language), api.path.format(voice=quote(voice, safe=""))
    if api.method == "GET":
        connection.request("GET", f"{path}?{urlencode(fields)}")
    else:
        connection.request("POST", path, json.dumps(fields), {"Content-Type": "application/json"})


def ask(
    connection: http.client.HTTPConnection, api: Api, text: str, voice: str, engine: str, language: str = "en"
) -> http.client.HTTPResponse:
    """Asks, and returns the answer as soon as its head is there."""
    send(connection, api, text, voice, engine, language)
    return connection.getresponse()
