"""From a script to what engines are asked for: stretches that one request can say, and the silence between them.

A stretch has one language, voice, rate, pitch and volume; how words in it are read stays with their spans. It knows no
engine and no audio.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from vozes.text.mapped import MappedText
from vozes.text.markup.passages import Manner, Mark, Passage, Pause, Script

_SILENT = frozenset(".,;:!?…·-–—\"'()[]{}«»“”‘’„‹›¡¿。、，！？：；「」『』（）،؟।")
"""Characters that say nothing alone."""


@dataclass(frozen=True, slots=True)
class Inline:
    """How a part of a stretch is read."""

    start: int
    end: int
    """The span in the stretch's text."""
    manner: Manner


@dataclass(frozen=True, slots=True)
class Stretch:
    text: MappedText
    manner: Manner
    """Without anything inline."""
    inlines: tuple[Inline, ...] = ()

    def slice(self, start: int, end: int) -> "Stretch":
        """Returns a part of it, with what is inline there."""
        cut = (
            Inline(max(inline.start, start) - start, min(inline.end, end) - start, inline.manner)
            for inline in self.inlines
        )
        return Stretch(self.text.slice(start, end), self.manner, tuple(each for each in cut if each.start < each.end))


@dataclass(frozen=True, slots=True)
class Plan:
    steps: tuple[Stretch | Pause, ...]
    marks: tuple[Mark, ...] = ()
    """The time of each is that of the first word whose span begins at its place or later."""


@dataclass(slots=True)
class _Draft:
    """A stretch that may still grow."""

    manner: Manner
    passages: list[Passage]


def plan(script: Script) -> Plan:
    """Returns the steps in their order. Punctuation alone goes to the stretch before it; empty pauses are left out."""
    drafts: list[_Draft | Pause] = []
    for manner, group in groupby(_heard(script), _delivery):
        if manner is None:
            drafts += [item for item in group if isinstance(item, Pause)]
        else:
            _add(drafts, manner, [item for item in group if isinstance(item, Passage)])
    steps = tuple(draft if isinstance(draft, Pause) else _stretch(draft) for draft in drafts)
    return Plan(steps, tuple(item for item in script.items if isinstance(item, Mark)))


def joined(texts: Iterable[MappedText]) -> MappedText:
    """Returns texts after one another as one."""
    parts = list(texts)
    if len(parts) == 1:
        return parts[0]
    starts = [start for part in parts for start in part.starts]
    return MappedText("".join(part.text for part in parts), starts, [end for part in parts for end in part.ends])


def _heard(script: Script) -> Iterator[Passage | Pause]:
    for item in script.items:
        if isinstance(item, Passage) or (isinstance(item, Pause) and item.seconds > 0):
            yield item


def _delivery(item: Passage | Pause) -> Manner | None:
    """Returns what one request can hold only once; None for a pause."""
    if isinstance(item, Pause):
        return None
    if not item.manner.is_inline:
        return item.manner
    return replace(item.manner, emphasis=None, say_as=None, format=None, phoneme=None, alias=None)


def _add(drafts: list[_Draft | Pause], manner: Manner, passages: list[Passage]) -> None:
    last = drafts[-1] if drafts else None
    is_silent = all(map(_is_silent, passages))
    if isinstance(last, _Draft) and (is_silent or last.manner == manner):
        last.passages += passages
    elif not is_silent:
        drafts.append(_Draft(manner, passages))


def _is_silent(passage: Passage) -> bool:
    words = passage.text.text.split()
    return not words or (not passage.manner.is_inline and all(map(_SILENT.issuperset, words)))


def _stretch(draft: _Draft) -> Stretch:
    """Returns the stretch without white space at its edges."""
    text = joined(passage.text for passage in draft.passages)
    whole = Stretch(text, draft.manner, tuple(_inlines(draft.passages)))
    return whole.slice(len(text.text) - len(text.text.lstrip()), len(text.text.rstrip()))


def _inlines(passages: Iterable[Passage]) -> Iterator[Inline]:
    start = 0
    for passage in passages:
        end = start + len(passage.text.text)
        if passage.manner.is_inline:
            yield Inline(start, end, passage.manner)
        start = end
