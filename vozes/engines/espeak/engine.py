"""eSpeak NG as an engine: requests in, audio chunks and word timings out.

The library calls back from inside its own synthesis, so one thread owns it and hands the audio over through a
short queue. Runs in a worker process only.
"""

import queue
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from vozes.audio.tempo import TempoStretcher
from vozes.engines.base import Engine
from vozes.engines.espeak.info import DEFAULT_RATE, data_folder, installed_folder, list_voices, missing
from vozes.engines.espeak.library import EspeakLibrary, Event, Parameter, Pcm
from vozes.engines.espeak.words import WordTimer
from vozes.errors import ErrorCode, VozesError
from vozes.types import AudioChunk, OptionValue, Samples, SpeechRequest, WordTiming

_RATES = (80, 449)
"""Words a minute that the library can speak itself; beyond them its audio is stretched."""
_QUEUED_PIECES = 8
_SHORTEST_CHUNK, _LONGEST_CHUNK = 0.05, 0.5
"""Seconds; chunks grow, so that the first is heard at once and a long text costs few frames."""
_FULL_SCALE = 32768
_NOTHING = np.empty(0, np.float32)
_DEFAULTS = {Parameter.PITCH: 50, Parameter.PITCH_RANGE: 50, Parameter.VOLUME: 100, Parameter.WORD_GAP: 0}

Piece = tuple[Pcm, list[Event]]


class EspeakEngine(Engine):
    def load(self) -> dict[str, str]:
        folder = installed_folder()
        if folder is None:
            raise VozesError(ErrorCode.ENGINE_FAILED, missing() or "espeakng-loader is missing")
        import espeakng_loader

        self._identifiers = {voice.info.id: voice.identifier for voice in list_voices()}
        self._thread = ThreadPoolExecutor(1, "espeak")
        opening = self._thread.submit(EspeakLibrary, Path(espeakng_loader.get_library_path()), data_folder(folder))
        self._library = opening.result()
        return {"espeak-ng": self._library.version}

    def speak(self, request: SpeechRequest) -> Generator[AudioChunk]:
        rate, tempo = split_pace(request)
        synthesis = _Synthesis(self._library)
        running = self._thread.submit(synthesis.run, request, self._identifiers[request.voice], rate)
        try:
            yield from merge_pieces(synthesis.pieces(), len(request.text), self._library.sample_rate, tempo)
            running.result()
        finally:
            synthesis.stop()


class _Synthesis:
    """One call of the library in its own thread, and the short queue that its audio comes out of."""

    def __init__(self, library: EspeakLibrary):
        self._library = library
        self._queue: queue.Queue[Piece | None] = queue.Queue(_QUEUED_PIECES)
        self._stopped = threading.Event()
        self._ended = False

    def run(self, request: SpeechRequest, identifier: str, rate: int) -> None:
        """In the library's thread."""
        try:
            self._set_up(request.options, identifier, rate)
            self._library.synthesize(request.text, self._take)
        finally:
            self._queue.put(None)

    def _set_up(self, options: dict[str, OptionValue], identifier: str, rate: int) -> None:
        self._library.set_voice(identifier, str(options.get("variant", "")))
        self._library.set_parameter(Parameter.RATE, rate)
        for parameter, default in _DEFAULTS.items():
            self._library.set_parameter(parameter, int(options.get(parameter.name.lower(), default)))

    def _take(self, pcm: Pcm, events: list[Event]) -> bool:
        if not self._stopped.is_set():
            self._queue.put((pcm, events))
        return self._stopped.is_set()

    def pieces(self) -> Iterator[Piece]:
        while (piece := self._queue.get()) is not None:
            yield piece
        self._ended = True

    def stop(self) -> None:
        """Returns when the library is free again, within a few milliseconds."""
        self._stopped.set()
        while not self._ended:
            self._ended = self._queue.get() is None


def split_pace(request: SpeechRequest) -> tuple[int, float]:
    """Words a minute for the library, and the tempo by which its audio is to be stretched."""
    wanted = float(request.options.get("rate", DEFAULT_RATE)) * request.speed
    rate = round(min(max(wanted, _RATES[0]), _RATES[1]))
    return rate, 1.0 if _RATES[0] <= wanted <= _RATES[1] else wanted / rate


def merge_pieces(pieces: Iterable[Piece], text_length: int, sample_rate: int, tempo: float) -> Iterator[AudioChunk]:
    """The library's many short pieces as chunks: the first at once, the next ones ever longer."""
    timer = WordTimer(text_length, tempo)
    stretch = TempoStretcher(sample_rate, tempo) if tempo != 1.0 else None
    held: list[Samples] = []
    words: list[WordTiming] = []
    said, target = 0, 0.0

    def chunk() -> AudioChunk:
        nonlocal said
        start, said = said, timer.position
        return AudioChunk(np.concatenate([_NOTHING, *held]), sample_rate, start, said, tuple(words))

    for pcm, events in pieces:
        samples = pcm.astype(np.float32) / np.float32(_FULL_SCALE)
        held.append(samples if stretch is None else stretch.push(samples))
        words += timer.take(events)
        if sum(map(len, held)) > target * sample_rate:
            yield chunk()
            held, words = [], []
            target = min(2 * target + _SHORTEST_CHUNK, _LONGEST_CHUNK)
    if stretch is not None:
        held.append(stretch.finish())
    if held or words:
        yield chunk()
