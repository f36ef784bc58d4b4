"""Tables of cases: what is written, and every right way to say it.

Our own tables are `tables/LANGUAGE.tsv`: class, written, spoken, where `~` parts several right readings. A speaker of
the language can read and extend them. `departures/LANGUAGE.tsv` lists the cases of the outside anchor that are read
differently on purpose: class, written, what is said here, and the reason.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vozes.text.normalizing.languages import find_language
from vozes.text.normalizing.normalizer import Normalizer, applied
from vozes.text.normalizing.rules import SPELLED

FOLDER = Path(__file__).parent


class Case(NamedTuple):
    kind: str
    written: str
    readings: tuple[str, ...]


def cases(table: Path) -> list[Case]:
    rows = (row.split("\t") for row in table.read_text("utf-8").splitlines()[1:])
    return [Case(kind, written, tuple(said.split("~"))) for kind, written, said, *_ in rows]


def departures(language: str) -> dict[tuple[str, str], str]:
    """What is said here for the anchor's cases, by class and what is written."""
    table = FOLDER / "departures" / f"{language}.tsv"
    return {(case.kind, case.written): case.readings[0] for case in cases(table)} if table.exists() else {}


def said(text: str, language: str) -> str:
    normalizer = _normalizer(language)
    return applied(text, normalizer.edits(text)).replace(SPELLED, "")


def is_right(text: str, readings: tuple[str, ...]) -> bool:
    """Whether a text is one of the readings, spaces and capitals aside."""
    return _plain(text) in map(_plain, readings)


def languages() -> Iterator[str]:
    yield from sorted(path.stem for path in (FOLDER / "tables").glob("*.tsv"))


@cache
def _normalizer(language: str) -> Normalizer:
    rules = find_language(language)
    assert rules is not None
    return Normalizer(rules)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().split())
