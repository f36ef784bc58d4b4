"""What the longest text costs: 100,000 characters, whole and streamed, and how much memory the server takes for it."""

from benchmarks.client import LONG_TEXT, Client
from benchmarks.report import Report, parse_arguments, print_reports
from tests.live import running_server

_CHARACTERS = 100_000
_ANSWERS = (("wav", False), ("wav", True), ("opus", False))


def main() -> None:
    arguments = parse_arguments(__doc__, count=1)
    report = Report("The longest text")
    text = (f"{LONG_TEXT} " * (_CHARACTERS // len(LONG_TEXT) + 1))[:_CHARACTERS]
    with running_server() as server:
        client = Client(server.url)
        for name, stream in _ANSWERS * arguments.count:
            answer = client.speak(text, format=name, stream=stream)
            assert answer.status == 200
            memory = server.get_json("/v1/monitor/info")["memory_bytes"]
            report.rows.append(
                {
                    "answer": f"{name}, {'streamed' if stream else 'whole'}",
                    "MB": round(len(answer.body) / 1e6, 1),
                    "first byte s": round(answer.first_sound, 3),
                    "whole s": round(answer.whole, 1),
                    "server MB afterwards": round(memory / 1e6, 1),
                }
            )
        client.close()
    print_reports(report, as_json=arguments.json)


if __name__ == "__main__":
    main()
