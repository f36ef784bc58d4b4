"""`vozes migrate voices`: takes the voices of another speech server's folder into this home, and says of each what
became of it. The folder is only read, and what is here already stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from vozes.audio.intake import IntakeLimits, take_in
from vozes.cli.console import Refusal, tell
from vozes.cli.migrate.folder_words import ENGLISH, PORTUGUESE
from vozes.cli.migrate.folders import FoundVoice, VoiceFolder, read_folder
from vozes.cli.progress import at_work, run
from vozes.cli.voices.add import clone
from vozes.cli.words import Words, users_words
from vozes.engines.settings import EngineSettings, engine_settings
from vozes.engines.styletts2.checkpoint.packs import add_pack
from vozes.engines.styletts2.info import missing
from vozes.engines.styletts2.voices import published_voices
from vozes.errors import ErrorCode, VozesError
from vozes.files import why
from vozes.service.voices.cloning import MOST_RECORDINGS, CloneOrder, SentRecording
from vozes.settings import Settings
from vozes.voices.fields import check_language
from vozes.voices.voice import LibraryVoice

_MIXED = re.compile(r"(?P<name>[a-z0-9_]+?)(\((?P<weight>[0-9.]+)\))?", re.ASCII)
"""A part of a name such as `af_bella(2)+af_sky`, which Kokoro-FastAPI gives to a mixture that it keeps."""
ADDED, THERE, LEFT = "added", "there", "left"


def migrate_voices(settings: Settings, folder: str, *, consent: bool, language: str | None) -> int:
    """Returns the exit status: 1 where a voice could not be taken. Raises Refusal, and VozesError about all voices."""
    words = users_words(ENGLISH, PORTUGUESE)
    found = _read(Path(folder), words)
    published = {voice.pack for voice in published_voices().values()}
    packs = [pack for pack in found.packs if pack.stem not in published]
    if (found.voices or packs) and not consent:
        raise Refusal(words.say("consent"))
    language = check_language(language)
    tell(words.say("folder", folder=folder, program=found.program))
    report = _Report(words)
    _tell_of_published(report, [pack.stem for pack in found.packs if pack.stem in published])
    for latents in found.latents:
        report.of(LEFT, "latents", name=latents.stem, file=latents.name)
    for voice in found.voices:
        _take_voice(settings, voice, language, report)
    for pack in packs:
        _take_pack(engine_settings(settings), pack, report)
    tell(words.say("sum", folder=folder, **{outcome: report.counts[outcome] for outcome in (ADDED, THERE, LEFT)}))
    return 1 if report.has_failed else 0


class _Report:
    """Says of each voice what became of it, and counts."""

    def __init__(self, words: Words):
        self.words = words
        self.counts = Counter[str]()
        self.has_failed = False

    def of(self, outcome: str, key: str, **values: object) -> None:
        self.counts[outcome] += 1
        tell(self.words.say(key, **values))

    def of_failure(self, name: str, error: VozesError) -> None:
        if error.code == ErrorCode.NAME_TAKEN:
            self.of(THERE, "name_taken", name=name)
        else:
            self.has_failed = True
            self.of(LEFT, "failed", name=name, reason=error.message)


def _read(folder: Path, words: Words) -> VoiceFolder:
    if not folder.is_dir():
        raise Refusal(words.say("no_folder", folder=folder))
    try:
        found = read_folder(folder)
    except OSError as error:
        raise Refusal(words.say("unreadable", folder=folder, reason=why(error))) from None
    if found is None:
        raise Refusal(words.say("unknown", folder=folder))
    return found


def _tell_of_published(report: _Report, names: Sequence[str]) -> None:
    if names:
        report.counts[THERE] += len(names)
        tell(report.words.say("published", names=", ".join(names)))


def _take_voice(settings: Settings, voice: FoundVoice, language: str | None, report: _Report) -> None:
    """Adds the voice, of whose recordings those that no voice can be made of are left out."""
    unusable: dict[Path, VozesError] = {}
    try:
        with at_work(report.words.say("listening", name=voice.name)):
            try:
                added = _clone(settings, voice, language, unusable)
            except VozesError as error:
                if error.code != ErrorCode.INVALID_RECORDING or len(voice.recordings) == 1:
                    raise
                unusable = run(_unusable(settings, voice.recordings))
                added = _clone(settings, voice, language, unusable)
    except VozesError as error:
        report.of_failure(voice.name, error)
        return
    counts = {"taken": len(added.recordings), "count": len(voice.recordings)}
    key = "added" if counts["taken"] == counts["count"] else "added_some"
    report.of(ADDED, key, name=added.name, id=added.id, **counts)
    for path, reason in unusable.items():
        tell(report.words.say("unusable", file=path.name, reason=reason.message))


def _clone(
    settings: Settings, voice: FoundVoice, language: str | None, unusable: Mapping[Path, VozesError]
) -> LibraryVoice:
    usable = [path for path in voice.recordings if path not in unusable]
    if not usable:
        raise next(iter(unusable.values()))
    recordings = [SentRecording(path, path.suffix) for path in usable[:MOST_RECORDINGS]]
    return clone(settings, CloneOrder(voice.name, recordings, True, language, voice.transcript, voice.description))


async def _unusable(settings: Settings, recordings: Iterable[Path]) -> dict[Path, VozesError]:
    """Returns what is wrong with those of which no voice can be made."""
    limits = IntakeLimits(settings.max_recording_bytes, settings.max_recording_seconds, settings.intake_seconds)
    faults = {}
    for path in recordings:
        try:
            await take_in(path, limits)
        except VozesError as error:
            faults[path] = error
    return faults


def _take_pack(settings: EngineSettings, pack: Path, report: _Report) -> None:
    if mix := _mixture(pack.stem):
        report.of(LEFT, "mixture", name=pack.stem, mix=mix)
        return
    try:
        with at_work(report.words.say("checking", name=pack.stem)):
            if lacks := missing(settings):
                raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, lacks)
            add_pack(settings, pack)
    except VozesError as error:
        report.of_failure(pack.stem, error)
    else:
        report.of(ADDED, "added_pack", name=pack.stem)


def _mixture(name: str) -> str | None:
    """Returns how Vozes writes a mixture of published voices; None where the name is none."""
    published = {voice.pack for voice in published_voices().values()}
    parts = [_MIXED.fullmatch(part) for part in name.split("+")]
    if len(parts) < 2 or any(part is None or part["name"] not in published for part in parts):
        return None
    return "+".join(f"{part['name']}:{part['weight'] or 1}" for part in parts if part is not None)
