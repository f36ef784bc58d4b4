"""Where a model came from, in a file beside it: when, under which licence, and what each of its files is.

Who puts a model in place writes it; a model that a person has put there has none.
"""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vozes.files import write_whole

RECORD = ".source.json"
"""The name of that file."""

Kind = Literal["hub", "registry", "import"]


@dataclass(frozen=True, slots=True)
class FileRecord:
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Provenance:
    kind: Kind
    origin: str
    """A repository with its revision, packages with their versions, or a folder."""
    eight_bit: bool
    """Whether the weights were made of the release quantised to 8 bits."""
    installed_at: str
    """As ISO 8601 has it, in UTC."""
    licence: str
    """The id of the licence."""
    licence_accepted_at: str | None
    """None where nothing has to be accepted."""
    files: Mapping[str, FileRecord]
    """Each file of the model by its path in the folder."""


def read_provenance(folder: Path) -> Provenance | None:
    """Returns what is written in a model's folder; None where there is nothing that can be read."""
    try:
        return parse_provenance((folder / RECORD).read_bytes())
    except OSError:
        return None


def parse_provenance(content: bytes) -> Provenance | None:
    """Returns what such a file says; None where it cannot be read."""
    try:
        values = json.loads(content)
        files = {path: FileRecord(**record) for path, record in values.pop("files").items()}
        return Provenance(**values, files=files)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def write_provenance(folder: Path, provenance: Provenance) -> None:
    """Raises OSError."""
    text = json.dumps(dataclasses.asdict(provenance), ensure_ascii=False, indent=1)
    write_whole(folder / RECORD, text.encode())


def altered(folder: Path, provenance: Provenance) -> list[str]:
    """Returns the files that are missing or have another size than when the model was put in place."""
    return [path for path, record in provenance.files.items() if _size(folder / path) != record.bytes]


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
