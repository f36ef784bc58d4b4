"""Cuts a text into blocks that can be read one after the other: none depends on what stands in another.

A block ends with a line, or in a long line behind a sentence whose last word is no abbreviation. It knows no language.
"""

import re
from collections.abc import Callable, Iterator

_MOST = 2_000
"""Characters of a block, unless a sentence is longer."""
_LONGEST = 8_000
"""Characters after which a block ends between any two words, or anywhere."""
_LINE_END = re.compile(r"\n\s*(?=\S)")
_NEXT = re.compile(r"[\W_]{0,9}(\w)")
_BULLETS = frozenset("-–—―*•·‣▪")

_Find = Callable[[str, int, int], Iterator[int]]
"""Yields the places between two in a text where it may be parted."""


def block_ends(text: str) -> Iterator[int]:
    """Yields where the blocks of a text end, the last at its end; none where it is empty."""
    start = 0
    while start < len(text):
        start = _end(text, start)
        yield start


def released(text: str) -> int:
    """Returns where a text may be parted while more of it is still to come; 0 where nothing is settled yet."""
    end = max(settled_ends(text), default=0)
    return end if end or len(text) <= _LONGEST else _end(text, 0)


def settled_ends(text: str) -> list[int]:
    """Returns all the places where a text may be parted behind a line or a sentence, whatever is still to come."""
    return sorted({end for find in (_lines, _sentences) for end in find(text, 0, len(text) - 1)})


def _end(text: str, start: int) -> int:
    if len(text) - start <= _MOST:
        return len(text)
    for reach in (_MOST, _LONGEST):
        for find in (_lines, _sentences):
            end = _last(find, text, start, start + reach)
            if end is not None:
                return end
    ends = (_last(find, text, start, start + _LONGEST) for find in (_words, _blanks))
    return next(filter(None, ends), min(start + _LONGEST, len(text)))


def _last(find: _Find, text: str, start: int, stop: int) -> int | None:
    """Returns the last place that is found after `start` and not after `stop`; None where there is none."""
    return max(find(text, start, min(stop, len(text))), default=None)


def _lines(text: str, start: int, stop: int) -> Iterator[int]:
    """Yields the ends of lines, but of those that go on in the next one, as it begins with a small letter."""
    for match in _LINE_END.finditer(text, start, stop):
        following = _NEXT.match(text, match.end())
        goes_on = match[0].count("\n") == 1 and following is not None and following[1].islower()
        if not goes_on or text[match.end()] in _BULLETS:
            yield match.end()


def _found(pattern: str) -> _Find:
    compiled = re.compile(pattern)
    return lambda text, start, stop: (match.end() for match in compiled.finditer(text, start, stop))


_sentences = _found(
    r"(?<=[^\W\d_A-Z]{4})[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[^\W\d_a-zß-öø-ÿ])|[。！？؟।॥]+[”’»」』）]*\s*(?=\S)"
)
_words = _found(r"(?<=[^\W\d_]{4}),?\s+(?=[^\W\d_])")
_blanks = _found(r"\s+(?=\S)")
