"""The engines that Vozes knows, in the order in which they are shown. Listing them loads none."""

from vozes.engines.base import EngineSpec
from vozes.engines.espeak.info import engine_spec as espeak
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.info import engine_spec as styletts2
from vozes.engines.xtts.info import engine_spec as xtts


def engine_specs(settings: EngineSettings) -> tuple[EngineSpec, ...]:
    """The settings say where models are looked for: an engine may offer what it finds at this moment."""
    return espeak(), xtts(), styletts2(settings)
