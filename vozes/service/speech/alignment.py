"""When each character is heard: of the text as the user sent it, and of what is said of it in words alone.

Engines tell the times of words. The characters of a word share its time evenly, and those between two words lie between
them. It knows nothing of how engines come by the times, nor of HTTP.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from vozes.service.speech.parts import SpokenPart
from vozes.text.reading.words import SpokenSentence, read
from vozes.types import WordTiming


@dataclass(slots=True)
class TimedCharacters:
    """Characters in their order, with seconds from the beginning of the answer."""

    characters: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)

    def add(self, text: str, start: float, end: float) -> None:
        """Adds characters that share a time evenly."""
        share = (end - start) / max(1, len(text))
        self.characters += text
        self.starts += (start + share * number for number in range(len(text)))
        self.ends += (start + share * number for number in range(1, len(text) + 1))

    def taken(self, most: int | None) -> "TimedCharacters":
        """Removes the first characters, `most` of them or all, and returns them."""
        first = TimedCharacters(self.characters[:most], self.starts[:most], self.ends[:most])
        del self.characters[:most], self.starts[:most], self.ends[:most]
        return first


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """A word, or several that came from the same span of the user's text."""

    start: int
    end: int
    """The span in the spoken text."""
    text_start: int
    text_end: int
    """The span in the user's text, in code points."""


@dataclass(frozen=True, slots=True)
class SpokenText:
    text: str
    words: tuple[SpokenWords, ...]


def spoken_text(parts: Iterable[SpokenPart]) -> SpokenText:
    """Returns what is said of an answer's parts, as their engines read them."""
    texts: list[str] = []
    words: list[SpokenWords] = []
    length = 0
    for sentence in (each for part in parts for each in _sentences(part)):
        words += _placed(sentence, length)
        texts.append(sentence.spoken)
        length += len(sentence.spoken) + 1
    return SpokenText(" ".join(texts), tuple(_joined(words)))


def _sentences(part: SpokenPart) -> Sequence[SpokenSentence]:
    request = part.request
    sentences = read(request.text, request.language, request.reading, request.pronunciations).sentences
    return sentences if part.source is None else [sentence.mapped(part.source) for sentence in sentences]


def _placed(sentence: SpokenSentence, offset: int) -> list[SpokenWords]:
    """Returns the words with their places in a text in which the sentence begins at `offset`."""
    placed: list[SpokenWords] = []
    end = 0
    for word in sentence.words:
        start = sentence.spoken.find(word.spoken, end)
        if start >= 0:
            end = start + len(word.spoken)
            placed.append(SpokenWords(offset + start, offset + end, word.text_start, word.text_end))
    return placed


def _joined(words: Iterable[SpokenWords]) -> Iterable[SpokenWords]:
    """Yields words as one whose spans of the user's text meet: `twenty` and `five` of 25."""
    last: SpokenWords | None = None
    for word in words:
        if last is not None and word.text_start < last.text_end:
            last = replace(last, end=word.end, text_end=max(last.text_end, word.text_end))
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last


class Alignment:
    """Times the characters of one answer as the times of its words become known."""

    def __init__(self, text: str, spoken: SpokenText):
        """`text`: as the user sent it."""
        self._original = Track(text)
        self._normalized = Track(spoken.text)
        self._words = spoken.words
        self._next = 0
        """The first spoken word that is not timed yet."""
        self._waiting: WordTiming | None = None
        """The last word, which may be heard as several."""
        self._known = 0

    def add(self, words: Sequence[WordTiming]) -> None:
        """Takes all words that are known by now; those that it has taken before count once."""
        for word in words[self._known :]:
            waiting = self._waiting
            if waiting is not None and word.text_start < self._reach(waiting):
                text_end = max(waiting.text_end, word.text_end)
                self._waiting = replace(waiting, text_end=text_end, end=max(waiting.end, word.end))
                continue
            self._say_waiting()
            self._waiting = word
        self._known = len(words)

    def finish(self, seconds: float) -> None:
        """Times what is left, in an answer of so many seconds. Without the time of any word nothing is timed."""
        if self._waiting is None and not self._known:
            return
        self._say_waiting()
        self._original.end(seconds)
        self._normalized.end(seconds)

    @property
    def has_more(self) -> bool:
        """Whether characters are timed that nobody has taken."""
        return bool(self._original.made.characters or self._normalized.made.characters)

    def taken(self, most: int | None = None) -> tuple[TimedCharacters, TimedCharacters]:
        """Returns the characters that are new since the last time, at most so many of each, of both texts."""
        return self._original.made.taken(most), self._normalized.made.taken(most)

    def _reach(self, word: WordTiming) -> int:
        """Returns where the user's text ends of which the word is a part."""
        return max([word.text_end, *(self._words[place].text_end for place in self._spoken_in(word))])

    def _spoken_in(self, word: WordTiming) -> list[int]:
        """Returns the places of the spoken words that came from the word, of those that are not timed yet."""
        found: list[int] = []
        for place in range(self._next, len(self._words)):
            spoken = self._words[place]
            if spoken.text_start >= word.text_end:
                break
            if spoken.text_end > word.text_start:
                found.append(place)
        return found

    def _say_waiting(self) -> None:
        word, self._waiting = self._waiting, None
        if word is None:
            return
        self._original.say(word.text_start, word.text_end, word.start, word.end)
        spoken = self._spoken_in(word)
        if spoken:
            first, last = self._words[spoken[0]], self._words[spoken[-1]]
            self._normalized.say(first.start, last.end, word.start, word.end)
            self._next = spoken[-1] + 1


class Track:
    """The characters of one text, timed from the first to the last."""

    def __init__(self, text: str, since: float = 0.0):
        """`since`: when the first character may be heard, in seconds."""
        self.made = TimedCharacters()
        self._text = text
        self._place = 0
        self._clock = since

    def say(self, start: int, end: int, begins: float, ends: float) -> None:
        """Times the text up to `end`, of which what begins at `start` is heard between `begins` and `ends`."""
        start = max(start, self._place)
        self._advance(start, begins)
        self._advance(max(end, start), ends)

    def end(self, seconds: float) -> None:
        """Times what is left up to then."""
        self._advance(len(self._text), seconds)

    def _advance(self, place: int, seconds: float) -> None:
        seconds = max(seconds, self._clock)
        self.made.add(self._text[self._place : place], self._clock, seconds)
        self._place, self._clock = place, seconds
