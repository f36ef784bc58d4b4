"""Generated pages as Markdown: a page with its note, and tables. It knows nothing of what is in them."""

import textwrap
from collections.abc import Iterable, Sequence

COMMAND = "python -m docs.generate"
_NOTE = f"<!-- Generated from the code by `{COMMAND}`: change the code, not this file. -->"


def page(title: str, introduction: str, *parts: str) -> str:
    return "\n\n".join((_NOTE, f"# {title}", textwrap.dedent(introduction).strip(), *parts)) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")
