"""Tells which files of the checkout a build may see, as `.dockerignore` has it."""

import re
from collections.abc import Iterator
from pathlib import Path


def context_files(folder: Path) -> Iterator[Path]:
    """Yields the files, by their paths in the folder. All is ignored but what lies in names behind a `!`."""
    text = (folder / ".dockerignore").read_text(encoding="utf-8")
    patterns = _patterns(text)
    for name in sorted({line[1:].split("/")[0] for line in text.split() if line.startswith("!")}):
        top = folder / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            relative = path.relative_to(folder)
            if path.is_file() and not _is_ignored(relative.as_posix(), patterns):
                yield relative


def _is_ignored(path: str, patterns: list[tuple[bool, re.Pattern[str]]]) -> bool:
    """Returns what the last pattern that fits decides."""
    return next((ignores for ignores, pattern in reversed(patterns) if pattern.match(path)), False)


def _patterns(text: str) -> list[tuple[bool, re.Pattern[str]]]:
    """Returns for each line whether it ignores, and what it fits: a path, or a folder with all in it."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line[0] != "!", re.compile(f"{_expression(line.lstrip('!'))}(/|$)")) for line in lines]


def _expression(pattern: str) -> str:
    """Returns a pattern of paths as a regular expression."""
    parts = re.split(r"(\*\*/|\*)", pattern)
    return "".join({"**/": "(.*/)?", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts)
