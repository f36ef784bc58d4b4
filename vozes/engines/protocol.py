"""Writes and reads the frames between the server and an engine's process: a small JSON header, then raw bytes, if any.

A frame on the wire: two little-endian uint32, the lengths of header and payload, then both. The header's
`type` says what it is; `id` which request it is about. Only this module knows how values are put into frames.

server → worker: load once, then speak, clone, cancel, credit, ping
worker → server: progress, then ready or failed once; working, audio, done, error; pong
"""

import json
import struct
from dataclasses import asdict
from typing import Any, BinaryIO

import numpy as np

from vozes.engines.base import LoadProgress
from vozes.engines.settings import EngineSettings
from vozes.types import AudioChunk, ClonedVoice, Pronunciation, ReadingOptions, SpeechRequest, WordTiming
from vozes.warnings import CodedWarning

Header = dict[str, Any]

PREFIX = struct.Struct("<II")
MAX_HEADER_BYTES = 16 * 1024 * 1024
MAX_PAYLOAD_BYTES = 64 * 1024 * 1024
CREDIT_SAMPLES = 2_000_000
"""Samples of one request that a worker may send ahead of what the server has taken: 8 MB."""


class ProtocolError(Exception):
    """Raised when the other side sent something that is no frame; the connection is of no further use."""


def encode_frame(header: Header, payload: bytes | memoryview = b"") -> bytes:
    head = json.dumps(header, separators=(",", ":")).encode()
    return b"".join((PREFIX.pack(len(head), len(payload)), head, payload))


def decode_prefix(prefix: bytes) -> tuple[int, int]:
    """Returns the lengths of header and payload; raises ProtocolError if they cannot be true."""
    header_bytes, payload_bytes = PREFIX.unpack(prefix)
    if header_bytes > MAX_HEADER_BYTES or payload_bytes > MAX_PAYLOAD_BYTES:
        raise ProtocolError(f"a frame of {header_bytes} + {payload_bytes} bytes")
    return header_bytes, payload_bytes


def decode_header(data: bytes) -> Header:
    try:
        header = json.loads(data)
    except ValueError as error:
        raise ProtocolError(f"a header that is no JSON: {error}") from None
    if not isinstance(header, dict) or not isinstance(header.get("type"), str):
        raise ProtocolError("a header without a type")
    return header


def read_frame(stream: BinaryIO) -> tuple[Header, bytes] | None:
    """Returns the next frame of a blocking stream, None at its end; raises ProtocolError."""
    prefix = stream.read(PREFIX.size)
    if len(prefix) < PREFIX.size:
        return None
    header_bytes, payload_bytes = decode_prefix(prefix)
    header = stream.read(header_bytes)
    payload = stream.read(payload_bytes)
    if len(header) < header_bytes or len(payload) < payload_bytes:
        return None
    return decode_header(header), payload


def encode_settings(settings: EngineSettings) -> bytes:
    return encode_frame({"type": "load", "settings": asdict(settings)})


def decode_settings(header: Header) -> EngineSettings:
    return EngineSettings(**header["settings"])


def encode_progress(progress: LoadProgress) -> bytes:
    return encode_frame({"type": "progress", **asdict(progress)})


def decode_progress(header: Header) -> LoadProgress:
    return LoadProgress(header["stage"], header["fraction"])


def encode_request(request_id: int, request: SpeechRequest) -> bytes:
    return encode_frame({"type": "speak", "id": request_id, "request": asdict(request)})


def decode_request(header: Header) -> SpeechRequest:
    fields = header["request"]
    reading = ReadingOptions(**{**fields["reading"], "off": tuple(fields["reading"]["off"])})
    return SpeechRequest(
        **{
            **fields,
            "cloned": tuple(map(_cloned_voice, fields["cloned"])),
            "reading": reading,
            "pronunciations": tuple(Pronunciation(**each) for each in fields["pronunciations"]),
        }
    )


def encode_clone(request_id: int, voice: ClonedVoice) -> bytes:
    return encode_frame({"type": "clone", "id": request_id, "voice": asdict(voice)})


def decode_clone(header: Header) -> ClonedVoice:
    return _cloned_voice(header["voice"])


def _cloned_voice(fields: dict[str, Any]) -> ClonedVoice:
    return ClonedVoice(**{**fields, "recordings": tuple(fields["recordings"])})


def encode_chunk(request_id: int, chunk: AudioChunk) -> bytes:
    header = {
        "type": "audio",
        "id": request_id,
        "rate": chunk.sample_rate,
        "span": [chunk.text_start, chunk.text_end],
        "words": [[w.text_start, w.text_end, w.start, w.end] for w in chunk.words],
        "warnings": [[warning, warning.told()] for warning in chunk.warnings],
    }
    return encode_frame(header, np.ascontiguousarray(chunk.samples, dtype="<f4").data.cast("B"))


def decode_chunk(header: Header, payload: bytes) -> AudioChunk:
    start, end = header["span"]
    return AudioChunk(
        samples=np.frombuffer(payload, dtype="<f4").astype(np.float32, copy=False),
        sample_rate=header["rate"],
        text_start=start,
        text_end=end,
        words=tuple(WordTiming(*word) for word in header["words"]),
        warnings=tuple(CodedWarning.of(*warning) for warning in header["warnings"]),
    )
