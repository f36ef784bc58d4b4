"""The voices of a folder in memory, kept true to what is on the disk, whoever changes that.

Folders that appear and vanish are seen at each look, and a voice that is asked for is looked at itself. What changes
inside a folder shows in the times of the folder and its `voice.json`: a look at all voices compares those of the next
1,000 in turn, or of all where another process of Vozes has written since. So with 10,000 voices a look takes some
15 ms, and an edit by hand is seen by the tenth at the latest. It writes nothing.
"""

import logging
import os
import stat
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vozes.voices.names import is_id, name_key, plain
from vozes.voices.reading import VOICE_FILE, read_voice
from vozes.voices.voice import LibraryVoice

_PER_LOOK = 1_000
"""The most voices that one look reads."""
_SETTLED_NS = 100_000_000
"""Nanoseconds after which another change must show in the time of a file, whose clock may be coarse."""

log = logging.getLogger(__name__)

_Stamp = tuple[int, ...]
"""Times and numbers that differ once a folder or its `voice.json` has changed."""


@dataclass(frozen=True, slots=True)
class IndexedVoice:
    voice: LibraryVoice
    key: str
    """The key of its name (`name_key`)."""
    order: tuple[str, str, str]
    words: str
    """What a search looks at."""
    tags: frozenset[str]
    """The keys of its tags."""


def _indexed(voice: LibraryVoice) -> IndexedVoice:
    key = name_key(voice.name)
    words = plain("\n".join((voice.name, voice.description, *voice.tags)))
    return IndexedVoice(voice, key, (plain(voice.name), key, voice.id), words, frozenset(map(name_key, voice.tags)))


@dataclass(frozen=True, slots=True)
class _Entry:
    stamp: _Stamp | None
    """The folder's stamp; None where it changed so lately that it is read again."""
    indexed: IndexedVoice | None
    fault: str = ""
    """The reason why the folder is no voice."""


class VoiceIndex:
    """Keeps the voices of a folder in memory; any number of threads may use it."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._lock = threading.Lock()  # guards all that follows
        self._entries: dict[str, _Entry] = {}
        self._ignored: set[str] = set()
        self._waiting: list[str] = []  # whose turn it is next
        self._changed = -1  # the folder's time when all voices were looked at
        self._sorted: list[IndexedVoice] | None = None
        self._by_key: dict[str, LibraryVoice] = {}

    def get(self, voice_id: str) -> LibraryVoice | None:
        """Returns the voice as it is now. The id must be one (`is_id`)."""
        with self._lock:
            self._look(voice_id)
            entry = self._entries.get(voice_id)
            return entry.indexed.voice if entry and entry.indexed else None

    def by_key(self, key: str) -> LibraryVoice | None:
        """Returns the first voice by id of those whose name has that key."""
        with self._lock:
            self._refresh()
            self._sort()
            return self._by_key.get(key)

    def owners(self) -> dict[str, LibraryVoice]:
        """Voices by the keys of their names, after a look at each."""
        with self._lock:
            self._refresh(thorough=True)
            self._sort()
            return dict(self._by_key)

    def sorted(self) -> list[IndexedVoice]:
        """Returns all voices, by name."""
        with self._lock:
            self._refresh()
            return self._sort()

    @contextmanager
    def own_write(self) -> Iterator[None]:
        """Marks a write of our own, under the library's lock: it is no reason to look at all voices."""
        with self._lock:
            current = self._changed == _modified(self._folder)
        yield
        with self._lock:
            if current:
                self._changed = _modified(self._folder)

    def look_at(self, voice_ids: Iterable[str]) -> None:
        """Looks at these voices, so that what was written there shows at the next look."""
        with self._lock:
            for voice_id in voice_ids:
                self._look(voice_id)

    def _sort(self) -> list[IndexedVoice]:
        if self._sorted is None:
            voices = [entry.indexed for entry in self._entries.values() if entry.indexed]
            self._sorted = sorted(voices, key=lambda indexed: indexed.order)
            self._by_key = {indexed.key: indexed.voice for indexed in reversed(self._sorted)}
        return self._sorted

    def _refresh(self, thorough: bool = False) -> None:
        changed = _modified(self._folder)
        names = self._names()
        for name in self._entries.keys() - names:
            self._forget(name)
        if thorough or changed != self._changed:
            due: Iterable[str] = names
        else:
            due = [*(names - self._entries.keys()), *self._next_turn()]
        for name in due:
            self._look(name)
        if changed != self._changed:
            self._changed = changed if _settled(changed) else -1

    def _names(self) -> set[str]:
        """Returns the names of the folders that can be voices."""
        try:
            with os.scandir(self._folder) as entries:
                folders = {entry.name for entry in entries if entry.is_dir(follow_symlinks=False)}
        except OSError:  # it is not there, or cannot be read now
            return set()
        for name in folders - self._entries.keys():
            if not is_id(name):
                folders.remove(name)
                self._tell_ignored(name)
        return folders

    def _tell_ignored(self, name: str) -> None:
        if name not in self._ignored and not name.startswith("."):
            self._ignored.add(name)
            log.warning("The folder %r is no voice: use small letters, digits, - and _ for its name", name)

    def _next_turn(self) -> list[str]:
        if not self._waiting:
            self._waiting = list(self._entries)
        turn, self._waiting = self._waiting[:_PER_LOOK], self._waiting[_PER_LOOK:]
        return turn

    def _look(self, name: str) -> None:
        """Reads the folder anew if it has changed."""
        stamp = _stamp(f"{self._folder}/{name}")
        known = self._entries.get(name)
        if stamp is None:
            self._forget(name)
        elif known is None or known.stamp != stamp:
            self._read(name, stamp if _settled(max(stamp[:2])) else None, known)

    def _read(self, name: str, stamp: _Stamp | None, known: _Entry | None) -> None:
        try:
            indexed, fault = _indexed(read_voice(f"{self._folder}/{name}", name)), ""
        except ValueError as error:
            indexed, fault = None, str(error)
            if known is None or known.fault != fault:
                log.warning("The voice in the folder %r is skipped: %s", name, fault)
        if known is not None and known.indexed == indexed:
            indexed = known.indexed
        else:
            self._sorted = None
        self._entries[name] = _Entry(stamp, indexed, fault)

    def _forget(self, name: str) -> None:
        if self._entries.pop(name, None) is not None:
            self._sorted = None


def _stamp(folder: str) -> _Stamp | None:
    """Returns the stamp of a folder, times first, in nanoseconds; None where there is no such folder."""
    try:
        itself = os.lstat(folder)
    except OSError:
        return None
    if not stat.S_ISDIR(itself.st_mode):
        return None
    try:
        file = os.stat(f"{folder}/{VOICE_FILE}")
    except OSError:
        return itself.st_mtime_ns, 0
    return itself.st_mtime_ns, file.st_mtime_ns, file.st_size, file.st_ino


def _settled(changed: int) -> bool:
    """Returns whether another change would show in that time."""
    return changed < time.time_ns() - _SETTLED_NS


def _modified(folder: Path) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0
