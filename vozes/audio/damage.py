"""How much of a recording its decoder could not make sense of: a few frames, or the seam of files that were joined.

One that was cut off, so that only its end fails, has lost nothing on the way; but its header may state how long it
was. What a container's reader skips by itself is not seen. It decides nothing: `recording.py` does.
"""

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

_TAG = b"ID3"
"""What a joined file's title and picture begin with, which no decoder takes."""

_UNKNOWN_SIZE = 0x7FFF0000
"""Bytes; programs that stream state about so many, or twice as many, since they do not know."""
_ROUNDING_SECONDS = 0.05


class Damage:
    """Told of every packet in turn, whether it gave sound or failed."""

    def __init__(self) -> None:
        self._decoded = 0  # bytes
        self._lost = self._pending = (0.0, 0)
        """Seconds as the packets state them, and bytes: before what was decoded last, and after it."""

    def failed(self, packet: "av.Packet[AudioStream]") -> None:
        seconds = float(packet.duration * packet.time_base) if packet.duration and packet.time_base else 0.0
        size = 0 if bytes(packet)[: len(_TAG)] == _TAG else packet.size
        self._pending = self._pending[0] + seconds, self._pending[1] + size

    def decoded(self, packet: "av.Packet[AudioStream]") -> None:
        self._decoded += packet.size
        self._lost = self._lost[0] + self._pending[0], self._lost[1] + self._pending[1]
        self._pending = 0.0, 0

    def lost_seconds(self, seconds: float) -> float:
        """What is missing beside so many seconds; what was skipped as a whole may state a frame, and is measured."""
        stated, size = self._lost
        return max(stated, seconds * size / max(self._decoded, 1))


def cut_off_seconds(data: bytes, container: InputContainer, seconds: float) -> float:
    """What is missing at the end beside so many seconds, by what the header of a WAV or FLAC file states; else 0."""
    stated = 0.0
    if container.format.name == "wav":
        size, present = _wav_sizes(data)
        stated = seconds * size / max(present, 1)
    elif container.format.name == "flac":
        stream = container.streams.audio[0]
        stated = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0
    return stated - seconds if stated - seconds > _ROUNDING_SECONDS else 0.0


def _wav_sizes(data: bytes) -> tuple[int, int]:
    """Bytes of sound that are stated, and that are there; 0 and 0 where no length is stated, as in a stream."""
    place = 12
    while place + 8 <= len(data) and data[place : place + 4] != b"data":
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    size = int.from_bytes(data[place + 4 : place + 8], "little")
    return (size, len(data) - place - 8) if size < _UNKNOWN_SIZE else (0, 0)
