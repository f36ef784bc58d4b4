"""The JSON of voices: what comes in, what goes out. Shapes only; `responses/voices.py` fills them."""

from typing import Annotated, Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from vozes.voices.library import VoiceChanges


class Finding(BaseModel):
    code: str = Field(description="What was found in a recording, e.g. `too_short`.")
    advice: str = Field(description="What to do about it, in the language of `Accept-Language`.")


class QualityReport(BaseModel):
    """How good a recording is to clone a voice from."""

    seconds: float = Field(description="Its length as it is kept, without silence at its ends.")
    level_dbfs: float = Field(description="Its loudness as it was sent, in LUFS.")
    peak_dbfs: float
    clipped: float = Field(description="Share of the samples that are cut off, 0 to 1.")
    noise_floor_dbfs: float
    speech: float = Field(description="Share of the time in which someone speaks, 0 to 1.")
    findings: list[Finding]
    pitch_hz: float | None = Field(
        description="The median fundamental frequency of the speech. Null: too little of it is voiced, or not measured."
    )


class VoiceRecording(BaseModel):
    seconds: float
    report: QualityReport | None = Field(description="Null for a recording that was put there by hand.")


class Voice(BaseModel):
    """A voice that comes with an engine (`preset`), or one of the library (`custom`)."""

    id: str
    name: str
    kind: Literal["preset", "custom"]
    engine: str | None = Field(description="The engine that a preset comes with.")
    engines: list[str] = Field(description="The ids of the engines that can speak with it.")
    languages: list[str] = Field(description="What these engines can speak with it.")
    gender: Literal["male", "female"] | None
    pitch_hz: int | None = Field(
        description="How deep or high it is: the median fundamental frequency of its sample, or of its recordings. "
        "Null: not measured."
    )
    available: bool = Field(description="Whether one of these engines, and the voice's model, can be loaded here.")
    recommended: bool = Field(description="Whether a preset is one of the best of its engine for a language.")
    model: str | None = Field(
        description=(
            "The model that a preset is of, as `GET /v1/models/catalog` names it; null where its engine has but one. "
            "Voices of one model can be mixed, where the engine mixes."
        )
    )
    options: dict[str, list[str]] = Field(
        description="By the id of each of these engines: the names of its options that are heard with this voice."
    )
    language: str | None = Field(description="Of a custom voice: what its recordings are in. Null: not told.")
    description: str | None
    transcript: str | None = Field(description="Of a custom voice: what its recordings say.")
    tags: list[str] | None
    created: str | None = Field(description="Of a custom voice: when, in UTC.")
    updated: str | None
    recordings: list[VoiceRecording] | None


class Voices(BaseModel):
    voices: list[Voice]
    total: int = Field(description="How many there are, beyond `limit` too.")


class ImportedVoices(BaseModel):
    voices: list[Voice]


class DeletedVoice(Voice):
    deleted: str = Field(description="When, in UTC.")


class Trash(BaseModel):
    voices: list[DeletedVoice]


class VoiceEdit(BaseModel):
    """What is left out stays as it is, and so does what is null; a `language` of null is one that is not told."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    language: str | None = None
    description: str | None = None
    transcript: str | None = None
    tags: list[str] | None = None

    def changes(self) -> VoiceChanges:
        sent = self.model_dump(exclude_unset=True)
        return cast(
            VoiceChanges, {name: value for name, value in sent.items() if value is not None or name == "language"}
        )


class CloneForm(BaseModel):
    """The fields of a form that a voice is cloned with; its files are received before."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(description="1 to 80 characters; no other voice of the library has it, in whatever case.")
    consent: str = Field("", description="`true` declares that the speaker has agreed to this.")
    language: str | None = Field(None, description="What the recordings are in, such as `pt-br`.")
    transcript: str = Field("", description="What the recordings say.")
    description: str = ""
    tags: list[str] = Field([], description="Separated by commas, or the field repeated.")


class AudioVoice(BaseModel):
    id: str
    name: str
    object: Literal["audio.voice"] = "audio.voice"
    type: Literal["audio_sample"] = "audio_sample"
    created_at: int = Field(description="Seconds since 1970.")


class AudioVoiceForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    consent: str = Field(
        "",
        description=(
            "The id of a recording of `/v1/audio/voice_consents`, a copy of which is kept with the voice; or `true`, "
            "which declares that the speaker has agreed to this."
        ),
    )
    type: Literal["audio_sample"] = "audio_sample"


class AudioConsentForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(description="1 to 80 characters.")
    language: str = Field(description="What is spoken in the recording, such as `pt-BR`.")


class AudioConsentEdit(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str


class AudioConsent(BaseModel):
    id: str
    object: Literal["audio.voice_consent"] = "audio.voice_consent"
    name: str
    language: str
    created_at: int = Field(description="Seconds since 1970.")


class AudioConsents(BaseModel):
    object: Literal["list"] = "list"
    data: list[AudioConsent]
    first_id: str | None
    last_id: str | None
    has_more: bool


class DeletedAudioConsent(BaseModel):
    id: str
    object: Literal["audio.voice_consent"] = "audio.voice_consent"
    deleted: Annotated[bool, Field(description="Always true.")] = True


class DeletedAudioVoice(BaseModel):
    id: str
    object: Literal["audio.voice.deleted"] = "audio.voice.deleted"
    deleted: Annotated[bool, Field(description="Always true.")] = True


class ImportForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    taken: Literal["refuse", "rename"] = Field(
        "refuse", description="What to do where a name is taken: refuse all, or make `Ana (2)` of `Ana`."
    )
