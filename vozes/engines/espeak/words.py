"""Makes word timings of eSpeak's events: a word lasts until the next word begins or its clause ends.

It knows nothing of audio: times come in as the events give them, in milliseconds of eSpeak's own output.
"""

from vozes.text.espeak.library import Event, EventType
from vozes.text.mapped import MappedText
from vozes.types import WordTiming


class WordTimer:
    """Takes events in order and returns each word once, as soon as its end is known.

    `said` is the text that eSpeak was given, mapped to the request's.
    """

    def __init__(self, said: MappedText, tempo: float = 1.0, before: float = 0.0):
        """`before`: seconds of the answer that come before it."""
        self._said = said
        self._before = before
        self._tempo = tempo
        self._open: Event | None = None
        self.position = 0
        """How far the text has been spoken, in code points."""

    def push(self, events: list[Event]) -> list[WordTiming]:
        words = []
        for event in events:
            if event.type not in (EventType.WORD, EventType.END):
                continue
            if self._open is not None:
                words.append(self._close(self._open, event.milliseconds))
            self._open = event if event.type == EventType.WORD else None
        return words

    def _close(self, word: Event, end_milliseconds: int) -> WordTiming:
        start, end = self._said.span(*self._place(word))
        self.position = max(self.position, end)
        end_milliseconds = max(end_milliseconds, word.milliseconds)
        return WordTiming(start, end, self._seconds(word.milliseconds), self._seconds(end_milliseconds))

    def _place(self, word: Event) -> tuple[int, int]:
        """Returns where the word stands in the text that was given.

        eSpeak may count beyond the text. Behind a full stop that a small letter follows it counts one too few, and its
        length cannot be trusted.
        """
        text = self._said.text
        last = len(text) - 1
        first = min(max(word.text_position - 1, 0), last)
        if not text[first].isspace():
            return first, min(max(word.text_position + word.length - 1, first + 1), last + 1)
        while first < last and text[first].isspace():
            first += 1
        end = first + 1
        while end <= last and text[end].isalnum():
            end += 1
        return first, end

    def _seconds(self, milliseconds: int) -> float:
        return self._before + milliseconds / (1000 * self._tempo)
