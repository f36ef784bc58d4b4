"""Voices leave a library as a zip and come into another one; a zip that is wrong leaves nothing behind."""

import contextlib
import errno
import io
import json
import random
import shutil
import stat
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import pytest

from tests.voices.samples import REPORT, WAV, draft, leftovers, put_by_hand, wav
from vozes.errors import ErrorCode, VozesError
from vozes.voices.archive.exporting import export_voices
from vozes.voices.archive.importing import import_archive
from vozes.voices.library import VoiceLibrary
from vozes.voices.voice import DraftRecording, LibraryVoice

MIB = 1 << 20
MARKER = "vozes-voices.json"
GB_OF_ZEROS = 1 << 30

Files = dict[str, bytes]


@dataclass(frozen=True)
class Entry:
    """Of a zip file; what is None is as it should be."""

    name: str | bytes
    data: bytes = b""
    size: int | None = None
    method: int = zipfile.ZIP_STORED
    flags: int = 0
    crc: int | None = None
    attributes: int = 0
    extra: bytes = b""
    offset: int | None = None
    version: int = 20
    local_extra: int = 0
    """Bytes that its own header says to have; there are none."""


def raw_zip(*entries: Entry) -> bytes:
    """A zip file with whatever is said in it, as no library writes it."""
    body, directory = bytearray(), bytearray()
    for entry in entries:
        name = entry.name.encode() if isinstance(entry.name, str) else entry.name
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        size = len(entry.data) if entry.size is None else entry.size
        said = struct.pack("<HHHHHIII", entry.version, entry.flags, entry.method, 0, 33, crc, len(entry.data), size)
        offset = len(body) if entry.offset is None else entry.offset
        directory += b"PK\1\2" + struct.pack("<H", 20 | 3 << 8) + said
        directory += struct.pack("<HHHHHII", len(name), len(entry.extra), 0, 0, 0, entry.attributes, offset)
        directory += name + entry.extra
        if entry.offset is None:
            body += b"PK\3\4" + said + struct.pack("<HH", len(name), entry.local_extra) + name + entry.data
    count = len(entries)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory) + b"PK\5\6" + end


def exported(library: VoiceLibrary) -> bytes:
    out = io.BytesIO()
    export_voices(library, library.list(), out)
    return out.getvalue()


def files_of(data: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def entries_of(files: Files) -> list[Entry]:
    return [Entry(name, content) for name, content in files.items()]


def take_in(
    library: VoiceLibrary, data: bytes, taken: str = "refuse", max_bytes: int = 100 * MIB, max_seconds: float = 600
) -> list[LibraryVoice]:
    source = library.uploads.parent / "received.zip"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(data)
    try:
        return import_archive(library, source, max_bytes=max_bytes, max_seconds=max_seconds, taken=taken)  # type: ignore[arg-type]
    finally:
        source.unlink()


def refusal(home: Path, data: bytes, max_bytes: int = 100 * MIB) -> str:
    """Why the archive is refused; nothing of it stays."""
    library = VoiceLibrary(home, trash_days=30)
    before = sorted(home.rglob("*"))
    with pytest.raises(VozesError) as error:
        take_in(library, data, max_bytes=max_bytes)
    assert (error.value.code, error.value.param) == (ErrorCode.INVALID_ARCHIVE, "file")
    assert [path for path in home.rglob("*") if path not in before and path.is_file() and path.name != ".lock"] == []
    assert leftovers(home) == []
    assert library.list() == []
    return error.value.message


@pytest.fixture
def other(tmp_path: Path) -> VoiceLibrary:
    return VoiceLibrary(tmp_path / "other", trash_days=30)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """What is in an archive of two voices, `ana` and `bia`."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "sent").write_bytes(b"ID3 and more")
    library = VoiceLibrary(folder, trash_days=30)
    sent = DraftRecording(wav(1.0, 24_000), 1.0, REPORT, folder / "sent", ".mp3")
    library.add(draft("Ana", id="ana", recordings=[sent, DraftRecording(WAV, 0.5)], tags=["low"], language="pt-br"))
    library.add(draft("Bia", id="bia"))
    return files_of(exported(library))


def with_voice(good: Files, **fields: object) -> bytes:
    """An archive in whose `ana/voice.json` some fields are others; one of `...` is missing."""
    document = json.loads(good["ana/voice.json"]) | fields
    document = {name: value for name, value in document.items() if value is not ...}
    return raw_zip(*entries_of(good | {"ana/voice.json": json.dumps(document).encode()}))


RECORDINGS = ("recording-1.wav", "recording-2.wav", "original-1.mp3")
"""Of Ana."""


def same(one: LibraryVoice, other: LibraryVoice) -> bool:
    return replace(one, updated="") == replace(other, updated="")


# There and back.


def test_one_voice_comes_back_as_it_was(library: VoiceLibrary, other: VoiceLibrary, tmp_path: Path) -> None:
    (tmp_path / "sent").write_bytes(b"ID3")
    recordings = [
        DraftRecording(wav(1.0, 24_000), 1.0, REPORT, tmp_path / "sent", ".mp3"),
        DraftRecording(wav(2.0, 48_000), 2.0),
    ]
    voice = library.add(
        draft(
            "João",
            recordings=recordings,
            created="2020-02-03T04:05:06Z",
            language="pt-br",
            tags=["grave", "calmo"],
            transcript="Olá!\nTudo?",
        )
    )
    library.add(draft("Another"))
    out = io.BytesIO()
    export_voices(library, [voice], out)
    (copy,) = take_in(other, out.getvalue())
    assert same(copy, voice)
    assert other.list() == [copy]
    paths = zip(library.recording_paths(voice), other.recording_paths(copy), strict=True)
    assert all(one.read_bytes() == another.read_bytes() for one, another in paths)
    assert (other.recording_paths(copy)[0].parent / "original-1.mp3").read_bytes() == b"ID3"


def test_an_archive_is_laid_out_as_documented(good: Files) -> None:
    recordings = ["ana/recording-1.wav", "ana/original-1.mp3", "ana/recording-2.wav"]
    assert list(good) == [MARKER, "ana/voice.json", *recordings, "bia/voice.json", "bia/recording-1.wav"]
    assert json.loads(good[MARKER]) == {"format": 1}


def test_many_voices_come_back_as_they_were(library: VoiceLibrary, other: VoiceLibrary) -> None:
    names = [
        "Ζωή",
        "美咲",
        "عمر",
        "👩\u200d🚀",
        "../..",
        "con",
        "A" * 80,
    ]
    library.add_all([draft(name, tags=[name[:40]], description=name) for name in names])
    library.add_all([draft(f"Voice {number}") for number in range(30)])
    take_in(other, exported(library))
    assert len(other.list()) == 37
    assert all(same(one, another) for one, another in zip(library.list(), other.list(), strict=True))
    assert leftovers(other.uploads.parents[1]) == []


def test_a_library_without_voices_can_be_exported(library: VoiceLibrary, other: VoiceLibrary) -> None:
    assert take_in(other, exported(library)) == []


def test_a_voice_put_there_by_hand_is_named_as_all_others(
    library: VoiceLibrary, other: VoiceLibrary, home: Path
) -> None:
    originals = ("Sent.M4A", "odd.a-b", "gone.mp3", None)
    recordings = [{"file": "speech.wav", "seconds": 0.5, "original": original} for original in originals]
    folder = put_by_hand(home, "ana", consent="2026-01-01T00:00:00Z", recordings=recordings)
    (folder / "Sent.M4A").write_bytes(b"M4A")
    (folder / "odd.a-b").write_bytes(b"?")
    (folder / "notes.txt").write_bytes(b"mine")
    data = exported(library)
    files = {*(f"recording-{number}.wav" for number in (1, 2, 3, 4)), "original-1.m4a", "original-2", "voice.json"}
    assert set(files_of(data)) == {MARKER, *(f"ana/{name}" for name in files)}
    assert take_in(other, data)[0].id == "ana"


def test_an_archive_that_another_program_packed_is_taken(good: Files, other: VoiceLibrary) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("ana")
        for name, content in reversed(good.items()):
            with archive.open(name, "w", force_zip64=True) as entry:
                entry.write(content)
        archive.comment = b"packed again"
    assert {voice.id for voice in take_in(other, packed.getvalue())} == {"ana", "bia"}


def test_an_id_that_is_taken_becomes_another(good: Files, library: VoiceLibrary) -> None:
    library.add(draft("Caio", id="ana"))
    ana, bia = take_in(library, raw_zip(*entries_of(good)))
    assert (ana.name, bia.id) == ("Ana", "bia")
    assert ana.id.startswith("voice_")
    assert library.get("ana").name == "Caio"


def test_a_name_that_is_taken_is_refused_or_gets_a_number(good: Files, library: VoiceLibrary, home: Path) -> None:
    library.add(draft("ANA"))
    data = raw_zip(*entries_of(good))
    with pytest.raises(VozesError) as error:
        take_in(library, data)
    assert error.value.code is ErrorCode.NAME_TAKEN
    assert [voice.name for voice in library.list()] == ["ANA"]
    assert leftovers(home) == []
    for _ in range(2):
        take_in(library, data, "rename")
    assert [voice.name for voice in library.list()] == ["ANA", "Ana (2)", "Ana (3)", "Bia", "Bia (2)"]


def test_a_long_name_with_a_number_is_still_a_name(good: Files, library: VoiceLibrary) -> None:
    library.add(draft("A" * 80))
    ana = take_in(library, with_voice(good, name="a" * 80), "rename")[0]
    assert ana.name == "a" * 72 + " (2)"


def test_ten_thousand_voices_of_one_name_are_numbered_at_once() -> None:
    from vozes.voices.names import free_names

    start = time.process_time()
    numbered = free_names(["Ana"] * 5_000 + ["B" * 79 + chr(0x4E00 + number) for number in range(5_000)] * 2, {"ana"})
    assert time.process_time() - start < 2
    assert (numbered[0], numbered[4_999], len(set(numbered))) == ("Ana (2)", "Ana (5001)", 15_000)


# Exporting, while others work on the library.


class Meddler(io.RawIOBase):
    """A file that cannot be sought, and does something to the library once it has got some bytes."""

    def __init__(self, after: int, deed: Callable[[], object]) -> None:
        self.data = bytearray()
        self._after = after
        self._deed: Callable[[], object] | None = deed

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        self.data += bytes(data)  # type: ignore[call-overload]
        if self._deed and len(self.data) > self._after:
            deed, self._deed = self._deed, None
            deed()
        return len(data)  # type: ignore[arg-type]


def voices_in(data: bytes) -> dict[str, str]:
    documents = {name: content for name, content in files_of(data).items() if name.endswith("/voice.json")}
    return {name.split("/")[0]: json.loads(content)["name"] for name, content in documents.items()}


@pytest.mark.parametrize("after", [0, 200, 10_000])
def test_an_export_leaves_out_what_is_deleted_and_has_what_is_edited_meanwhile(
    library: VoiceLibrary, other: VoiceLibrary, after: int
) -> None:
    library.add_all([draft(name, id=name) for name in ("a", "b", "c")])

    def meddle() -> None:
        library.delete("a")
        library.delete("b")
        library.empty_trash()
        library.edit("c", name="Changed")

    out = Meddler(after, meddle)
    export_voices(library, library.list(), out)  # type: ignore[arg-type]
    whole = {} if after == 0 else {"a": "a"} if after == 200 else {"a": "a", "b": "b"}
    assert voices_in(bytes(out.data)) == whole | {"c": "Changed"}
    assert len(take_in(other, bytes(out.data))) == len(whole) + 1


class Vanishing(VoiceLibrary):
    """A library whose voices are gone as soon as somebody has asked for them."""

    def get(self, voice_id: str) -> LibraryVoice:
        voice = super().get(voice_id)
        shutil.rmtree(self.recording_paths(voice)[0].parent)
        return voice


def test_an_export_leaves_out_what_is_deleted_as_it_is_opened(library: VoiceLibrary, home: Path) -> None:
    library.add(draft("Ana"))
    assert list(files_of(exported(Vanishing(home, trash_days=30)))) == [MARKER]


def test_an_export_holds_no_voice_in_memory(library: VoiceLibrary) -> None:
    recording = wav(120.0, 48_000)
    library.add_all([draft(f"Voice {number}", recordings=[DraftRecording(recording, 120.0)]) for number in range(4)])
    voices = library.list()
    with Path("exported.zip").open("wb") as out, memory_at_most(5 * MIB):
        export_voices(library, voices, out)


@contextlib.contextmanager
def memory_at_most(most: int, seconds: float = 2.0) -> Iterator[None]:
    """Bytes at any moment, and seconds of the processor, which counting the bytes makes more."""
    tracemalloc.start()
    start = time.process_time()
    try:
        yield
        assert time.process_time() - start < seconds
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


# Archives that are wrong.

NAMES = (
    *("../voice.json", "../../evil.wav", "ana/../bia/voice.json", "/etc/passwd", "/ana/voice.json", "ana//voice.json"),
    *(
        "C:/voice.json",
        "C:voice.json",
        "ana\\recording-3.wav",
        "..\\voice.json",
        "\\\\host\\voice.json",
        "./ana/voice.json",
    ),
    *(
        "ana/recording-3.wav\x00.txt",
        "ana/voice.json\n",
        "ana/x/voice.json",
        "ana/recording-0.wav",
        "ana/recording-1.exe",
    ),
    *("ana/.hidden", "ana/voice.json/", "Ana/voice.json", "trash/voice.json", "con/voice.json", "voice.json", "", "/"),
    *("ana/original-1.mp3/../x", "ana/original-1.", "__MACOSX/._ana", "a" * 65 + "/voice.json", "é/voice.json"),
    *("ana/recording-１.wav", "ana/recording-1.wav ", "ana/recording-1000.wav", ".new-1/voice.json"),
)


@pytest.mark.parametrize("name", NAMES)
def test_only_the_names_of_an_export_are_taken(good: Files, home: Path, name: str) -> None:
    for flags in (0, 0x800):
        message = refusal(home, raw_zip(*entries_of(good), Entry(name, b"evil", flags=flags)))
        assert "does not belong in it" in message


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR])
def test_links_and_special_files_are_refused(good: Files, home: Path, kind: int) -> None:
    entries = entries_of({name: content for name, content in good.items() if name != "ana/recording-2.wav"})
    link = Entry("ana/recording-2.wav", b"/etc/passwd", attributes=(kind | 0o777) << 16)
    assert "a link or a special file" in refusal(home, raw_zip(*entries, link))


def test_a_name_that_stands_twice_is_refused(good: Files, home: Path) -> None:
    twice = Entry("bia/recording-1.wav", WAV)
    assert "two entries of one name" in refusal(home, raw_zip(*entries_of(good), twice))


@pytest.mark.parametrize(("flags", "method"), [(0x1, 0), (0x20, 0), (0x40, 0), (0x2000, 0), (0, 12), (0, 14), (0, 99)])
def test_what_is_encrypted_or_packed_otherwise_is_refused(good: Files, home: Path, flags: int, method: int) -> None:
    entries = entries_of(good)
    entries[-1] = replace(entries[-1], flags=flags, method=method)
    assert "encrypted, or packed" in refusal(home, raw_zip(*entries))


def test_a_wrong_checksum_is_refused_though_the_voices_before_it_are_right(good: Files, home: Path) -> None:
    entries = entries_of(good)
    entries[-1] = replace(entries[-1], crc=1)
    assert "is damaged" in refusal(home, raw_zip(*entries))


@pytest.mark.parametrize(
    "wrong",
    [
        Entry("bia/recording-1.wav", b"no stream", size=len(WAV), method=zipfile.ZIP_DEFLATED),
        Entry(
            "bia/recording-1.wav", zlib.compress(WAV, wbits=-15), len(WAV) + 1, zipfile.ZIP_DEFLATED, 0, zlib.crc32(WAV)
        ),
        Entry("bia/recording-1.wav", WAV, local_extra=60_000),
        Entry("bia/recording-1.wav", WAV, version=200),
        Entry(b"bia/recording-\xff.wav", WAV, flags=0x800),
    ],
    ids=["no deflate", "shorter than said", "beyond the end", "of a later version", "no UTF-8"],
)
def test_an_entry_that_cannot_be_read_is_refused(good: Files, home: Path, wrong: Entry) -> None:
    assert "is damaged" in refusal(home, raw_zip(*entries_of(good)[:-1], wrong))


def test_what_is_cut_off_is_refused(good: Files, home: Path) -> None:
    data = raw_zip(*entries_of(good))
    for length in (0, 1, 21, 22, 100, len(data) // 2, len(data) - 23, len(data) - 1):
        assert "no zip file" in refusal(home, data[:length])
        refusal(home, data[length + 1 :])


def test_30_000_entries_are_refused(good: Files, home: Path) -> None:
    more = (Entry(f"v{number}/") for number in range(30_000))
    data = raw_zip(*entries_of(good), *more)
    with memory_at_most(60 * MIB, seconds=10):
        assert "30,007 entries" in refusal(home, data)


def test_a_directory_that_is_huge_is_not_read(home: Path) -> None:
    home.mkdir()
    source = home / "sparse.zip"
    with source.open("wb") as file:
        file.truncate(GB_OF_ZEROS)
        file.seek(0, io.SEEK_END)
        file.write(b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, GB_OF_ZEROS, 0, 0))
    with memory_at_most(5 * MIB), pytest.raises(VozesError, match="directory is too large"):
        import_archive(VoiceLibrary(home, trash_days=30), source, max_bytes=GB_OF_ZEROS, max_seconds=600)


def zeros() -> bytes:
    """A gigabyte of zeros, deflated to one megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * 1024 + packer.flush()


@pytest.mark.parametrize("max_bytes", [100 * MIB, 10 * GB_OF_ZEROS])
@pytest.mark.parametrize("name", ["ana/recording-2.wav", "ana/voice.json", "ana/original-1.mp3", MARKER, "ana/"])
def test_a_gigabyte_of_zeros_is_refused_at_once(good: Files, home: Path, name: str, max_bytes: int) -> None:
    bomb = Entry(name, zeros(), size=GB_OF_ZEROS, method=zipfile.ZIP_DEFLATED)
    entries = entries_of({other: content for other, content in good.items() if other != name})
    data = raw_zip(bomb, *entries)
    with memory_at_most(10 * MIB):
        assert "unpacks" in refusal(home, data, max_bytes)


@pytest.mark.parametrize("size", [1_000, 50 * MIB])
def test_a_gigabyte_of_zeros_that_says_to_be_less_is_refused_at_once(good: Files, home: Path, size: int) -> None:
    entries = entries_of(good)
    entries[4] = Entry(entries[4].name, zeros(), size=size, method=zipfile.ZIP_DEFLATED, crc=1)
    data = raw_zip(*entries)
    with memory_at_most(10 * MIB):
        assert "is damaged" in refusal(home, data)


def test_what_is_larger_than_allowed_is_refused(good: Files, home: Path) -> None:
    data, total = raw_zip(*entries_of(good)), sum(map(len, good.values()))
    assert f"{total - 1:,} are allowed" in refusal(home, data, total - 1)
    assert len(take_in(VoiceLibrary(home, trash_days=30), data, max_bytes=total)) == 2


def test_a_recording_that_is_longer_than_allowed_is_refused(good: Files, home: Path) -> None:
    """As all voices that engines can be asked for."""
    library, data = VoiceLibrary(home, trash_days=30), raw_zip(*entries_of(good))
    with pytest.raises(VozesError, match=r"has 1 seconds in ana/recording-1\.wav; 0\.9 are allowed") as error:
        take_in(library, data, max_seconds=0.9)
    assert (error.value.code, library.list(), leftovers(home)) == (ErrorCode.INVALID_ARCHIVE, [], [])
    assert len(take_in(library, data, max_seconds=1)) == 2


def test_entries_that_share_their_bytes_are_refused(good: Files, home: Path) -> None:
    entries = entries_of(good)
    shared = Entry("bia/recording-2.wav", good["bia/recording-1.wav"], offset=len(raw_zip(*entries[:4])) - 300)
    assert "overlap" in refusal(home, raw_zip(*entries, shared))


def test_a_place_beyond_the_end_is_refused(good: Files, home: Path) -> None:
    beyond = Entry("bia/recording-2.wav", WAV, offset=10 * MIB)
    assert "cut off" in refusal(home, raw_zip(*entries_of(good), beyond))


@pytest.mark.parametrize("number", [0, 1 << 40, (1 << 64) - 1])
def test_sizes_and_places_of_64_bits_are_not_believed(good: Files, home: Path, number: int) -> None:
    lies = (
        Entry("ana/recording-3.wav", WAV, size=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, number)),
        Entry("ana/recording-3.wav", WAV, offset=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, number)),
        Entry("ana/recording-3.wav", WAV, size=0xFFFFFFFF, extra=struct.pack("<HH", 1, 8)),
        Entry("ana/recording-3.wav", WAV, size=0xFFFFFFFF),
    )
    for lie in lies:
        refusal(home, raw_zip(*entries_of(good), lie), max_bytes=1 << 62)


def test_what_is_no_zip_or_no_export_is_refused(good: Files, home: Path) -> None:
    assert "no zip file" in refusal(home, b"")
    assert "no zip file" in refusal(home, WAV)
    assert f"it has no {MARKER}" in refusal(home, raw_zip())
    assert f"it has no {MARKER}" in refusal(home, raw_zip(*entries_of(good)[1:]))


@pytest.mark.parametrize(
    ("marker", "fault"),
    [
        (b"", "no JSON"),
        (b"[" * 10_000, "no JSON"),
        (b"\xff", "no JSON"),
        (b"[]", "update Vozes"),
        (b"{}", "update Vozes"),
        (b'{"format": 2}', "update Vozes"),
    ],
)
def test_another_format_is_refused(good: Files, home: Path, marker: bytes, fault: str) -> None:
    assert fault in refusal(home, raw_zip(*entries_of(good | {MARKER: marker})))


@pytest.mark.parametrize("consent", [None, "", ..., True, "yes"])
def test_a_voice_whose_speaker_did_not_agree_is_refused(good: Files, home: Path, consent: object) -> None:
    assert "ana/voice.json" in refusal(home, with_voice(good, consent=consent))


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ...},
        {"name": ""},
        {"name": "a" * 81},
        {"name": "a\u202eb"},
        {"name": ["Ana"]},
        {"tags": ["x"] * 20 + ["a\nb"]},
        {"description": "a" * 1_001},
        {"created": "yesterday"},
        {"surprise": 1},
        {"id": "bia"},
        {"recordings": []},
        {"recordings": "recording-1.wav"},
        {"recordings": [{"file": "recording-1.wav", "seconds": 1.0}]},
        {"recordings": [{"file": f"../bia/recording-{number}.wav", "seconds": 1.0} for number in (1, 2)]},
        {"recordings": [{"file": "recording-1.wav", "seconds": 1.0, "original": "../../../voice.json"}]},
        {"recordings": [{"file": name, "seconds": 1.0} for name in (*RECORDINGS, "recording-1.wav")]},
    ],
)
def test_a_voice_that_is_described_wrongly_is_refused(good: Files, home: Path, fields: dict[str, object]) -> None:
    assert "ana" in refusal(home, with_voice(good, **fields))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[" * 900_000,
        b'{"name":' * 100_000,
        b'{"name":"a","tags":[' + b"1," * 400_000 + b"1]}",
    ],
    ids=["empty", "no UTF-8", "null", "deep list", "deep object", "a fault in each of 400,000 parts"],
)
def test_a_description_that_is_none_is_refused_at_little_cost(good: Files, home: Path, content: bytes) -> None:
    data = raw_zip(*entries_of(good | {"ana/voice.json": content}))
    with memory_at_most(20 * MIB):
        assert "ana/voice.json" in refusal(home, data)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_description_of_100_megabytes_is_refused(good: Files, home: Path, method: int) -> None:
    content = b"[" * 100_000_000 if method == zipfile.ZIP_STORED else zeros()
    huge = Entry("ana/voice.json", content, size=100_000_000, method=method)
    data = raw_zip(*(huge if entry.name == huge.name else entry for entry in entries_of(good)))
    with memory_at_most(20 * MIB):
        assert "100,000,000" in refusal(home, data, max_bytes=GB_OF_ZEROS)


@pytest.mark.parametrize(("name", "size"), [(MARKER, 10_001), ("ana/voice.json", 1_000_001), ("ana/", 1)])
def test_what_is_larger_than_such_an_entry_can_be_is_refused(good: Files, home: Path, name: str, size: int) -> None:
    data = raw_zip(*entries_of(good | {name: b" " * size}))
    assert f"{size:,} bytes in {name}; {size - 1:,} are allowed" in refusal(home, data)


def test_descriptions_that_fill_the_memory_together_are_refused(good: Files, home: Path) -> None:
    more = {f"v{number}/voice.json": bytes(900_000) for number in range(60)}
    assert "50,000,000 bytes of voice.json" in refusal(home, raw_zip(*entries_of(good | more)))


@pytest.mark.parametrize("missing", ["ana/voice.json", "ana/recording-2.wav", "ana/original-1.mp3"])
def test_a_file_that_is_missing_is_noticed(good: Files, home: Path, missing: str) -> None:
    files = {name: content for name, content in good.items() if name != missing}
    assert "ana" in refusal(home, raw_zip(*entries_of(files)))


def test_a_file_that_no_voice_names_is_noticed(good: Files, home: Path) -> None:
    assert "other recordings" in refusal(home, raw_zip(*entries_of(good | {"ana/original-2.mp3": b"ID3"})))


def odd_wav(channels: int = 1, width: int = 2, rate: int = 8_000, encoding: int = 1, frames: int = 100) -> bytes:
    layout = struct.pack("<HHIIHH", encoding, channels, rate, rate * channels * width, channels * width, 8 * width)
    chunks = b"WAVEfmt " + struct.pack("<I", 16) + layout + b"data" + struct.pack("<I", frames * channels * width)
    return (
        b"RIFF" + struct.pack("<I", len(chunks) + frames * channels * width) + chunks + bytes(frames * channels * width)
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"fLaC" + bytes(100),
        odd_wav(channels=2),
        odd_wav(width=1),
        odd_wav(channels=2, width=1),
        odd_wav().replace(b"fmt \x10", b"fmt \xff"),
        odd_wav(width=3),
        odd_wav(encoding=3, width=4),
        odd_wav(encoding=85),
        odd_wav(rate=0),
        odd_wav(rate=4_000),
        odd_wav(rate=1_000_000),
        odd_wav(frames=0),
        odd_wav(channels=0),
        odd_wav()[:-1],
        odd_wav()[:40],
        WAV[:36],
    ],
)
def test_a_recording_that_is_no_wav_of_the_librarys_kind_is_refused(good: Files, home: Path, content: bytes) -> None:
    assert "recording-2.wav" in refusal(home, raw_zip(*entries_of(good | {"ana/recording-2.wav": content})))


def test_what_is_said_of_a_recordings_length_is_not_believed(good: Files, library: VoiceLibrary) -> None:
    recording = {"file": "recording-1.wav", "seconds": 1e9}
    files = good | {
        "bia/voice.json": json.dumps(
            {"name": "Bia", "consent": "2026-01-01T00:00:00Z", "recordings": [recording]}
        ).encode()
    }
    assert take_in(library, raw_zip(*entries_of(files)))[1].recordings[0].seconds == 0.5


# What fails midway.


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("number", [1, 4])
def test_an_import_that_fails_midway_leaves_nothing_behind(
    good: Files, library: VoiceLibrary, home: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, number: int
) -> None:
    unpacked = []
    copy = shutil.copyfileobj

    def failing(source: IO[bytes], target: IO[bytes], length: int) -> None:
        copy(source, target, length)
        if not isinstance(target, io.BytesIO):
            unpacked.append(target)
        if len(unpacked) == number:
            raise failure

    monkeypatch.setattr("vozes.voices.archive.unpacking.shutil.copyfileobj", failing)
    data = raw_zip(*entries_of(good))
    with pytest.raises((VozesError, KeyboardInterrupt)) as error:
        take_in(library, data)
    if isinstance(error.value, VozesError):
        assert error.value.code is ErrorCode.STORAGE_FULL
    monkeypatch.undo()
    assert leftovers(home) == []
    assert library.list() == []
    assert len(take_in(library, data)) == 2


def test_a_file_in_the_place_of_a_folder_is_told_before_anything_is_unpacked(good: Files, home: Path) -> None:
    library = VoiceLibrary(home, trash_days=30)
    source = home / "received.zip"
    home.mkdir()
    source.write_bytes(raw_zip(*entries_of(good)))
    (home / "cache").write_bytes(b"")  # in the place of the folder
    with pytest.raises(VozesError) as error:
        import_archive(library, source, max_bytes=MIB, max_seconds=600)
    assert error.value.code is ErrorCode.HOME_UNUSABLE


# Archives that chance has changed.


def mutated(chance: random.Random, good: Files) -> bytes:
    if chance.random() < 0.4:
        files = dict(good)
        name = chance.choice(list(files))
        files[name] = garbled(chance, files[name])
        return raw_zip(*entries_of(files))
    return garbled(chance, raw_zip(*chance.choice((entries_of, deflated))(good)), chance.random() < 0.7)


def deflated(files: Files) -> list[Entry]:
    return [
        Entry(name, zlib.compress(content, wbits=-15), len(content), zipfile.ZIP_DEFLATED, crc=zlib.crc32(content))
        for name, content in files.items()
    ]


def garbled(chance: random.Random, data: bytes, heads_only: bool = False) -> bytes:
    """With one to four changes, in a zip file's headers where only those are asked for."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        if heads_only:
            heads = [index for head in (b"PK\1\2", b"PK\3\4", b"PK\5\6") for index in places(changed, head)]
            at = min(chance.choice(heads or [at]) + chance.randrange(60), len(changed))
        length = chance.choice((1, 1, 2, 4, 8, 300))
        new = chance.choice((chance.randbytes(length), bytes(length), b"\xff" * length, b"", bytes(changed[:length])))
        changed[at : at + chance.choice((0, len(new), length))] = new
    return bytes(changed)


def places(data: bytes | bytearray, pattern: bytes) -> list[int]:
    found, at = [], data.find(pattern)
    while at >= 0:
        found.append(at)
        at = data.find(pattern, at + 1)
    return found


def check_mutations(good: Files, folder: Path, seeds: range) -> int:
    """Each is taken whole, or refused with nothing left behind; gives how many are taken."""
    taken = 0
    for seed in seeds:
        home = folder / str(seed)
        library = VoiceLibrary(home, trash_days=30)
        data = mutated(random.Random(seed), good)
        try:
            voices = take_in(library, data)
        except VozesError as error:
            if error.code not in (ErrorCode.INVALID_ARCHIVE, ErrorCode.NAME_TAKEN):
                raise
            voices = []
        taken += bool(voices)
        assert {voice.id for voice in library.list()} == {voice.id for voice in voices}, seed
        assert all(path.is_file() for voice in voices for path in library.recording_paths(voice)), seed
        assert leftovers(home) == [], seed
        assert {path.name for path in home.iterdir()} <= {"voices", "cache"}, seed
        shutil.rmtree(home)
    return taken


def test_a_changed_archive_is_right_or_refused_and_leaves_nothing_behind(good: Files, tmp_path: Path) -> None:
    assert 0 < check_mutations(good, tmp_path, range(60)) < 60


@pytest.mark.slow
def test_a_changed_archive_is_right_or_refused_a_thousand_times(good: Files, tmp_path: Path) -> None:
    check_mutations(good, tmp_path, range(1_000, 2_000))
