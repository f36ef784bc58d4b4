"""What an engine's process is told when it loads: the part of the server's settings that engines need.

Plain data that fits into a frame; `vozes.settings` is where users set it and where it is described.
"""

from dataclasses import dataclass
from pathlib import Path


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
    """Memory for the keys and values of all that is spoken at once."""
    retries: int = 2
    """How often a sentence that went wrong is spoken again with another seed."""
    xtts_checkpoint: str | None = None
    """Folder of an XTTS v2 checkpoint; None looks in the known places."""
    styletts2_checkpoints: str | None = None
    """Folder of a model of the StyleTTS 2 family, or of several; None looks in the known places."""
    memory_mb: int = 0
    """Memory that its process may take for itself, where the system can bound that; 0: no bound."""
    forced_seconds: float | None = None
    """Benchmarks only: speak exactly so long, whatever the text and wherever the model would stop."""

    @property
    def home_path(self) -> Path:
        return Path(self.home)
