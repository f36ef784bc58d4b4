"""Voices of one's own: cloned from recordings and kept in the library, or used once and kept nowhere.

It knows nothing of HTTP. What is made of a recording is `vozes.audio.intake`'s matter, how voices are kept
`vozes.voices`'.
"""

import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from vozes.audio.intake import IntakeLimits, take_in
from vozes.engines.base import EngineState
from vozes.errors import ErrorCode, VozesError
from vozes.service.budget import Budget
from vozes.service.registry import RegisteredEngine, Registry
from vozes.service.speech.timeouts import Timeouts
from vozes.service.thread_pools import in_thread, with_files
from vozes.service.uploads import Uploads, write_upload
from vozes.service.voices.library_writer import LibraryWriter
from vozes.settings import Settings
from vozes.types import ClonedVoice
from vozes.voices.library import VoiceLibrary
from vozes.voices.names import name_taken
from vozes.voices.reading import recording_name
from vozes.voices.voice import CONSENT_FILE, Consent, DraftConsent, DraftRecording, LibraryVoice, VoiceDraft, checked

log = logging.getLogger(__name__)

MOST_RECORDINGS = 10
_TURN_SECONDS = 30.0
"""How long a clone waits for its turn with each engine that is loaded."""


@dataclass(frozen=True, slots=True)
class SentRecording:
    path: Path
    suffix: str = ""
    """The ending of the name that it was sent under, such as `.mp3`, for an original that is kept."""


@dataclass(frozen=True, slots=True)
class CloneOrder:
    """What a user asks for, unchecked."""

    name: str
    recordings: Sequence[SentRecording]
    consent: bool
    """Whether the user declares that the speaker has agreed."""
    language: str | None = None
    transcript: str = ""
    description: str = ""
    tags: Sequence[str] = ()
    param: str = "files"
    """The name of the parameter that errors about the recordings give."""
    consent_id: str | None = None
    """The id of a recording in which the speaker agrees, in place of that declaration."""


@dataclass(frozen=True, slots=True)
class OneOffVoice:
    """A voice for one request. Its recordings are there once `VoiceService.make` has returned."""

    voice: ClonedVoice
    sources: tuple[Path, ...]


class VoiceService:
    def __init__(
        self, library: VoiceLibrary, writer: LibraryWriter, registry: Registry, budget: Budget, settings: Settings
    ):
        self.uploads = Uploads(library.uploads)
        self._library = library
        self._writer = writer
        self._budget = budget
        self._registry = registry
        self._settings = settings

    async def clone(self, order: CloneOrder) -> LibraryVoice:
        """Adds a voice to the library; engines that are loaded have made of it what they need then.

        Raises VozesError: CONSENT_REQUIRED, INVALID_FIELD, NAME_TAKEN, INVALID_RECORDING, STORAGE_FULL; then nothing
        is kept.
        """
        await self._check(order)
        with self.uploads.folder() as folder:
            recordings = await self.take_in(order.recordings, folder, order.param)
            draft = VoiceDraft(order.name, recordings, order.language, order.description, order.transcript, order.tags)
            draft = await self._with_consent(draft, order.consent_id, folder)
            voice = await self._writer.write(self._library.add, draft)
        log.info("the voice %s was cloned", voice.id)
        await self._make_embeddings(voice)
        return voice

    @contextmanager
    def one_off(self, sources: Sequence[Path]) -> Iterator[OneOffVoice]:
        """Makes a voice of which nothing is left after the block."""
        with self.uploads.folder() as folder:
            recordings = tuple(str(folder / recording_name(number)) for number in range(1, len(sources) + 1))
            yield OneOffVoice(ClonedVoice(f"reference_{secrets.token_hex(8)}", recordings), tuple(sources))

    async def make(self, one_off: OneOffVoice) -> None:
        """Raises VozesError: INVALID_RECORDING, STORAGE_FULL."""
        folder = Path(one_off.voice.recordings[0]).parent
        await self.take_in(list(map(SentRecording, one_off.sources)), folder, "reference_audio")

    async def _check(self, order: CloneOrder) -> None:
        """Refuses what can be known before the work. The library looks at the name again when it adds the voice."""
        if order.consent_id is not None:
            await self._consent(order.consent_id)
        elif not order.consent:
            message = "It is not declared that the speaker agrees."
            raise VozesError(ErrorCode.CONSENT_REQUIRED, message, param="consent")
        about = (order.language, order.description, order.transcript, tuple(order.tags))
        name = checked(LibraryVoice("", order.name, *about)).name
        if not 1 <= len(order.recordings) <= MOST_RECORDINGS:
            message = f"A voice is cloned from 1 to {MOST_RECORDINGS} recordings, not {len(order.recordings)}."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param=order.param)
        if await in_thread(self._library.by_name, name) is not None:
            raise name_taken(name)

    async def _consent(self, consent_id: str) -> Consent:
        """Raises VozesError(CONSENT_REQUIRED) where there is none of that id."""
        try:
            return await in_thread(self._library.consents.get, consent_id)
        except VozesError as error:
            raise VozesError(ErrorCode.CONSENT_REQUIRED, error.message, param="consent") from None

    async def _with_consent(self, draft: VoiceDraft, consent_id: str | None, folder: Path) -> VoiceDraft:
        """Returns the draft with the recording in which the speaker agrees, where there is one."""
        if consent_id is None:
            return draft
        consent = await self._consent(consent_id)
        wav = await with_files(self._library.consents.copy_recording, consent_id, folder / CONSENT_FILE)
        return replace(draft, consent=consent.created, consent_recording=DraftConsent(consent, wav))

    async def take_in(self, recordings: Sequence[SentRecording], folder: Path, param: str) -> list[DraftRecording]:
        """Takes the recordings into the folder; where there are several, a refusal names the one."""
        limits = IntakeLimits(
            self._settings.max_recording_bytes, self._settings.max_recording_seconds, self._settings.intake_seconds
        )
        drafts = []
        for number, sent in enumerate(recordings, 1):
            try:
                prepared = await take_in(sent.path, limits)
            except VozesError as error:
                which = f"Recording {number}: " if len(recordings) > 1 else ""
                raise VozesError(error.code, which + error.message, param=param) from error
            self._budget.current().take(len(prepared.wav))
            path = await with_files(write_upload, folder / recording_name(number), prepared.wav)
            original = sent.path if self._settings.keep_originals else None
            drafts.append(DraftRecording(path, prepared.seconds, prepared.report, original, sent.suffix))
        return drafts

    async def _make_embeddings(self, voice: LibraryVoice) -> None:
        """Has the loaded engines make theirs; others, and those that fail, do so when they first speak with it."""
        for engine in self._registry.engines.values():
            if engine.info.capabilities.cloning and engine.supervisor.state == EngineState.READY:
                await self._make_embedding(engine, voice)

    async def _make_embedding(self, engine: RegisteredEngine, voice: LibraryVoice) -> None:
        try:
            timeouts = Timeouts(_TURN_SECONDS, self._settings.stall_seconds)
            async with timeouts.limit(), engine.queue.slot() as turn:
                timeouts.progress()
                cloned = self._library.cloned(voice, engine.info.id)
                await engine.supervisor.clone(cloned, timeouts.sign_of_work, turn.keep_until)
        except VozesError as error:
            log.warning("%s has made nothing of the voice %s yet: %s", engine.info.id, voice.id, error)
