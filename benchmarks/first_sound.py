"""How soon a listener hears a sentence of some 60 characters in each format, by eSpeak and by Kokoro, and whether a
player that starts at the first byte of 60 words ever waits. Through a true server, warm, one request at a time.
"""

import argparse
from pathlib import Path

from benchmarks.client import LONG_TEXT, Answer, Client
from benchmarks.report import Mark, Report, print_reports, spread
from tests.live import running_server

_SENTENCE = "Amanhã cedo as crianças vão à praia, e os avós vão com elas."
_FORMATS = ("wav", "pcm", "mp3", "opus", "aac", "flac")
_COUNTS = {"espeak": 50, "kokoro": 7}
_FIRST_BYTE_MS = {"espeak": 20.0, "kokoro": 600.0}
_SAMPLE_BYTES = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--checkpoint", type=Path, help="folder of Kokoro in its published layout; without it eSpeak alone"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    arguments = parser.parse_args()
    report, players = Report("First sound of a stream"), Report("A player that starts at the first byte")
    engines = ["espeak", *(["kokoro"] if arguments.checkpoint else [])]
    models = {"VOZES_STYLETTS2_CHECKPOINTS": str(arguments.checkpoint)} if arguments.checkpoint else {}
    with running_server(env=models) as server:
        client = Client(server.url)
        for engine in engines:
            for _ in range(3):
                _speak(client, engine, _SENTENCE, "wav")
            for name in _FORMATS:
                answers = [_speak(client, engine, _SENTENCE, name) for _ in range(_COUNTS[engine])]
                row = spread([answer.first_sound for answer in answers])
                report.rows.append({"engine": engine, "format": name, **row})
                limit = _FIRST_BYTE_MS[engine]
                report.marks.append(Mark(f"{engine}, {name}, first byte, median", float(row["median ms"]), limit, "ms"))
            players.rows += [_play(client, engine) for _ in range(3)]
        client.close()
    print_reports(report, players, as_json=arguments.json)


def _speak(client: Client, engine: str, text: str, name: str) -> Answer:
    answer = client.speak(text, format=name, stream=True, engine=engine)
    assert answer.status == 200, answer.body
    return answer


def _play(client: Client, engine: str) -> dict[str, float | int | str]:
    answer = _speak(client, engine, LONG_TEXT, "pcm")
    per_second = _SAMPLE_BYTES * int(answer.headers["x-sample-rate"])
    return {
        "engine": engine,
        "first byte ms": round(1000 * answer.first_sound, 1),
        "whole s": round(answer.whole, 2),
        "speech s": round(len(answer.body) / per_second, 1),
        "least ahead s": round(answer.slack(per_second), 2),
    }


if __name__ == "__main__":
    main()
