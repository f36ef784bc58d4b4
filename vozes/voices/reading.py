"""Reads a voice's folder, whoever wrote it: the library, or a person with a text editor.

By hand it takes a WAV file and a `voice.json` that holds a name. It writes nothing.
"""

import os
import re
import wave
from dataclasses import replace

from vozes.voices.voice import CONSENT_FILE, LibraryVoice, StoredRecording, from_json, utc_time

VOICE_FILE = "voice.json"
_FILE = re.compile("[^./\\\\\\x00-\\x1f][^/\\\\\\x00-\\x1f]*")
"""A file in the folder, and never elsewhere."""
_SUFFIX = re.compile("\\.[a-z0-9]{1,8}")
_LARGEST = 1_000_000
"""Bytes of a `voice.json`."""


def recording_name(number: int) -> str:
    """Returns the name of a recording's file in the voice's folder; the first has the number 1."""
    return f"recording-{number}.wav"


def original_name(number: int, suffix: str) -> str:
    """Returns the name of the file of what was sent; a suffix such as `.mp3` is kept where it is a usual one."""
    suffix = suffix.lower()
    return f"original-{number}{suffix if _SUFFIX.fullmatch(suffix) else ''}"


def read_voice(folder: str, voice_id: str) -> LibraryVoice:
    """Returns the voice in that folder. Raises ValueError that says what is wrong with it."""
    try:
        data, modified = _read(f"{folder}/{VOICE_FILE}")
        voice = from_json(voice_id, data)
        if not (voice.recordings and voice.created and voice.updated):
            voice = _fill_in(voice, folder, utc_time(modified))
        for recording in voice.recordings:
            _check_files(folder, recording)
    except OSError as error:
        raise ValueError(f"{error.filename!r}: {error.strerror}") from error
    return voice


def _check_files(folder: str, recording: StoredRecording) -> None:
    if not _FILE.fullmatch(recording.file) or not os.path.isfile(f"{folder}/{recording.file}"):
        raise ValueError(f"its recording {recording.file!r} is missing")
    if recording.original is not None and not _FILE.fullmatch(recording.original):
        raise ValueError(f"its original {recording.original!r} is elsewhere")


def _read(path: str) -> tuple[bytes, float]:
    """Returns a file's content, and when it was written in seconds since 1970."""
    with open(path, "rb", buffering=0) as file:
        found = os.fstat(file.fileno())
        if found.st_size > _LARGEST:
            raise ValueError(f"{VOICE_FILE} is larger than {_LARGEST:,} bytes")
        return file.read(), found.st_mtime


def _fill_in(voice: LibraryVoice, folder: str, written: str) -> LibraryVoice:
    """Adds what a `voice.json` that was written by hand may leave out."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.name.lower().endswith(".wav") and entry.is_file())
    if voice.consent_recording and CONSENT_FILE in names:
        names.remove(CONSENT_FILE)
    recordings = voice.recordings or tuple(StoredRecording(name, _seconds(f"{folder}/{name}")) for name in names)
    if not recordings:
        raise ValueError("it has no recording")
    created, updated = voice.created or written, voice.updated or written
    return replace(voice, created=created, updated=updated, recordings=recordings)


def _seconds(path: str) -> float:
    try:
        with wave.open(path) as file:
            return float(file.getnframes() / file.getframerate())
    except (wave.Error, EOFError, RuntimeError, ZeroDivisionError) as error:
        message = f"{os.path.basename(path)!r} is not a WAV file as it should be: save it anew, with 16 bits a sample"
        raise ValueError(message) from error
