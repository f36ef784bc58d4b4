"""Tells what the install log says, as text or as JSON: `doctor install`, for `start.py` and for `vozes`."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vozes.checkout import START
from vozes.setup.console import Console, Mark
from vozes.setup.installing.failures import Reason
from vozes.setup.installing.install_story import Package, Step, latest, read_steps, slowest


def tell_install(log: Path, console: Console, *, as_json: bool) -> int:
    """Says what happened; returns the exit status, 1 where there is no log or a failure that was not overcome."""
    try:
        steps = read_steps(log)
    except OSError as error:
        console.say(json.dumps({"log": str(log), "error": str(error)}) if as_json else f"There is no log: {error}")
        return 1
    current = latest(steps)
    if as_json:
        console.say(json.dumps(_as_json(log, steps, current)))
    else:
        console.say("\n".join(_lines(log, steps, current, console.encoding)))
    return 1 if any(step.failure() for step in current) else 0


def _lines(log: Path, steps: Sequence[Step], current: Sequence[Step], encoding: str | None) -> Iterator[str]:
    yield f"What {log} tells of the installation:"
    width = max((len(step.title) for step in current), default=0)
    for step in current:
        yield f"{_mark(step).shown(encoding)} {step.title.ljust(width)} {step.seconds:5} s{_outcome(step)}"
    packages = [package for step in current for package in step.packages()]
    yield from _about_packages(packages)
    if overcome := _overcome(steps, current):
        yield f"Earlier failures that were overcome: {overcome}."
    if first := _first_failure(current):
        step, reason, line = first
        yield f"The first error, in “{step.title}” at {step.ended:%Y-%m-%d %H:%M:%S}:"
        yield f"  | {line}"
        yield f"  Why: {reason.why}."
        yield f"  What to do: {reason.advice}"
    else:
        yield _verdict(current)


def _overcome(steps: Sequence[Step], current: Sequence[Step]) -> int:
    """Returns how many failures were followed by another try."""
    return sum(step.failure() is not None for step in steps if step not in current)


def _first_failure(steps: Sequence[Step]) -> tuple[Step, Reason, str] | None:
    return next(((step, *failure) for step in steps if (failure := step.failure())), None)


def _verdict(steps: Sequence[Step]) -> str:
    """Returns what to say where nothing failed."""
    if unfinished := [step.title for step in steps if step.status is None]:
        return f"Not finished: {', '.join(unfinished)}. If nothing runs any more: {START} models pull kokoro"
    return "Nothing is wrong." if steps else "Nothing was installed yet."


def _mark(step: Step) -> Mark:
    if step.status == 0:
        return Mark.FINE
    return Mark.WARNING if step.status is None or step.replaced else Mark.IMPOSSIBLE


def _outcome(step: Step) -> str:
    if step.status is None:
        return "  was interrupted, or runs still"
    if step.replaced:
        return "  not to be had: something else took its place"
    return f"  failed with status {step.status}" if step.status else ""


def _about_packages(packages: Sequence[Package]) -> Iterator[str]:
    if not packages:
        return
    counts = {how: sum(one.how == how for one in packages) for how in dict.fromkeys(one.how for one in packages)}
    yield "Packages: " + ", ".join(f"{count} {how}" for how, count in counts.items()) + "."
    if slow := slowest(packages):
        yield "Slowest: " + ", ".join(f"{one.name} {one.seconds} s ({_origin(one)})" for one in slow) + "."


def _origin(package: Package) -> str:
    return f"{package.how}, {package.size}" if package.size else package.how


def _as_json(log: Path, steps: Sequence[Step], current: Sequence[Step]) -> dict[str, Any]:
    packages = [package for step in current for package in step.packages()]
    first = _first_failure(current)
    return {
        "log": str(log),
        "steps": [
            {
                "title": step.title,
                "started": step.started.isoformat(),
                "seconds": step.seconds,
                "status": step.status,
                "replaced": step.replaced,
            }
            for step in current
        ],
        "failures_overcome": _overcome(steps, current),
        "packages": [
            {"name": one.name, "version": one.version, "how": one.how, "size": one.size, "seconds": one.seconds}
            for one in packages
        ],
        "first_error": first
        and {"step": first[0].title, "line": first[2], "why": first[1].why, "advice": first[1].advice},
    }
