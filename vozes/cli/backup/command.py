"""Writes a backup into a file that appears only whole, beside a running server too; and puts one back."""

import os
from pathlib import Path

from vozes.cli.backup.words import ENGLISH, PORTUGUESE
from vozes.cli.console import Refusal, note, tell
from vozes.cli.outputs import deliver, os_errors_refused, refuse_folder, temporary_file
from vozes.cli.progress import at_work
from vozes.cli.words import Words, users_words
from vozes.files import PRIVATE_FILE
from vozes.service.backup.contents import MODELS
from vozes.service.backup.restoring import restore_backup
from vozes.service.backup.writing import WrittenBackup, write_backup
from vozes.settings import Settings


def back_up(settings: Settings, output: str, *, models: bool, force: bool) -> None:
    """Raises VozesError and Refusal; then nothing is written."""
    words = users_words(ENGLISH, PORTUGUESE)
    refuse_folder(output)
    if output != "-" and os.path.lexists(output) and not force:
        raise Refusal(words.say("is_there", output=output))
    with temporary_file(output, "tar", settings.home) as path, at_work(words.say("backing_up", name=output)):
        with os_errors_refused(output):
            written = _write(settings, path, models=models)
            size = path.stat().st_size
        deliver(path, output)
    if output != "-":
        tell(*_told(words, output, written, size, models=models))
    for name in written.left_out:
        note(words.say("left_out", name=name))


def restore(settings: Settings, file: str, *, force: bool) -> None:
    """Raises VozesError and Refusal; then the home is as it was."""
    words = users_words(ENGLISH, PORTUGUESE)
    source = Path(file)
    if not source.is_file():
        raise Refusal(words.say("is_folder" if source.is_dir() else "no_file", file=file))
    with at_work(words.say("restoring", name=source.name)):
        manifest = restore_backup(settings.home, source, force=force)
    count = {"files": len(manifest.files), "voices": manifest.voices}
    tell(words.say("restored", home=settings.home, made=manifest.made, **count))
    if not any(name.startswith(f"{MODELS}/") for name in manifest.files):
        tell(words.say("models_stay"))


def _write(settings: Settings, path: Path, *, models: bool) -> WrittenBackup:
    """Writes a file that nobody else can read, and which is on the disk then."""
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, PRIVATE_FILE)) as file:
        if os.name == "posix":
            os.fchmod(file.fileno(), PRIVATE_FILE)  # it may be there already
        written = write_backup(settings.home, file, settings.library_wait_seconds, models=models)
        file.flush()
        os.fsync(file.fileno())
    return written


def _told(words: Words, output: str, written: WrittenBackup, size: int, *, models: bool) -> list[str]:
    manifest = written.manifest
    count = {"files": len(manifest.files), "voices": manifest.voices, "size": f"{size / 1e6:.1f}"}
    return [
        words.say("written", output=output, made=manifest.made, **count),
        words.say("with_models" if models else "without_models"),
        words.say("secret"),
    ]
