"""What the server and an engine's process hold after many sentences of different lengths, 20 to 300 characters.

One client at a time, in each format by turns; every fifth leaves after the first byte. eSpeak speaks them, or with
`--checkpoint` Kokoro. The sentences follow from their number alone. Each row also goes to standard error as soon
as it is known. What is the engine's own is what is not mapped from a file.
"""

import argparse
import random
import sys
from pathlib import Path

import psutil

from benchmarks.client import Client
from benchmarks.report import Cell, Mark, Report, print_reports
from tests.listening.sentences import SENTENCES
from tests.live import running_server
from vozes.cli.bench import high_water_mark

_FORMATS = ("wav", "pcm", "mp3", "opus", "aac", "flac")
_LENGTHS = (20, 300)
_LANGUAGE = "pt-br"
_LEAVES = 5
_LOOKS = (1, 10, 30, 100, 200, 300, 400)
_ENGINES = {"espeak": ("EspeakEngine", 80.0), "kokoro": ("StyleTts2Engine", 500.0)}
"""What its process is called with, and the most megabytes that it may hold."""
_SERVER_MB = 150.0
_PATIENCE = {"VOZES_FIRST_SOUND_SECONDS": "600", "VOZES_STALL_SECONDS": "600"}
"""For a machine with other work, on which a model is converted first."""


def main() -> None:
    arguments = _parse_arguments()
    engine = "kokoro" if arguments.checkpoint else "espeak"
    environment = _PATIENCE
    if arguments.checkpoint:
        environment = environment | {"VOZES_STYLETTS2_CHECKPOINTS": str(arguments.checkpoint.absolute())}
    report = Report(f"Memory after sentences of different lengths, {engine}")
    chance = random.Random(0)
    name, most = _ENGINES[engine]
    with running_server(env=environment) as server:
        _speak(server.url, engine, _sentence(chance), "wav", leaves=False)
        process = psutil.Process(server.process.pid)
        worker = next(child for child in process.children(recursive=True) if name in " ".join(child.cmdline()))
        for number in range(1, arguments.sentences + 1):
            leaves = number % _LEAVES == 0
            _speak(server.url, engine, _sentence(chance), _FORMATS[number % len(_FORMATS)], leaves=leaves)
            if number in (*_LOOKS, arguments.sentences):
                report.rows.append(_look(number, process, worker))
                print(report.rows[-1], file=sys.stderr, flush=True)
        marks = {"server": (process, _SERVER_MB), engine: (worker, most)}
        report.marks = [Mark(f"{who}: at most", _peak_mb(of), limit, "MB") for who, (of, limit) in marks.items()]
    print_reports(report, as_json=arguments.json)


def _sentence(chance: random.Random) -> str:
    words = " ".join(SENTENCES[_LANGUAGE]).replace(".", "").replace("?", "").split()
    length, sentence = chance.randint(*_LENGTHS), chance.choice(words).capitalize()
    while len(sentence) < length - 1:
        sentence += f" {chance.choice(words)}"
    return f"{sentence[: length - 1]}."


def _speak(url: str, engine: str, text: str, name: str, *, leaves: bool) -> None:
    client = Client(url)
    if leaves:
        client.begin(text, format=name, engine=engine)
    else:
        answer = client.speak(text, language=_LANGUAGE, format=name, engine=engine)
        assert answer.status == 200, answer.body
    client.close()


def _look(sentences: int, server: psutil.Process, worker: psutil.Process) -> dict[str, Cell]:
    return {
        "sentences": sentences,
        "server MB": round(server.memory_info().rss / 1e6, 1),
        "its peak": _peak_mb(server),
        "engine MB": round(worker.memory_info().rss / 1e6, 1),
        "its own": round((worker.memory_info().rss - worker.memory_info().shared) / 1e6, 1),
        "engine's peak": _peak_mb(worker),
    }


def _peak_mb(process: psutil.Process) -> float:
    return round((high_water_mark(process.pid) or 0) / 1e6, 1)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, help="folder of Kokoro in its published layout")
    parser.add_argument("--sentences", type=int, default=500, help="default 500")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    return parser.parse_args()


if __name__ == "__main__":
    main()
