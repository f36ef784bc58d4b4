"""Makes word timings of eSpeak's events: a word lasts until the next word begins or its clause ends.

It knows nothing of audio: times come in as the events give them, in milliseconds of eSpeak's own output.
"""

from collections.abc import Sequence

from vozes.text.espeak.library import Event, EventType
from vozes.types import WordTiming


class WordTimer:
    """Takes events in order and returns each word once, as soon as its end is known.

    `places` tells for each character that eSpeak was given where it stands in the request's text.
    """

    def __init__(self, places: Sequence[int], tempo: float = 1.0):
        self._places = places
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

    def _place(self, position: int) -> int:
        """Returns where a character, counted from 0, stands in the request's text; eSpeak may count beyond it."""
        return self._places[min(max(position, 0), len(self._places) - 1)]

    def _close(self, word: Event, end_milliseconds: int) -> WordTiming:
        start = self._place(word.text_position - 1)
        end = max(start, self._place(word.text_position + word.length - 2) + 1)
        self.position = max(self.position, end)
        seconds = 1000 * self._tempo
        return WordTiming(start, end, word.milliseconds / seconds, max(end_milliseconds, word.milliseconds) / seconds)
