"""Writes voices of the library into a zip file. It knows nothing of HTTP."""

import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from vozes.errors import VozesError
from vozes.voices.archive import FORMAT, MARKER
from vozes.voices.library import VoiceLibrary
from vozes.voices.reading import VOICE_FILE, original_name, recording_name
from vozes.voices.voice import CONSENT_FILE, LibraryVoice, to_json

_PIECE = 1 << 20
"""Bytes that are copied at once."""


def export_voices(library: VoiceLibrary, voices: Sequence[LibraryVoice], out: BinaryIO) -> None:
    """Writes the voices as they are when their turn comes; those that are gone by then are left out.

    `out` need not be seekable. Raises OSError where that, or a recording, fails.
    """
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(MARKER, json.dumps({"format": FORMAT}))
        for voice in voices:
            try:
                current = library.get(voice.id)
            except VozesError:  # deleted meanwhile
                continue
            _write_voice(archive, *_named(library, current))


def exported_bytes(library: VoiceLibrary, voices: Sequence[LibraryVoice]) -> int:
    """Returns how large their zip is, nearly: recordings are stored as they are."""
    paths = [path for voice in voices for path in _named(library, voice)[1].values()]
    return sum(path.stat().st_size for path in paths if path.is_file())


def _named(library: VoiceLibrary, voice: LibraryVoice) -> tuple[LibraryVoice, dict[str, Path]]:
    """Returns the voice with its files named as in all archives, and where these lie, whatever they are named there."""
    recordings, paths = [], {}
    for number, (stored, path) in enumerate(zip(voice.recordings, library.recording_paths(voice), strict=True), 1):
        recording = replace(stored, file=recording_name(number), original=None)
        paths[recording.file] = path
        sent = path.with_name(stored.original) if stored.original else None
        if sent and sent.is_file():  # by hand it may be removed
            recording = replace(recording, original=original_name(number, sent.suffix))
            paths[original_name(number, sent.suffix)] = sent
        recordings.append(recording)
    agreed = library.consent_path(voice)
    if agreed is not None:
        paths[CONSENT_FILE] = agreed
    return replace(
        voice, recordings=tuple(recordings), consent_recording=voice.consent_recording if agreed else None
    ), paths


def _write_voice(archive: zipfile.ZipFile, voice: LibraryVoice, paths: Mapping[str, Path]) -> None:
    """Opens all its files before it writes the first: a voice that is deleted meanwhile is whole or not there."""
    with ExitStack() as stack:
        files: list[tuple[zipfile.ZipInfo, BinaryIO]] = []
        try:
            for name, path in paths.items():
                info = zipfile.ZipInfo.from_file(path, f"{voice.id}/{name}", strict_timestamps=False)
                files.append((info, stack.enter_context(path.open("rb"))))
        except FileNotFoundError:  # deleted meanwhile
            return
        archive.writestr(f"{voice.id}/{VOICE_FILE}", to_json(voice))
        for info, file in files:
            with archive.open(info, "w") as entry:
                shutil.copyfileobj(file, entry, _PIECE)
