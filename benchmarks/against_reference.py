"""Our XTTS v2 and the reference's at full size, in turn on the same machine, so that what disturbs one disturbs both.

Both speak 5 s with the same made-up weights: ours by `vozes bench`, the reference by its own `bench.py`, whose
environment and checkpoint its `setup.sh` and `fabricate.py` make.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from operator import ge, le
from pathlib import Path
from typing import Any

from benchmarks.report import Cell, Report, print_reports

_REFERENCE = Path(__file__).parents[2] / "shared" / "reference"
_PYTHON = "REFERENCE_PYTHON"
_RTF_TIMES, _FIRST_AUDIO_TIMES, _CONCURRENT_TIMES, _MEMORY_MB = 5.0, 6.0, 2.2, 1000.0
_MEBIBYTE_MB = 1.048576

Figures = dict[str, Any]
"""What a bench prints."""


def main() -> None:
    arguments = _parse_arguments()
    ours: list[Figures] = []
    theirs: list[Figures] = []
    for _ in range(arguments.repeat):
        ours.append(_run_ours(arguments.checkpoint))
        theirs.append(_run_reference(arguments.python, arguments.reference))
    figures, marks = Report("XTTS v2 and the reference"), Report("Marks")
    figures.rows = [
        _row("ours", ours, _median(ours, "peak_rss_mb")),
        _row("reference", theirs, _median(theirs, "peak_rss_mb") * _MEBIBYTE_MB),
    ]
    marks.rows = [mark.row() for mark in _marks(ours, theirs)]
    print_reports(figures, marks, as_json=arguments.json)


@dataclass(frozen=True, slots=True)
class _Bound:
    name: str
    value: float
    limit: float
    unit: str
    at_least: bool = True

    def row(self) -> dict[str, Cell]:
        met = (ge if self.at_least else le)(self.value, self.limit)
        return {
            "mark": self.name,
            "must be": "at least" if self.at_least else "at most",
            "limit": self.limit,
            "measured": round(self.value, 2),
            "unit": self.unit,
            "met": "yes" if met else "NO",
        }


def _marks(ours: list[Figures], theirs: list[Figures]) -> list[_Bound]:
    """Each ratio is the median of the turns' ratios: the two sides of a turn met the same conditions."""
    turns = list(zip(ours, theirs, strict=True))

    def times(name: str) -> float:
        return float(statistics.median(their[name] / our[name] for our, their in turns))

    gain = statistics.median(our["speech_per_second"] * our["rtf"] for our in ours)
    at_once = ours[0]["concurrency"]
    return [
        _Bound("real-time factor, better than the reference's", times("rtf"), _RTF_TIMES, "times"),
        _Bound("first audio, sooner than the reference's", times("first_audio_s"), _FIRST_AUDIO_TIMES, "times"),
        _Bound(f"speech per second of {at_once} at once, over one alone", gain, _CONCURRENT_TIMES, "times"),
        _Bound("our memory, one at a time", _median(ours, "peak_rss_mb"), _MEMORY_MB, "MB", at_least=False),
        _Bound(
            f"our memory, {at_once} at once", _median(ours, "peak_rss_mb_concurrent"), _MEMORY_MB, "MB", at_least=False
        ),
    ]


def _row(who: str, runs: list[Figures], memory_mb: float) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "who": who,
        "runs": len(runs),
        "speech s": round(_median(runs, "speech_s"), 2),
        "real-time factor": round(_median(runs, "rtf"), 3),
        "first audio s": round(_median(runs, "first_audio_s"), 3),
        "peak MB": round(memory_mb),
    }
    ours = "speech_per_second" in runs[0]
    return row | {
        "at once": runs[0]["concurrency"] if ours else "",
        "speech s per s, at once": round(_median(runs, "speech_per_second"), 2) if ours else "",
        "peak MB, at once": round(_median(runs, "peak_rss_mb_concurrent")) if ours else "",
        "loading s": round(_median(runs, "load_s"), 1) if ours else "",
    }


def _median(runs: list[Figures], name: str) -> float:
    return float(statistics.median(run[name] for run in runs))


def _run_ours(checkpoint: Path) -> Figures:
    return _run(
        [sys.executable, "-m", "vozes", "bench", "xtts_v2", "--checkpoint", str(checkpoint), "--json"], Path.cwd()
    )


def _run_reference(python: str, folder: Path) -> Figures:
    return _run([python, "bench.py", "xtts"], folder)


def _run(command: list[str], folder: Path) -> Figures:
    """What it prints in its last line, which is also shown at once; how it fails is seen on standard error."""
    output = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    line = output.splitlines()[-1]
    print(line, file=sys.stderr)
    figures: Figures = json.loads(line)
    return figures


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of a full-size checkpoint")
    parser.add_argument(
        "--python", default=os.environ.get(_PYTHON), help=f"of the reference's environment; or ${_PYTHON}"
    )
    parser.add_argument("--reference", type=Path, default=_REFERENCE, help="folder of its bench.py")
    parser.add_argument("--repeat", type=int, default=3, help="turns of both; default 3")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    arguments = parser.parse_args()
    if arguments.python is None:
        parser.error(f"give the reference's Python by --python or ${_PYTHON}")
    return arguments


if __name__ == "__main__":
    main()
