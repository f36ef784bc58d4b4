"""What a user asks to be spoken, and the checks that need to know nothing else.

The API, the command line and the service share it; the command line checks here before it asks a server.
"""

from dataclasses import dataclass, field, replace

from vozes.audio.formats import AudioFormat, find_format
from vozes.errors import ErrorCode, VozesError
from vozes.text.language import AUTO
from vozes.text.lexicon.entries import LexiconEntry
from vozes.text.markup.passages import Markup
from vozes.types import ClonedVoice, ReadingOptions

SPEED_RANGE = (0.25, 4.0)
VOLUME_RANGE = (0.0, 10.0)
SAMPLE_RATES = (8_000, 48_000)
"""The least and the most, in Hz."""
BIT_RATES = (16_000, 320_000)
"""The least and the most, in bits per second."""
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True)
class SpeechOrder:
    """What a user asks for, unchecked; what is None or `auto` is chosen for them."""

    text: str
    language: str = AUTO
    voice: str | None = None
    engine: str | None = None
    format: str = "wav"
    sample_rate: int | None = None
    """Of the answer, in Hz; None: the rate of the engine that begins it."""
    bit_rate: int | None = None
    """Of the answer, in bits per second, in formats that have one; None: what suits speech."""
    speed: float = 1.0
    seed: int | None = None
    options: dict[str, object] = field(default_factory=dict)
    stand_in_for: str | None = None
    """A voice of OpenAI's or ElevenLabs', for which one that is like it stands in, where `voice` is None."""
    reference: ClonedVoice | None = None
    """A voice that is kept nowhere, instead of `voice`."""
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    markup: Markup = Markup.AUTO
    lexicon: tuple[LexiconEntry, ...] = ()
    """Words of the user's own for this order alone."""
    volume: float = 1.0
    """By which the samples are multiplied; what would be beyond full scale is cut off there."""
    context: str = ""
    """What was said before the text, which tells its language too."""
    only_asks: bool = False
    """It is only asked who would speak: no engine is loaded for that."""

    @property
    def clue(self) -> str:
        """Returns what tells the language, where none is named."""
        return self.context + self.text

    def check(self) -> AudioFormat:
        """Returns the format. Raises VozesError for a format or a number that no engine could use."""
        audio_format = find_format(self.format)
        _check_number("speed", self.speed, *SPEED_RANGE)
        _check_number("volume", self.volume, *VOLUME_RANGE)
        if self.sample_rate is not None:
            _check_number("sample_rate", self.sample_rate, *SAMPLE_RATES)
            if audio_format.sample_rate not in (None, self.sample_rate):
                message = f"{audio_format.name} has {audio_format.sample_rate} Hz alone: leave sample_rate out."
                raise VozesError(ErrorCode.INVALID_FIELD, message, param="sample_rate")
        if self.seed is not None:
            _check_number("seed", self.seed, 0, LARGEST_SEED)
        if self.bit_rate is None:
            return audio_format
        _check_number("bit_rate", self.bit_rate, *BIT_RATES)
        return replace(audio_format, bit_rate=self.bit_rate)


def _check_number(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise VozesError(
            ErrorCode.INVALID_FIELD, f"{name} must be from {_written(low)} to {_written(high)}.", param=name
        )


def _written(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"
