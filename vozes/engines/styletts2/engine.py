"""The StyleTTS 2 family as an engine: loads models that the settings mean, and speaks requests with them.

One request is spoken at a time. Sentences differ in length, and every norm runs over a whole sentence, so that several
in one batch would have to be padded and masked throughout; and on a processor their convolutions would take as long as
one after the other.
"""

from collections.abc import Callable

from vozes.engines.base import LoadProgress
from vozes.engines.neural import NeuralEngine, ReportStage
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.models import Models
from vozes.engines.styletts2.synthesis import Synthesis
from vozes.process.allocator import keep_little_freed
from vozes.runtime.conversion_process import keep_starter
from vozes.runtime.device import Placement
from vozes.runtime.onednn import keep_few_primitives


class StyleTts2Engine(NeuralEngine):
    _synthesis: Synthesis
    _mostly_convolves = True

    def load(self, settings: EngineSettings, report: Callable[[LoadProgress], None]) -> dict[str, str]:
        """Loads as `Engine.load` does, and keeps nothing for the lengths of sentences, each of which is another."""
        keep_little_freed()
        keep_few_primitives()
        return super().load(settings, report)

    def _load(
        self, settings: EngineSettings, placement: Placement, report: ReportStage
    ) -> tuple[Synthesis, dict[str, str]]:
        """Loads the first model, which has the default voice; the others are loaded when they are first needed."""
        models = Models(settings, placement)
        loaded = models.get_any(report)
        return Synthesis(models), {
            "precision": str(placement.vocoder_dtype).removeprefix("torch."),
            "loaded": loaded.id,
            "installed": ", ".join(models.installed),
        }

    def get_confined(self) -> None:
        """Keeps a process that can convert models that are first needed later."""
        keep_starter()
