"""Reads English sentences in Kokoro's symbols: finds the words, their parts of speech, and what follows each.

It reads backwards, since `the`, `to` and others sound by what comes next. Words that the dictionary does not help with,
and numbers, are given to eSpeak by its caller.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vozes.engines.styletts2.english.pronunciation import Next, Pronouncer, Word
from vozes.engines.styletts2.english.stress import PRIMARY, VOWELS, weaken, weight
from vozes.engines.styletts2.english.tagger import load_tagger
from vozes.text.ipa import PhonemeGroup, Phonemes
from vozes.text.phonemes.marks import Token, tokens

_APOSTROPHES = str.maketrans("‘’", "''")
_SINGLE_QUOTED = re.compile(r"(?<![\w'’])['‘](?!n['’])(?=\w)((?:[^'‘’\n]|(?<=\w)['’](?=\w))*)['’](?!\w)")
_OPENING_QUOTE = re.compile(r'(?<![^\s(\[{—–-])"(?=\S)')
_CONTRACTED = re.compile(r"(?i)(?<=.)(?:n't|'(?:s|m|d|re|ve|ll))$|(?<=can)not$|(?<=gon|wan)na$")
_PARTS = re.compile(
    r"^'+|[A-Z](?=[A-Z][a-z])|(?:^-)?(?:\d?[,.]?\d)+|[-_]+|'{2,}"
    r"|[^\W\d_]*?(?:'[^\W\d_])*?[a-zß-öø-ÿ](?=[A-Z])|[^\W\d_]+(?:'[^\W\d_])*|[^-_'\w]|'+$"
)
"""The pieces of a word that is not known as a whole: at hyphens, before capitals, letters and digits apart."""
_MOST_PIECES = 8
"""Of what is looked up as one word."""
_SILENT = frozenset("',-._/")
_FIRST = (
    dict.fromkeys(VOWELS, Next.VOWEL)
    | dict.fromkeys("bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ", Next.CONSONANT)
    | dict.fromkeys(";:,.!?—…", Next.PAUSE)
)
"""What each symbol is to the word before it; quotation marks and brackets are nothing."""

ReadOther = Callable[[str], str]
"""Returns the symbols of a word that is in no dictionary."""


@dataclass(slots=True)
class _Piece:
    text: str
    tag: str
    said: str | None = None


def read(text: str, *, british: bool, read_other: ReadOther) -> Phonemes:
    """Returns a group for each word, without symbols where there is nothing to say, and for each mark."""
    found = tokens(_with_curly_quotes(text), "en")
    reader = _Reader(_pronouncer(british), read_other)
    groups = [
        PhonemeGroup(reader.read(pieces), token.start, token.end, token.is_word, token.space_before)
        for token, pieces in reversed(list(zip(found, _pieces(text, found), strict=True)))
    ]
    return Phonemes(tuple(reversed(groups)), "en-gb" if british else "en-us")


class _Reader:
    """Reads the words of a text from the last to the first."""

    def __init__(self, pronouncer: Pronouncer, read_other: ReadOther):
        self._pronouncer, self._read_other = pronouncer, read_other
        self._next, self._before_to = Next.PAUSE, False

    def read(self, pieces: list[_Piece]) -> str:
        """Returns the symbols of a word, or of a mark, which is a piece that is said already."""
        if pieces[0].said is not None:
            return self._heard("", pieces[0].said)
        return self._word(pieces).replace("ɾ", "T").replace("ʔ", "t")

    def _word(self, pieces: list[_Piece]) -> str:
        end = 0 if any(map(str.isdigit, _text(pieces))) else len(pieces)
        if not end:
            return self._heard("", self._read_other(_text(pieces)))
        while end:
            for start in range(max(0, end - _MOST_PIECES), end):
                said = self._pronounce(pieces[start:end])
                if said is not None:
                    pieces[start].said = said
                    end = start
                    break
            else:
                end -= 1
                if not _SILENT.issuperset(pieces[end].text):
                    whole = _text(pieces)
                    return self._heard(whole, self._read_other(whole))
        return _joined(pieces)

    def _pronounce(self, pieces: Sequence[_Piece]) -> str | None:
        text = _text(pieces)
        said = self._pronouncer.pronounce(Word(text, _tag_of(pieces), self._next, self._before_to))
        return None if said is None else self._heard(text, said)

    def _heard(self, text: str, said: str) -> str:
        """Returns what was said, and remembers how it begins."""
        self._before_to = text in ("to", "To", "TO")
        first = next((_FIRST[symbol] for symbol in said if symbol in _FIRST), None)
        self._next = first or self._next
        return said


def _pieces(text: str, found: Sequence[Token]) -> Iterator[list[_Piece]]:
    """Yields the pieces of each word with their parts of speech, and each mark as it is said."""
    split = [_split(token.text) if token.is_word else [text[token.start : token.end]] for token in found]
    tags = iter(load_tagger().tag([part for parts in split for part in parts]))
    for token, parts in zip(found, split, strict=True):
        tagged = list(zip(parts, tags, strict=False))
        if token.is_word:
            yield [_Piece(piece, tag) for part, tag in tagged for piece in _PARTS.findall(part)] or [_Piece("", "", "")]
        else:
            dots = parts[0].startswith("..")
            yield [_Piece("", "", parts[0] if dots else token.text)]


def _split(word: str) -> list[str]:
    """Returns what has a part of speech of its own: `do` and `n't`, `well`, `-` and `known`."""
    word = unicodedata.normalize("NFKC", word.translate(_APOSTROPHES))
    parts: list[str] = []
    for part in re.split("([-/])", word):
        contracted = _CONTRACTED.search(part)
        cut = contracted.start() if contracted else len(part)
        parts += filter(None, (part[:cut], part[cut:]))
    return parts


def _text(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _tag_of(pieces: Sequence[_Piece]) -> str:
    """Returns the part of speech of the longest piece, where a capital letter counts double."""
    return max(pieces, key=lambda piece: sum(1 if letter == letter.lower() else 2 for letter in piece.text)).tag


def _joined(pieces: Sequence[_Piece]) -> str:
    """Returns the symbols of a whole word: as one whose lesser parts lose their stress, or as several."""
    text = _text(pieces)
    kinds = {letter.isalpha() for letter in text if letter not in _SILENT}
    said = [(place, piece.said) for place, piece in enumerate(pieces) if piece.said]
    if "/" in text or len(kinds) > 1:
        return " ".join(symbols for _, symbols in said)
    weakened = {place for place, _ in _lesser(said, pieces)}
    return "".join(weaken(symbols) if place in weakened else symbols for place, symbols in said)


def _lesser(said: Sequence[tuple[int, str]], pieces: Sequence[_Piece]) -> Sequence[tuple[int, str]]:
    if len(said) == 2 and len(pieces[said[0][0]].text) == 1:
        return said[1:]
    if len(said) < 2 or sum(PRIMARY in symbols for _, symbols in said) <= (len(said) + 1) // 2:
        return ()
    return sorted(said, key=lambda each: (PRIMARY in each[1], weight(each[1]), each[0]))[: len(said) // 2]


def _with_curly_quotes(text: str) -> str:
    """Returns the text with a curly quotation mark in place of each straight or single one: as many characters."""
    text = _SINGLE_QUOTED.sub(r"“\1”", text)
    return _OPENING_QUOTE.sub("“", text).replace('"', "”")


@cache
def _pronouncer(british: bool) -> Pronouncer:
    return Pronouncer(british=british)
