"""Word timings from eSpeak's events: a word lasts until the next word begins or its clause ends.

It knows nothing of audio: times come in as the events give them, in milliseconds of eSpeak's own output.
"""

from vozes.engines.espeak.library import Event, EventType
from vozes.types import WordTiming


class WordTimer:
    """Takes events in order and gives each word once, as soon as its end is known."""

    def __init__(self, text_length: int, tempo: float = 1.0):
        self._text_length = text_length
        self._tempo = tempo
        self._open: Event | None = None
        self.position = 0
        """How far the text has been spoken, in code points."""

    def take(self, events: list[Event]) -> list[WordTiming]:
        words = []
        for event in events:
            if event.type not in (EventType.WORD, EventType.END):
                continue
            if self._open is not None:
                words.append(self._close(self._open, event.milliseconds))
            self._open = event if event.type == EventType.WORD else None
        return words

    def _close(self, word: Event, end_milliseconds: int) -> WordTiming:
        start = min(max(word.text_position - 1, 0), self._text_length)
        end = min(start + word.length, self._text_length)
        self.position = max(self.position, end)
        seconds = 1000 * self._tempo
        return WordTiming(start, end, word.milliseconds / seconds, max(end_milliseconds, word.milliseconds) / seconds)
