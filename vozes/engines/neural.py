"""What the engines with networks of ours share: the order of loading, reports of it, and what torch's errors mean.

It knows no network; which models are loaded, and how they speak, is up to each engine.
"""

import logging
from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import Protocol

from vozes.engines.base import Engine, FatalEngineError, LoadProgress
from vozes.engines.settings import EngineSettings
from vozes.engines.steps import Steps
from vozes.process.allocator import release_freed
from vozes.process.mapped_files import release_mapped_files
from vozes.runtime.conversion_process import StarterEndedError
from vozes.runtime.cores import use_threads
from vozes.runtime.device import Placement, place
from vozes.runtime.memory import is_out_of_memory, out_of_memory
from vozes.runtime.native.library import NONE, kernels_level
from vozes.runtime.voice_files import Tensors
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest
from vozes.warnings import CodedWarning

ReportStage = Callable[[str, float | None], None]
"""Takes a stage of loading, and how much of it is done, 0 to 1, None where that is unknown."""

log = logging.getLogger(__name__)


class NeuralSynthesis(Protocol):
    """Speaks and clones with what is loaded."""

    def warm_up(self) -> None:
        """Has the kernels of a stream's beginning chosen and compiled before the first request."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        """Speaks as `Engine.speak` does, but leaves torch's errors to it."""

    def clone(self, voice: ClonedVoice) -> Steps[tuple[Tensors, tuple[CodedWarning, ...]]]:
        """Returns what was made of the recordings, and warnings."""


class NeuralEngine(Engine):
    _synthesis: NeuralSynthesis
    _mostly_convolves = False
    """Whether most of its work is convolutions, which native kernels do where they run."""
    _on_accelerator = False
    """Whether something other than the processor computes."""

    def load(self, settings: EngineSettings, report: Callable[[LoadProgress], None]) -> dict[str, str]:
        release_mapped_files()  # which imports have read
        placement = place(settings.device, settings.precision)
        use_threads(settings.threads, mostly_kernels=self._mostly_convolves and placement.convolves_natively)
        self._on_accelerator = placement.device.type != "cpu"
        self._synthesis, versions = self._load(settings, placement, in_percent(report))
        report(LoadProgress("warming_up"))
        release_freed()
        if not self._on_accelerator:  # whose driver maps more than files
            release_mapped_files()
        self._synthesis.warm_up()
        kernels = {} if self._on_accelerator else {"kernels": kernels_level() or NONE}
        return placement.versions | kernels | versions

    @abstractmethod
    def _load(
        self, settings: EngineSettings, placement: Placement, report: ReportStage
    ) -> tuple[NeuralSynthesis, dict[str, str]]:
        """Loads a model; returns what speaks with it, and versions besides the placement's."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        return self._guarded(self._synthesis.speak(request))

    def clone(self, voice: ClonedVoice) -> Iterator[AudioChunk | None]:
        return self._guarded(self._clone(voice))

    def _clone(self, voice: ClonedVoice) -> Iterator[None]:
        """Logs the warnings, since nobody listens to the answer."""
        _, warnings = yield from self._synthesis.clone(voice)
        for warning in warnings:
            log.warning("%s", warning)

    def _guarded(self, chunks: Iterator[AudioChunk | None]) -> Iterator[AudioChunk | None]:
        try:
            yield from chunks
        except StarterEndedError as error:
            raise FatalEngineError(error.message) from error
        except RuntimeError as error:
            if is_out_of_memory(error):
                raise out_of_memory() from error
            if self._on_accelerator:  # whatever it was, the device's state is no longer known
                raise FatalEngineError(f"The accelerator failed: {str(error).splitlines()[0]}") from error
            raise


def in_percent(report: Callable[[LoadProgress], None]) -> ReportStage:
    """Returns a function that reports a stage only where its percentage is another than before."""
    last: tuple[str, int | None] = ("", None)

    def report_once(stage: str, done: float | None) -> None:
        nonlocal last
        news = stage, None if done is None else int(100 * done)
        if news != last:
            last = news
            report(LoadProgress(stage, None if news[1] is None else news[1] / 100))

    return report_once
