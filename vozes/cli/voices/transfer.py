"""`vozes voices export` and `import`: voices leave the library as a zip file, and come into another one."""

import os
from collections.abc import Sequence
from pathlib import Path

from vozes.cli.console import Refusal, tell
from vozes.cli.outputs import deliver, os_errors_refused, refuse_folder, temporary_file
from vozes.cli.progress import at_work
from vozes.cli.voices.library import counted, find_voice, open_library
from vozes.settings import Settings
from vozes.voices.archive import exporting, importing
from vozes.voices.library import VoiceLibrary
from vozes.voices.voice import LibraryVoice


def export_voices(settings: Settings, names: Sequence[str], output: str, *, force: bool) -> None:
    """Writes the named voices, or else all, into a file that appears only whole. Raises VozesError(UNKNOWN_VOICE)."""
    refuse_folder(output)
    if output != "-" and os.path.lexists(output) and not force:
        raise Refusal(f"{output} is there already: give another name, or --force to replace it.")
    library = open_library(settings)
    voices = _chosen(library, names)
    written = counted(len(voices), "voice")
    with temporary_file(output, "zip", settings.home) as path, at_work(f"Writing {written}"):
        with os_errors_refused(output):
            _write(library, voices, path)
        deliver(path, output)
    if output != "-":
        tell(f"{written} written to {output}")


def _chosen(library: VoiceLibrary, names: Sequence[str]) -> list[LibraryVoice]:
    """Returns the voices, each once."""
    voices = [find_voice(library, name) for name in names] if names else library.list()
    if not voices:
        raise Refusal("You have no voices to export.")
    return list({voice.id: voice for voice in voices}.values())


def _write(library: VoiceLibrary, voices: Sequence[LibraryVoice], path: Path) -> None:
    with path.open("wb") as file:
        exporting.export_voices(library, voices, file)
        file.flush()
        os.fsync(file.fileno())


def import_voices(settings: Settings, file: str, *, rename: bool) -> None:
    """Adds all voices of the file, or none. Raises VozesError: INVALID_ARCHIVE, NAME_TAKEN, STORAGE_FULL."""
    source = Path(file)
    if not source.is_file():
        raise Refusal(f"{file} is a folder: give a zip file." if source.is_dir() else f"There is no file {file}.")
    with at_work(f"Reading {source.name}"):
        voices = importing.import_archive(
            open_library(settings),
            source,
            max_bytes=settings.max_archive_bytes,
            max_seconds=settings.max_recording_seconds,
            taken="rename" if rename else "refuse",
        )
    tell(*(f"Added {voice.name}: {voice.id}" for voice in voices), f"{counted(len(voices), 'voice')} imported.")
