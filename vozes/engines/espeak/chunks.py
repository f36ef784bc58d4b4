"""Puts the library's many short buffers of audio together into chunks: the first at once, the next ones ever longer.

So speech is heard at once, and a long text needs few frames. It calls no library and holds no thread.
"""

import numpy as np

from vozes.audio.tempo import TempoStretcher
from vozes.engines.espeak.words import WordTimer
from vozes.text.espeak.library import Event, Pcm
from vozes.text.mapped import MappedText
from vozes.types import AudioChunk, Samples, WordTiming

_SHORTEST, _LONGEST = 0.05, 0.5
"""Seconds of the second chunk, and of the longest ones."""
_FULL_SCALE = np.float32(32768)


class ChunkBuilder:
    """Builds the chunks of one answer, whose audio is stretched by `tempo`.

    Each text that the library speaks is announced by `begin`.
    """

    def __init__(self, sample_rate: int, tempo: float):
        self._rate = sample_rate
        self._tempo = tempo
        self._taken = 0
        """How many samples the library has made."""
        self._stretcher = TempoStretcher(sample_rate, tempo) if tempo != 1.0 else None
        self._held: list[Samples] = []
        self._words: list[WordTiming] = []
        self._said = 0
        self._target_seconds = 0.0

    def begin(self, said: MappedText) -> None:
        """Announces the next text, mapped to the request's; all of the one before has been pushed."""
        self._timer = WordTimer(said, self._tempo, self._taken / self._rate / self._tempo)

    def push(self, pcm: Pcm, events: list[Event]) -> AudioChunk | None:
        """Takes a buffer; returns a chunk if enough audio has come together for one."""
        samples = pcm.astype(np.float32) / _FULL_SCALE
        self._taken += len(samples)
        self._held.append(samples if self._stretcher is None else self._stretcher.push(samples))
        self._words += self._timer.push(events)
        if sum(map(len, self._held)) <= self._target_seconds * self._rate:
            return None
        self._target_seconds = min(2 * self._target_seconds + _SHORTEST, _LONGEST)
        return self._chunk()

    def finish(self) -> AudioChunk | None:
        """Returns what is left, if anything."""
        if self._stretcher is not None:
            self._held.append(self._stretcher.finish())
        return self._chunk() if self._held or self._words else None

    def _chunk(self) -> AudioChunk:
        start, self._said = self._said, max(self._said, self._timer.position)
        samples = np.concatenate([np.empty(0, np.float32), *self._held])
        chunk = AudioChunk(samples, self._rate, start, self._said, tuple(self._words))
        self._held, self._words = [], []
        return chunk
