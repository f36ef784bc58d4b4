"""What keeps an engine, as the rest of the service sees it, wherever the engine's processes are.

`Supervisor` keeps one process on this machine. Whoever puts the service together says by a `Supervise` what keeps its
engines, and nothing else asks where they are.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from vozes.engines.base import EngineSpec, EngineState, LoadProgress
from vozes.engines.info import EngineInfo
from vozes.errors import ErrorCode
from vozes.service.workers.open_requests import Keep, keep_nothing
from vozes.settings import Settings
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest


@dataclass(frozen=True, slots=True)
class Replica:
    """An engine on one node of a cluster."""

    node: str
    state: EngineState
    memory_bytes: int | None
    running: int
    """Requests of this server that it works on."""


class EngineSupervisor(Protocol):
    """One engine's life. All methods belong to the event loop's thread."""

    spec: EngineSpec
    on_room: Callable[[], None]
    """Is called where it takes more requests at once than before."""

    @property
    def versions(self) -> dict[str, str]:
        """Returns those of what the engine is made of, once it was loaded."""

    @property
    def restarts(self) -> int:
        """Returns how often a process was started again after it had died."""

    @property
    def concurrency(self) -> int:
        """Requests that may be given to it at once."""

    @property
    def info(self) -> EngineInfo: ...

    @property
    def state(self) -> EngineState: ...

    @property
    def is_expected(self) -> bool:
        """Returns whether it is ready, or was before it was unloaded, so that a request gets it in a moment."""

    @property
    def is_busy(self) -> bool:
        """Returns whether it loads or works on something."""

    @property
    def missing(self) -> str | None:
        """Returns what it lacks, and what to run; None if it can be loaded."""

    @property
    def reason(self) -> str | None:
        """Returns why it is not installed or has failed, and what to do."""

    @property
    def reason_code(self) -> ErrorCode | None:
        """Returns the kind of what `reason` tells."""

    @property
    def progress(self) -> LoadProgress | None:
        """Returns how far its loading is, where it is loading and has said so."""

    @property
    def loading_seconds(self) -> float:
        """Returns for how long it has been loading; 0 where it is not."""

    @property
    def memory_bytes(self) -> int | None:
        """Returns the resident memory of all its processes; None where there is none."""

    @property
    def replicas(self) -> Sequence[Replica]:
        """Returns how it is on each node of a cluster; nothing where it is one process of this machine."""

    def has_room_to_load(self, size: int) -> bool:
        """Returns whether it is loaded, or `size` bytes of memory are free where it would be."""

    async def look_again(self) -> None:
        """Has what it is looked at, since something has changed on the disk; returns once that is known."""

    def unload_when_idle(self, seconds: float) -> None:
        """Unloads it from now on whenever it was not used for so long; 0 never does."""

    def require_installed(self) -> None:
        """Raises VozesError(MODEL_NOT_INSTALLED) with what to run; one that is loaded keeps what it has loaded."""

    async def load(self) -> None:
        """Returns when the engine is ready, however many ask at once; raises VozesError if it cannot be."""

    async def unload(self) -> None:
        """Ends its processes, once they have done what they are at; their memory is free when this returns."""

    def kept_unloaded(self) -> AbstractAsyncContextManager[None]:
        """Unloads it, and loads it for nobody within the block; at its end it is looked at anew."""

    async def close(self) -> None:
        """Ends what it keeps now and for good; what that was at fails."""

    def speak(self, request: SpeechRequest, keep: Keep = keep_nothing) -> AsyncGenerator[AudioChunk]:
        """Yields the chunks of an answer, after loading where needed; one without samples is a sign of work.

        Closing early cancels and returns at once; `keep` gets a future of the engine letting go of it.
        """

    async def clone(
        self, voice: ClonedVoice, on_work: Callable[[], None] = lambda: None, keep: Keep = keep_nothing
    ) -> None:
        """Has the engine make and keep what it needs of a voice, after loading where needed; cancelling ends that.
        `on_work` is called at each sign of work.

        `keep` is as that of `speak`. Raises VozesError: as `load`, and INVALID_RECORDING among others.
        """


Supervise = Callable[[EngineSpec, Settings], EngineSupervisor]
"""Makes what keeps an engine; it starts nothing yet."""
