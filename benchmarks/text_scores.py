"""Scores how texts are read against an outside anchor, the cases of NeMo text processing.

`python -m benchmarks.text_scores DIR`.

DIR has a file `LANGUAGE.tsv` for each language: class, what is written, and its readings, parted by `~`. Prints the
table of `docs/text.md`. Spaces and capitals do not count; departures on purpose (`tests/text/normalizing/departures`)
count apart.
"""

import sys
from collections import Counter
from pathlib import Path

from tests.text.normalizing.cases import cases, departures, is_right, said


def main(folder: Path) -> None:
    print("| language | class | cases | as the anchor | on purpose otherwise | wrong |")
    print("| --- | --- | --- | --- | --- | --- |")
    for table in sorted(folder.glob("*.tsv")):
        _score(table, table.stem)


def _score(table: Path, language: str) -> None:
    on_purpose = departures(language)
    every, good, apart = Counter[str](), Counter[str](), Counter[str]()
    for case in cases(table):
        every[case.kind] += 1
        if (case.kind, case.written) in on_purpose:
            apart[case.kind] += 1
        elif is_right(said(case.written, language), case.readings):
            good[case.kind] += 1
    for kind in sorted(every):
        _line(language, kind, every[kind], good[kind], apart[kind])
    _line(f"**{language}**", "all", every.total(), good.total(), apart.total())


def _line(language: str, kind: str, every: int, good: int, apart: int) -> None:
    share = 100 * good / (every - apart) if every > apart else 100.0
    print(f"| {language} | {kind} | {every} | {good} ({share:.1f} %) | {apart} | {every - apart - good} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
