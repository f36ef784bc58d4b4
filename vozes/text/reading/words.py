"""What is said, sentence by sentence and word by word, each with the span of the text that it came from.

This is the account for users and programs; engines get the text itself from `reader`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vozes.text.mapped import MappedText
from vozes.text.normalizing.rules import IDEOGRAPHS, MARKS, SPELLED
from vozes.text.reading.reader import Block, Reader
from vozes.types import Pronunciation, ReadingOptions
from vozes.warnings import CodedWarning

_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")
"""A word each, since nothing parts the words that are written with them."""
_SIGN = "[@#%&*§¶†‡‰‱※٪$+<=>^`|~¢-©¬®-±´µ×÷\u20a0-\u20cf\u2100-\u2bff\U0001f000-\U0001faff]"
"""What an engine may have a name for; only in a text of which not all is written out."""


def _tokens(letter: str) -> re.Pattern[str]:
    """Returns the pattern of words and of marks. An elided article belongs to the spelled letter behind it: `l'ADN`."""
    spelled = rf"(?:{letter}{{1,4}}['’])?{SPELLED}.(?:['’]?s\b)?"
    word = rf"{spelled}|{letter}+(?:['’\-]{letter}+)*|{_IDEOGRAPH.pattern}|{_SIGN}"
    return re.compile(rf"(?P<word>{word})|(?P<mark>[.,;:?!…。，、；：？！؟،؛।॥]+)")


_TOKEN = _tokens(rf"[\w{MARKS}]")
_TOKEN_AMONG_IDEOGRAPHS = _tokens(rf"(?:(?!{_IDEOGRAPH.pattern})[\w{MARKS}])")


class SpokenWord(NamedTuple):
    text_start: int
    text_end: int
    """The span of the user's text that it came from, in code points. Words of one number have the same."""
    spoken: str


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    text_start: int
    text_end: int
    spoken: str
    words: tuple[SpokenWord, ...]

    def mapped(self, source: MappedText) -> "SpokenSentence":
        """Returns the same of a text that `source` was made of: its spans are those of that text."""
        words = tuple(SpokenWord(*source.span(word.text_start, word.text_end), word.spoken) for word in self.words)
        return SpokenSentence(*source.span(self.text_start, self.text_end), self.spoken, words)


@dataclass(frozen=True, slots=True)
class Reading:
    language: str
    sentences: tuple[SpokenSentence, ...]
    warnings: tuple[CodedWarning, ...]

    @property
    def spoken(self) -> str:
        return " ".join(sentence.spoken for sentence in self.sentences)


def read(
    text: str,
    language: str,
    options: ReadingOptions = ReadingOptions(),  # noqa: B008  (it is frozen)
    pronunciations: Sequence[Pronunciation] = (),
) -> Reading:
    """Returns how a text is read in a language. Raises VozesError(INVALID_TEXT) for half of a surrogate pair."""
    sentences: list[SpokenSentence] = []
    warnings: dict[CodedWarning, None] = {}
    for block in Reader(language, options, pronunciations).read(text):
        sentences += _sentences(block)
        warnings |= dict.fromkeys(block.dropped + block.warnings)
    return Reading(language, tuple(sentences), tuple(warnings))


def word_spans(said: str) -> list[tuple[int, int]]:
    """Returns where the words are in what is said."""
    return [token.span() for token in _pattern(said, 0, len(said)).finditer(said) if token.lastgroup == "word"]


def _pattern(said: str, start: int, end: int) -> re.Pattern[str]:
    return _TOKEN_AMONG_IDEOGRAPHS if _IDEOGRAPH.search(said, start, end) else _TOKEN


def _sentences(block: Block) -> Iterator[SpokenSentence]:
    start = 0
    for end in (*block.sentence_ends, len(block.text.text)):
        sentence = _sentence(block.text, start, end)
        if sentence is not None:
            yield sentence
        start = end


def _sentence(said: MappedText, start: int, end: int) -> SpokenSentence | None:
    words: list[SpokenWord] = []
    spoken: list[str] = []
    last = start
    for token in _pattern(said.text, start, end).finditer(said.text, start, end):
        written, (place, stop) = token[0], token.span()
        if token.lastgroup == "word":
            article, spelled, letter = written.rpartition(SPELLED)
            word = article + letter[0].lower() + letter[1:] if spelled else written
            words.append(SpokenWord(*said.span(place, stop), word))
            if spoken and last != place:
                spoken.append(" ")
            spoken.append(word)
        elif words:
            spoken[-1] = spoken[-1].rstrip(written[0]) + written
        last = stop
    return SpokenSentence(words[0].text_start, words[-1].text_end, "".join(spoken), tuple(words)) if words else None
