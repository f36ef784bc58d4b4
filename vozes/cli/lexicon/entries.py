"""`vozes lexicon list`, `add` and `remove`: the words of the lexicon in the home.

A terminal gets a table, a pipe a line for each word with its parts between tabs, and who asks for it JSON. What is
wrong with the file that keeps them is logged, which a command shows.
"""

import sys
from collections.abc import Sequence

from rich.table import Column, Table

from vozes.checkout import VOZES
from vozes.cli.console import Refusal, output_console, tell
from vozes.service.home import mend_home
from vozes.service.lexicon import LexiconStore
from vozes.settings import Settings
from vozes.text.lexicon.entries import LexiconEntry, checked, checked_language, to_json


def open_lexicon(settings: Settings) -> LexiconStore:
    """Returns the lexicon, after closing to others what an older version has left open."""
    mend_home(settings.home)
    return LexiconStore(settings.home, settings.library_wait_seconds)


def entries_of(settings: Settings, language: str | None) -> list[LexiconEntry]:
    """Returns the entries, of a language tag where one is named."""
    tag = None if language is None else checked_language(language, "language")
    return [entry for entry in open_lexicon(settings).read().entries if tag in (None, entry.language)]


def words(number: int) -> str:
    return f"{number} word{'' if number == 1 else 's'}"


def print_entries(settings: Settings, language: str | None, *, as_json: bool) -> None:
    """Raises Refusal where no word is there."""
    entries = entries_of(settings, language)
    console = output_console()
    if as_json:
        sys.stdout.write(to_json(entries).decode())
    elif not entries:
        raise Refusal(_nothing(language))
    elif console.is_terminal:
        console.print(_table(entries))
    else:
        sys.stdout.writelines("\t".join(_cells(entry)) + "\n" for entry in entries)


def add_entry(settings: Settings, entry: LexiconEntry) -> None:
    """Raises VozesError: INVALID_FIELD, LIBRARY_BUSY, STORAGE_FULL."""
    entry = checked(entry, "entries")
    open_lexicon(settings).put([entry])
    where = f"in {entry.language}" if entry.language else "in every language"
    tell(f"{entry.word} is read as {_reading(entry)} {where} now.")


def remove_entries(settings: Settings, word: str | None, language: str | None) -> None:
    """Removes a word, or all where none is named. Raises Refusal where it is not there."""
    store = open_lexicon(settings)
    change = store.clear() if word is None else store.remove(word, language)
    if word is not None and not change.removed:
        where = f" in {language}" if language else ""
        raise Refusal(f"The lexicon has no word {word!r}{where}: {VOZES} lexicon list shows all.")
    tell(f"{words(change.removed)} removed." if word is None else f"{word} is read as any other word now.")


def _table(entries: Sequence[LexiconEntry]) -> Table:
    table = Table(
        *(Column(name, overflow="fold") for name in ("word", "language", "read as", "case")), box=None, pad_edge=False
    )
    for entry in entries:
        table.add_row(*_cells(entry))
    return table


def _cells(entry: LexiconEntry) -> tuple[str, ...]:
    return entry.word, entry.language or "every", _reading(entry), "as written" if entry.case_sensitive else "any"


def _reading(entry: LexiconEntry) -> str:
    """Returns a respelling as it is, and IPA between slashes."""
    return entry.respelling or f"/{entry.ipa}/"


def _nothing(language: str | None) -> str:
    if language is not None:
        return f"The lexicon has no word of the language {language!r}."
    return f"The lexicon has no words yet: {VOZES} lexicon add WORD RESPELLING adds one."
