"""Measures how much of a recording could not be decoded: a few frames, or the seam of files that were joined.

A recording that was cut off, so that only its end fails, has lost nothing on the way; but its header may state how long
it was. What a container's reader skips by itself is not seen. `decoding` decides how much may be missing.
"""

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

_TAG = b"ID3"
"""The first bytes of a joined file's title and picture, which no decoder takes."""

_UNKNOWN_SIZE = 0x7FFF0000
"""Bytes. Programs that stream state about so many, or twice as many, since they do not know the size."""
_ROUNDING_SECONDS = 0.05


class Damage:
    """Counts the packets that gave sound and those that failed, in their order."""

    def __init__(self) -> None:
        self._decoded = 0  # bytes
        self._lost = self._pending = (0.0, 0)
        """Seconds as the packets state them, and bytes: lost before the last packet that was decoded, and after it."""

    def failed(self, packet: "av.Packet[AudioStream]") -> None:
        seconds = float(packet.duration * packet.time_base) if packet.duration and packet.time_base else 0.0
        size = 0 if bytes(packet)[: len(_TAG)] == _TAG else packet.size
        self._pending = self._pending[0] + seconds, self._pending[1] + size

    def decoded(self, packet: "av.Packet[AudioStream]") -> None:
        self._decoded += packet.size
        self._lost = self._lost[0] + self._pending[0], self._lost[1] + self._pending[1]
        self._pending = 0.0, 0

    def lost_seconds(self, seconds: float) -> float:
        """Returns the missing seconds of a recording of which so many seconds were decoded.

        It measures the bytes too: a long gap may state the duration of one frame.
        """
        stated, size = self._lost
        return max(stated, seconds * size / max(self._decoded, 1))


def cut_off_seconds(data: bytes, container: InputContainer, seconds: float) -> float:
    """Returns the seconds that are missing at the end by the header of a WAV or FLAC file, else 0.

    `seconds` were decoded.
    """
    stated = 0.0
    if container.format.name == "wav":
        size, present = _wav_sizes(data)
        stated = seconds * size / max(present, 1)
    elif container.format.name == "flac":
        stream = container.streams.audio[0]
        stated = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0
    return stated - seconds if stated - seconds > _ROUNDING_SECONDS else 0.0


def _wav_sizes(data: bytes) -> tuple[int, int]:
    """Returns the bytes of sound that are stated and that are there; 0 and 0 where none are stated, as in a stream."""
    place = 12
    while place + 8 <= len(data) and data[place : place + 4] != b"data":
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    size = int.from_bytes(data[place + 4 : place + 8], "little")
    return (size, len(data) - place - 8) if size < _UNKNOWN_SIZE else (0, 0)
