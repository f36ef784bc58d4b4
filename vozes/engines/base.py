"""What an engine does, as its worker calls it, and how the server registers it. What it says of itself is `EngineInfo`.

`Engine` runs in a worker process of its own. Nothing here knows of processes, queues or HTTP.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from vozes.engines.info import EngineInfo
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest


class EngineState(StrEnum):
    NOT_INSTALLED = "not_installed"
    UNLOADED = "unloaded"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LoadProgress:
    """How far an engine's loading is."""

    stage: str
    """`converting` published files, `loading` weights, or `warming_up`."""
    fraction: float | None = None
    """How much of this stage is done, 0 to 1; None where that is unknown."""


class FatalEngineError(VozesError):
    """Raised by an engine whose state can no longer be trusted, e.g. after an error of the GPU.

    The worker answers all open requests with this error's message and ends; another worker is started.
    """

    def __init__(self, message: str):
        super().__init__(ErrorCode.ENGINE_CRASHED, message)


class Engine(ABC):
    """An engine, owned by one thread of one worker process.

    The worker makes the object, calls `load` once, then `speak` and `clone` for each request. Where
    `capabilities.concurrency` is above 1, several of their iterators are open at once and the worker advances them in
    turn, so that an engine may compute one batched step for all open requests.
    """

    growth_mb: ClassVar[int | None] = None
    """MB of memory that its process may take on Linux beyond what it has once it is loaded; None: no bound."""

    @abstractmethod
    def load(self, settings: EngineSettings, report: Callable[[LoadProgress], None]) -> dict[str, str]:
        """Gets ready to speak, and returns the versions of what it is made of. Raises VozesError if it cannot.

        If it takes long, it reports its progress every second or so.
        """

    def get_confined(self) -> None:  # noqa: B027  (most have nothing to do)
        """Starts what it needs, after `load`: soon its process can start no other (`vozes/process/confinement.py`)."""

    @abstractmethod
    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        """Yields a request's speech chunk by chunk.

        `None` means "nothing yet". An engine yields it at least every few milliseconds of work (a decode step), since
        the worker looks for cancellations and new requests only between yields. The iterator of a cancelled request
        is closed, and releases what it holds in `finally`. Raises VozesError; a FatalEngineError ends the process.
        """

    def clone(self, voice: ClonedVoice) -> Iterator[AudioChunk | None]:
        """Computes what it needs of a voice's recordings, and keeps that in `voice.embedding` for later requests.

        Yields only `None`, as often as `speak` does. Raises VozesError: INVALID_RECORDING for recordings without a
        usable voice, INVALID_FIELD if the engine cannot clone.
        """
        raise VozesError(ErrorCode.INVALID_FIELD, "This engine cannot clone voices: choose another.", param="voice")


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """An engine for the registry: what it is, what runs it, and whether it can run on this machine."""

    info: EngineInfo
    target: str
    """`module:Class` of the `Engine` that a worker loads."""
    missing: Callable[[EngineSettings], str | None] = lambda _: None
    """Returns what is missing on this machine and how to install it; None if the engine can be loaded."""
    describe: Callable[[EngineSettings], EngineInfo] | None = None
    """Returns the current info where that depends on the models on disk: the same object until they change.
    None where `info` never changes."""
