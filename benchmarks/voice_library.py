"""How long the library of voices takes with many of them: to start, list, search, get one, add, edit and delete."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from benchmarks.report import Mark, Report, parse_arguments, print_reports, spread
from vozes.audio.quality import QualityReport
from vozes.voices.library import VoiceLibrary
from vozes.voices.voice import DraftRecording, LibraryVoice, StoredRecording, VoiceDraft, to_json, utc_time

_START_SECONDS, _LIST_MS = 1.0, 50.0
_NAMES = ("João", "Maria", "Ána", "Zé", "Beatriz", "Élio", "Chris", "Dora")
_WAV = bytes(1_000)
_REPORT = QualityReport(9.3, -22.4, -3.1, 0.0, -58.7, 0.84, ())


def main() -> None:
    arguments = parse_arguments(__doc__, voices=10_000, starts=5, looks=100, writes=20)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        home = Path(folder)
        voices = [_voice(number) for number in range(arguments.voices)]
        for voice in voices:
            _put(home, voice)
        report = Report(f"Library of {arguments.voices:,} voices")
        _measure(report, home, voices, arguments.starts, arguments.looks, arguments.writes)
    print_reports(report, as_json=arguments.json)


def _voice(number: int) -> LibraryVoice:
    name, now = f"{_NAMES[number % len(_NAMES)]} {number}", utc_time()
    return LibraryVoice(
        id=f"voice_{number:016x}",
        name=name,
        language="pt-br" if number % 2 else "en",
        description="Recorded in a quiet room, close to the microphone.",
        transcript="A luz da manhã caiu de leve sobre a velha ponte de pedra.",
        tags=("calm", "low"),
        created=now,
        updated=now,
        consent=now,
        recordings=(StoredRecording("recording-1.wav", 9.3, None, _REPORT),),
    )


def _put(home: Path, voice: LibraryVoice) -> None:
    folder = home / "voices" / "custom" / voice.id
    folder.mkdir(parents=True)
    (folder / "voice.json").write_bytes(to_json(voice))
    (folder / "recording-1.wav").write_bytes(_WAV)


def _measure(report: Report, home: Path, voices: list[LibraryVoice], starts: int, looks: int, writes: int) -> None:
    library = VoiceLibrary(home, trash_days=30)
    some = [voices[index % len(voices)] for index in range(0, looks * 7919, 7919)]
    new = [VoiceDraft(f"New {number}", [DraftRecording(_WAV, 9.3)]) for number in range(writes)]

    def row(what: str, acts: Iterable[Callable[[], object]]) -> float:
        seconds = [_time(act) for act in acts]
        report.rows.append({"what": what, **spread(seconds)})
        return statistics.median(seconds)

    start = row("start", [VoiceLibrary(home, trash_days=30).start for _ in range(starts)])
    row("list, the first time", [library.list])
    listing = row("list", [library.list] * looks)
    search = row("search two words", [partial(library.list, search="joao calm")] * looks)
    row("list a language and a tag", [partial(library.list, language="pt", tag="Low")] * looks)
    row("get", [partial(library.get, voice.id) for voice in some])
    row("find by name", [partial(library.find, voice.name) for voice in some])
    row("add", [partial(library.add, draft) for draft in new])
    added = [voice for voice in library.list(search="new") if voice.name.startswith("New")]
    row("edit", [partial(library.edit, voice.id, description="Edited.") for voice in added])
    row("delete", [partial(library.delete, voice.id) for voice in added])
    report.marks = [
        Mark("start, median", round(start, 3), _START_SECONDS, "s"),
        Mark("list, median", round(1000 * listing, 2), _LIST_MS, "ms"),
        Mark("search, median", round(1000 * search, 2), _LIST_MS, "ms"),
    ]


def _time(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
