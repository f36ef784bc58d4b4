"""Adds the voices of a zip file to the library, whoever made it: all is checked before the first is put in place.

It knows nothing of how the library keeps voices, nor of HTTP.
"""

import json
import re
import tempfile
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

from vozes.files import make_folder
from vozes.voices.archive import FORMAT, MARKER
from vozes.voices.archive.unpacking import Package, disk_errors_refused, invalid_archive, opened
from vozes.voices.library import VoiceLibrary
from vozes.voices.names import is_id
from vozes.voices.reading import VOICE_FILE
from vozes.voices.voice import CONSENT_FILE, DraftConsent, DraftRecording, LibraryVoice, VoiceDraft, from_json

_NAME = re.compile(
    "([^/]+)/(voice\\.json|consent\\.wav|recording-[1-9][0-9]{0,2}\\.wav|original-[1-9][0-9]{0,2}(\\.[a-z0-9]{1,8})?)?"
)
"""The name of an entry: the voice's id, then the file; without a file it is a folder, which other programs list."""
_RATES = range(8_000, 192_001)

_MOST_MARKER_BYTES = 10_000
_MOST_VOICE_BYTES = 1_000_000
_MOST_VOICES_BYTES = 50_000_000
"""Bytes of all `voice.json` together, which are in memory at once."""
_MOST_COMMAS = 20_000
"""Commas in a `voice.json`: each may stand for a fault, and faults take far more memory than the file."""
_MOST_SOUND_BYTES = 1 << 30


def import_archive(
    library: VoiceLibrary,
    source: Path,
    *,
    max_bytes: int,
    max_seconds: float,
    taken: Literal["refuse", "rename"] = "refuse",
) -> list[LibraryVoice]:
    """Adds all voices of the zip file or none; all that is in it may have `max_bytes` unpacked, a recording
    `max_seconds`, since engines hold a whole one in memory.

    An id is kept where it is free. Where a name is taken, `taken` says what happens: "rename" makes `Ana (2)` of `Ana`.
    Raises VozesError: INVALID_ARCHIVE with what is wrong, NAME_TAKEN, STORAGE_FULL.
    """
    with opened(source, _most_bytes, max_bytes) as package, _folder(library.uploads) as folder:
        _check_marker(package)
        drafts = [_draft(package, voice_id, files, folder, max_seconds) for voice_id, files in _voices(package).items()]
        return library.add_all(drafts, rename=taken == "rename")


@contextmanager
def _folder(parent: Path) -> Iterator[Path]:
    """Makes a folder that is gone after the block."""
    with disk_errors_refused():
        make_folder(parent)
        folder = tempfile.TemporaryDirectory(dir=parent, ignore_cleanup_errors=True)
    with folder as path:
        yield Path(path)


def _most_bytes(name: str) -> int | None:
    """Returns how large an entry may be; None for one that is of no voice."""
    if name == MARKER:
        return _MOST_MARKER_BYTES
    match = _NAME.fullmatch(name)
    if match is None or not is_id(match[1]):
        return None
    if not match[2]:
        return 0
    return _MOST_VOICE_BYTES if match[2] == VOICE_FILE else _MOST_SOUND_BYTES


def _check_marker(package: Package) -> None:
    if MARKER not in package.sizes():
        raise invalid_archive(f"is no export of voices: it has no {MARKER}")
    try:
        marker = json.loads(package.read(MARKER))
    except (ValueError, RecursionError) as error:
        raise invalid_archive(f"has a {MARKER} that is no JSON") from error
    if not isinstance(marker, dict) or marker.get("format") != FORMAT:
        raise invalid_archive("is of a format that this version does not know: update Vozes")


def _voices(package: Package) -> dict[str, set[str]]:
    """Returns the names of the files of each voice, by id."""
    sizes = package.sizes()
    if sum(size for name, size in sizes.items() if name.endswith(VOICE_FILE)) > _MOST_VOICES_BYTES:
        raise invalid_archive(
            f"has more than {_MOST_VOICES_BYTES:,} bytes of {VOICE_FILE}: export fewer voices at once"
        )
    voices: dict[str, set[str]] = {}
    for name in sizes:
        voice_id, _, file = name.rpartition("/")
        if voice_id:
            voices.setdefault(voice_id, set()).add(file)
    return voices


def _draft(package: Package, voice_id: str, files: set[str], folder: Path, max_seconds: float) -> VoiceDraft:
    """Returns the voice, with all its files checked; its recordings are unpacked into `folder`."""
    voice = _read_voice(package, voice_id, files)
    with disk_errors_refused():
        (folder / voice_id).mkdir()
    recordings = []
    for stored in voice.recordings:
        path, seconds = _unpack_sound(package, voice_id, stored.file, folder, max_seconds)
        original = _unpack(package, voice_id, stored.original, folder) if stored.original else None
        suffix = original.suffix if original else ""
        recordings.append(DraftRecording(path, seconds, stored.report, original, suffix))
    return VoiceDraft(
        name=voice.name,
        recordings=recordings,
        language=voice.language,
        description=voice.description,
        transcript=voice.transcript,
        tags=voice.tags,
        consent=voice.consent,
        id=voice_id,
        created=voice.created,
        consent_recording=_consent(package, voice, folder, max_seconds),
    )


def _consent(package: Package, voice: LibraryVoice, folder: Path, max_seconds: float) -> DraftConsent | None:
    """Returns the recording of the speaker's agreement, where there is one."""
    if voice.consent_recording is None:
        return None
    path, seconds = _unpack_sound(package, voice.id, CONSENT_FILE, folder, max_seconds)
    return DraftConsent(replace(voice.consent_recording, seconds=seconds), path)


def _read_voice(package: Package, voice_id: str, files: set[str]) -> LibraryVoice:
    """Returns the voice of a `voice.json`, whose recordings must be exactly the other files."""
    name = f"{voice_id}/{VOICE_FILE}"
    if VOICE_FILE not in files:
        raise invalid_archive(f"has no {name}")
    data = package.read(name)
    try:
        if data.count(b",") > _MOST_COMMAS:
            raise ValueError("it has too many parts")
        voice = from_json(voice_id, data)
    except ValueError as error:
        raise invalid_archive(f"has a {name} that is wrong: {str(error)[:200]}") from error
    if not voice.consent:
        raise invalid_archive(f"does not declare that the speaker agreed: {name} has no `consent`, the time of that")
    named = [file for each in voice.recordings for file in (each.file, each.original) if file is not None]
    has_recordings = bool(named)
    if voice.consent_recording is not None:
        named.append(CONSENT_FILE)
    if not has_recordings or sorted(named) != sorted(files - {VOICE_FILE, ""}):
        raise invalid_archive(f"has other recordings in {voice_id} than its {VOICE_FILE} says")
    return voice


def _unpack_sound(package: Package, voice_id: str, file: str, folder: Path, max_seconds: float) -> tuple[Path, float]:
    """Returns where a recording is now, and how long it is."""
    path = _unpack(package, voice_id, file, folder)
    seconds = _seconds(path)
    if seconds > max_seconds:
        raise invalid_archive(f"has {seconds:,.0f} seconds in {voice_id}/{file}; {max_seconds:g} are allowed")
    return path, seconds


def _unpack(package: Package, voice_id: str, file: str, folder: Path) -> Path:
    path = folder / voice_id / file
    package.unpack(f"{voice_id}/{file}", path)
    return path


def _seconds(path: Path) -> float:
    """Returns the length of a WAV file, which must be of the kind that the library keeps."""
    try:
        with wave.open(str(path), "rb") as file:
            frames, rate = file.getnframes(), file.getframerate()
            if (file.getnchannels(), file.getsampwidth()) != (1, 2) or rate not in _RATES:
                raise wave.Error("it is not 16-bit mono sound")
            file.setpos(frames - 1)
            if len(file.readframes(1)) != 2:
                raise wave.Error("it is cut off")
    except (wave.Error, EOFError, RuntimeError) as error:  # the last of parts that are larger than the whole
        raise invalid_archive(f"has a {path.name} that is no WAV file as exports have: {error}") from error
    return frames / rate
