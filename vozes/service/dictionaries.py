"""Pronunciation dictionaries that count only in the requests that name them, a file each in `dictionaries` of the home.

The lexicon counts in every request; these are for programs that keep several and choose. Everything here may be called
from any thread and waits for the disk; what writes is to be called by one at a time. It knows nothing of HTTP.
"""

import hashlib
import json
import logging
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.files import unwritable, write_whole
from vozes.text.lexicon.entries import LexiconEntry, as_json, entries_from, merged
from vozes.voices.names import check_name

FOLDER = "dictionaries"
MOST_DICTIONARIES, MOST_RULES = 100, 1_000
_LONGEST_DESCRIPTION = 1_000
"""Characters."""
_ID = re.compile("dict_[0-9a-f]{16}")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PronunciationDictionary:
    id: str
    name: str
    entries: tuple[LexiconEntry, ...]
    description: str = ""
    created: int = 0
    """Seconds since 1970."""
    archived: int | None = None
    """When it was put away, in seconds since 1970; it can still be named."""

    @property
    def version(self) -> str:
        """What changes with the entries, and with nothing else."""
        content = json.dumps([as_json(entry) for entry in self.entries]).encode()
        return f"ver_{hashlib.sha256(content).hexdigest()[:16]}"


class DictionaryStore:
    """Needs no folder to be there yet."""

    def __init__(self, home: Path):
        self._folder = home / FOLDER
        self._read: dict[Path, tuple[tuple[int, int], PronunciationDictionary]] = {}

    def list(self) -> Sequence[PronunciationDictionary]:
        """Returns those that can be read, the newest first."""
        found: list[PronunciationDictionary] = []
        for path in sorted(self._folder.glob("dict_*.json")):
            try:
                found.append(self._get(path))
            except VozesError as error:
                log.warning("%s", error.message)
        return sorted(found, key=lambda each: -each.created)

    def get(self, dictionary_id: str) -> PronunciationDictionary:
        """Raises VozesError(NOT_FOUND), the same for an id that is not there and one that may not be."""
        if not _ID.fullmatch(dictionary_id):
            raise _unknown(dictionary_id)
        return self._get(self._path(dictionary_id))

    def add(self, name: str, description: str, entries: Sequence[LexiconEntry]) -> PronunciationDictionary:
        """Raises VozesError: INVALID_FIELD, STORAGE_FULL, HOME_UNUSABLE."""
        if len(list(self._folder.glob("dict_*.json"))) >= MOST_DICTIONARIES:
            message = f"There are {MOST_DICTIONARIES} dictionaries already: delete one from the folder {FOLDER}."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="name")
        if not 1 <= len(entries) <= MOST_RULES:
            message = f"A dictionary has 1 to {MOST_RULES:,} rules, not {len(entries):,}."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="rules")
        if len(description) > _LONGEST_DESCRIPTION:
            message = f"The description has {len(description)} characters; at most {_LONGEST_DESCRIPTION} are allowed."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="description")
        id_ = f"dict_{secrets.token_hex(8)}"
        made = PronunciationDictionary(id_, check_name(name), merged((), entries), description, int(time.time()))
        self._write(made)
        return made

    def change(
        self, dictionary_id: str, name: str | None = None, archived: bool | None = None
    ) -> PronunciationDictionary:
        """Renames it, or puts it away or back. Raises VozesError as `get` and `add` do."""
        changed = self.get(dictionary_id)
        if name is not None:
            changed = replace(changed, name=check_name(name))
        if archived is not None and archived != (changed.archived is not None):
            changed = replace(changed, archived=int(time.time()) if archived else None)
        self._write(changed)
        return changed

    def _path(self, dictionary_id: str) -> Path:
        return self._folder / f"{dictionary_id}.json"

    def _write(self, dictionary: PronunciationDictionary) -> None:
        fields = asdict(dictionary) | {"entries": [as_json(entry) for entry in dictionary.entries]}
        del fields["id"]
        try:
            write_whole(self._path(dictionary.id), json.dumps(fields, ensure_ascii=False, indent=1).encode() + b"\n")
        except OSError as error:
            raise unwritable("The dictionary cannot be written", error) from error

    def _get(self, path: Path) -> PronunciationDictionary:
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            known = self._read.get(path)
            if known is None or known[0] != stamp:
                known = self._read[path] = stamp, _from_json(path.stem, path.read_bytes())
        except FileNotFoundError:
            self._read.pop(path, None)
            raise _unknown(path.stem) from None
        except (OSError, ValueError, KeyError, TypeError, VozesError) as error:
            message = f"The dictionary {path.stem} cannot be understood: {error}."
            raise VozesError(ErrorCode.NOT_FOUND, message, param="pronunciation_dictionary_id") from error
        return known[1]


def _from_json(id_: str, content: bytes) -> PronunciationDictionary:
    fields = json.loads(content)
    entries = entries_from(fields.pop("entries"), "entries")
    return PronunciationDictionary(id_, entries=entries, **fields)


def _unknown(dictionary_id: str) -> VozesError:
    message = f"There is no pronunciation dictionary {dictionary_id[:40]!r}."
    return VozesError(ErrorCode.NOT_FOUND, message, param="pronunciation_dictionary_id")
