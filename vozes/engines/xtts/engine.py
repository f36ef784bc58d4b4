"""XTTS v2 as an engine: loads the checkpoint that the settings mean, and speaks requests with it.

It knows the order in which things are made ready; the rest is `model` and `synthesis`.
"""

from collections.abc import Callable, Iterator

import torch

from vozes.allocator import release_freed
from vozes.engines.base import LoadProgress
from vozes.engines.cloned import Steps
from vozes.engines.neural import NeuralEngine, in_percent
from vozes.engines.settings import EngineSettings
from vozes.engines.xtts.model import load_model
from vozes.engines.xtts.synthesis import Synthesis
from vozes.runtime.cores import use_threads
from vozes.runtime.device import place
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest


class XttsEngine(NeuralEngine):
    def load(self, settings: EngineSettings, report: Callable[[LoadProgress], None]) -> dict[str, str]:
        use_threads(settings.threads)
        placement = place(settings.device, settings.precision)
        model = load_model(settings, placement, in_percent(report))
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

    def _speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        return self._synthesis.speak(request)

    def _clone(self, voice: ClonedVoice) -> Steps[tuple[object, tuple[str, ...]]]:
        return self._synthesis.model.speakers.clone(voice)

    def _warm_up(self) -> None:
        """Has the kernels of a stream's beginning chosen and compiled before the first request."""
        model = self._synthesis.model
        for voice in list(model.speakers.own)[:1]:
            request = SpeechRequest("a", model.config.languages[0], voice, streaming=True)
            for _ in Synthesis(model, retries=0, forced_seconds=0.3).speak(request):
                pass
