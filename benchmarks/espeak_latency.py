"""How soon a listener hears eSpeak: whole answers and first bytes, through a true server, one request at a time."""

from benchmarks.client import LONG_TEXT, SHORT_TEXT, Client
from benchmarks.report import Mark, Report, parse_arguments, print_reports, spread
from tests.live import running_server

_WARM_UP = 20
_WHOLE_MS, _FIRST_BYTE_MS = 30.0, 15.0


def main() -> None:
    arguments = parse_arguments(__doc__, count=200)
    report = Report("eSpeak latency")
    with running_server() as server:
        client = Client(server.url)
        for _ in range(_WARM_UP):
            client.speak(SHORT_TEXT)
        whole = _measure(report, client, "short, whole, wav", SHORT_TEXT, "wav", arguments.count)
        first = _measure(report, client, "short, first byte, wav", SHORT_TEXT, "wav", arguments.count, stream=True)
        for name in ("mp3", "opus"):
            _measure(report, client, f"short, whole, {name}", SHORT_TEXT, name, arguments.count)
            _measure(report, client, f"short, first byte, {name}", SHORT_TEXT, name, arguments.count, stream=True)
        _measure(report, client, "60 words, whole, wav", LONG_TEXT, "wav", arguments.count // 4)
        _measure(report, client, "60 words, first byte, wav", LONG_TEXT, "wav", arguments.count // 4, stream=True)
        client.close()
    report.marks = [
        Mark("short sentence, whole answer, median", whole, _WHOLE_MS, "ms"),
        Mark("short sentence, first byte, median", first, _FIRST_BYTE_MS, "ms"),
    ]
    print_reports(report, as_json=arguments.json)


def _measure(
    report: Report,
    client: Client,
    name: str,
    text: str,
    format: str,  # noqa: A002
    count: int,
    *,
    stream: bool = False,
) -> float:
    """Adds a row, and gives its median in milliseconds."""
    answers = [client.speak(text, format=format, stream=stream) for _ in range(count)]
    assert all(answer.status == 200 for answer in answers)
    row = {"what": name, **spread([answer.first_sound if stream else answer.whole for answer in answers])}
    report.rows.append(row)
    return float(row["median ms"])


if __name__ == "__main__":
    main()
