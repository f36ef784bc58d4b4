"""Recordings in which speakers agree that a voice is made of theirs: a folder for each, `consents/ID/`.

A voice that is made with one keeps a copy of it, so a consent may be deleted while its voices stay. Everything here may
be called from any thread and waits for the disk. It knows nothing of how recordings are made.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from vozes import files
from vozes.errors import ErrorCode, VozesError
from vozes.files import unwritable
from vozes.voices.names import check_name, is_consent_id, new_consent_id
from vozes.voices.reading import original_name
from vozes.voices.voice import CONSENT_FILE, Consent, DraftRecording, checked_consent, utc_time

_FILE = "consent.json"
_CONSENT = TypeAdapter(Consent)

log = logging.getLogger(__name__)


class ConsentLibrary:
    """Needs no folder to be there yet. What a method has returned from survives a kill and a loss of power.

    What writes raises VozesError: STORAGE_FULL, LIBRARY_BUSY; and has changed nothing then.
    """

    def __init__(self, folder: Path, writing: Callable[[], AbstractContextManager[None]]):
        """`writing`: holds the lock of the library of voices."""
        self._folder = folder
        self._writing = writing

    def list(self) -> list[Consent]:
        """Returns the consents, the latest first."""
        folders = self._folder.iterdir() if self._folder.is_dir() else ()
        found = (self._read(path.name) for path in folders if is_consent_id(path.name))
        return sorted(filter(None, found), key=lambda consent: (consent.created, consent.id), reverse=True)

    def get(self, consent_id: str) -> Consent:
        """Raises VozesError(NOT_FOUND)."""
        consent = self._read(consent_id) if is_consent_id(consent_id) else None
        if consent is None:
            raise unknown_consent(consent_id)
        return consent

    def add(self, name: str, language: str, recording: DraftRecording) -> Consent:
        """Raises VozesError(INVALID_FIELD) too."""
        consent = new_consent(name, language, recording.seconds)
        with self._writing():
            files.make_folder(self._folder)
            folder = files.new_folder(self._folder)
            try:
                self._write(folder, consent, recording)
                files.move(folder, self._folder / consent.id)
            except BaseException:
                files.remove_folder(folder)
                raise
        return consent

    def rename(self, consent_id: str, name: str) -> Consent:
        """Raises VozesError: NOT_FOUND, INVALID_FIELD."""
        name = check_name(name)
        with self._writing():
            consent = replace(self.get(consent_id), name=name)
            files.replace_file(self._folder / consent_id / _FILE, _to_json(consent), workplace=self._folder)
        return consent

    def delete(self, consent_id: str) -> None:
        """Removes it for good. Raises VozesError(NOT_FOUND)."""
        with self._writing():
            self.get(consent_id)
            files.remove_folder(self._folder / consent_id)
            files.sync_folder(self._folder)

    def copy_recording(self, consent_id: str, path: Path) -> Path:
        """Copies the recording into a new file. Raises VozesError: NOT_FOUND, STORAGE_FULL."""
        try:
            files.write_file(path, self._folder / self.get(consent_id).id / CONSENT_FILE)
        except FileNotFoundError:  # it was deleted this moment
            raise unknown_consent(consent_id) from None
        except OSError as error:
            raise unwritable("The recording of the consent could not be copied", error) from error
        return path

    def _write(self, folder: Path, consent: Consent, recording: DraftRecording) -> None:
        files.write_file(folder / CONSENT_FILE, recording.wav)
        if recording.original is not None:
            files.write_file(folder / original_name(1, recording.original_suffix), recording.original)
        files.write_file(folder / _FILE, _to_json(consent))
        files.sync_folder(folder)

    def _read(self, consent_id: str) -> Consent | None:
        try:
            consent = _CONSENT.validate_json((self._folder / consent_id / _FILE).read_bytes())
            return checked_consent(replace(consent, id=consent_id))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, VozesError) as error:
            log.warning("The consent in the folder %s is skipped: %s", consent_id, error)
            return None


def new_consent(name: str, language: str, seconds: float) -> Consent:
    """Raises VozesError(INVALID_FIELD)."""
    return checked_consent(Consent(new_consent_id(), name, language, utc_time(), seconds))


def unknown_consent(consent_id: str) -> VozesError:
    return VozesError(ErrorCode.NOT_FOUND, f"There is no consent {consent_id[:64]!r}.", param="consent_id")


def _to_json(consent: Consent) -> bytes:
    return _CONSENT.dump_json(consent, indent=2) + b"\n"
