"""What the server and the hosts of engines tell each other, as plain data. It knows nothing of Ray."""

from dataclasses import dataclass
from typing import Self

from vozes.engines.base import EngineState, LoadProgress
from vozes.engines.info import EngineInfo
from vozes.errors import ErrorCode, VozesError
from vozes.types import AudioChunk


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """An engine on one node at one moment; the names are those of `EngineSupervisor`."""

    state: EngineState
    missing: str | None
    reason: str | None
    reason_code: ErrorCode | None
    progress: LoadProgress | None
    loading_seconds: float
    memory_bytes: int | None
    restarts: int
    is_expected: bool
    is_busy: bool
    versions: dict[str, str]
    info_number: int
    """Counts how often `info` has changed."""
    info: EngineInfo | None
    """None where the asker knows that number's already."""


@dataclass(frozen=True, slots=True)
class NodeStatus:
    version: str
    """Of Vozes there."""
    free_bytes: int
    """Of its memory."""
    engines: dict[str, EngineStatus]


@dataclass(frozen=True, slots=True)
class Failure:
    """A VozesError on its way."""

    code: ErrorCode
    message: str
    param: str | None
    retry_after: float | None
    limit: int | None

    @classmethod
    def of(cls, error: VozesError) -> Self:
        return cls(error.code, error.message, error.param, error.retry_after, error.limit)

    def error(self) -> VozesError:
        return VozesError(self.code, self.message, param=self.param, retry_after=self.retry_after, limit=self.limit)


Item = AudioChunk | Failure | None
"""What comes of a request: chunks, then None or how it failed."""
