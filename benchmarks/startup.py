"""How long `vozes serve` takes until it answers, and how much memory its two processes hold."""

import statistics
import time

import psutil

from benchmarks.client import LONG_TEXT, SHORT_TEXT, Client
from benchmarks.report import Mark, Report, parse_arguments, print_reports
from tests.live import LiveServer, running_server

_FORMATS = ("wav", "flac", "mp3", "opus", "webm", "aac", "m4a", "pcm")
_AUTO_TEXTS = (SHORT_TEXT, "The quick brown fox jumps over the lazy dog.", "Où est la gare, s'il vous plaît ?")
_MEGABYTE = 1_000_000
_HEALTH_SECONDS, _SERVER_MB, _ENGINE_MB = 2.0, 150.0, 80.0


def main() -> None:
    arguments = parse_arguments(__doc__, starts=7, requests=200)
    times = Report("Start")
    starts = [_time_start() for _ in range(arguments.starts)]
    for name, seconds in zip(("/health answers", "/ready answers"), zip(*starts, strict=True), strict=True):
        times.rows.append(_seconds_row(name, seconds))
    times.marks = [Mark("/health answers, median", float(times.rows[0]["median s"]), _HEALTH_SECONDS, "s")]
    print_reports(times, _measure_memory(arguments.requests), as_json=arguments.json)


def _time_start() -> tuple[float, float]:
    """Seconds until the first 200 of /health and of /ready; asked every 20 ms."""
    started = time.perf_counter()
    with running_server(ready="/health") as server:
        health = time.perf_counter() - started
        server.wait_until("/ready")
        return health, time.perf_counter() - started


def _seconds_row(name: str, seconds: tuple[float, ...]) -> dict[str, float | int | str]:
    return {
        "until": name,
        "n": len(seconds),
        "median s": round(statistics.median(seconds), 3),
        "min s": round(min(seconds), 3),
        "max s": round(max(seconds), 3),
    }


def _measure_memory(requests: int) -> Report:
    report = Report("Resident memory")
    with running_server() as server:
        client = Client(server.url)
        client.speak(SHORT_TEXT)
        _wait_for_quiet(server)
        report.rows.append(_memory_row("after the warm-up", server))
        for index in range(requests):
            client.speak(LONG_TEXT, format=_FORMATS[index % len(_FORMATS)], stream=index % 2 == 0)
        report.rows.append(_memory_row(f"after {requests} requests in all formats", server))
        for text in _AUTO_TEXTS * 10:
            client.speak(text, language="auto")
        report.rows.append(_memory_row("after 30 requests in language auto", server))
        client.close()
    last = report.rows[-1]
    report.marks = [
        Mark("server, at the end", float(last["server MB"]), _SERVER_MB, "MB"),
        Mark("eSpeak process, at the end", float(last["eSpeak MB"]), _ENGINE_MB, "MB"),
    ]
    return report


def _wait_for_quiet(server: LiveServer) -> None:
    """Returns once the first start's other helper, which unpacks the language model, has ended."""
    while len(psutil.Process(server.process.pid).children()) > 1:
        time.sleep(0.05)


def _memory_row(when: str, server: LiveServer) -> dict[str, float | int | str]:
    """What the server says of itself, beside what the system says; they differ where one of them is wrong."""
    said = server.get_json("/v1/monitor/info")
    process = psutil.Process(server.process.pid)
    engines = [each for each in process.children() if "vozes.engines.worker" in each.cmdline()]
    return {
        "when": when,
        "server MB": _megabytes(said["memory_bytes"]),
        "eSpeak MB": _megabytes(said["engines"]["espeak"]["memory_bytes"]),
        "server MB (system)": _megabytes(process.memory_info().rss),
        "eSpeak MB (system)": _megabytes(sum(engine.memory_info().rss for engine in engines)),
    }


def _megabytes(size: int) -> float:
    return round(size / _MEGABYTE, 1)


if __name__ == "__main__":
    main()
