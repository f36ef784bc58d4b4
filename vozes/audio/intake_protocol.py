"""The protocol between `intake` and its process: one request, one answer. It imports next to nothing.

The request is a line of JSON. The answer is one byte once the process is ready for a recording, two little-endian
uint32, the lengths of header and payload, then both. The header is JSON: `refused` with what is wrong, or
`sample_rate` and `report`; then the payload is a WAV file.
"""

import json
import struct
from dataclasses import asdict, dataclass

READY = b"R"
PREFIX = struct.Struct("<II")
TOO_MUCH = "The recording takes more time or memory than any should: save it anew as WAV or MP3, or send a shorter one."


@dataclass(frozen=True, slots=True)
class IntakeRequest:
    source: str
    """The path of the file."""
    max_bytes: int
    max_seconds: float
    memory_bytes: int
    """Addresses that the process may have in all, libraries and reserves included."""
    processor_seconds: int

    def to_line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "IntakeRequest":
        return cls(**json.loads(line))
