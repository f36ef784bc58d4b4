"""A text that comes in pieces, as a language model writes it: what is whole of it can be spoken already.

It knows nothing of who sends or speaks it. Several sentences that came while others were spoken are one piece.
"""

import asyncio
from collections.abc import AsyncIterator, Collection

from vozes.errors import ErrorCode, VozesError
from vozes.text.breaks import sentence_ends
from vozes.text.markup.passages import Markup
from vozes.text.reading.blocks import released

_LEAST = 24
"""Characters of a piece, unless it is the last: fewer do not tell the language, and no engine says them well alone."""

_NEAR = 2000
"""Characters before the end in which the last sentence ends, unless it is far longer than sentences are."""
_LOOKS = 64
"""How often it is looked for while the text doubles: more often would take long where each letter comes alone."""
_SSML_BEGINS = ("<speak", "<?", "<!")


class StreamedText:
    def __init__(self, markup: Markup, languages: Collection[str], most: int):
        """`languages`: those it may be in, of whose abbreviations none ends a sentence; `most`: characters of all."""
        self._markup = markup
        self._languages = languages
        self._most = most
        self._length = 0
        self._looked_at = 0
        self._held: list[str] = []
        self._has_ended = False
        self.is_waiting = False
        """Whether all that is whole has been taken, and more is to come."""
        self._changed = asyncio.Event()

    def push(self, text: str) -> None:
        """Takes the next piece. Raises VozesError(TEXT_TOO_LONG)."""
        self._length += len(text)
        if self._length > self._most:
            message = f"The text has more than {self._most:,} characters, which are the most."
            raise VozesError(ErrorCode.TEXT_TOO_LONG, message, param="text")
        self._held.append(text)
        self._changed.set()

    def end(self) -> None:
        self._has_ended = True
        self._changed.set()

    async def pieces(self) -> AsyncIterator[str]:
        """Yields all of it in whole sentences, as soon as they are; SSML at once when it has ended."""
        while True:
            text = "".join(self._held)
            end = len(text) if self._has_ended else self._released(text)
            self._held = [text[end:]]
            if text[:end].strip():
                yield text[:end]
            elif self._has_ended:
                return
            else:
                self._changed.clear()
                self.is_waiting = True
                await self._changed.wait()
                self.is_waiting = False

    def _released(self, text: str) -> int:
        may_be_ssml = self._markup is Markup.AUTO and text.lstrip().startswith(_SSML_BEGINS)
        if may_be_ssml or self._markup is Markup.SSML:
            return 0
        if len(text) - self._looked_at <= len(text) // _LOOKS:
            return 0
        self._looked_at = len(text)
        tail = text[-_NEAR:]
        ends = [set(sentence_ends(tail, language)) for language in self._languages]
        last = max(set.intersection(*ends), default=0)
        end = len(text) - len(tail) + last if last else released(text)
        if end < _LEAST:
            return 0
        self._looked_at = 0
        return end
