"""What is taken out of a text though it has letters or digits, for the sentences in which the user is told of it."""

from enum import StrEnum

_MOST_NAMED = 16
_LONGEST = 240


class Kind(StrEnum):
    """What it was, as the beginning of a warning."""

    LINK = "Addresses of links"
    PICTURE = "Addresses of pictures"
    TAG = "HTML tags"
    COMMENT = "HTML comments"
    PROGRAM = "Parts of HTML that are for browsers alone"
    CODE = "The languages of code"
    FOOTNOTE = "Marks of footnotes"
    TASK = "Marks of tasks that are done"


class LeftOut:
    def __init__(self) -> None:
        self._found: dict[Kind, dict[str, None]] = {}

    def add(self, kind: Kind, text: str) -> None:
        if any(map(str.isalnum, text)):
            short = " ".join(text[: 2 * _LONGEST].split())
            self._found.setdefault(kind, {})[short if len(short) <= _LONGEST else f"{short[:_LONGEST]}…"] = None

    def warnings(self) -> tuple[str, ...]:
        return tuple(f"{kind} were left out: {_named(list(found))}." for kind, found in self._found.items())


def _named(found: list[str]) -> str:
    more = len(found) - _MOST_NAMED
    return ", ".join(found[:_MOST_NAMED]) + (f" and {more} others" if more > 0 else "")
