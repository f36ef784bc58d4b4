"""The StyleTTS 2 family as an engine: loads models that the settings mean, and speaks requests with them.

What is loaded is `loaded`'s, how it speaks `synthesis`'. One request is spoken
at a time: sentences differ in length, and every norm runs over a whole one, so that several in one batch would have
to be padded and masked throughout, and on a processor their convolutions would take as long as one after the other.
"""

from collections.abc import Callable, Iterator

import torch

from vozes.allocator import keep_little_freed, release_freed
from vozes.engines.base import LoadProgress
from vozes.engines.cloned import Steps
from vozes.engines.neural import NeuralEngine, in_percent
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.loaded import Models
from vozes.engines.styletts2.synthesis import Synthesis
from vozes.runtime.conversion_process import keep_starter
from vozes.runtime.cores import use_threads
from vozes.runtime.device import place
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest


class StyleTts2Engine(NeuralEngine):
    def load(self, settings: EngineSettings, report: Callable[[LoadProgress], None]) -> dict[str, str]:
        """Loads the first model, which has the default voice; the others are loaded when they are first asked for."""
        keep_little_freed()
        placement = place(settings.device, settings.precision)
        models = Models(settings, placement)
        use_threads(settings.threads)
        self._on_accelerator = placement.device.type != "cpu"
        self._synthesis = Synthesis(models)
        loaded = models.get_any(in_percent(report))
        report(LoadProgress("warming_up"))
        release_freed()
        self._synthesis.warm_up(loaded)
        return {
            "torch": torch.__version__,
            "device": str(placement.device),
            "precision": str(placement.vocoder_dtype).removeprefix("torch."),
            "loaded": loaded.id,
            "installed": ", ".join(models.installed),
        }

    def get_confined(self) -> None:
        """Other models are converted when they are first asked for."""
        keep_starter()

    def _speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        return self._synthesis.speak(request)

    def _clone(self, voice: ClonedVoice) -> Steps[tuple[object, tuple[str, ...]]]:
        return self._synthesis.speakers.clone(voice)
