"""The JSON and the forms of other speech servers' calls, as programs really send them: what is unknown does no harm."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from vozes.service.speech.orders import LARGEST_SEED, SPEED_RANGE

Speed = Annotated[float, Field(ge=SPEED_RANGE[0], le=SPEED_RANGE[1])]
LANGUAGE = (
    "A language tag such as `pt` or `zh-cn`, or `auto`. A voice that does not speak it speaks its own, which is told."
)
VOICE = "A voice's name as it is listed, or its id; by default the one that speaks the language best."
_Switch = Annotated[
    Literal["true", "false", "silent"], BeforeValidator(lambda value: str(value).strip().lower() or "false")
]


_NUMBERS = (
    "temperature", "speed", "speed_factor", "length_penalty", "repetition_penalty", "top_p", "top_k",
    "stream_chunk_size", "seed",
)  # fmt: skip


class Lenient(BaseModel):
    """What has fields that mean nothing here: they are told in `X-Ignored-Fields`."""

    model_config = ConfigDict(extra="allow")

    @field_validator(*_NUMBERS, mode="before", check_fields=False)
    @classmethod
    def _no_switch(cls, value: object) -> object:
        """Returns the value. Raises ValueError for what would be taken for a 0 or a 1."""
        if isinstance(value, bool):
            raise ValueError("it must be a number")
        return value

    @property
    def ignored(self) -> list[str]:
        return list(self.model_extra or ())


class XttsSpeech(Lenient):
    text: str
    speaker_wav: str = Field("", description=VOICE)
    language: str = Field("auto", description=LANGUAGE)


class XttsSettings(Lenient):
    """Settings for the caller's later requests; numbers may be texts, as sliders give them."""

    temperature: float | None = Field(None, ge=0, le=2)
    speed: Speed | None = None
    length_penalty: float | None = Field(None, gt=0, le=100, description="Ignored: it means something to beams alone.")
    repetition_penalty: float | None = Field(None, ge=1, le=20)
    top_p: float | None = Field(None, ge=0, le=1, description="Counts as 0.05 at least.")
    top_k: int | None = Field(None, ge=0, le=1024, description="0: all of them.")
    enable_text_splitting: bool | None = Field(None, description="Ignored: long texts are always split.")
    stream_chunk_size: int | None = Field(None, ge=1, le=10_000, description="Ignored: an option of the engine.")


class KeptSettings(BaseModel):
    message: str = "Settings successfully applied"
    applied: list[str]
    ignored: list[str] = Field(description="What no engine here knows.")


class Speaker(BaseModel):
    name: str
    voice_id: str
    preview_url: str = Field(description="Opens for a day, without a key and from any page.")


class Languages(BaseModel):
    languages: dict[str, str] = Field(description="Codes by their English names.")


class AllTalkSpeech(Lenient):
    text_input: str
    text_filtering: Literal["none", "standard", "html"] = Field(
        "standard", description="`none`: entities such as `&quot;` are left as they are."
    )
    character_voice_gen: str = Field("", description=VOICE)
    narrator_enabled: _Switch = Field(
        "false", description="`true`: what stands between asterisks is the narrator's; `silent`: nobody says it."
    )
    narrator_voice_gen: str = Field("", description="As `character_voice_gen`.")
    text_not_inside: Literal["character", "narrator", "silent"] = Field(
        "character", description="Who says what stands neither between asterisks nor in quotes, with a narrator."
    )
    language: str = Field("auto", description=LANGUAGE)
    speed: Speed = 1.0
    temperature: float | None = None
    repetition_penalty: float | None = None


class AllTalkPreview(Lenient):
    voice: str = Field(description="A voice's name as it is listed, or its id.")


class AllTalkFile(BaseModel):
    status: Literal["generate-success"] = "generate-success"
    output_file_path: str = Field(description="The file's name.")
    output_file_url: str = Field(description="Below the server's address; opens without a key and from any page.")
    output_cache_url: str = Field(description="The same.")


class AllTalkVoices(BaseModel):
    status: Literal["success"] = "success"
    voices: list[str]


class AllTalkRvcVoices(BaseModel):
    status: Literal["success"] = "success"
    rvcvoices: list[str]


class AllTalkModel(BaseModel):
    name: str


class AllTalkSettings(BaseModel):
    engines_available: list[str]
    current_engine_loaded: str
    models_available: list[AllTalkModel]
    current_model_loaded: str
    manufacturer_name: str = "Vozes"
    audio_format: str = "wav"
    deepspeed_capable: bool = False
    deepspeed_available: bool = False
    deepspeed_enabled: bool = False
    lowvram_capable: bool = False
    lowvram_enabled: bool = False
    languages_capable: bool = True
    multivoice_capable: bool = True
    streaming_capable: bool = True


class AllTalkReloaded(BaseModel):
    status: Literal["model-success"] = "model-success"


class PredefinedVoice(BaseModel):
    display_name: str
    filename: str


class ChatterboxStart(BaseModel):
    predefined_voices: list[PredefinedVoice]
    reference_files: list[str]


class ChatterboxSpeech(Lenient):
    text: str
    voice_mode: Literal["predefined", "clone"] = "predefined"
    predefined_voice_id: str = Field("", description=VOICE)
    reference_audio_filename: str = Field("", description="With `clone`: a voice of the library.")
    temperature: float | None = Field(None, ge=0, le=5)
    seed: int = Field(-1, ge=-1, le=LARGEST_SEED, description="-1: none.")
    speed_factor: Speed = 1.0
    language: str = Field("auto", description=LANGUAGE)
    output_format: str = Field("wav", description="wav, opus, mp3, and all others that there are.")


class StudioSpeaker(BaseModel):
    """What `/tts_stream` takes for that voice: not what a model computes with, but numbers that say its name."""

    speaker_embedding: list[float]
    gpt_cond_latent: list[list[float]]


class StudioSpeech(Lenient):
    text: str
    language: str = Field("auto", description=LANGUAGE)
    speaker_embedding: list[float] = Field(description="As `/studio_speakers` gave it.")
    gpt_cond_latent: list[list[float]] = Field([], description="Likewise; it says nothing more.")
    add_wav_header: bool = Field(True, description="WAV, or without it bare samples of 16 bits.")


class JambonzSpeech(Lenient):
    text: str
    type: Literal["text", "ssml"] = "text"
    language: str = Field("auto", description=LANGUAGE)
    voice: str = Field("", description=VOICE)
