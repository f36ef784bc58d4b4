"""`vozes voices add`: a voice of one's own from recordings, and what these are worth."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from vozes.audio.quality import QualityReport, advice
from vozes.cli.console import Refusal, tell
from vozes.cli.progress import at_work, run
from vozes.cli.user_language import user_language
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import engine_settings
from vozes.service.core import Service
from vozes.service.home import mend_home
from vozes.service.voices.cloning import CloneOrder, SentRecording
from vozes.settings import Settings
from vozes.voices.voice import LibraryVoice, StoredRecording


def add_voice(
    settings: Settings,
    name: str,
    files: Sequence[str],
    *,
    language: str | None,
    description: str,
    transcript: str,
    tags: Sequence[str],
) -> None:
    """Clones the voice of a speaker who has agreed, as the user declares. Raises VozesError; nothing is kept then."""
    recordings = [SentRecording(path, path.suffix) for path in map(_existing, files)]
    order = CloneOrder(name, recordings, True, language, transcript, description, tags)
    with at_work(f"Listening to {len(files)} recordings" if len(files) > 1 else f"Listening to {files[0]}"):
        voice = clone(settings, order)
    tell(f"Added {voice.name}: {voice.id}", *_quality(voice, files, user_language()))


def _existing(file: str) -> Path:
    path = Path(file)
    if not path.is_file():
        raise Refusal(f"{file} is a folder: name the files in it." if path.is_dir() else f"There is no file {file}.")
    return path


def clone(settings: Settings, order: CloneOrder) -> LibraryVoice:
    """Returns the voice that is added to the library. Raises VozesError; nothing is kept then."""
    return run(_clone(settings, order))


async def _clone(settings: Settings, order: CloneOrder) -> LibraryVoice:
    mend_home(settings.home)
    async with Service(settings, engine_specs(engine_settings(settings))) as service:
        return await service.voices.clone(order)


def _quality(voice: LibraryVoice, files: Sequence[str], language: str) -> Iterator[str]:
    """Yields lines about each recording, with advice in that language."""
    for file, recording in zip(files, voice.recordings, strict=True):
        report = recording.report
        if report is not None:
            yield f"{file}: {_measured(recording, report)}"
            yield from (f"  {advice(finding, language)}" for finding in report.findings)


def _measured(recording: StoredRecording, report: QualityReport) -> str:
    return (
        f"{recording.seconds:.1f} s, {report.speech:.0%} speech, loudness {report.level_dbfs:.0f} LUFS, "
        f"peak {report.peak_dbfs:.0f} dBFS, noise {report.noise_floor_dbfs:.0f} dBFS, {report.clipped:.1%} clipped"
    )
