"""A listener: Whisper's smallest useful model, which writes down what it hears in the language that it is told.

It knows nothing of who speaks. What it writes is compared word by word; case and punctuation are not heard.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import jiwer
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import decode_audio

from tests.listening.word_times import TimedWord
from vozes.types import Samples

_RATE = 16_000
_WINDOW = 29 * _RATE
"""It hears 30 seconds at once, and takes as long for one sentence as for all that fit."""
_PAUSE = np.zeros(_RATE // 2, np.float32)


class Listener:
    def __init__(self, model: Path) -> None:
        self._model = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1)

    def hear(self, recordings: Sequence[bytes], language: str) -> str:
        """Returns all that recordings, files of any format, say in a language (`pt`) after one another."""
        return " ".join(self._hear(window, language) for window in _windows(recordings))

    def hear_words(self, recording: bytes, language: str) -> list[TimedWord]:
        """Returns the words of one recording, and when each begins."""
        samples = decode_audio(io.BytesIO(recording), sampling_rate=_RATE)
        segments, _ = self._model.transcribe(
            samples, language=language, word_timestamps=True, condition_on_previous_text=False
        )
        return [TimedWord(word.word, word.start) for segment in segments for word in segment.words or ()]

    def _hear(self, samples: Samples, language: str) -> str:
        segments, _ = self._model.transcribe(
            samples, language=language, without_timestamps=True, condition_on_previous_text=False
        )
        return " ".join(segment.text for segment in segments)


def word_error_rate(said: Sequence[str], heard: str) -> float:
    rate: float = jiwer.wer(_words(" ".join(said)), _words(heard))
    return rate


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", unicodedata.normalize("NFC", text.lower())))


def _windows(recordings: Sequence[bytes]) -> Iterator[Samples]:
    """Yields as many of them at a time as are heard at once, with a pause between two."""
    window: list[Samples] = []
    for recording in recordings:
        samples = decode_audio(io.BytesIO(recording), sampling_rate=_RATE)
        if sum(map(len, window)) + len(samples) > _WINDOW:
            yield np.concatenate(window)
            window = []
        window += [samples, _PAUSE]
    yield np.concatenate(window)
