"""How soon work stops that nobody wants any more: seen by the next client, and inside the engine alone."""

import time

from benchmarks.client import LONG_TEXT, SHORT_TEXT, Client
from benchmarks.report import Mark, Report, parse_arguments, print_reports, spread
from tests.live import running_server
from vozes.engines.espeak.engine import EspeakEngine
from vozes.engines.settings import EngineSettings
from vozes.types import SpeechRequest

_CHARACTERS = 100_000
_VERY_LONG_TEXT = (f"{LONG_TEXT} " * (_CHARACTERS // len(LONG_TEXT)))[:_CHARACTERS]
_DEPTHS = (1, 3, 10)
"""Chunks that are taken before the engine is told to stop."""
_CLOSE_MS = 10.0


def main() -> None:
    arguments = parse_arguments(__doc__, count=30)
    report = Report("Cancelling")
    with running_server() as server:
        quiet, after = _time_next_answers(server.url, arguments.count)
    report.rows.append({"what": "short answer, nothing before it", **spread(quiet)})
    report.rows.append({"what": "short answer, right after a client left", **spread(after)})
    closing = _time_closing(arguments.count)
    report.rows.append({"what": "engine alone: close() of what it speaks", **spread(closing)})
    report.marks = [Mark("engine alone, close(), max", float(report.rows[-1]["max ms"]), _CLOSE_MS, "ms")]
    print_reports(report, as_json=arguments.json)


def _time_next_answers(url: str, count: int) -> tuple[list[float], list[float]]:
    """Seconds for a short answer in peace, and from the moment in which a client leaves a very long one."""
    client = Client(url)
    quiet = [client.speak(SHORT_TEXT).whole for _ in range(count)]
    after = []
    for _ in range(count):
        leaving = Client(url)
        leaving.begin(_VERY_LONG_TEXT)
        started = time.perf_counter()
        leaving.close()
        assert client.speak(SHORT_TEXT).status == 200
        after.append(time.perf_counter() - started)
    client.close()
    return quiet, after


def _time_closing(count: int) -> list[float]:
    """Seconds that the engine takes to give up, at several depths of the text."""
    engine = EspeakEngine()
    engine.load(EngineSettings(""), lambda _: None)
    seconds = []
    for index in range(count):
        pieces = engine.speak(SpeechRequest(_VERY_LONG_TEXT, "pt-br", "pt-br"))
        for _ in range(_DEPTHS[index % len(_DEPTHS)]):
            next(pieces)
        started = time.perf_counter()
        pieces.close()
        seconds.append(time.perf_counter() - started)
    return seconds


if __name__ == "__main__":
    main()
