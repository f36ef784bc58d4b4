"""What the server process holds while many speak at once in several formats, short texts and long ones, for minutes."""

import threading
import time

import psutil

from benchmarks.client import LONG_TEXT, SHORT_TEXT, Client
from benchmarks.report import Cell, Report, parse_arguments, print_reports
from tests.live import running_server

_FORMATS = ("wav", "mp3", "opus", "flac")
_TEXTS = (SHORT_TEXT, LONG_TEXT, 4 * LONG_TEXT, 12 * LONG_TEXT)


def main() -> None:
    arguments = parse_arguments(__doc__, clients=24, minutes=3)
    report = Report("The server's memory")
    with running_server() as server:
        process = psutil.Process(server.process.pid)
        end = time.monotonic() + 60 * arguments.minutes
        clients = [threading.Thread(target=_speak, args=(server.url, n, end)) for n in range(arguments.clients)]
        report.rows.append(_look(process, "before"))
        for client in clients:
            client.start()
        for minute in range(1, arguments.minutes + 1):
            time.sleep(max(0.0, end - time.monotonic() - 60 * (arguments.minutes - minute)))
            report.rows.append(_look(process, f"{minute} min"))
        for client in clients:
            client.join()
        report.rows.append(_look(process, "at rest"))
    print_reports(report, as_json=arguments.json)


def _look(process: psutil.Process, when: str) -> dict[str, Cell]:
    return {
        "when": when,
        "resident MB": round(process.memory_info().rss / 1e6, 1),
        "threads": process.num_threads(),
        "descriptors": process.num_fds(),
    }


def _speak(url: str, number: int, end: float) -> None:
    """One keep-alive connection whose client takes its turns through formats and texts."""
    client, turn = Client(url), number
    while time.monotonic() < end:
        client.speak(_TEXTS[turn % 4], format=_FORMATS[turn // 4 % 4], stream=bool(turn // 16 % 2))
        turn += 1
    client.close()


if __name__ == "__main__":
    main()
