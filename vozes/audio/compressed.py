"""Writes MP3, Opus (in Ogg or WebM), AAC (bare or in MP4), FLAC and G.711, by the FFmpeg libraries inside PyAV.

`formats` imports it when such a format is first asked for. It knows each codec's container, options, rates and
peculiarities.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import cast

import av
import numpy as np
from av.audio.stream import AudioStream

from vozes.audio.encoder import Encoder, Sink
from vozes.audio.pcm import clean, to_pcm16
from vozes.types import Samples


@dataclass(frozen=True, slots=True)
class _Codec:
    encoder: str
    container: str
    sample_format: str
    bit_rate: int = 0
    rates: tuple[int, ...] = ()
    """The rates that the encoder takes, in Hz, in ascending order; none stands for any."""
    shortest: float = 0.0
    """Seconds; shorter answers get silence behind them, or they make files that no player can open, or empty ones."""
    options: dict[str, str] = field(default_factory=dict)
    whole_options: dict[str, str] = field(default_factory=dict)
    """More options for a file that can be written to anywhere."""
    stream_options: dict[str, str] = field(default_factory=dict)
    """More options for a stream, whose bytes only ever follow one another."""


_STREAM = {"flush_packets": "1"}
_MP3_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
_AAC_RATES = (*_MP3_RATES, 64000, 88200, 96000)

_CODECS = {
    "mp3": _Codec(
        encoder="libmp3lame",
        container="mp3",
        sample_format="fltp",
        bit_rate=96_000,
        rates=_MP3_RATES,
        shortest=0.1,
        options={"id3v2_version": "0"},
        # The Xing header is patched at the end. Without it the codec's delay, 1,105 samples, is heard as silence.
        stream_options={"write_xing": "0"},
    ),
    "opus": _Codec(
        encoder="libopus",
        container="ogg",
        sample_format="flt",
        bit_rate=64_000,
        rates=(48000,),
        shortest=0.1,
        # Ogg's pages hold a second by default, and nothing is heard before the first is full.
        stream_options={"page_duration": "20000"},
    ),
    "webm": _Codec(
        encoder="libopus",
        container="webm",
        sample_format="flt",
        bit_rate=64_000,
        rates=(48000,),
        shortest=0.1,
        options={"fflags": "+bitexact"},  # else it numbers its tracks by chance
        stream_options={"live": "1", "cluster_time_limit": "100"},  # ms; else a cluster holds five seconds
    ),
    "aac": _Codec(
        encoder="aac",
        container="adts",
        sample_format="fltp",
        bit_rate=96_000,
        rates=_AAC_RATES,
        shortest=0.1,
    ),
    "m4a": _Codec(
        encoder="aac",
        container="ipod",
        sample_format="fltp",
        bit_rate=96_000,
        rates=_AAC_RATES,
        shortest=0.1,
        whole_options={"movflags": "+faststart"},  # the index before the sound, so that a file plays while it is read
        # µs; the first fragment's start tells how much of it is the codec's delay, if the header waits for it.
        stream_options={"movflags": "+delay_moov+default_base_moof", "frag_duration": "100000"},
    ),
    "flac": _Codec(
        encoder="flac",
        container="flac",
        sample_format="s16",
        options={"metadata_header_padding": "0"},  # else 8 KiB, for tags that nobody will add
    ),
    "g711_ulaw": _Codec(encoder="pcm_mulaw", container="mulaw", sample_format="s16", rates=(8000,), shortest=0.01),
    "g711_alaw": _Codec(encoder="pcm_alaw", container="alaw", sample_format="s16", rates=(8000,), shortest=0.01),
}


class CompressedEncoder(Encoder):
    """Encodes the format of that name by PyAV, resampling where the codec cannot take the rate.

    `bit_rate`: bits per second; None: the format's own, as always for formats that have none. Errors of the sink come
    out of `write` and `close` as they are; FFmpeg's are `av.FFmpegError`.
    """

    def __init__(self, name: str, sink: Sink, sample_rate: int, *, seekable: bool, bit_rate: int | None = None) -> None:
        super().__init__(sink)
        self._codec = _CODECS[name]
        self._bit_rate = bit_rate if bit_rate and self._codec.bit_rate else self._codec.bit_rate
        self._rate = sample_rate
        self._written = 0  # samples
        self._output = _SeekableOutput(sink) if seekable else _StreamOutput(sink)
        options = self._codec.options | (
            self._codec.whole_options if seekable else self._codec.stream_options | _STREAM
        )
        self._container = av.open(
            self._output,
            "w",
            format=self._codec.container,
            container_options=options,
            io_open=lambda *_: _Reader(sink),  # of what was written; FFmpeg opens nothing else
        )
        self._stream = self._add_stream()
        self._container.start_encoding()

    def _add_stream(self) -> AudioStream:
        codec = self._codec
        stream = self._container.add_stream(codec.encoder, rate=_rate_for(codec, self._rate), layout="mono")
        stream.codec_context.bit_rate = self._bit_rate
        audio = cast(AudioStream, stream)
        audio.codec_context.format = codec.sample_format
        return audio

    def _encode(self, samples: Samples) -> None:
        if not len(samples):
            return
        values = to_pcm16(samples) if self._codec.sample_format == "s16" else clean(samples)
        frame = av.AudioFrame.from_ndarray(values[np.newaxis], format=self._codec.sample_format, layout="mono")
        frame.sample_rate = self._rate
        frame.time_base = Fraction(1, self._rate)
        frame.pts = self._written
        self._written += len(samples)
        self._container.mux(self._stream.encode(frame))

    def _finish(self) -> None:
        missing = int(self._codec.shortest * self._rate) + 1 - self._written
        if self._codec.shortest and missing > 0:
            self._encode(np.zeros(missing, np.float32))
        self._container.mux(self._stream.encode(None))
        self._container.close()

    def _discard(self) -> None:
        self._output.closed = True
        self._container.close()


def _rate_for(codec: _Codec, sample_rate: int) -> int:
    """Returns the lowest rate that loses nothing, else the highest that the codec takes."""
    return next((rate for rate in codec.rates if rate >= sample_rate), codec.rates[-1]) if codec.rates else sample_rate


class _StreamOutput:
    """A sink without `seek`, from which PyAV sees that it cannot go back."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.closed = False
        """PyAV writes no trailer to a closed file, so an aborted answer never looks whole."""

    def write(self, data: bytes) -> int:
        if not self.closed:
            self._sink.write(data)
        return len(data)


class _SeekableOutput(_StreamOutput):
    def seek(self, offset: int, whence: int = 0) -> int:
        return self._sink.seek(offset, whence)

    def tell(self) -> int:
        return self._sink.tell()


class _Reader:
    """Reads a sink's bytes from its start, and leaves the sink's position as it is."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._position = 0

    def read(self, size: int) -> bytes:
        written_to = self._sink.tell()
        self._sink.seek(self._position)
        data = self._sink.read(size)
        self._sink.seek(written_to)
        self._position += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        written_to = self._sink.tell()
        base = (0, self._position, self._sink.seek(0, 2))[whence]
        self._sink.seek(written_to)
        self._position = base + offset
        return self._position

    def tell(self) -> int:
        return self._position
