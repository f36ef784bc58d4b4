"""What is in a backup: the name, size and SHA-256 of each file, and of which version of the home it is."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from vozes.errors import ErrorCode, VozesError
from vozes.service.backup import FORMAT
from vozes.service.backup.contents import is_kept

LARGEST = 64 * 1024 * 1024
"""Bytes; each file takes some 150."""
_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KeptFile:
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    files: Mapping[str, KeptFile]
    """By their names in the home, with slashes."""
    home_format: int
    made: str
    """When it was made: ISO 8601 in UTC."""
    vozes: str
    """The version that made it."""

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files.values())

    @property
    def voices(self) -> int:
        """How many voices are in it, without those in the trash."""
        return sum(name.startswith("voices/custom/") and name.endswith("/voice.json") for name in self.files)


def to_json(manifest: Manifest) -> bytes:
    return json.dumps({"format": FORMAT} | asdict(manifest), indent=1).encode() + b"\n"


def from_json(content: bytes) -> Manifest:
    """Raises VozesError(INVALID_BACKUP) that says what is wrong."""
    try:
        document = json.loads(content)
        version, home_format = document["format"], document["home_format"]
        if type(version) is not int or type(home_format) is not int or home_format < 0:
            raise ValueError("its version is no number")
        if version > FORMAT:
            raise newer_backup(str(document["vozes"]))
        files = {name: _file(name, each) for name, each in document["files"].items()}
        return Manifest(files, home_format, str(document["made"]), str(document["vozes"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise invalid_backup(f"has a list of its files that is wrong ({error})") from None


def invalid_backup(problem: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_BACKUP, f"The backup {problem}.", param="file")


def newer_backup(version: str) -> VozesError:
    message = f"The backup is of a newer version of Vozes ({version[:40]!r}): update Vozes, then restore it."
    return VozesError(ErrorCode.INVALID_BACKUP, message, param="file")


def _file(name: str, described: object) -> KeptFile:
    if not is_kept(name):
        raise invalid_backup(f"names a file that does not belong in it: {name[:200]!r}")
    if not isinstance(described, dict) or described.keys() != {"size", "sha256"}:
        raise ValueError("a file is described in another way")
    size, digest = described["size"], described["sha256"]
    if type(size) is not int or size < 0 or not _SHA256.fullmatch(str(digest)):
        raise ValueError("a size or SHA-256 is none")
    return KeptFile(size, digest)
