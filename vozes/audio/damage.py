"""How much of a recording its decoder could not make sense of: a few frames, or the seam of files that were joined.

One that was cut off, so that only its end fails, has lost nothing on the way. What a
container's reader skips by itself is not seen. It decides nothing: `recording.py` does.
"""

import av
from av.audio.stream import AudioStream

_TAG = b"ID3"
"""What a joined file's title and picture begin with, which no decoder takes."""


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
