"""Writes a script while a text is parsed, and keeps its bounds: text of one manner is gathered into one passage.

It knows neither elements nor tags: parsers tell it what they found and where in the user's text.
"""

from vozes.text.mapped import MappedText
from vozes.text.markup.durations import LONGEST, LONGEST_IN_ALL
from vozes.text.markup.passages import Item, Manner, Mark, Passage, Pause, Script
from vozes.warnings import CodedWarning, WarningCode

_MOST_WARNINGS = 20
_MORE = CodedWarning(WarningCode.MORE_MARKUP_LEFT_OUT, "More of the markup was left out.")
_LONGEST_QUOTE = 40
"""Characters of the user's text in a warning or an error."""


def quote(text: str) -> str:
    """Returns what a user wrote for a message, shortened and with control characters escaped."""
    return repr(shorten(text))


def shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


class ScriptWriter:
    def __init__(self, source: str):
        self._source = source
        self._items: list[Item] = []
        self._warnings: dict[CodedWarning, None] = {}
        self._silence = 0.0
        self._manner = Manner()
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._end = 0
        """Where the user's text was last read to."""
        self._line_ends = 2
        """How many line ends stand since the last word; as at a paragraph's end at the start and after a pause."""

    def copy(self, start: int, end: int, manner: Manner) -> None:
        """Writes a span of the source."""
        if self._takes(self._source[start:end], manner):
            self._texts.append(self._source[start:end])
            self._starts += range(start, end)
            self._ends += range(start + 1, end + 1)
            self._end = end

    def put(self, text: str, start: int, end: int, manner: Manner) -> None:
        """Writes a text of which each character comes from the whole span."""
        if self._takes(text, manner):
            self._append(text, start, end)

    def end_sentence(self, line_ends: int, manner: Manner) -> None:
        """Writes as many line ends after the last word, unless they are there."""
        if self._line_ends < line_ends:
            self._turn_to(manner)
            self._append("\n" * (line_ends - self._line_ends), self._end, self._end)
            self._line_ends = line_ends

    def pause(self, seconds: float, place: int) -> None:
        if seconds > LONGEST:
            told = f"A pause was shortened to {LONGEST:g} seconds, the longest."
            self.warn(CodedWarning(WarningCode.PAUSE_SHORTENED, told, seconds=LONGEST))
        allowed = min(LONGEST, LONGEST_IN_ALL - self._silence)
        if allowed < min(seconds, LONGEST):
            told = f"The pauses were shortened to {LONGEST_IN_ALL:g} seconds in all."
            self.warn(CodedWarning(WarningCode.PAUSES_SHORTENED, told, seconds=LONGEST_IN_ALL))
        seconds = min(seconds, allowed)
        self._silence += seconds
        self._finish_words()
        self._items.append(Pause(seconds, place))
        self._line_ends = 2

    def mark(self, name: str, place: int) -> None:
        self.part()
        self._items.append(Mark(name, place))
        self._end = place

    def part(self) -> None:
        """Lets what follows begin another passage, in whatever manner."""
        if self._texts:
            self._items.append(Passage(MappedText("".join(self._texts), self._starts, self._ends), self._manner))
        self._texts, self._starts, self._ends = [], [], []

    def warn(self, warning: CodedWarning) -> None:
        """Adds a warning, each only once, and no more than a user can read."""
        if len(self._warnings) < _MOST_WARNINGS:
            self._warnings[warning] = None
        elif warning not in self._warnings:
            self._warnings[_MORE] = None

    def finish(self) -> Script:
        self._finish_words()
        return Script(tuple(self._items), tuple(self._warnings))

    def _takes(self, text: str, manner: Manner) -> bool:
        """Gets ready for a text; returns whether it is to be written: white space after an end of lines is not."""
        if not text or (self._line_ends and text.isspace()):
            return False
        if self._line_ends:
            self._line_ends = 0
        self._turn_to(manner)
        return True

    def _turn_to(self, manner: Manner) -> None:
        if manner is not self._manner:
            if manner != self._manner:
                self.part()
            self._manner = manner

    def _append(self, text: str, start: int, end: int) -> None:
        self._texts.append(text)
        self._starts += [start] * len(text)
        self._ends += [end] * len(text)
        self._end = end

    def _finish_words(self) -> None:
        """Ends the passage without the line ends that `end_sentence` wrote last: nothing follows them."""
        while self._texts and self._starts[-1] == self._ends[-1]:
            line_ends = len(self._texts.pop())
            del self._starts[-line_ends:], self._ends[-line_ends:]
        self.part()
