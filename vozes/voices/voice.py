"""What the library knows of a voice, how that is written in its `voice.json`, and what a new one is made from.

A voice's id is the name of its folder and stands nowhere in the file, so that a folder can be copied and renamed.
It knows nothing of where files lie.
"""

import codecs
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from vozes.audio.quality import QualityReport
from vozes.errors import ErrorCode, VozesError
from vozes.voices.fields import check_description, check_language, check_tags, check_transcript
from vozes.voices.names import check_name, is_consent_id

CONSENT_FILE = "consent.wav"
_TIME = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)


def utc_time(seconds: float | None = None) -> str:
    """Returns seconds since 1970, or now, in ISO 8601: `2026-11-22T18:03:59Z`."""
    moment = datetime.now(UTC) if seconds is None else datetime.fromtimestamp(seconds, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True, slots=True)
class StoredRecording:
    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    file: str
    """Its name in the voice's folder: a WAV file as `vozes.audio.intake` prepares it."""
    seconds: float
    original: str | None = None
    """The name in that folder of what was sent, where that is kept."""
    report: QualityReport | None = None
    """How good it is to clone from; None for a recording that was put there by hand."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A speaker's agreement that was recorded. Beside a voice the recording is the file `CONSENT_FILE`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    name: str
    language: str
    """As it was given, such as `pt-BR`."""
    created: str
    seconds: float
    """How long the recording is."""


@dataclass(frozen=True, slots=True)
class LibraryVoice:
    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str = ""
    """The name of its folder."""
    name: str = ""
    language: str | None = None
    """What the recordings are in, as `pt-br`; None: not given."""
    description: str = ""
    transcript: str = ""
    """What the recordings say."""
    tags: tuple[str, ...] = ()
    created: str = ""
    """ISO 8601 in UTC, as all times here."""
    updated: str = ""
    consent: str | None = None
    """When it was declared that the speaker agrees; None for a voice that was put there by hand."""
    recordings: tuple[StoredRecording, ...] = ()
    consent_recording: Consent | None = None
    """The speaker's agreement, where that was recorded."""


@dataclass(frozen=True, slots=True)
class DeletedVoice:
    voice: LibraryVoice
    deleted: str


@dataclass(frozen=True, slots=True)
class DraftRecording:
    wav: bytes | Path
    """A WAV file as `vozes.audio.intake` prepares it, or the path of one, which is copied."""
    seconds: float
    report: QualityReport | None = None
    original: Path | None = None
    """What was sent, where that is to be kept; it is copied."""
    original_suffix: str = ""
    """The ending of its name, such as `.mp3`."""


@dataclass(frozen=True, slots=True)
class DraftConsent:
    consent: Consent
    wav: Path
    """Its recording, which is copied."""


@dataclass(frozen=True, slots=True)
class VoiceDraft:
    """A voice that is to be added, still unchecked."""

    name: str
    recordings: Sequence[DraftRecording]
    language: str | None = None
    description: str = ""
    transcript: str = ""
    tags: Sequence[str] = ()
    consent: str | None = field(default_factory=utc_time)
    """When the speaker's agreement was declared; None where that is not known."""
    id: str | None = None
    """The id that it had in another library, and keeps where that is free."""
    created: str | None = None
    """When it was made, in ISO 8601; None: now."""
    consent_recording: DraftConsent | None = None


_VOICE = TypeAdapter(LibraryVoice)


def to_json(voice: LibraryVoice) -> bytes:
    """Returns the content of its `voice.json`."""
    document = asdict(voice)
    del document["id"]
    if voice.consent_recording is None:  # which older versions do not know
        del document["consent_recording"]
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2).encode() + b"\n"


def from_json(voice_id: str, data: bytes) -> LibraryVoice:
    """Returns the voice of a `voice.json`, in which only `name` must be. Raises ValueError that says what is wrong."""
    try:
        voice = _VOICE.validate_json(data.removeprefix(codecs.BOM_UTF8))
        if voice.id:
            raise ValueError("id: the name of the folder is the id")
        _check_times(voice)
        return checked(voice, voice_id)
    except ValidationError as error:
        faults = (f"{_place(fault)}: {fault['msg']}" for fault in error.errors())
        raise ValueError("; ".join(faults).removeprefix(": ")) from None
    except VozesError as error:
        raise ValueError(error.message) from None


def _place(fault: Mapping[str, Any]) -> str:
    """Returns the name of what is wrong; one that is not ours is quoted, as all that users write."""
    name = ".".join(map(str, fault["loc"]))
    return repr(name) if fault["type"] == "unexpected_keyword_argument" else name


def checked(voice: LibraryVoice, voice_id: str | None = None) -> LibraryVoice:
    """Returns the voice with all that users give cleaned. Raises VozesError(INVALID_FIELD) about the first fault."""
    return replace(
        voice,
        id=voice_id or voice.id,
        name=check_name(voice.name),
        language=check_language(voice.language),
        description=check_description(voice.description),
        transcript=check_transcript(voice.transcript),
        tags=check_tags(voice.tags),
        consent_recording=voice.consent_recording and checked_consent(voice.consent_recording),
    )


def checked_consent(consent: Consent) -> Consent:
    """Returns it with its name cleaned. Raises VozesError(INVALID_FIELD)."""
    if not is_consent_id(consent.id):
        raise VozesError(ErrorCode.INVALID_FIELD, "The id of the consent is none.", param="id")
    if check_language(consent.language) is None:
        message = "The language of the consent is missing: give a tag such as `pt-BR`."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param="language")
    return replace(consent, name=check_name(consent.name), language=consent.language.strip())


def _check_times(voice: LibraryVoice) -> None:
    """Raises ValueError for a time that is none; a person may leave each out."""
    agreed = voice.consent_recording.created if voice.consent_recording else ""
    for name, text in (
        ("created", voice.created),
        ("updated", voice.updated),
        ("consent", voice.consent),
        ("consent_recording.created", agreed),
    ):
        if text and not _is_time(text):
            raise ValueError(f"{name}: give a time in UTC such as 2026-11-22T18:03:59Z")


def _is_time(text: str) -> bool:
    try:
        return _TIME.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:  # no such day
        return False
