"""Makes word timings of eSpeak's events: a word lasts until the next word begins or its clause ends.

eSpeak tells where a word begins, but not to be trusted where it ends: not at an apostrophe, a hyphen or a quotation
mark. So the words are those of `vozes.text.reading.words`, and the events say when each is heard. It knows nothing of
audio: times come in as the events give them, in milliseconds of eSpeak's own output.
"""

from bisect import bisect_right

from vozes.text.espeak.library import Event, EventType
from vozes.text.mapped import MappedText
from vozes.text.reading.words import word_spans
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
        self._spans = word_spans(said.text)
        self._ends = [end for _, end in self._spans]
        self._open: tuple[int, int, int] | None = None
        """The span of the word that is being said, in the text that was given, and since when."""
        self.position = 0
        """How far the text has been spoken, in code points."""

    def push(self, events: list[Event]) -> list[WordTiming]:
        words = []
        for event in events:
            if event.type not in (EventType.WORD, EventType.END):
                continue
            start, end = self._place(event)
            if self._open is not None:
                if event.type == EventType.WORD and self._open[0] <= start < self._open[1]:
                    continue  # the next part of the same word: the `mail` of `e-mail`
                words.append(self._close(*self._open, event, start))
            self._open = (start, end, event.milliseconds) if event.type == EventType.WORD else None
        return words

    def _close(self, start: int, end: int, milliseconds: int, following: Event, place: int) -> WordTiming:
        """`place`: where what follows begins."""
        first, last = self._said.span(start, self._reach(end, place))
        self.position = max(self.position, last)
        until = max(following.milliseconds, milliseconds)
        return WordTiming(first, last, self._seconds(milliseconds), self._seconds(until))

    def _reach(self, end: int, place: int) -> int:
        """Returns where a word ends that is said together with those that touch it, up to the place of the next event.

        Nothing parts the words that are written with Chinese characters, and several of these may be one to eSpeak.
        """
        number = bisect_right(self._ends, end)
        while number < len(self._spans) and self._spans[number][0] == end < place:
            end = self._ends[number]
            number += 1
        return end

    def _place(self, event: Event) -> tuple[int, int]:
        """Returns the word in which an event is, or the next one.

        eSpeak may count beyond the text. It may also count one too few, to the mark or the space before the word.
        """
        first = min(max(event.text_position - 1, 0), len(self._said.text) - 1)
        number = bisect_right(self._ends, first)
        is_word = number < len(self._spans) and event.type == EventType.WORD
        return self._spans[number] if is_word else (first, first + 1)

    def _seconds(self, milliseconds: int) -> float:
        return self._before + milliseconds / (1000 * self._tempo)
