"""Files made to hurt whoever reads them: small ones that grow, headers that lie, and good ones that were damaged."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.audio.stream import AudioStream

MAX_BYTES = 25_000_000


def silence(seconds: float, container: str, codec: str, sample_format: str, rate: int = 48000) -> bytes:
    """Silence that is encoded once and then repeated, so that it is quickly made."""
    sink = io.BytesIO()
    with av.open(sink, "w", format=container) as output:
        stream = cast(AudioStream, output.add_stream(codec, rate=rate, layout="mono"))
        stream.codec_context.format = sample_format
        stream.codec_context.open()
        size = stream.codec_context.frame_size or 4096
        frame = av.AudioFrame(sample_format, "mono", size)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate = rate
        packets: list[av.Packet[AudioStream]] = []
        while len(packets) < 4:  # the first may be special
            frame.pts = None
            packets += stream.encode(frame)
        last = packets[-1]
        for number in range(int(seconds * rate / size)):
            packet = av.Packet(bytes(last))
            packet.stream, packet.time_base, packet.duration = stream, last.time_base, last.duration
            packet.pts = packet.dts = number * (last.duration or size)
            output.mux(packet)
    return sink.getvalue()


def wav(rate: int = 24000, channels: int = 1, data: bytes = bytes(80_000)) -> bytes:
    frame = 2 * channels
    form = struct.pack("<HHIIHH", 1, channels, rate, rate * frame % 2**32, frame % 2**16, 16)
    chunks = b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def atom(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


_FILE_TYPE = atom(b"ftyp", b"M4A \0\0\0\0M4A mp42")


def _nested_atoms() -> bytes:
    """Three million, one inside the other."""
    depth = 3_000_000
    names = (b"moov", b"udta")
    return _FILE_TYPE + b"".join(struct.pack(">I4s", 8 * (depth - i), names[i % 2]) for i in range(depth))


def _words(*values: int) -> bytes:
    return struct.pack(f">{len(values)}I", *values)


def address(url: str) -> bytes:
    """Of another file, where a movie's sound is said to be."""
    return atom(b"url ", _words(0) + url.encode() + b"\0")


def alias(path: str, levels: int) -> bytes:
    """As QuickTime writes it: the path, and how many of its last parts lead there from the movie; 0: it is absolute."""
    name = path.encode()
    name += bytes(len(name) % 2)
    volume, file = b"\x01v" + bytes(26), b"\x01f" + bytes(62)
    ways = struct.pack(">HH", levels, levels) + bytes(16) + struct.pack(">HH", 2, len(name)) + name + b"\xff\xff\0\0"
    return atom(b"alis", _words(0) + bytes(10) + volume + bytes(12) + file + bytes(16) + ways)


def movie(samples: int, reference: bytes = b"", data: bytes = bytes(100_000)) -> bytes:
    """Says of itself that it holds so many samples of 16 bits at 48 kHz, which lie in another file if it names one."""
    size = len(_movie_head(samples, reference, 0))
    return _movie_head(samples, reference, 0 if reference else size + 8) + atom(b"mdat", data)


def _movie_head(samples: int, reference: bytes, offset: int) -> bytes:
    references = atom(b"dref", _words(0, 1) + (reference or atom(b"url ", _words(1))))
    entry = bytes(6) + struct.pack(">HHHIHHHHI", 1, 0, 0, 0, 1, 16, 0, 0, 48000 << 16)
    table = (
        atom(b"stsd", _words(0, 1) + atom(b"sowt", entry))
        + atom(b"stts", _words(0, 1, samples, 1))
        + atom(b"stsz", _words(0, 2, samples))
        + atom(b"stsc", _words(0, 1, 1, samples, 1))
        + atom(b"stco", _words(0, 1, offset))
    )
    media = (
        atom(b"mdhd", _words(0, 0, 0, 48000, samples, 0))
        + atom(b"hdlr", _words(0) + b"mhlrsoun" + bytes(13))
        + atom(b"minf", atom(b"smhd", bytes(8)) + atom(b"dinf", references) + atom(b"stbl", table))
    )
    track = atom(b"tkhd", _words(7, 0, 0, 1, 0) + bytes(64)) + atom(b"mdia", media)
    head = atom(b"mvhd", _words(0, 0, 0, 48000, samples) + bytes(80))
    return _FILE_TYPE + atom(b"moov", head + atom(b"trak", track))


_EBML = bytes.fromhex("1A45DFA38B428288") + b"matroska" + bytes.fromhex("18538067")
_UNKNOWN_SIZE = b"\x01" + b"\xff" * 7
_TRACKS = bytes.fromhex("1654AE6B")


def _private_data(size: int) -> bytes:
    """Of a track of a Matroska file, so much larger than the file."""
    sized = b"\x01" + size.to_bytes(7, "big")
    return _EBML + _UNKNOWN_SIZE + _TRACKS + sized + b"\xae" + sized + b"\x63\xa2" + sized + bytes(10_000)


def _caf(packets: int) -> bytes:
    description = struct.pack(">d4sIIIII", 44100.0, b"alac", 0, 0, 4096, 1, 16)
    table = struct.pack(">qqii", packets, packets * 4096 % 2**63, 0, 0) + b"\x81\x00" * 1000
    chunks = ((b"desc", description), (b"pakt", table), (b"data", bytes(100_000)))
    return b"caff\0\1\0\0" + b"".join(struct.pack(">4sq", name, len(data)) + data for name, data in chunks)


def _aiff(rate: bytes, channels: int) -> bytes:
    common = struct.pack(">hIh", channels - 2**16 if channels >= 2**15 else channels, 2**32 - 1, 16) + rate
    chunks = ((b"COMM", common), (b"SSND", bytes(100_008)))
    body = b"AIFF" + b"".join(struct.pack(">4sI", name, len(data)) + data for name, data in chunks)
    return struct.pack(">4sI", b"FORM", len(body)) + body


def _nested_elements() -> bytes:
    tags = bytes.fromhex("1254C3677373").join([b"", _UNKNOWN_SIZE])
    return _EBML + _UNKNOWN_SIZE + tags + (bytes.fromhex("67C8") + _UNKNOWN_SIZE) * 200_000


def _chained_streams(count: int) -> bytes:
    """Ogg: one stream after the other, each with a serial number of its own."""
    whole = silence(0.1, "ogg", "libopus", "flt")
    return b"".join(_renumbered(whole, serial) for serial in range(count))


def _renumbered(ogg: bytes, serial: int) -> bytes:
    pages = []
    while ogg:
        segments = ogg[26]
        size = 27 + segments + sum(ogg[27 : 27 + segments])
        page = bytearray(ogg[:size])
        page[14:18], page[22:26] = struct.pack("<I", serial), bytes(4)
        page[22:26] = struct.pack("<I", _checksum(page))
        pages.append(bytes(page))
        ogg = ogg[size:]
    return b"".join(pages)


def _checksum(page: bytes | bytearray) -> int:
    """Ogg's CRC-32: polynomial 0x04c11db7, nothing reflected or inverted."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _CHECKSUMS[value >> 24 ^ byte]
    return value


def _checksum_of_byte(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


_CHECKSUMS = tuple(map(_checksum_of_byte, range(256)))


def _playlist(entry: str) -> bytes:
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9,\n{entry}\n#EXT-X-ENDLIST\n".encode()


HOUR = 3600
BOMBS: dict[str, Callable[[], bytes]] = {
    "an hour of silence as FLAC": lambda: silence(HOUR, "flac", "flac", "s16"),
    "an hour of silence as Opus": lambda: silence(HOUR, "ogg", "libopus", "flt"),
    "an hour of silence as MP3": lambda: silence(HOUR, "mp3", "libmp3lame", "fltp", 16000),
    "an hour of silence as WebM": lambda: silence(HOUR, "webm", "libopus", "flt"),
    "an hour of silence as ADPCM": lambda: silence(HOUR, "wav", "adpcm_ima_wav", "s16p", 8000),
    "an hour of silence as CAF": lambda: silence(HOUR, "caf", "alac", "s16p", 8000),
    "an hour of AMR": lambda: b"#!AMR\n" + (b"\x04" + bytes(12)) * (HOUR * 50),
    "AMR frames that hold nothing": lambda: b"#!AMR\n" + b"\x7c" * 24_000_000,
    "a CAF file that says it holds 2**62 packets": lambda: _caf(2**62),
    "a CAF file that says it holds 2**31 packets": lambda: _caf(2**31),
    "an AIFF file of no rate": lambda: _aiff(bytes(10), 1),
    "an AIFF file of the highest rate and channels": lambda: _aiff(b"\x7f\xfe" + b"\xff" * 8, 65_535),
    "a WAV file of 1 Hz": lambda: wav(rate=1),
    "a WAV file of 4 GHz": lambda: wav(rate=4_000_000_000),
    "a WAV file of 65,535 channels": lambda: wav(channels=65_535, data=bytes(1_000_000)),
    "an MP4 file three million atoms deep": _nested_atoms,
    "an MP4 file of three million empty atoms": lambda: _FILE_TYPE + atom(b"free", b"") * 3_000_000,
    "an MP4 file of three million tracks": lambda: _FILE_TYPE + atom(b"moov", atom(b"trak", b"") * 3_000_000),
    "an MP4 file that says it holds two milliard samples": lambda: movie(2**31 - 1),
    "an MP4 file whose sound is another's": lambda: movie(40_000, alias("/etc/passwd", 0)),
    "a Matroska file of endless size": lambda: _EBML + b"\x01" + b"\xff" * 6 + b"\xfe" + bytes(10_000),
    "a Matroska file with a gigabyte in its header": lambda: _private_data(2**31 - 2**20),
    "a Matroska file with as much as there is memory in its header": lambda: _private_data(400 * 2**20),
    "a Matroska file 200,000 elements deep": _nested_elements,
    "an Ogg file of a thousand streams": lambda: _chained_streams(1000),
    "a playlist of files": lambda: _playlist("file:///etc/passwd"),
    "a playlist of addresses": lambda: _playlist("http://127.0.0.1:9/sound.mp3"),
    "a list to concatenate": lambda: b"ffconcat version 1.0\nfile /etc/passwd\n",
}
MORE_BOMBS: dict[str, Callable[[], bytes]] = {
    "an hour of silence as AAC": lambda: silence(HOUR, "adts", "aac", "fltp"),
    "an hour of silence as M4A": lambda: silence(HOUR, "ipod", "aac", "fltp"),
    "a large WAV file of 65,535 channels": lambda: wav(channels=65_535, data=bytes(MAX_BYTES - 100)),
    "nothing but zeros": lambda: bytes(MAX_BYTES),
    "ADTS frames that hold nothing": lambda: bytes.fromhex("fff1508000fffc") * 3_500_000,
    "an ID3 tag of two million frames": lambda: (
        b"ID3\x03\0\0\x0b\x7f\x7f\x7f" + (b"TXXX" + bytes((0, 0, 0, 1, 0, 0)) + b"\0") * 2_000_000
    ),
}
"""For the thorough run."""


def mutated(data: bytes, seed: int) -> bytes:
    """Damaged in one to six places, half of them near the start, where the headers are."""
    random = np.random.default_rng(seed)
    damaged = bytearray(data)
    for _ in range(random.integers(1, 7)):
        reach = len(damaged) if random.random() < 0.5 else min(len(damaged), 600)
        place = int(random.integers(reach)) if reach else 0
        length = int(2 ** random.uniform(0, 10))
        match random.integers(6):
            case 0:
                damaged[place : place + 1] = random.bytes(1)
            case 1:
                damaged[place : place + 4] = random.choice([b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\xff\0\0\0"])
            case 2:
                damaged[place : place + length] = random.bytes(length)
            case 3:
                del damaged[place : place + length]
            case 4:
                damaged[place:place] = damaged[place : place + length] * int(random.integers(1, 20))
            case 5:
                del damaged[max(place, 1) if random.random() < 0.2 else len(damaged) :]
    return bytes(damaged)


def write(folder: Path, data: bytes) -> Path:
    path = folder / "recording"
    path.write_bytes(data)
    return path
