"""What the engines with networks of ours share: what a failed step means, and how loading is told.

It knows no network; what is loaded and how it speaks is an engine's own.
"""

import logging
from abc import abstractmethod
from collections.abc import Callable, Iterator

from vozes.engines.base import Engine, FatalEngineError, LoadProgress
from vozes.engines.cloned import Steps
from vozes.runtime.conversion_process import StarterEndedError
from vozes.runtime.memory import is_out_of_memory, out_of_memory
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest

log = logging.getLogger(__name__)


class NeuralEngine(Engine):
    _on_accelerator = False
    """Whether something other than the processor computes."""

    @abstractmethod
    def _speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        """As `speak`, which sees to errors of torch."""

    @abstractmethod
    def _clone(self, voice: ClonedVoice) -> Steps[tuple[object, tuple[str, ...]]]:
        """As `clone`, which sees to them as well; gives what it made, and warnings."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        return self._guarded(self._speak(request))

    def clone(self, voice: ClonedVoice) -> Iterator[AudioChunk | None]:
        return self._guarded(_logged(self._clone(voice)))

    def _guarded(self, pieces: Iterator[AudioChunk | None]) -> Iterator[AudioChunk | None]:
        try:
            yield from pieces
        except StarterEndedError as error:
            raise FatalEngineError(error.message) from error
        except RuntimeError as error:
            if is_out_of_memory(error):
                raise out_of_memory() from error
            if self._on_accelerator:  # whatever it was, the device's state is no longer known
                raise FatalEngineError(f"The accelerator failed: {str(error).splitlines()[0]}") from error
            raise


def _logged(cloning: Steps[tuple[object, tuple[str, ...]]]) -> Iterator[None]:
    """Nobody listens to the answer, so its warnings go into the log."""
    _, warnings = yield from cloning
    for warning in warnings:
        log.warning("%s", warning)


def in_percent(report: Callable[[LoadProgress], None]) -> Callable[[str, float | None], None]:
    """Reports a stage and its fraction, 0 to 1 or unknown, only where that is another percentage than before."""
    last: tuple[str, int | None] = ("", None)

    def report_once(stage: str, done: float | None) -> None:
        nonlocal last
        news = stage, None if done is None else int(100 * done)
        if news != last:
            last = news
            report(LoadProgress(stage, None if news[1] is None else news[1] / 100))

    return report_once
