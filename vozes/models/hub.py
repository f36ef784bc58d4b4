"""Fetches a model's files from the model hub, through the hub's own client.

What is there already is not fetched again, and a file that was broken off goes on at its last byte. It knows nothing
of what the files are for; `pulling` checks and places them. It needs `huggingface_hub`, which only neural engines do.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from huggingface_hub import HfApi, ModelInfo, constants, hf_hub_url
from huggingface_hub.errors import HfHubHTTPError
from huggingface_hub.file_download import http_get
from huggingface_hub.utils.tqdm import disable_progress_bars

from vozes.files import make_folder
from vozes.models.catalog import CatalogFile, HubSource
from vozes.models.failures import Passed, reason_of, shifted, unreachable

_PART = ".part"
_CHUNK = 1024 * 1024
"""Bytes between two reports of progress, and so what is lost at most where it is broken off."""


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file as the hub announces it."""

    file: CatalogFile
    bytes: int
    sha256: str | None
    """What the catalogue knows, else the hub; None for a small file, of which the hub only tells `blob`."""
    blob: str | None
    """The hash by which git knows its content."""

    def is_there(self, folder: Path) -> bool:
        return (folder / self.file.path).is_file() and _size(folder / self.file.path) == self.bytes

    def present(self, folder: Path) -> int:
        """Returns how many of its bytes are in the folder."""
        return self.bytes if self.is_there(folder) else min(_size(_part(folder, self.file)), self.bytes)


def announced(source: HubSource, files: Sequence[CatalogFile], seconds: float) -> tuple[str, tuple[HubFile, ...]]:
    """Asks the hub for the files' sizes and hashes; returns the commit and them.

    Raises Passed where it does not answer within so many seconds, or lacks the repository, the revision or a file.
    """
    info = _ask(source, seconds)
    siblings = {sibling.rfilename: sibling for sibling in info.siblings or ()}
    found = []
    for file in files:
        sibling = siblings.get(file.at)
        if sibling is None or sibling.size is None:
            raise Passed(f"{_name(source)} has no file {file.at} at revision {source.revision}")
        lfs = sibling.lfs
        found.append(HubFile(file, sibling.size, file.sha256 or (lfs.sha256 if lfs else None), sibling.blob_id))
    return info.sha or source.revision, tuple(found)


def download(
    source: HubSource, commit: str, files: Sequence[HubFile], folder: Path, progress: Callable[[int], None]
) -> None:
    """Fetches what is not in the folder yet; `progress` takes the bytes that are there. Raises Passed, OSError."""
    disable_progress_bars()
    constants.DOWNLOAD_CHUNK_SIZE = _CHUNK
    done = sum(file.present(folder) for file in files)
    progress(done)
    for file in files:
        if file.is_there(folder):
            continue
        before = done - file.present(folder)
        _fetch(source, commit, file, folder, shifted(progress, before))
        done = before + file.bytes


def hub_name(source: HubSource, commit: str) -> str:
    """Returns where the files come from: another hub than the usual one is named."""
    mirror = "" if constants.ENDPOINT == "https://huggingface.co" else f" ({constants.ENDPOINT})"
    return f"{source.repository}@{commit}{mirror}"


def _fetch(source: HubSource, commit: str, file: HubFile, folder: Path, progress: Callable[[int], None]) -> None:
    part = _part(folder, file.file)
    make_folder(part.parent)
    if _size(part) > file.bytes:
        part.unlink()
    url = hf_hub_url(source.repository, file.file.at, revision=commit)
    try:
        with part.open("r+b" if part.exists() else "wb") as opened:
            there = opened.seek(0, 2)
            http_get(url, _Counted(opened, progress), resume_size=there, expected_size=file.bytes)  # type: ignore[arg-type]
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None and not isinstance(error, HfHubHTTPError):
            raise  # the disk
        raise Passed(_reason(source, error, file.file.at)) from error
    part.replace(folder / file.file.path)


class _Counted:
    """A file that tells how long it is whenever something is written."""

    def __init__(self, file: BinaryIO, progress: Callable[[int], None]) -> None:
        self._file, self._progress = file, progress
        self.seek, self.tell, self.truncate = file.seek, file.tell, file.truncate

    def write(self, data: bytes) -> int:
        written = self._file.write(data)
        self._progress(self._file.tell())
        return written


def _ask(source: HubSource, seconds: float) -> ModelInfo:
    """Asks in a thread, since neither looking a name up nor an answer that drips in is bound by a time-out."""
    answers: list[ModelInfo | Exception] = []

    def ask() -> None:
        try:
            api, late = HfApi(token=False), 2 * seconds  # when nobody waits any more
            answers.append(
                api.model_info(source.repository, revision=source.revision, files_metadata=True, timeout=late)
            )
        except Exception as error:
            answers.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        raise Passed(f"the model hub at {constants.ENDPOINT} does not answer within {seconds:g} s")
    if isinstance(answers[0], Exception):
        raise Passed(_reason(source, answers[0])) from answers[0]
    return answers[0]


def _reason(source: HubSource, error: Exception, file: str = "") -> str:
    """Returns why the hub's client failed."""
    status = error.response.status_code if isinstance(error, HfHubHTTPError) and error.response is not None else None
    if status == 404:
        return f"{_name(source)} lacks {file or f'the revision {source.revision}, or is not there'}"
    if status is not None:
        return f"{_name(source)} answers with status {status}"
    if file:
        return f"{_name(source)} broke off in the middle of {file}: {reason_of(error)}"
    return unreachable(f"the model hub at {constants.ENDPOINT}", error)


def _name(source: HubSource) -> str:
    return f"{source.repository} at {constants.ENDPOINT}"


def _part(folder: Path, file: CatalogFile) -> Path:
    return folder / f"{file.path}{_PART}"


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
