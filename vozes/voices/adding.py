"""Writes the folders of new voices: all that were asked for, or none.

It knows nothing of names that are taken. Whoever calls holds the library's lock.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from vozes import files
from vozes.voices.names import is_id, new_id
from vozes.voices.reading import VOICE_FILE, original_name, recording_name
from vozes.voices.voice import (
    CONSENT_FILE,
    DraftRecording,
    LibraryVoice,
    StoredRecording,
    VoiceDraft,
    checked,
    to_json,
    utc_time,
)


def checked_voice(draft: VoiceDraft) -> LibraryVoice:
    """Returns the voice that it becomes, still without recordings; raises VozesError(INVALID_FIELD)."""
    now = utc_time()
    voice = LibraryVoice(
        id=draft.id if draft.id and is_id(draft.id) else new_id(),
        name=draft.name,
        language=draft.language,
        description=draft.description,
        transcript=draft.transcript,
        tags=tuple(draft.tags),
        created=draft.created or now,
        updated=now,
        consent=draft.consent,
        consent_recording=draft.consent_recording.consent if draft.consent_recording else None,
    )
    return checked(voice)


def write_voices(custom: Path, voices: Sequence[LibraryVoice], drafts: Sequence[VoiceDraft]) -> list[LibraryVoice]:
    """Writes each voice with the recordings of its draft. Raises OSError, and leaves nothing behind then."""
    folders: list[Path] = []
    try:
        complete = []
        for voice, draft in zip(voices, drafts, strict=True):
            folders.append(files.new_folder(custom))
            complete.append(_write_voice(folders[-1], voice, draft))
        for index, voice in enumerate(voices):
            folders[index] = folders[index].rename(custom / voice.id)
        files.sync_folder(custom)
    except BaseException:
        for folder in folders:
            files.remove_folder(folder)
        raise
    return complete


def _write_voice(folder: Path, voice: LibraryVoice, draft: VoiceDraft) -> LibraryVoice:
    stored = tuple(_write_recording(folder, number, each) for number, each in enumerate(draft.recordings, 1))
    voice = replace(voice, recordings=stored)
    if draft.consent_recording is not None:
        files.write_file(folder / CONSENT_FILE, draft.consent_recording.wav)
    files.write_file(folder / VOICE_FILE, to_json(voice))
    files.sync_folder(folder)
    return voice


def _write_recording(folder: Path, number: int, recording: DraftRecording) -> StoredRecording:
    name, original = recording_name(number), None
    files.write_file(folder / name, recording.wav)
    if recording.original is not None:
        original = original_name(number, recording.original_suffix)
        files.write_file(folder / original, recording.original)
    return StoredRecording(name, recording.seconds, original, recording.report)
