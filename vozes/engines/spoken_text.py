"""What an engine says of a request's text, block by block, mapped to what the user sent.

It knows how a text is read (`vozes.text.reading`), and no engine.
"""

from collections.abc import Iterator

from vozes.text.mapped import MappedText
from vozes.text.reading.reader import Reader, with_letters_named
from vozes.types import SpeechRequest
from vozes.warnings import CodedWarning


class SpokenText:
    """Reads a request's text, each block when it is asked for, with the names of letters that are spelled."""

    def __init__(self, request: SpeechRequest, *, knows_ipa: bool = False, homographs: bool = False):
        """`knows_ipa`: the engine is told sounds by `vozes.text.reading.pinning.IPA`; else it reads such words as they
        stand. `homographs`: it is shown how words sound that are written alike.
        """
        self._request = request
        self._reader = Reader(
            request.language, request.reading, request.pronunciations, knows_ipa=knows_ipa, homographs=homographs
        )
        self._warnings: dict[CodedWarning, bool] = {}
        """Each warning so far, and whether it was taken."""

    def blocks(self) -> Iterator[MappedText]:
        for block in self._reader.read(self._request.text):
            self._warnings = dict.fromkeys(block.warnings, False) | self._warnings
            yield with_letters_named(block.text, self._request.language)

    def take_warnings(self) -> tuple[CodedWarning, ...]:
        """Returns what was left out of the blocks so far and is not told yet."""
        new = tuple(warning for warning, taken in self._warnings.items() if not taken)
        self._warnings = dict.fromkeys(self._warnings, True)
        return new
