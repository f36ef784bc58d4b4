"""What a benchmark found: rows of figures and the marks set for them, as Markdown tables or as one JSON object.

The Markdown is what `docs/performance.md` shows, so that its tables are refreshed by pasting.
It knows nothing of how anything was measured.
"""

import argparse
import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

Cell = float | int | str


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure that must stay below its limit."""

    name: str
    value: float
    limit: float
    unit: str

    @property
    def met(self) -> bool:
        return self.value < self.limit


@dataclass(slots=True)
class Report:
    title: str
    rows: list[dict[str, Cell]] = field(default_factory=list)
    """Each row has the same columns."""
    marks: list[Mark] = field(default_factory=list)
    conditions: dict[str, Cell] = field(default_factory=lambda: _describe_machine())

    def as_json(self) -> dict[str, object]:
        marks = [asdict(mark) | {"met": mark.met} for mark in self.marks]
        return {"title": self.title, "conditions": self.conditions, "rows": self.rows, "marks": marks}

    def as_markdown(self) -> str:
        conditions = ", ".join(f"{name} {value}" for name, value in self.conditions.items())
        verdicts = [_table([_verdict(mark) for mark in self.marks])] if self.marks else []
        return "\n\n".join([f"{self.title}: {conditions}", _table(self.rows), *verdicts])


def print_reports(*reports: Report, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"reports": [report.as_json() for report in reports]}, ensure_ascii=False))
    else:
        print("\n\n".join(report.as_markdown() for report in reports))


def spread(seconds: Sequence[float]) -> dict[str, Cell]:
    """Columns for many measurements of one thing, in milliseconds."""
    ordered = sorted(seconds)
    return {
        "n": len(ordered),
        "median ms": _milliseconds(statistics.median(ordered)),
        "p95 ms": _milliseconds(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]),
        "max ms": _milliseconds(ordered[-1]),
    }


def parse_arguments(description: str, **counts: int) -> argparse.Namespace:
    """`--json`, and a flag for each of the counts."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    for name, default in counts.items():
        parser.add_argument(f"--{name}", type=int, default=default, help=f"default {default}")
    return parser.parse_args()


def _describe_machine() -> dict[str, Cell]:
    load = f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"
    return {
        "date": date.today().isoformat(),
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": os.cpu_count() or 1,
        "load before": load,
    }


def _milliseconds(seconds: float) -> float:
    return round(1000 * seconds, 2)


def _verdict(mark: Mark) -> dict[str, Cell]:
    return {
        "mark": mark.name,
        "limit": f"< {mark.limit:g} {mark.unit}",
        "measured": f"{mark.value:g} {mark.unit}",
        "met": "yes" if mark.met else "NO",
    }


def _table(rows: Sequence[dict[str, Cell]]) -> str:
    header = list(rows[0])
    lines = [header, [":---" if isinstance(rows[0][name], str) else "---:" for name in header]]
    lines += [[str(row[name]) for name in header] for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )
