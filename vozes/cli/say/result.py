"""How a text was spoken, by an engine of our own or by a server, and what `vozes say` tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from vozes.cli.console import note


@dataclass(frozen=True, slots=True)
class Spoken:
    seconds: float
    engine: str
    voice: str
    warnings: Sequence[str] = ()
    """What went wrong without ending it."""
    subtitles: str = ""
    """The text of a file, where one was wanted."""

    def tell(self, output: str | None, format_name: str) -> None:
        """Tells the warnings, and what was written where that is a file."""
        for warning in self.warnings:
            note(f"vozes: {warning}")
        if output not in (None, "-"):
            note(f"{output}: {self.seconds:.1f} s of {format_name}, spoken by {self.engine} as {self.voice}")
