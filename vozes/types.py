"""The values that pass between the layers: a request to speak, and the audio that answers it.

Plain dataclasses on purpose: every engine process imports this module and should stay small.
It knows nothing of HTTP, of processes or of any engine.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from vozes.warnings import CodedWarning

OptionValue = str | int | float | bool
Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ClonedVoice:
    """A voice that is made from recordings, for engines that clone."""

    id: str
    recordings: tuple[str, ...]
    """Paths of WAV files as `vozes.audio.intake` prepares them, in order."""
    embedding: str | None = None
    """Path of the file in which an engine keeps what it makes of them; None: it keeps nothing."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How a text is to be read."""

    normalize: bool = True
    """Whether numbers, dates, abbreviations and the like are written out as words before they are spoken."""
    off: tuple[str, ...] = ()
    """Classes that are not (`vozes.text.normalizing.classes.TextClass`)."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a span of a text is said, whatever it would be read as: a word of the user's own, or of the markup."""

    text_start: int
    text_end: int
    """The span, in code points."""
    respelling: str = ""
    """What is read instead; empty where `ipa` tells the sounds."""
    ipa: str = ""


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """One text to be spoken by one engine, checked and with every choice made."""

    text: str
    language: str
    """A language tag that the engine lists, e.g. `pt-br`."""
    voice: str
    """The id of a voice that the engine lists, or of one in `cloned`; or a mixture of such, where the engine mixes."""
    speed: float = 1.0
    """Times the normal pace, 0.25 to 4."""
    seed: int | None = None
    options: dict[str, OptionValue] = field(default_factory=dict)
    """The values of options by the names of the engine's `OptionSpec`s; an absent one has its default."""
    streaming: bool = False
    """Whether it is heard while it is made: then speech starts soon, and what was sent cannot be mended."""
    cloned: tuple[ClonedVoice, ...] = ()
    """The voices of `voice` that no engine lists."""
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    pronunciations: tuple[Pronunciation, ...] = ()
    """In the order of the text; none overlaps another."""


@dataclass(frozen=True, slots=True)
class WordTiming:
    """When a word is heard. Text positions count code points, times count seconds of the answer."""

    text_start: int
    text_end: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A piece of speech, in order, with what it says."""

    samples: Samples  # (time,), float32 mono, -1 to 1
    sample_rate: int
    """Hz; the same for every chunk of an answer."""
    text_start: int = 0
    text_end: int = 0
    """The span of the request's text that the answer covers from this chunk on, in code points."""
    words: tuple[WordTiming, ...] = ()
    """Words whose end is known by now; each word comes once, in order."""
    warnings: tuple[CodedWarning, ...] = ()
    """What went wrong without ending the answer, for the user and the log; never a part of the text."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate
