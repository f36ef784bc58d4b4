"""What an engine is and what it lacks, as the models on disk have it: looked at again at most once a second.

So a model that comes or goes is seen without a restart. It knows nothing of processes; `Supervisor` asks it.
"""

import logging
import time

from vozes.engines.base import EngineSpec
from vozes.engines.info import EngineInfo
from vozes.engines.settings import EngineSettings

log = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0


class Availability:
    def __init__(self, spec: EngineSpec, settings: EngineSettings):
        self._spec = spec
        self._settings = settings
        self._found = self._info = spec.info
        self._missing: str | None = None
        self._looked_at = -_LOOK_SECONDS

    def info(self, *, loaded: bool) -> EngineInfo:
        """Returns what it is; while it is loaded and all its models are gone, what it was."""
        missing = self.missing()
        if missing is None or not loaded:
            self._info = self._found
        return self._info

    def missing(self, *, fresh: bool = False) -> str | None:
        """Returns what it lacks here, and what to run; None if it can be loaded. `fresh`: as of this moment."""
        now = time.monotonic()
        if fresh or now - self._looked_at >= _LOOK_SECONDS:
            self._look()
            self._looked_at = time.monotonic()
        return self._missing

    def _look(self) -> None:
        self._missing = self._spec.missing(self._settings)
        found = self._spec.info if self._spec.describe is None else self._spec.describe(self._settings)
        if found.voices != self._found.voices:
            log.info("%s has other models now: %d voices", found.id, len(found.voices))
        self._found = found
