"""The formats in which an answer can be asked for: their table, and the encoder of each.

`wav` and `compressed` write them; the API, the command line and the page read the table to show what there is.
"""

from dataclasses import dataclass
from pathlib import Path

from vozes.audio.encoder import Encoder, Sink
from vozes.audio.wav import PcmEncoder, WavEncoder
from vozes.errors import ErrorCode, VozesError


@dataclass(frozen=True, slots=True)
class AudioFormat:
    name: str
    label: str
    """The name as people write it."""
    media_type: str
    description: str
    """The reason to choose it, in one sentence."""
    playable: bool = True
    """Whether players can open such a file; samples alone do not say their rate."""
    sample_rate: int | None = None
    """The only rate that there is of it, in Hz; None: any."""
    bit_rate: int | None = None
    """Bits per second, of those that choose one; None: what suits speech."""


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
    AudioFormat(
        "g711_ulaw", "G.711 µ-law", "audio/PCMU", "For telephones in America and Japan: bytes at 8 kHz.", False, 8000
    ),
    AudioFormat(
        "g711_alaw", "G.711 A-law", "audio/PCMA", "For telephones everywhere else: bytes at 8 kHz.", False, 8000
    ),
)

FORMATS: dict[str, AudioFormat] = {each.name: each for each in ALL_FORMATS}
FORMATS["ogg"] = FORMATS["opus"]
FORMATS["mp4"] = FORMATS["m4a"]
FORMATS["ulaw"] = FORMATS["g711_ulaw"]
FORMATS["alaw"] = FORMATS["g711_alaw"]


def find_format(name: str) -> AudioFormat:
    """Returns the format of that name or alias. Raises `UNSUPPORTED_FORMAT` for any other name."""
    try:
        return FORMATS[name]
    except KeyError:
        message = f"There is no audio format {name!r}; there are: {', '.join(FORMATS)}."
        raise VozesError(ErrorCode.UNSUPPORTED_FORMAT, message, param="format") from None


def format_of_file(name: str) -> AudioFormat:
    """Returns the format of a file by its ending, in any case; WAV without an ending. Raises `UNSUPPORTED_FORMAT`."""
    ending = Path(name).suffix.lower()
    if not ending:
        return FORMATS["wav"]
    try:
        return FORMATS[ending.removeprefix(".")]
    except KeyError:
        known = ", ".join(f".{each}" for each in FORMATS)
        message = f"No format that can be written has the ending {ending!r}. Give the file one of these: {known}."
        raise VozesError(ErrorCode.UNSUPPORTED_FORMAT, message, param="format") from None


def open_encoder(format: AudioFormat, sink: Sink, sample_rate: int, *, seekable: bool) -> Encoder:  # noqa: A002
    """Returns an encoder of samples at `sample_rate` Hz that writes to `sink`, which is empty and stays open.

    `seekable` says that the answer is kept whole before anyone reads it: headers are then completed at the end.
    Otherwise bytes only ever follow one another, and reach the sink as soon as they are made.
    """
    if sample_rate < 1:
        raise ValueError(f"a sample rate of {sample_rate} Hz")
    if format.name == "pcm":
        return PcmEncoder(sink)
    if format.name == "wav":
        return WavEncoder(sink, sample_rate, seekable=seekable)
    from vozes.audio.compressed import CompressedEncoder  # loads FFmpeg, which WAV and PCM do without

    return CompressedEncoder(format.name, sink, sample_rate, seekable=seekable, bit_rate=format.bit_rate)
