"""Recordings in which speakers agree: taken in as those of voices are, and kept until they are deleted.

It knows nothing of HTTP, nor of how they are kept, which is `vozes.voices`' matter.
"""

from dataclasses import dataclass

from vozes.service.thread_pools import in_thread
from vozes.service.voices.cloning import SentRecording, VoiceService
from vozes.service.voices.library_writer import LibraryWriter
from vozes.voices.consents import ConsentLibrary, new_consent
from vozes.voices.voice import Consent


@dataclass(frozen=True, slots=True)
class ConsentOrder:
    """What a user sends, unchecked."""

    name: str
    language: str
    recording: SentRecording
    param: str
    """The name of the parameter that errors about the recording give."""


class ConsentService:
    def __init__(self, library: ConsentLibrary, writer: LibraryWriter, voices: VoiceService):
        self._library = library
        self._writer = writer
        self._voices = voices

    async def add(self, order: ConsentOrder) -> Consent:
        """Raises VozesError: INVALID_FIELD, INVALID_RECORDING, STORAGE_FULL; then nothing is kept."""
        new_consent(order.name, order.language, seconds=0.0)
        with self._voices.uploads.folder() as folder:
            [recording] = await self._voices.take_in([order.recording], folder, order.param)
            return await self._writer.write(self._library.add, order.name, order.language, recording)

    async def list(self) -> list[Consent]:
        """Returns the consents, the latest first."""
        return await in_thread(self._library.list)

    async def get(self, consent_id: str) -> Consent:
        """Raises VozesError(NOT_FOUND)."""
        return await in_thread(self._library.get, consent_id)

    async def rename(self, consent_id: str, name: str) -> Consent:
        """Raises VozesError: NOT_FOUND, INVALID_FIELD."""
        return await self._writer.write(self._library.rename, consent_id, name)

    async def delete(self, consent_id: str) -> None:
        """Removes it for good; voices that were made with it keep their copy. Raises VozesError(NOT_FOUND)."""
        await self._writer.write(self._library.delete, consent_id)
