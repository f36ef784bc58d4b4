"""The part of the server's settings that engines need, as plain data that fits into a frame.

Users set it by `vozes.settings`, which also describes it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a worker does without what reads settings
    from vozes.settings import Settings


@dataclass(frozen=True, slots=True)
class EngineSettings:
    home: str
    """The folder for everything that is written."""
    device: str = "auto"
    """`auto`, `cpu`, `cuda` or `mps`."""
    precision: str = "auto"
    """`auto`, `int8`, `float32`, `bfloat16` or `float16`."""
    threads: int = 0
    """Processor threads that an engine may use; 0: as many as there are cores."""
    batch_memory_mb: int = 1024
    """Memory for the keys and values of all texts that are spoken at once."""
    retries: int = 2
    """How often a segment that went wrong is spoken again with another seed."""
    xtts_checkpoint: str | None = None
    """Folder of an XTTS v2 checkpoint; None: the known places."""
    styletts2_checkpoints: str | None = None
    """Folder of a model of the StyleTTS 2 family, or of several; None: the known places."""
    memory_mb: int = 0
    """Memory that the engine's process may take for itself, where the system can bound that; 0: no bound."""
    kernels: str = "auto"
    """The level of the kernels in C, `auto` or `none` (`vozes/runtime/native/library.py`)."""
    forced_seconds: float | None = None
    """Benchmarks only: how long to speak, whatever the text and wherever the model would stop."""

    @property
    def home_path(self) -> Path:
        return Path(self.home)


def engine_settings(settings: "Settings") -> EngineSettings:
    """Returns what an engine's process needs to know of the server's settings."""
    return EngineSettings(
        home=str(settings.home),
        device=settings.device,
        precision=settings.precision,
        threads=settings.threads,
        batch_memory_mb=settings.batch_memory_mb,
        retries=settings.speech_retries,
        xtts_checkpoint=_named(settings.xtts_checkpoint),
        styletts2_checkpoints=_named(settings.styletts2_checkpoints),
        memory_mb=settings.engine_memory_mb,
        kernels=settings.kernels,
    )


def _named(folder: Path | None) -> str | None:
    return None if folder is None else str(folder)
