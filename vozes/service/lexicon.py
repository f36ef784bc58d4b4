"""The lexicon that is kept in the home, in `lexicon.json`: read whenever it has changed, whoever changed it.

Several processes may write at a time, and the file may be edited by hand; it is whole on the disk before anything that
writes returns. A file that cannot be understood is never lost: what was read before counts until it is mended, and who
writes puts it aside first. Everything here may be called from any thread and waits for the disk. It knows nothing of
what an entry means.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.files import changing, replace_file, why, write_file, write_whole
from vozes.service.watched_file import WatchedFile
from vozes.text.lexicon.entries import (
    MOST_ENTRIES,
    LexiconEntry,
    checked_language,
    checked_word,
    from_json,
    merged,
    to_json,
    too_many,
)
from vozes.text.lexicon.matching import Lexicon
from vozes.warnings import CodedWarning, WarningCode

FILE, LOCK = "lexicon.json", "lexicon.lock"

log = logging.getLogger(__name__)

Entries = tuple[LexiconEntry, ...]


@dataclass(frozen=True, slots=True)
class LexiconChange:
    added: int = 0
    changed: int = 0
    removed: int = 0
    total: int = 0
    """How many entries there are now."""
    warnings: tuple[CodedWarning, ...] = ()


class LexiconStore:
    """Needs no folder to be there yet. Where what writes raises VozesError nothing has changed."""

    def __init__(self, home: Path, wait_seconds: float = 10.0):
        """`wait_seconds`: how long to wait for another one that writes."""
        self._path = home / FILE
        self._wait_seconds = wait_seconds
        self._turn = threading.Lock()  # guards all that follows
        self._file = WatchedFile(self._path)
        self._content = b""
        self._lexicon = Lexicon()
        self._problem: CodedWarning | None = None

    def read(self) -> Lexicon:
        """Returns the lexicon as it is now: the same object as long as nothing changes."""
        with self._turn:
            self._look()
            return self._lexicon

    def problem(self) -> CodedWarning | None:
        """Returns a sentence where the file cannot be understood now, or not be read."""
        with self._turn:
            self._look()
            return self._problem

    def put(self, entries: Iterable[LexiconEntry], *, replace: bool = False) -> LexiconChange:
        """Adds entries, which replace those of the same words; with `replace` they are all that is left.

        Raises VozesError: INVALID_FIELD for too many, LIBRARY_BUSY, STORAGE_FULL, HOME_UNUSABLE.
        """
        return self._change(lambda own: merged(() if replace else own, entries))

    def remove(self, word: str, language: str | None = None) -> LexiconChange:
        """Removes the entries of a word, of all languages where none is named. Raises what `put` does."""
        word = checked_word(word, "word")
        language = None if language is None else checked_language(language, "language")
        return self._change(lambda own: tuple(entry for entry in own if not _is_of(entry, word, language)))

    def clear(self) -> LexiconChange:
        """Removes all entries. Raises what `put` does."""
        return self._change(lambda own: ())

    def _change(self, work: Callable[[Entries], Entries]) -> LexiconChange:
        with self._writing():
            before = self.read().entries
            after = work(before)
            if len(after) > MOST_ENTRIES:
                raise too_many(len(after), "entries")
            with self._kept_aside() as warnings:
                if after != before or warnings:
                    self._write(after)
        return _counted(before, after, warnings)

    def _write(self, entries: Entries) -> None:
        content = to_json(entries)
        if self._path.is_file():
            replace_file(self._path, content, workplace=self._path.parent)
        else:
            self._write_first(content)
        with self._turn:
            self._content, self._lexicon = content, Lexicon(entries)

    def _write_first(self, content: bytes) -> None:
        try:
            write_whole(self._path, content)
        except OSError:
            self._path.unlink(missing_ok=True)
            raise

    def _writing(self) -> AbstractContextManager[None]:
        """Holds the lock, which is of one process, and one thread of it, at a time."""
        return changing(f"The lexicon {self._path}", self._path.with_name(LOCK), self._wait_seconds)

    @contextmanager
    def _kept_aside(self) -> Iterator[tuple[CodedWarning, ...]]:
        """Copies a file that cannot be understood before it is replaced, and yields what to say of that."""
        problem = self.problem()
        if problem is None:
            yield ()
            return
        aside = _free_name(self._path.with_suffix(".damaged.json"))
        try:
            write_file(aside, self._path)
            told = f"{problem} It is kept as {aside.name}."
            yield (CodedWarning(WarningCode.LEXICON_KEPT_ASIDE, told, **problem.values, file=aside.name),)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        log.warning("What was in %s is kept as %s.", self._path.name, aside.name)

    def _look(self) -> None:
        """Reads the file anew where it has changed."""
        if not self._file.may_differ():
            return
        before, self._problem = self._problem, None
        try:
            self._take(self._path.read_bytes())
        except FileNotFoundError:
            if self._content:
                self._content, self._lexicon = b"", Lexicon()
        except OSError as error:
            told = f"The lexicon {self._path} cannot be read: {why(error)}."
            self._problem = CodedWarning(WarningCode.LEXICON_UNREADABLE, told, error=ErrorCode.HOME_UNUSABLE)
        except VozesError as error:
            told = f"The lexicon {self._path} cannot be understood. {error.message}"
            self._problem = CodedWarning(WarningCode.LEXICON_UNREADABLE, told, error=error.code)
        if self._problem not in (before, None):
            log.warning("%s", self._problem)

    def _take(self, content: bytes) -> None:
        if content != self._content or not content:
            self._lexicon = Lexicon(from_json(content))
            self._content = content


def _is_of(entry: LexiconEntry, word: str, language: str | None) -> bool:
    """Returns whether the entry is the word's, in whatever case unless that counts."""
    same = entry.word == word or (not entry.case_sensitive and entry.word.casefold() == word.casefold())
    return same and language in (None, entry.language)


def _counted(before: Entries, after: Entries, warnings: tuple[CodedWarning, ...]) -> LexiconChange:
    old, new = ({entry.key: entry for entry in entries} for entries in (before, after))
    return LexiconChange(
        added=len(new.keys() - old.keys()),
        changed=sum(entry != old.get(key, entry) for key, entry in new.items()),
        removed=len(old.keys() - new.keys()),
        total=len(new),
        warnings=warnings,
    )


def _free_name(path: Path) -> Path:
    """Returns the path, or one with a number where that is taken."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
