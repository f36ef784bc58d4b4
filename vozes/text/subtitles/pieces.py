"""Takes a text with the times of its words apart into pieces that a cue or a line may begin with.

A piece is a word with its punctuation, or several where nothing may part them. It knows nothing of cues; `cutting`
chooses where they end.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vozes.text.breaks import NEVER_FIRST, Rank, find_breaks
from vozes.text.clusters import boundaries
from vozes.text.subtitles.columns import columns, is_wide
from vozes.types import WordTiming

_NEVER_LAST = frozenset("([{（［｛「『《〈【〔“‘«¿¡")
_NEVER_BEGINS = NEVER_FIRST | frozenset("ーゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    width: int
    """Columns."""
    start: float
    end: float
    """When it is heard, in seconds."""
    rank: Rank = Rank.SENTENCE
    """How well something may end behind it."""
    spaced: bool = False
    """Whether there is a space behind it."""


def pieces(text: str, language: str, words: Sequence[WordTiming], widest: int) -> list[Piece]:
    """Returns the pieces in order, none wider than `widest` columns. `words` have spans of the text."""
    breaks = find_breaks(text, language)
    positions = [place.position for place in breaks]
    found: list[Piece] = []
    begin = first = 0
    for number, word in enumerate(words):
        end, rank = len(text), Rank.SENTENCE
        if number + 1 < len(words):
            following = words[number + 1].text_start
            here = breaks[bisect_left(positions, word.text_end) : bisect_left(positions, following + 1)]
            if here:
                end, rank = max(here, key=lambda place: place.rank)
            elif _may_part(text, following):
                end, rank = following, Rank.WORD
            else:
                continue
        spaced = text[end : end + 1].isspace()
        whole = " ".join(text[begin:end].split())
        heard = Piece(whole, columns(whole), words[first].start, word.end, rank, spaced)
        found += [heard] if heard.width <= widest else _cut(heard, widest)
        begin, first = end, number + 1
    return found


def _may_part(text: str, place: int) -> bool:
    """Returns whether a line may end inside what is written without spaces."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return (_is_unspaced(before) or _is_unspaced(after)) and after not in _NEVER_BEGINS and before not in _NEVER_LAST


def _is_unspaced(sign: str) -> bool:
    return is_wide(sign) and not "가" <= sign <= "힣"


def _cut(piece: Piece, widest: int) -> Iterator[Piece]:
    """Yields a piece that is too wide in parts, between letters, as if each letter took as long as another."""
    signs = [piece.text[start:end] for start, end in pairwise([0, *boundaries(piece.text, 0, len(piece.text)), None])]
    share = (piece.end - piece.start) / len(piece.text)
    parts, width = [""], 0
    for sign in signs:
        width += columns(sign)
        if width > widest and parts[-1]:
            parts.append("")
            width = columns(sign)
        parts[-1] += sign
    start = piece.start
    for part in parts[:-1]:
        end = start + len(part) * share
        yield Piece(part, columns(part), start, end, Rank.TIGHT)
        start = end
    yield replace(piece, text=parts[-1], width=columns(parts[-1]), start=start)
