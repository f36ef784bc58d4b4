"""Programs that talk on a WebSocket: what they send of two sentences, word for word, and what they read."""

import base64
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import av
from websockets.sync.client import ClientConnection, connect

from tests.clients.recorded.exchange import VOICE
from tests.live import LiveServer

SENTENCES = ("The quick brown fox jumps over the lazy dog. ", "Then it sleeps for the rest of the day. ")
_PATIENCE = 600.0
_RATE = 24_000

LIVEKIT_QUERY = (
    "model_id=eleven_turbo_v2_5&output_format=mp3_22050_32&enable_ssml_parsing=false&enable_logging=true"
    "&inactivity_timeout=180&apply_text_normalization=auto&sync_alignment=true&auto_mode=true"
)
LIVEKIT: Sequence[Mapping[str, object]] = [
    {"text": " ", "voice_settings": {}, "context_id": "ctx_1"},
    *({"text": f"{sentence} ", "context_id": "ctx_1"} for sentence in SENTENCES),
    {"text": " ", "context_id": "ctx_1", "flush": True},
    {"context_id": "ctx_1", "close_context": True},
]
"""livekit-plugins-elevenlabs: a context for each reply, flushed and closed at its end."""
PIPECAT_QUERY = "model_id=eleven_turbo_v2_5&output_format=pcm_24000&auto_mode=true"
PIPECAT: Sequence[Mapping[str, object]] = [
    {"text": " ", "context_id": "turn", "voice_settings": {"stability": 0.5, "similarity_boost": 0.75}},
    *({"text": sentence, "context_id": "turn"} for sentence in SENTENCES),
    {"text": "", "context_id": "turn"},
    {"context_id": "turn", "flush": True},
    {"context_id": "turn", "close_context": True},
]
"""Pipecat's ElevenLabsTTSService."""
_VLLM_OMNI: Sequence[Mapping[str, object]] = [
    {
        "type": "session.config", "voice": VOICE, "task_type": "CustomVoice", "language": "Auto",
        "response_format": "pcm", "stream_audio": True, "split_granularity": "sentence",
    },
    *({"type": "input.text", "text": sentence} for sentence in SENTENCES),
    {"type": "input.done"},
]  # fmt: skip


@dataclass(frozen=True)
class Talker:
    name: str
    path: str
    says: Sequence[Mapping[str, object]]
    hears: Callable[[ClientConnection], float]
    """Reads until the program has its end; returns the seconds of speech."""

    def __str__(self) -> str:
        return self.name


def talk(server: LiveServer, talker: Talker, voice: str) -> float:
    address = server.url.replace("http", "ws") + talker.path.replace(VOICE, voice)
    with connect(address, additional_headers={"xi-api-key": "secret"}, max_size=None, proxy=None) as socket:
        for message in talker.says:
            socket.send(json.dumps(message).replace(VOICE, voice))
        return talker.hears(socket)


def _audio_of_contexts(socket: ClientConnection) -> bytes:
    audio = b""
    while True:
        message: dict[str, Any] = json.loads(socket.recv(timeout=_PATIENCE))
        assert "error" not in message, message
        assert message["contextId"]
        audio += base64.b64decode(message.get("audio") or "")
        if message.get("isFinal"):
            return audio


def _livekit(socket: ClientConnection) -> float:
    with av.open(io.BytesIO(_audio_of_contexts(socket)), "r", format="mp3") as file:
        return sum((frame.samples / frame.sample_rate for frame in file.decode(audio=0)), 0.0)


def _pipecat(socket: ClientConnection) -> float:
    return len(_audio_of_contexts(socket)) / 2 / _RATE


def _vllm_omni(socket: ClientConnection) -> float:
    """Samples between `audio.start` and `audio.done`, which says how many bytes there were, up to `session.done`."""
    size, total, begun = 0, 0, 0
    while True:
        message = socket.recv(timeout=_PATIENCE)
        if isinstance(message, bytes):
            size += len(message)
            total += len(message)
            continue
        told = json.loads(message)
        assert told["type"] != "error", told
        if told["type"] == "audio.start":
            assert (told["sentence_index"], told["format"], told["sample_rate"]) == (begun, "pcm", _RATE)
            assert told["sentence_text"].strip()
            size, begun = 0, begun + 1
        elif told["type"] == "audio.done":
            assert (told["total_bytes"], told["error"]) == (size, False)
        elif told["type"] == "session.done":
            assert told["total_sentences"] == begun
            return total / 2 / _RATE


TALKERS = [
    Talker("vLLM-Omni's clients", "/v1/audio/speech/stream", _VLLM_OMNI, _vllm_omni),
    Talker("LiveKit", f"/v1/text-to-speech/{VOICE}/multi-stream-input?{LIVEKIT_QUERY}", LIVEKIT, _livekit),
    Talker("Pipecat", f"/v1/text-to-speech/{VOICE}/multi-stream-input?{PIPECAT_QUERY}", PIPECAT, _pipecat),
]
