"""An order's text with its markup, taken apart before anything is said: stretches, pauses, and what to warn of.

It knows neither engines nor voices; `service` chooses who says each stretch.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple, TypeVar

from vozes.engines.info import EngineInfo
from vozes.errors import ErrorCode, VozesError
from vozes.text.breaks import sentence_ends
from vozes.text.characters import clean
from vozes.text.detection import by_sentence as detect_by_sentence
from vozes.text.detection.runs import foreign_runs
from vozes.text.detection.scripts import UNREAD
from vozes.text.lexicon.matching import Matcher
from vozes.text.markup.parsing import parse
from vozes.text.markup.passages import Markup, Pause
from vozes.text.markup.planning import Inline, Stretch, plan
from vozes.text.markup.support import Capability, Support
from vozes.text.speakable import check_text, may_be_said
from vozes.types import Pronunciation
from vozes.warnings import CodedWarning, WarningCode

_LONGEST_QUOTED = 40
"""Characters."""
_PITCH_OF_SEMITONE = 4.0
"""How much eSpeak NG's option `pitch` changes for a semitone, about."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OrderScript:
    steps: tuple[Stretch | Pause, ...]
    warnings: tuple[CodedWarning, ...] = ()
    has_marks: bool = False

    @property
    def stretches(self) -> Iterator[Stretch]:
        return (step for step in self.steps if isinstance(step, Stretch))


def read_script(text: str, markup: Markup, longest: int) -> OrderScript:
    """Returns what there is to say. Raises VozesError as `check_text` and `parse`."""
    if markup == Markup.OFF:
        check_text(text, longest)
    script = parse(text, markup)
    planned = plan(script)
    check_text("".join(step.text.text for step in planned.steps if isinstance(step, Stretch)) or text, longest)
    if not any(isinstance(step, Stretch) for step in planned.steps):
        raise VozesError(ErrorCode.NOTHING_TO_SAY, "The text has nothing to say but pauses.", param="text")
    return OrderScript(planned.steps, script.warnings, bool(planned.marks))


class Piece(NamedTuple):
    """A part of a stretch in one script."""

    stretch: Stretch
    is_foreign: bool
    """Whether it is written in a script that the language of the stretch is not."""
    is_read: bool = True
    """Whether there are voices for its script at all."""


def pieces(stretch: Stretch, language: str) -> list[Piece]:
    """Returns the parts of a stretch in a language, in their order, by whether they are in another script."""
    text = stretch.text.text
    found: list[Piece] = []
    end = 0
    for run in foreign_runs(text, language):
        if any(map(may_be_said, text[end : run.start])):
            found.append(Piece(stretch.slice(end, run.start), is_foreign=False))
        found.append(Piece(stretch.slice(run.start, run.end), is_foreign=True, is_read=run.script is not UNREAD))
        end = run.end
    if not end or any(map(may_be_said, text[end:])):
        found.append(Piece(stretch.slice(end, len(text)), is_foreign=False))
    return found


def by_language(
    stretch: Stretch, language: str, preferred: Collection[str], reader_of: Callable[[str], T]
) -> list[tuple[Stretch, T]]:
    """Returns the sentences of a stretch with who reads them, those of one reader together.

    `reader_of` tells who reads a language, by its tag; that is `language`, the whole's, unless a sentence is clearly in
    another one.
    """
    text = stretch.text.text
    spans = list(pairwise((0, *sentence_ends(text, language), len(text))))
    tags = detect_by_sentence((text[start:end] for start, end in spans), language, preferred)
    readers = [reader_of(tag) for tag in tags]
    found: list[tuple[Stretch, T]] = []
    for reader, group in groupby(zip(spans, readers, strict=True), key=lambda each: each[1]):
        together = [span for span, _ in group]
        found.append((stretch.slice(together[0][0], together[-1][1]), reader))
    return found


def pronunciations(stretch: Stretch, language: str, matcher: Matcher) -> tuple[Pronunciation, ...]:
    """Returns what the markup and the lexicon say of the words of a stretch, in its order; the markup comes first."""
    marked = [
        found for inline in stretch.inlines if (found := _of_inline(stretch.text.text, inline, language)) is not None
    ]
    own = _of_lexicon(stretch.text.text, matcher) if matcher.automata else ()
    beside = (each for each in own if not any(_overlap(each, other) for other in marked))
    return tuple(sorted((*marked, *beside), key=lambda each: each.text_start))


def _of_lexicon(text: str, matcher: Matcher) -> Iterator[Pronunciation]:
    cleaned = clean(text).text
    for each in matcher.find(cleaned.text):
        yield Pronunciation(*cleaned.span(each.start, each.end), each.respelling or "", each.ipa or "")


def _overlap(one: Pronunciation, other: Pronunciation) -> bool:
    return one.text_start < other.text_end and other.text_start < one.text_end


def _of_inline(text: str, inline: Inline, language: str) -> Pronunciation | None:
    manner = inline.manner
    if manner.phoneme:
        return Pronunciation(inline.start, inline.end, ipa=manner.phoneme)
    if manner.say_as is None:
        return None
    from vozes.text.normalizing.say_as import say_as  # whose rules take long to import, and few texts need them

    said = say_as(text[inline.start : inline.end], language, manner.say_as, manner.format)
    return None if said is None else Pronunciation(inline.start, inline.end, said)


def ignored(stretch: Stretch, info: EngineInfo) -> Iterator[CodedWarning]:
    """Yields a warning for each thing that the markup wants of a stretch and its engine cannot do."""
    manner = stretch.manner
    wanted = {
        Capability.PITCH: manner.pitch != 0,
        Capability.EMPHASIS: any(inline.manner.emphasis not in (None, "none") for inline in stretch.inlines),
        Capability.PHONEME: any(inline.manner.phoneme for inline in stretch.inlines),
    }
    for capability, is_wanted in wanted.items():
        if is_wanted and info.markup[capability] is Support.IGNORED:
            yield _left_out(info, capability)


def ignored_marks(script: OrderScript, info: EngineInfo) -> Iterator[CodedWarning]:
    """Yields a warning where the markup wants the times of places, and the engine that begins cannot tell them."""
    if script.has_marks and info.markup[Capability.MARK] is Support.IGNORED:
        yield _left_out(info, Capability.MARK)


def ignored_ipa(stretch: Stretch, pinned: Iterable[Pronunciation], info: EngineInfo) -> Iterator[CodedWarning]:
    """Yields a warning where the lexicon has the sounds of words, and the engine is told none."""
    if info.markup[Capability.PHONEME] is not Support.IGNORED:
        return
    marked = {(inline.start, inline.end) for inline in stretch.inlines}
    own = (each for each in pinned if each.ipa and (each.text_start, each.text_end) not in marked)
    if words := dict.fromkeys(stretch.text.text[each.text_start : each.text_end] for each in own):
        listed = shortened(", ".join(words))
        told = f"The engine {info.id} is told no IPA: words of the lexicon are read as they are spelled: {listed}"
        yield CodedWarning(WarningCode.SOUNDS_NOT_TOLD, told, engine=info.id, text=listed)


def _left_out(info: EngineInfo, capability: Capability) -> CodedWarning:
    told = f"The engine {info.id} cannot do what the markup asks for, and leaves it out: {capability.value}."
    return CodedWarning(WarningCode.MARKUP_NOT_DONE, told, engine=info.id, capability=capability.value)


def with_pitch(options: Mapping[str, object], semitones: float, info: EngineInfo) -> dict[str, object]:
    """Returns the options of a request with the pitch that the markup wants, where an engine can be told it."""
    if not semitones or info.markup[Capability.PITCH] is Support.IGNORED:
        return dict(options)
    usual = next(float(option.default) for option in info.options if option.name == "pitch")
    wanted = float(str(options.get("pitch", usual))) + semitones * _PITCH_OF_SEMITONE
    return {**options, "pitch": round(min(max(wanted, 0), 99))}


def shortened(text: str) -> str:
    """Returns a text that is quoted in a warning."""
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"


def gain(volume: float) -> float:
    """Returns the factor of so many decibels; 0 for minus infinity."""
    return 0.0 if volume == -math.inf else 10 ** (volume / 20)
