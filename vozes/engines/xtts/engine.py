"""XTTS v2 as an engine: loads the checkpoint that the settings mean, and speaks requests with it.

What a GPU's error means for the process is decided here; the rest is `model` and `synthesis`.
"""

from collections.abc import Callable, Iterator

import torch

from vozes.engines.base import Engine, FatalEngineError, LoadProgress
from vozes.engines.settings import EngineSettings
from vozes.engines.xtts.model import load_model
from vozes.engines.xtts.synthesis import Synthesis
from vozes.runtime.device import place, use_threads
from vozes.runtime.memory import is_out_of_memory, out_of_memory, release_freed
from vozes.types import AudioChunk, SpeechRequest


class XttsEngine(Engine):
    def load(self, settings: EngineSettings, report: Callable[[LoadProgress], None]) -> dict[str, str]:
        use_threads(settings.threads)
        placement = place(settings.device, settings.precision)
        model = load_model(settings, placement, _in_percent(report))
        self._on_accelerator = placement.device.type != "cpu"
        self._synthesis = Synthesis(model, settings.retries, settings.forced_seconds)
        report(LoadProgress("warming_up"))
        release_freed()
        self._warm_up()
        return {
            "torch": torch.__version__,
            "device": str(placement.device),
            "precision": placement.precision,
            "batch": str(model.decoder.slots),
        }

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        try:
            yield from self._synthesis.speak(request)
        except RuntimeError as error:
            if is_out_of_memory(error):
                raise out_of_memory() from error
            if self._on_accelerator:  # whatever it was, the device's state is no longer known
                raise FatalEngineError(f"The accelerator failed: {str(error).splitlines()[0]}") from error
            raise

    def _warm_up(self) -> None:
        """Has the kernels of a stream's beginning chosen and compiled before the first request."""
        model = self._synthesis.model
        for voice in list(model.speakers)[:1]:
            request = SpeechRequest("a", model.config.languages[0], voice, streaming=True)
            for _ in Synthesis(model, retries=0, forced_seconds=0.3).speak(request):
                pass


def _in_percent(report: Callable[[LoadProgress], None]) -> Callable[[str, float], None]:
    """Reports a stage and its fraction only where that is another percentage than before."""
    last = ("", -1)

    def report_once(stage: str, done: float) -> None:
        nonlocal last
        if (stage, int(100 * done)) != last:
            last = stage, int(100 * done)
            report(LoadProgress(stage, last[1] / 100))

    return report_once
