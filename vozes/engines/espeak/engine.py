"""eSpeak NG as an engine: requests in, audio chunks and word timings out.

The library calls back from inside its own synthesis, so one thread owns it and hands the audio over through a
short queue. Runs in a worker process only.
"""

import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from vozes.engines.base import Engine, LoadProgress
from vozes.engines.espeak.chunks import ChunkBuilder
from vozes.engines.espeak.info import data_folder, installed_folder, list_voices, missing
from vozes.engines.espeak.kanji import in_kana
from vozes.engines.espeak.options import DEFAULT_RATE
from vozes.engines.espeak.sounds import SOUNDS_OF, has_sounds, not_told, with_mnemonics
from vozes.engines.settings import EngineSettings
from vozes.engines.spoken_text import SpokenText
from vozes.errors import ErrorCode, VozesError
from vozes.text.espeak.library import EspeakLibrary, Event, Parameter, Pcm
from vozes.text.espeak.taming import left_out, tame_in_steps
from vozes.text.language import base_language
from vozes.text.mapped import MappedText
from vozes.types import AudioChunk, OptionValue, SpeechRequest
from vozes.warnings import CodedWarning, WarningCode

_RATES = (80, 449)
"""The slowest and fastest pace of the library, in words a minute; beyond them its audio is stretched."""
_QUEUED_BUFFERS = 8
_DEFAULTS = {Parameter.PITCH: 50, Parameter.PITCH_RANGE: 50, Parameter.VOLUME: 100, Parameter.WORD_GAP: 0}

Buffer = tuple[Pcm, list[Event]]
"""Audio that the library made at once, and its events."""


class EspeakEngine(Engine):
    growth_mb = 512

    def load(self, settings: EngineSettings, report: Callable[[LoadProgress], None]) -> dict[str, str]:
        folder = installed_folder()
        if folder is None:
            raise VozesError(ErrorCode.ENGINE_FAILED, missing(settings) or "espeakng-loader is missing")
        import espeakng_loader

        self._identifiers = {voice.info.id: voice.identifier for voice in list_voices()}
        self._thread = ThreadPoolExecutor(1, "espeak")
        opening = self._thread.submit(EspeakLibrary, Path(espeakng_loader.get_library_path()), data_folder(folder))
        self._library = opening.result()
        return {"espeak-ng": self._library.version}

    def speak(self, request: SpeechRequest) -> Generator[AudioChunk | None]:
        rate, tempo = split_pace(request)
        if unsaid := left_out(request.text, request.voice):
            yield self._told((_not_borne(unsaid),))
        chunks = ChunkBuilder(self._library.sample_rate, tempo)
        tells_sounds = base_language(request.language) == SOUNDS_OF
        text = SpokenText(request, knows_ipa=tells_sounds, homographs=True)
        if not tells_sounds:
            unheard = [each for each in request.pronunciations if each.ipa]
            yield self._told(not_told(request.text[each.text_start : each.text_end] for each in unheard))
        for block in text.blocks():
            yield self._told(text.take_warnings())
            if request.language == "ja":
                block, warnings = in_kana(block)
                yield self._told(warnings)
            if tells_sounds:
                block, untold = with_mnemonics(block)
                yield self._told(not_told(untold))
            said = yield from _tamed(block, request.voice)
            if said.text.strip():
                sounds = tells_sounds and has_sounds(said.text)
                yield from self._speak_block(said, request, rate, chunks, sounds=sounds)
        if (last := chunks.finish()) is not None:
            yield last

    def _told(self, warnings: tuple[CodedWarning, ...]) -> AudioChunk | None:
        """Returns a chunk that has nothing but warnings; None without any."""
        return AudioChunk(np.empty(0, np.float32), self._library.sample_rate, warnings=warnings) if warnings else None

    def _speak_block(
        self, said: MappedText, request: SpeechRequest, rate: int, chunks: ChunkBuilder, *, sounds: bool
    ) -> Generator[AudioChunk | None]:
        """`sounds`: the text tells sounds."""
        synthesis = _Synthesis(self._library)
        identifier = self._identifiers[request.voice]
        running = self._thread.submit(synthesis.run, said.text, request.options, identifier, rate, sounds=sounds)
        chunks.begin(said)
        try:
            for pcm, events in synthesis.buffers():
                if (chunk := chunks.push(pcm, events)) is not None:
                    yield chunk
            running.result()
        finally:
            synthesis.stop()


def _not_borne(words: Iterable[str]) -> CodedWarning:
    names = tuple(words)
    told = f"Left out, since eSpeak NG cannot bear it in this voice: {' '.join(names)}"
    return CodedWarning(WarningCode.WORDS_NOT_BORNE, told, engine="eSpeak NG", names=names)


def _tamed(block: MappedText, voice: str) -> Generator[None, None, MappedText]:
    """Returns the text that is safe for the library, in the steps of `tame_in_steps`."""
    text, places = yield from tame_in_steps(block.text, voice)
    if places is None:
        return MappedText(text, block.starts, block.ends)
    sources = [max(place, 0) for place in places]
    return MappedText(text, [block.starts[place] for place in sources], [block.ends[place] for place in sources])


class _Synthesis:
    """One call of the library in its own thread, and the short queue that its audio comes out of."""

    def __init__(self, library: EspeakLibrary):
        self._library = library
        self._queue: queue.Queue[Buffer | None] = queue.Queue(_QUEUED_BUFFERS)
        self._stopped = threading.Event()
        self._ended = False

    def run(self, text: str, options: dict[str, OptionValue], identifier: str, rate: int, *, sounds: bool) -> None:
        """Runs in the library's thread. `sounds`: the text tells sounds."""
        try:
            self._set_up(options, identifier, rate)
            self._library.synthesize(text, self._put, sounds=sounds)
        finally:
            self._queue.put(None)

    def _set_up(self, options: dict[str, OptionValue], identifier: str, rate: int) -> None:
        self._library.set_voice(identifier, str(options.get("variant", "")))
        self._library.set_parameter(Parameter.RATE, rate)
        for parameter, default in _DEFAULTS.items():
            self._library.set_parameter(parameter, int(options.get(parameter.name.lower(), default)))

    def _put(self, pcm: Pcm, events: list[Event]) -> bool:
        if not self._stopped.is_set():
            self._queue.put((pcm, events))
        return self._stopped.is_set()

    def buffers(self) -> Iterator[Buffer]:
        while (buffer := self._queue.get()) is not None:
            yield buffer
        self._ended = True

    def stop(self) -> None:
        """Returns when the library is free again, within a few milliseconds."""
        self._stopped.set()
        while not self._ended:
            self._ended = self._queue.get() is None


def split_pace(request: SpeechRequest) -> tuple[int, float]:
    """Returns words a minute for the library, and the tempo by which its audio is to be stretched."""
    wanted = float(request.options.get("rate", DEFAULT_RATE)) * request.speed
    rate = round(min(max(wanted, _RATES[0]), _RATES[1]))
    return rate, 1.0 if _RATES[0] <= wanted <= _RATES[1] else wanted / rate
