"""`python -m benchmarks.parity ENGINE FILE.npz`: prints every error, and ends with status 1 where one is too large."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.parity.comparison import Comparison
from benchmarks.parity.recording import Recording
from benchmarks.parity.styletts2 import compare_kokoro, compare_styletts2
from benchmarks.parity.xtts import compare_xtts
from benchmarks.report import Report, print_reports

ENGINES: dict[str, Callable[[Recording, Path | None], Iterator[Comparison]]] = {
    "xtts": compare_xtts,
    "styletts2": compare_styletts2,
    "kokoro": compare_kokoro,
}
_VOCABULARY = Path(__file__).parents[3] / "shared" / "reference" / "xtts_vocab.json"


def main() -> int:
    arguments = _parse_arguments()
    vocabulary = arguments.vocabulary if arguments.vocabulary.is_file() else None
    comparisons = list(ENGINES[arguments.engine](Recording(arguments.file), vocabulary))
    report = Report(f"Parity of {arguments.engine} with {arguments.file.name}", [each.row() for each in comparisons])
    print_reports(report, as_json=arguments.json)
    if vocabulary is None and arguments.engine == "xtts":
        print(f"Tokens were not compared: there is no {arguments.vocabulary}.", file=sys.stderr)
    return 0 if all(each.met for each in comparisons) else 1


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("file", type=Path, help="what the reference's golden.py recorded, of any seed")
    parser.add_argument("--vocabulary", type=Path, default=_VOCABULARY, help="vocab.json, to compare tokens too")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
