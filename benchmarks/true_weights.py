"""Kokoro with its true weights and sentences of natural length, in turn on one machine: ours, the published pipeline
and, with `--onnx`, a release for ONNX Runtime. All speak the same phonemes.

Ours runs as the server runs it, in a worker; what reading a text takes is in our figures alone. The others run by
`published_kokoro.py` in an environment of their own. It prints seconds and processor seconds for a second of speech,
how long a sentence of 60 characters takes until its first sound (ours is streamed, the others give it whole), and the
most memory that a process has held. `--listen` names a command that hears the recordings: it gets a file with a line of
JSON for each (`file`, `text`, `language`, `group`) as its last argument, and prints a line of JSON for each group, with
`wer`, its word error rate, and `mos`, a mark from 1 to 5.
"""

import argparse
import asyncio
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from benchmarks.report import Cell, Mark, Report, print_reports
from tests.listening.sentences import SENTENCES
from tests.text.phonemes.ipa_line import ipa_line
from vozes.audio.pcm import to_pcm16
from vozes.cli.bench import benched_engine, high_water_mark
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import engine_settings
from vozes.engines.styletts2.config import SAMPLE_RATE
from vozes.engines.styletts2.phonemizing import read_for_kokoro
from vozes.runtime.cpu import has_amx
from vozes.service.workers.supervisor import Supervisor
from vozes.settings import Settings
from vozes.types import Samples, SpeechRequest

_PUBLISHED = Path(__file__).with_name("published_kokoro.py")
_PYTHON = "REFERENCE_PYTHON"
_VOICES = {"en-us": "af_heart", "pt-br": "pf_dora"}
_SEED = 1
_STREAMED, _STREAMED_CHARACTERS = 3, 60
"""So many sentences of each language, those nearest to so many characters, are streamed too."""
_BY_TILES = has_amx() and os.environ.get("VOZES_KERNELS", "auto") in ("auto", "amx")
_WORK_S, _TIMES = (0.05, 8.0) if _BY_TILES else (0.14, 3.5)
"""Seconds for a second of speech, and how many times as fast as the published pipeline."""
_FIRST_SOUND_S, _MEMORY_MB = 0.2, 500.0
_LESS_NATURAL, _WORSE = 0.03, 1.0
"""Of the mark, and points of the word error rate, by which ours may be worse than the published pipeline."""

Figures = dict[str, float]
"""What one sentence took: `seconds`, `processor_seconds` and `speech_s`, as `published_kokoro.py` prints them."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    language: str
    text: str

    def request(self, *, streaming: bool = False) -> SpeechRequest:
        return SpeechRequest(self.text, self.language, _VOICES[self.language], seed=_SEED, streaming=streaming)

    def wish(self, file: Path) -> dict[str, object]:
        """Returns the line that `published_kokoro.py` reads."""
        phonemes = ipa_line(read_for_kokoro(self.text, self.language))
        return {"file": str(file), "phonemes": phonemes, "voice": _VOICES[self.language], "seed": _SEED}


@dataclass(slots=True)
class _Speaker:
    """One that takes turns with the others."""

    who: str
    options: tuple[str, ...] = ()
    """For `published_kokoro.py`."""
    rounds: list[dict[_Sentence, Figures]] = field(default_factory=list)
    first_sounds: dict[_Sentence, float] = field(default_factory=dict)
    peak_mb: float = 0.0

    def per_second(self, language: str, name: str) -> float:
        """Returns the median of the rounds' figures of that name for a second of speech."""
        rounds = [[took for each, took in took_each.items() if each.language == language] for took_each in self.rounds]
        return statistics.median(
            sum(took[name] for took in each) / sum(took["speech_s"] for took in each) for each in rounds
        )

    def first_sound(self, language: str) -> float:
        return statistics.median(seconds for each, seconds in self.first_sounds.items() if each.language == language)


def main() -> None:
    arguments = _parse_arguments()
    sentences = [
        _Sentence(language, text) for language in _VOICES for text in SENTENCES[language][: arguments.sentences]
    ]
    report = Report("Kokoro with its true weights")
    with tempfile.TemporaryDirectory() as temporary, _neighbours(arguments.neighbours):
        folder = (arguments.recordings or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        speakers = asyncio.run(_take_turns(arguments, sentences, folder, Path(temporary) / "home"))
        heard = _listen(arguments.listen, speakers, sentences, folder) if arguments.listen else {}
    for language in _VOICES:
        report.rows += [_row(speaker, language, heard) for speaker in speakers]
        report.marks += _marks(speakers, language, heard)
    report.marks.append(Mark("memory", round(speakers[0].peak_mb), _MEMORY_MB, "MB"))
    print_reports(report, as_json=arguments.json)


async def _take_turns(
    arguments: argparse.Namespace, sentences: Sequence[_Sentence], folder: Path, home: Path
) -> list[_Speaker]:
    """Returns ours first, then the published ones."""
    ours, others = _Speaker("ours"), [_Speaker("published pipeline")]
    if arguments.onnx:
        others.append(_Speaker("ONNX Runtime", ("--onnx", str(arguments.onnx))))
    settings = Settings.model_validate({"home": home, "styletts2_checkpoints": arguments.checkpoint})
    spec = next(spec for spec in engine_specs(engine_settings(settings)) if spec.info.id == "styletts2")
    streamed = _streamed(sentences)
    async with benched_engine(spec, settings, 0.0) as supervisor:
        for sentence in streamed:  # the engine is loaded, and warm
            await _speak(supervisor, sentence.request())
        for _ in range(arguments.rounds):
            took_each = {}
            for sentence in sentences:
                took_each[sentence], samples, _ = await _speak(supervisor, sentence.request())
                _write(_file(folder, ours, sentence), samples)
            ours.rounds.append(took_each)
            for sentence in streamed:
                *_, ours.first_sounds[sentence] = await _speak(supervisor, sentence.request(streaming=True))
            for speaker in others:
                _speak_published(speaker, arguments, sentences, folder)
        ours.peak_mb = (high_water_mark(supervisor.pid or 0) or 0) / 1e6
    for speaker in others:
        speaker.first_sounds = {sentence: speaker.rounds[-1][sentence]["seconds"] for sentence in streamed}
    return [ours, *others]


def _streamed(sentences: Sequence[_Sentence]) -> list[_Sentence]:
    nearest = sorted(sentences, key=lambda sentence: abs(len(sentence.text) - _STREAMED_CHARACTERS))
    return [each for name in _VOICES for each in [each for each in nearest if each.language == name][:_STREAMED]]


async def _speak(supervisor: Supervisor, request: SpeechRequest) -> tuple[Figures, Samples, float]:
    """Returns what a request took of our worker, its samples, and the seconds until the first of them."""
    before, started, first = _processor_seconds(supervisor), time.perf_counter(), 0.0
    pieces = []
    async with aclosing(supervisor.speak(request)) as chunks:
        async for chunk in chunks:
            if chunk.seconds:
                first = first or time.perf_counter() - started
            pieces.append(chunk.samples)
    seconds, samples = time.perf_counter() - started, np.concatenate(pieces)
    worked = _processor_seconds(supervisor) - before
    took = {"seconds": seconds, "processor_seconds": worked, "speech_s": len(samples) / SAMPLE_RATE}
    return took, samples, first


def _processor_seconds(supervisor: Supervisor) -> float:
    """Returns those of the worker so far; 0 before it is started."""
    times = psutil.Process(supervisor.pid).cpu_times() if supervisor.pid is not None else None
    return times.user + times.system if times is not None else 0.0


def _speak_published(
    speaker: _Speaker, arguments: argparse.Namespace, sentences: Sequence[_Sentence], folder: Path
) -> None:
    """Adds a round. What is spoken first, and counts for nothing, warms up."""
    wishes = [sentence.wish(_file(folder, speaker, sentence)) for sentence in sentences]
    wanted = _write_lines(folder / "wanted.jsonl", [wishes[0], *wishes])
    command = [arguments.python, _PUBLISHED, arguments.checkpoint, wanted, *speaker.options]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    _, *took_each = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    speaker.rounds.append(dict(zip(sentences, took_each, strict=True)))
    speaker.peak_mb = max(speaker.peak_mb, took_each[-1]["peak_mb"])


def _listen(
    command: str, speakers: Sequence[_Speaker], sentences: Sequence[_Sentence], folder: Path
) -> dict[str, dict[str, Any]]:
    """Returns what the command says of each group: a speaker in a language."""
    lines = [
        {
            "file": str(_file(folder, speaker, sentence)),
            "text": sentence.text,
            "language": sentence.language.partition("-")[0],
            "group": _group(speaker, sentence.language),
        }
        for speaker in speakers
        for sentence in sentences
    ]
    heard = [*shlex.split(command), str(_write_lines(folder / "heard.jsonl", lines))]
    done = subprocess.run(heard, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {row["group"]: row for row in rows}


def _group(speaker: _Speaker, language: str) -> str:
    return f"{speaker.who}, {language}"


def _file(folder: Path, speaker: _Speaker, sentence: _Sentence) -> Path:
    return folder / f"{_group(speaker, sentence.language)}, {SENTENCES[sentence.language].index(sentence.text):02}.wav"


def _write(file: Path, samples: Samples) -> None:
    with wave.open(str(file), "wb") as recording:
        recording.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        recording.writeframes(to_pcm16(samples).tobytes())


def _write_lines(file: Path, lines: Sequence[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return file


def _row(speaker: _Speaker, language: str, heard: dict[str, dict[str, Any]]) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "who": speaker.who,
        "language": language,
        "s for a second": round(speaker.per_second(language, "seconds"), 3),
        "processor s for a second": round(speaker.per_second(language, "processor_seconds"), 3),
        "first sound s": round(speaker.first_sound(language), 3),
        "peak MB": round(speaker.peak_mb),
    }
    if found := heard.get(_group(speaker, language)):
        row |= {"wrong words %": round(100 * found["wer"], 1), "mark": round(found["mos"], 2)}
    return row


def _marks(speakers: Sequence[_Speaker], language: str, heard: dict[str, dict[str, Any]]) -> Iterator[Mark]:
    ours, published, *_ = speakers
    seconds = ours.per_second(language, "seconds")
    yield Mark(f"{language}: work for a second of speech", round(seconds, 3), _WORK_S, "s")
    share = seconds / published.per_second(language, "seconds")
    yield Mark(f"{language}: of the published pipeline's", round(100 * share, 1), round(100 / _TIMES, 1), "%")
    yield Mark(f"{language}: first sound", round(ours.first_sound(language), 3), _FIRST_SOUND_S, "s")
    if heard:
        own, theirs = (heard[_group(speaker, language)] for speaker in (ours, published))
        yield Mark(f"{language}: less natural", round(theirs["mos"] - own["mos"], 3), _LESS_NATURAL, "")
        yield Mark(f"{language}: more wrong words", round(100 * (own["wer"] - theirs["wer"]), 2), _WORSE, "points")


@contextmanager
def _neighbours(count: int) -> Iterator[None]:
    """Has so many processes burn a core each."""
    burners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of Kokoro in its published layout")
    parser.add_argument(
        "--python",
        default=os.environ.get(_PYTHON),
        help=f"of the published implementations' environment; or ${_PYTHON}",
    )
    parser.add_argument("--onnx", type=Path, help="the release for ONNX Runtime")
    parser.add_argument("--listen", help="command that hears the recordings, and judges them")
    parser.add_argument("--sentences", type=int, default=10, help="of each language; default 10")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each; default 3")
    parser.add_argument("--neighbours", type=int, default=0, help="processes that burn a core each; default none")
    parser.add_argument("--recordings", type=Path, help="folder that keeps what was spoken")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    arguments = parser.parse_args()
    arguments.checkpoint = arguments.checkpoint.absolute()
    if arguments.python is None:
        parser.error(f"give the published implementations' Python by --python or ${_PYTHON}")
    return arguments


if __name__ == "__main__":
    main()
