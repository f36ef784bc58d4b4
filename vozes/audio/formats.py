"""The table of the formats in which an answer can be asked for.

It knows names and media types only: `encoder.py` knows how each is written, and the API, the command line
and the page read the table to show what there is.
"""

from dataclasses import dataclass
from pathlib import Path

from vozes.errors import ErrorCode, VozesError


@dataclass(frozen=True, slots=True)
class AudioFormat:
    name: str
    label: str
    """Its name as people write it."""
    media_type: str
    description: str
    """What a user chooses it for, in one sentence."""
    playable: bool = True
    """Whether players can open a file of it; samples alone do not say their rate."""


ALL_FORMATS = (
    AudioFormat("wav", "WAV", "audio/wav", "16-bit samples with a header: plays everywhere, the quickest to make."),
    AudioFormat("flac", "FLAC", "audio/flac", "The same samples as WAV, without loss, in about half the size."),
    AudioFormat("mp3", "MP3", "audio/mpeg", "Small, and plays everywhere."),
    AudioFormat("opus", "Opus", "audio/ogg", "The smallest for its quality, and the best to stream (Opus in Ogg)."),
    AudioFormat("webm", "WebM", "audio/webm", "Opus for browsers and their editors (Opus in WebM)."),
    AudioFormat("aac", "AAC", "audio/aac", "Small; for devices that play AAC as a stream (AAC in ADTS)."),
    AudioFormat("m4a", "M4A", "audio/mp4", "Small; what Apple's devices and programs prefer (AAC in MP4)."),
    AudioFormat(
        "pcm", "PCM", "audio/pcm", "16-bit little-endian mono samples alone, at the engine's own rate.", playable=False
    ),
)

FORMATS: dict[str, AudioFormat] = {each.name: each for each in ALL_FORMATS}
FORMATS["ogg"] = FORMATS["opus"]
FORMATS["mp4"] = FORMATS["m4a"]


def find_format(name: str) -> AudioFormat:
    """The format of that name or alias. Raises `UNSUPPORTED_FORMAT` for any other name."""
    try:
        return FORMATS[name]
    except KeyError:
        message = f"There is no audio format {name!r}."
        raise VozesError(ErrorCode.UNSUPPORTED_FORMAT, message, param="format") from None


def format_of_file(name: str) -> AudioFormat:
    """What a file's ending says, in any case; WAV without an ending. Raises `UNSUPPORTED_FORMAT` for any other one."""
    ending = Path(name).suffix.lower()
    if not ending:
        return FORMATS["wav"]
    try:
        return FORMATS[ending.removeprefix(".")]
    except KeyError:
        known = ", ".join(f".{each}" for each in FORMATS)
        message = f"No format that can be written has the ending {ending!r}. Give the file one of these: {known}."
        raise VozesError(ErrorCode.UNSUPPORTED_FORMAT, message, param="format") from None
