"""Reads the install log, and says in plain words what happened: `doctor install`.

It needs nothing installed, so that `start.py` can tell it where the installation itself has failed. How lines come
into the log is in `vozes.setup.installing.commands` and `vozes.setup.installing.install`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from vozes.setup.installing.failures import Reason, check_failed, explain
from vozes.setup.installing.substitute import SUBSTITUTE
from vozes.setup.installing.verify import TITLE

SLOWEST = 5
_TIME = "%Y-%m-%d %H:%M:%S"
_STAMP = 19
"""Characters of the time at the start of a line."""
_END = re.compile(r"# ended with status (-?\d+)$")
_FETCHED = re.compile(r"\s*(Downloading|Using cached) (\S+?)-(\d[^\s-]*)(?:-\S+)?\.(?:whl|tar\.gz|zip) \((.+)\)$")
_LOCAL = re.compile(r"\s*Processing \S*?([^\s/\\]+?)-(\d[^\s-]*)(?:-\S+)?\.(?:whl|tar\.gz|zip)(?: \(.*\))?$")
_BUILT = re.compile(r"\s*Building (?:wheel|editable) for (\S+) \(.+\): (started|finished)")


@dataclass(frozen=True, slots=True)
class Package:
    """One package on its way, with the seconds until the log goes on; the log's clock has whole seconds."""

    name: str
    version: str
    how: str
    """`downloaded`, `from the cache`, `from a folder` or `built here`."""
    size: str
    seconds: int


@dataclass(slots=True)
class Step:
    """One command of an installation."""

    title: str
    started: datetime
    ended: datetime
    status: int | None = None
    """None where the log breaks off: it was interrupted, or runs still."""
    replaced: bool = False
    """Whether another one was done in its place when it had failed."""
    lines: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def seconds(self) -> int:
        return round((self.ended - self.started).total_seconds())

    def failure(self) -> tuple[Reason, str] | None:
        """Returns why it failed and the line that tells of it; None where it did not."""
        if not self.status or self.replaced:
            return None
        output = [line for _, line in self.lines]
        if self.title.startswith(TITLE):
            return check_failed(output), output[-1] if output else ""
        return explain(output, self.status)

    def packages(self) -> Iterator[Package]:
        times = [time for time, _ in self.lines[1:]] + [self.ended]
        building: dict[str, datetime] = {}
        for (time, line), later in zip(self.lines, times, strict=False):
            seconds = round((later - time).total_seconds())
            if fetched := _FETCHED.match(line):
                how = "downloaded" if fetched[1] == "Downloading" else "from the cache"
                yield Package(fetched[2], fetched[3], how, fetched[4], seconds)
            elif local := _LOCAL.match(line):
                yield Package(local[1], local[2], "from a folder", "", seconds)
            elif built := _BUILT.match(line):
                if built[2] == "started":
                    building[built[1]] = time
                elif begun := building.pop(built[1], None):
                    yield Package(built[1], "", "built here", "", round((time - begun).total_seconds()))


def read_steps(log: Path) -> list[Step]:
    """Returns every step that the log tells of, in its order. Raises OSError."""
    steps: list[Step] = []
    before = ""
    for text in log.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            time = datetime.strptime(text[:_STAMP], _TIME)
        except ValueError:
            continue
        line = text[_STAMP + 1 :]
        if line.startswith("$ ") and before.startswith("# "):
            steps.append(Step(before.removeprefix("# "), time, time))
        elif steps and (end := _END.match(line)):
            steps[-1].status, steps[-1].ended = int(end[1]), time
        elif steps and line == f"# {SUBSTITUTE.splitlines()[0]}":
            steps[-1].replaced = True
        elif steps and steps[-1].status is None and not line.startswith("# "):
            steps[-1].lines.append((time, line))
            steps[-1].ended = time
        before = line
    return steps


def latest(steps: Sequence[Step]) -> list[Step]:
    """Returns the last try of each step, in the order of these tries."""
    last = {step.title: step for step in steps}
    return [step for step in steps if step is last[step.title]]


def slowest(packages: Sequence[Package]) -> list[Package]:
    return sorted((one for one in packages if one.seconds), key=lambda one: -one.seconds)[:SLOWEST]
