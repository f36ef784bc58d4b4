"""How many symbols of our readings of sentences differ from those that Kokoro's published pipeline makes of them.

The published ones are those recorded in the tests, or are made anew by `--python`, an environment that has misaki 0.9.4
with eSpeak and spaCy; `--record` then writes them into the tests.
"""

import argparse
import os
import subprocess
from pathlib import Path

import jiwer

from benchmarks.report import Cell, Report, print_reports
from tests.engines.styletts2.published import FOLDER, LANGUAGES, published
from tests.text.phonemes.ipa_line import ipa_line
from vozes.engines.styletts2.phonemizing import read_for_kokoro

_PIPELINE = Path(__file__).parents[2] / "shared" / "reference" / "published_phonemes.py"
_PYTHON = "REFERENCE_PYTHON"


def main() -> None:
    arguments = _parse_arguments()
    report = Report("Symbols that differ from the published pipeline's")
    report.rows = [_row(language, arguments) for language in LANGUAGES]
    print_reports(report, as_json=arguments.json)


def _row(language: str, arguments: argparse.Namespace) -> dict[str, Cell]:
    pairs = published(language)
    if arguments.python:
        pairs = _publish([sentence for sentence, _ in pairs], language, arguments.python)
    if arguments.record:
        lines = "".join(f"{sentence}\t{symbols}\n" for sentence, symbols in pairs)
        (FOLDER / f"{language}.tsv").write_text(lines, encoding="utf-8")
    ours = [ipa_line(read_for_kokoro(sentence, language)) for sentence, _ in pairs]
    theirs = [symbols for _, symbols in pairs]
    differing = [
        f"{sentence}\n  ours       {own}\n  published  {symbols}"
        for (sentence, symbols), own in zip(pairs, ours, strict=True)
        if own != symbols
    ]
    if arguments.each and differing:
        print(*differing, sep="\n")
    return {
        "language": language,
        "sentences": len(pairs),
        "symbols": sum(map(len, theirs)),
        "sentences that differ": len(differing),
        "symbols that differ": f"{jiwer.cer(theirs, ours):.2%}",
    }


def _publish(sentences: list[str], language: str, python: str) -> list[tuple[str, str]]:
    text = "".join(f"{sentence}\n" for sentence in sentences)
    command = [python, str(_PIPELINE), language]
    done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=True)
    return list(zip(sentences, done.stdout.splitlines(), strict=True))


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=os.environ.get(_PYTHON), help="Python that has the published pipeline")
    parser.add_argument("--record", action="store_true", help="write what it makes of the sentences into the tests")
    parser.add_argument("--each", action="store_true", help="print the sentences that differ")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    if arguments.record and not arguments.python:
        parser.error("--record needs --python")
    return arguments


if __name__ == "__main__":
    main()
