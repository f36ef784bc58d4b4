"""How much of what is spoken a recogniser understands, and how natural it sounds, beside Kokoro's published pipeline.

The sentences of `tests/listening` are spoken by a server with an empty home folder: by eSpeak, by five voices of
Kokoro, and by every other engine that can speak here, in its own default voice. The published pipeline speaks the same
with the same weights. All is heard in an environment of its own, by Whisper base, and judged there by DistillMOS, which
estimates the mark from 1 to 5 that people would give. Neither is a person; the sentences are few.
"""

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Cell, Mark, Report, print_reports
from tests.listening.sentences import SENTENCES
from tests.live import LiveServer, running_server

_REFERENCE = Path(__file__).parents[2] / "shared" / "reference"
_PUBLISHED = Path(__file__).with_name("published_kokoro.py")
_PYTHON = "LISTENER_PYTHON"
_VOICES = {"pf_dora": "pt-br", "pm_alex": "pt-br", "af_heart": "en-us", "am_michael": "en-us", "bf_emma": "en-gb"}
"""Kokoro's that are listened to, and what each speaks."""
_OTHER_LANGUAGES = ("pt-br", "en-us")
_MOST_WORSE, _MOST_LESS_NATURAL = 0.5, 0.05
"""Points of the word error rate, and of the mark, by which we may be worse than the published pipeline."""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """One row of the table."""

    who: str
    voice: str
    language: str

    @property
    def name(self) -> str:
        return f"{self.who}, {self.voice}, {self.language}"

    def sentences(self, most: int) -> tuple[str, ...]:
        """An en-gb voice says what an en-us one does."""
        return SENTENCES["en-us" if self.language.startswith("en") else self.language][:most]


@dataclass(frozen=True, slots=True)
class _Heard:
    recordings: int
    wrong_words: float
    """Percent."""
    wrong_characters: float
    """Percent."""
    mark: float
    """From 1 to 5."""


@dataclass(frozen=True, slots=True)
class _Recording:
    speaker: _Speaker
    text: str
    seed: int
    file: Path


def main() -> None:
    arguments = _parse_arguments()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.recordings or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        recordings = [
            *_speak_ours(arguments, folder),
            *_speak_published(arguments, folder),
        ]
        heard = _listen(recordings, arguments, folder)
    report = Report("What is understood, and how natural it sounds")
    report.rows = [_row(speaker, found) for speaker, found in heard.items()]
    report.marks = list(_marks(heard))
    print_reports(report, as_json=arguments.json)


def _speak_ours(arguments: argparse.Namespace, folder: Path) -> Iterator[_Recording]:
    settings = {"VOZES_STYLETTS2_CHECKPOINTS": str(arguments.checkpoint), "VOZES_FIRST_SOUND_SECONDS": "600"}
    if arguments.xtts:
        settings["VOZES_XTTS_CHECKPOINT"] = str(arguments.xtts)
    with running_server(env=settings) as server:
        for engine, voice, language in _ours(server, arguments.voices):
            speaker = _Speaker(f"Vozes, {engine}", voice or "its default", language)
            for recording in _recordings(speaker, arguments, folder):
                wish = {"text": recording.text, "language": language, "engine": engine, "seed": recording.seed}
                status, _, body = server.synthesize(**wish, **({"voice": voice} if voice else {}))
                if status != 200:
                    raise RuntimeError(f"{speaker.name}: {body.decode(errors='replace')}")
                recording.file.write_bytes(body)
                yield recording


def _ours(server: LiveServer, voices: Iterable[str]) -> Iterator[tuple[str, str | None, str]]:
    """Yields engine, voice (None: its default) and language of each row that is ours."""
    yield from (("kokoro", voice, _VOICES[voice]) for voice in voices)
    engines: Mapping[str, Mapping[str, object]] = server.get_json("/v1/monitor/info")["engines"]
    for engine, status in engines.items():
        if engine != "styletts2" and status["state"] in ("ready", "unloaded"):
            yield from ((engine, None, language) for language in _OTHER_LANGUAGES)


def _speak_published(arguments: argparse.Namespace, folder: Path) -> Iterator[_Recording]:
    lines = []
    for voice in arguments.voices:
        language = _VOICES[voice]
        recordings = list(_recordings(_Speaker("published", voice, language), arguments, folder))
        for recording, phonemes in zip(recordings, _phonemes(recordings, language, arguments), strict=True):
            line = {"file": str(recording.file), "phonemes": phonemes, "voice": voice, "seed": recording.seed}
            lines.append(line)
            yield recording
    wanted = _write_lines(folder / "published.jsonl", lines)
    subprocess.run(
        [arguments.listener, _PUBLISHED, arguments.checkpoint, wanted], stdout=subprocess.DEVNULL, check=True
    )


def _phonemes(recordings: Iterable[_Recording], language: str, arguments: argparse.Namespace) -> list[str]:
    command = [arguments.listener, arguments.reference / "published_phonemes.py", language]
    text = "".join(f"{recording.text}\n" for recording in recordings)
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()


def _recordings(speaker: _Speaker, arguments: argparse.Namespace, folder: Path) -> Iterator[_Recording]:
    for seed in range(1, arguments.seeds + 1):
        for number, text in enumerate(speaker.sentences(arguments.sentences), 1):
            yield _Recording(speaker, text, seed, folder.absolute() / f"{speaker.name} {number:02} {seed}.wav")


def _listen(recordings: list[_Recording], arguments: argparse.Namespace, folder: Path) -> dict[_Speaker, _Heard]:
    lines = [
        {
            "file": str(recording.file),
            "text": recording.text,
            "language": recording.speaker.language.partition("-")[0],
            "group": recording.speaker.name,
        }
        for recording in recordings
    ]
    command = [arguments.listener, arguments.reference / "listen.py", _write_lines(folder / "heard.jsonl", lines)]
    done = subprocess.run([*command, "--json"], stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    printed = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    rows = {row["group"]: row for row in printed}
    speakers = dict.fromkeys(recording.speaker for recording in recordings)
    return {speaker: _heard(rows[speaker.name]) for speaker in speakers}


def _heard(row: Mapping[str, float]) -> _Heard:
    return _Heard(int(row["recordings"]), round(100 * row["wer"], 2), round(100 * row["cer"], 2), row["mos"])


def _row(speaker: _Speaker, heard: _Heard) -> dict[str, Cell]:
    return {
        "who": speaker.who,
        "voice": speaker.voice,
        "language": speaker.language,
        "recordings": heard.recordings,
        "wrong words %": heard.wrong_words,
        "wrong characters %": heard.wrong_characters,
        "mark": round(heard.mark, 2),
    }


def _marks(heard: Mapping[_Speaker, _Heard]) -> Iterator[Mark]:
    by_name = {(speaker.who, speaker.voice): found for speaker, found in heard.items()}
    for voice in _VOICES:
        if ("published", voice) not in by_name:
            continue
        ours, theirs = by_name["Vozes, kokoro", voice], by_name["published", voice]
        worse = round(ours.wrong_words - theirs.wrong_words, 2)
        yield Mark(f"{voice}: more wrong words than the published pipeline", worse, _MOST_WORSE, "points")
        less = round(theirs.mark - ours.mark, 3)
        yield Mark(f"{voice}: lower mark than the published pipeline", less, _MOST_LESS_NATURAL, "")


def _write_lines(file: Path, lines: Iterable[Mapping[str, object]]) -> Path:
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return file.absolute()


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of Kokoro in its published layout")
    parser.add_argument("--xtts", type=Path, help="folder of an XTTS v2 checkpoint, to be listened to as well")
    parser.add_argument(
        "--listener", default=os.environ.get(_PYTHON), help=f"Python of the environment that listens; or ${_PYTHON}"
    )
    parser.add_argument("--reference", type=Path, default=_REFERENCE, help="folder of its listen.py")
    parser.add_argument("--sentences", type=int, default=30, help="of each voice; default 30")
    parser.add_argument("--seeds", type=int, default=1, help="how often each is spoken, by another chance; default 1")
    parser.add_argument(
        "--voices", nargs="+", choices=_VOICES, default=list(_VOICES), help="of Kokoro; default all five"
    )
    parser.add_argument("--recordings", type=Path, help="folder that keeps what was spoken")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    arguments = parser.parse_args()
    arguments.checkpoint = arguments.checkpoint.absolute()
    if arguments.listener is None:
        parser.error(f"give the listening environment's Python by --listener or ${_PYTHON}")
    return arguments


if __name__ == "__main__":
    main()
