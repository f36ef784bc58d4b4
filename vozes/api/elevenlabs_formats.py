"""ElevenLabs' names of audio formats: `mp3_44100_128` is MP3 at 44,100 Hz and 128 kbit/s."""

from dataclasses import dataclass

from vozes.errors import ErrorCode, VozesError

DEFAULT = "mp3_44100_128"


@dataclass(frozen=True, slots=True)
class OutputFormat:
    name: str
    """Of `vozes.audio.formats`."""
    sample_rate: int
    """Hz."""
    bit_rate: int | None = None
    """Bits per second; None: there is nothing to choose."""


_RATES = (8000, 16000, 22050, 24000, 32000, 44100, 48000)
_COMPRESSED = {
    ("mp3", 22050): (32,),
    ("mp3", 24000): (48,),
    ("mp3", 44100): (32, 64, 96, 128, 192),
    ("opus", 48000): (32, 64, 96, 128, 192),
}
"""Kilobits per second, by format and rate."""

OUTPUT_FORMATS: dict[str, OutputFormat] = {
    "alaw_8000": OutputFormat("alaw", 8000),
    "ulaw_8000": OutputFormat("ulaw", 8000),
    **{
        f"{name}_{rate}_{kilobits}": OutputFormat(name, rate, 1000 * kilobits)
        for (name, rate), choices in _COMPRESSED.items()
        for kilobits in choices
    },
    **{f"{name}_{rate}": OutputFormat(name, rate) for name in ("pcm", "wav") for rate in _RATES},
}


def find_output_format(name: str) -> OutputFormat:
    """Raises VozesError(UNSUPPORTED_FORMAT) with the names that there are."""
    found = OUTPUT_FORMATS.get(name)
    if found is None:
        message = f"There is no output format {name[:40]!r}; there are: {', '.join(OUTPUT_FORMATS)}."
        raise VozesError(ErrorCode.UNSUPPORTED_FORMAT, message, param="output_format")
    return found
