"""Lists the engines that Vozes knows, in the order in which they are shown; a new engine is added here."""

from vozes.engines.base import EngineSpec
from vozes.engines.espeak.info import engine_spec as espeak
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.info import engine_spec as styletts2
from vozes.engines.xtts.info import engine_spec as xtts


def engine_specs(settings: EngineSettings) -> tuple[EngineSpec, ...]:
    """Returns the engines without loading any; what they offer depends on the models that the settings mean."""
    return espeak(), xtts(), styletts2(settings)
