"""Many clients at once on the one eSpeak process: what gets through, how soon, and what is refused.

The clients share the machine's cores with the server, so the figures are for both together.
"""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from benchmarks.client import SHORT_TEXT, Answer, Client
from benchmarks.report import Cell, Report, parse_arguments, print_reports, spread
from tests.live import running_server


def main() -> None:
    arguments = parse_arguments(__doc__, clients=64, requests=640)
    report = Report("Load")
    for queue_limit in (32, arguments.clients):
        report.rows.append(_measure(arguments.clients, arguments.requests, queue_limit))
    print_reports(report, as_json=arguments.json)


def _measure(clients: int, requests: int, queue_limit: int) -> dict[str, Cell]:
    """All clients begin together; none waits between its requests, not even after a 429."""
    with running_server("--queue-limit", str(queue_limit)) as server, ThreadPoolExecutor(clients) as threads:
        together = threading.Barrier(clients + 1)
        work = [threads.submit(_ask, server.url, requests // clients, together) for _ in range(clients)]
        together.wait()
        started = time.perf_counter()
        answers = [answer for each in work for answer in each.result()]
        seconds = time.perf_counter() - started
    spoken = [answer for answer in answers if answer.status == 200]
    refused = [answer for answer in answers if answer.status == 429 and "retry-after" in answer.headers]
    others = Counter(answer.status for answer in answers) - Counter({200: len(spoken), 429: len(refused)})
    return {
        "queue": queue_limit,
        "clients": clients,
        "requests": len(answers),
        "200": len(spoken),
        "429 with Retry-After": len(refused),
        "anything else": others.total(),
        "spoken a second": round(len(spoken) / seconds, 1),
        **{f"200: {name}": value for name, value in spread([answer.whole for answer in spoken]).items() if name != "n"},
    }


def _ask(url: str, count: int, together: threading.Barrier) -> list[Answer]:
    client = Client(url)
    together.wait()
    answers = [client.speak(SHORT_TEXT) for _ in range(count)]
    client.close()
    return answers


if __name__ == "__main__":
    main()
