"""What is taken out of a text though it has letters or digits, for the sentences in which the user is told of it."""

from enum import Enum

from vozes.warnings import CodedWarning, WarningCode

_MOST_NAMED = 16
_LONGEST = 240


class Kind(Enum):
    """What it was: the code of a warning, and its beginning."""

    LINK = WarningCode.LINKS_LEFT_OUT, "Addresses of links"
    PICTURE = WarningCode.PICTURES_LEFT_OUT, "Addresses of pictures"
    TAG = WarningCode.HTML_TAGS_LEFT_OUT, "HTML tags"
    COMMENT = WarningCode.HTML_COMMENTS_LEFT_OUT, "HTML comments"
    PROGRAM = WarningCode.HTML_PARTS_LEFT_OUT, "Parts of HTML that are for browsers alone"
    CODE = WarningCode.CODE_LANGUAGES_LEFT_OUT, "The languages of code"
    FOOTNOTE = WarningCode.FOOTNOTE_MARKS_LEFT_OUT, "Marks of footnotes"
    TASK = WarningCode.TASK_MARKS_LEFT_OUT, "Marks of tasks that are done"


class LeftOut:
    def __init__(self) -> None:
        self._found: dict[Kind, dict[str, None]] = {}

    def add(self, kind: Kind, text: str) -> None:
        if any(map(str.isalnum, text)):
            short = " ".join(text[: 2 * _LONGEST].split())
            self._found.setdefault(kind, {})[short if len(short) <= _LONGEST else f"{short[:_LONGEST]}…"] = None

    def warnings(self) -> tuple[CodedWarning, ...]:
        return tuple(_warning(kind, tuple(found)) for kind, found in self._found.items())


def _warning(kind: Kind, found: tuple[str, ...]) -> CodedWarning:
    code, what = kind.value
    names, more = found[:_MOST_NAMED], max(len(found) - _MOST_NAMED, 0)
    others = f" and {more} others" if more else ""
    return CodedWarning(code, f"{what} were left out: {', '.join(names)}{others}.", names=names, more=more)
