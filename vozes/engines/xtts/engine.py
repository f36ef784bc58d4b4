"""XTTS v2 as an engine: loads the checkpoint that the settings mean, and speaks requests with it."""

from vozes.engines.neural import NeuralEngine, ReportStage
from vozes.engines.settings import EngineSettings
from vozes.engines.xtts.model import load_model
from vozes.engines.xtts.synthesis import Synthesis
from vozes.runtime.device import Placement


class XttsEngine(NeuralEngine):
    _synthesis: Synthesis

    def _load(
        self, settings: EngineSettings, placement: Placement, report: ReportStage
    ) -> tuple[Synthesis, dict[str, str]]:
        model = load_model(settings, placement, report)
        return Synthesis(model, settings.retries, settings.forced_seconds), {
            "precision": placement.precision,
            "batch": str(model.decoder.slots),
        }
