"""What is made from voices and may be deleted at any time: engines' embeddings, and previews.

`embeddings/ENGINE/ID.safetensors` and `previews/ID-HASH.mp3`; a name that begins with a dot is unfinished.
It knows where these lie, not how they are made.
"""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from vozes.files import is_stale


class Derived:
    def __init__(self, voices: Path):
        self._voices = voices

    def embedding(self, engine: str, voice_id: str) -> Path:
        return self._voices / "embeddings" / engine / f"{voice_id}.safetensors"

    def remove(self, unwanted: Callable[[str], bool]) -> None:
        """Removes the files of the voices whose id is unwanted, as far as that can be done now."""
        for path, voice_id in self._files():
            if voice_id and unwanted(voice_id):
                with contextlib.suppress(OSError):
                    path.unlink()

    def remove_unfinished(self, stale_seconds: float) -> None:
        """Removes what a process that was killed has left there, where nothing was written to it for so long."""
        for path, voice_id in self._files():
            if not voice_id and is_stale(path, stale_seconds):
                with contextlib.suppress(OSError):
                    path.unlink()

    def _files(self) -> Iterator[tuple[Path, str]]:
        """Yields each file with the id of its voice; that of an unfinished one is the empty text."""
        for path in self._voices.glob("embeddings/*/*"):
            yield path, "" if path.name.startswith(".") else path.stem
        for path in self._voices.glob("previews/*"):
            yield path, "" if path.name.startswith(".") else path.stem.rpartition("-")[0]
