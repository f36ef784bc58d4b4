"""The table of the formats in which an answer can be asked for.

It knows names and media types only: `encoder.py` knows how each is written, and the API, the command line
and the page read the table to show what there is.
"""

from dataclasses import dataclass

from vozes.errors import ErrorCode, VozesError


@dataclass(frozen=True, slots=True)
class AudioFormat:
    name: str
    media_type: str
    extension: str
    """Of a file of this format, without the dot."""
    description: str
    """What a user chooses it for, in one sentence."""


_ALL = (
    AudioFormat("wav", "audio/wav", "wav", "16-bit samples with a header: plays everywhere, the quickest to make."),
    AudioFormat("flac", "audio/flac", "flac", "The same samples as WAV, without loss, in about half the size."),
    AudioFormat("mp3", "audio/mpeg", "mp3", "Small, and plays everywhere."),
    AudioFormat("opus", "audio/ogg", "ogg", "The smallest for its quality, and the best to stream (Opus in Ogg)."),
    AudioFormat("aac", "audio/aac", "aac", "Small; what Apple's devices prefer (AAC in ADTS)."),
    AudioFormat("pcm", "audio/pcm", "pcm", "16-bit little-endian mono samples alone, at the engine's own rate."),
)

FORMATS: dict[str, AudioFormat] = {each.name: each for each in _ALL}
FORMATS["ogg"] = FORMATS["opus"]


def find_format(name: str) -> AudioFormat:
    """The format of that name or alias. Raises `UNSUPPORTED_FORMAT` for any other name."""
    try:
        return FORMATS[name]
    except KeyError:
        message = f"There is no audio format {name!r}."
        raise VozesError(ErrorCode.UNSUPPORTED_FORMAT, message, param="format") from None
