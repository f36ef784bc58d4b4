"""The JSON of ElevenLabs' API as its clients send and read it: what is null or unknown does no harm."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from vozes.service.speech.alignment import TimedCharacters
from vozes.service.speech.dialogue import Segment
from vozes.service.speech.orders import SPEED_RANGE

LARGEST_SEED = 2**32 - 1
MOST_LOCATORS = 3
MOST_TURNS = 400
"""Of a dialogue."""


class _Lenient(BaseModel):
    """Takes any fields beside its own, and a null for a field that is missing."""

    model_config = ConfigDict(extra="allow")

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, fields: Any) -> Any:
        """Returns the fields without those that are null."""
        return (
            {name: value for name, value in fields.items() if value is not None} if isinstance(fields, dict) else fields
        )


class VoiceSettings(_Lenient):
    """Only the pace means something here; the other settings are ignored."""

    speed: float = Field(1.0, strict=True, ge=SPEED_RANGE[0], le=SPEED_RANGE[1], description="Times the normal pace.")


class DictionaryLocator(BaseModel):
    pronunciation_dictionary_id: str
    version_id: str | None = None


class _Speech(_Lenient):
    """How texts are spoken."""

    model_id: str = Field(
        "",
        description=(
            "An engine, or one of its models, such as `kokoro`. ElevenLabs' names, and what is not known here, mean "
            "the selected engine."
        ),
    )
    language_code: str | None = Field(
        None, description="A language tag; by default, or where the voice does not speak it, that of the text."
    )
    pronunciation_dictionary_locators: list[DictionaryLocator] = Field([], max_length=MOST_LOCATORS)
    seed: int | None = Field(None, ge=0, le=LARGEST_SEED, description="Makes choices repeatable.")
    apply_text_normalization: Literal["auto", "on", "off"] = Field(
        "auto", description="Whether numbers, dates and the like are written out as words: `off` does not."
    )


class ElevenLabsSpeech(_Speech):
    """What the calls of `/v1/text-to-speech` take. Fields that are not here are ignored, and told in
    `X-Ignored-Fields`.
    """

    text: str = Field(description="The text to speak: up to `max_text_characters`.")
    voice_settings: VoiceSettings = VoiceSettings(speed=1.0)

    @property
    def ignored(self) -> list[str]:
        """The names of the fields that mean nothing here."""
        return [
            *(self.model_extra or ()),
            *(f"voice_settings.{name}" for name in self.voice_settings.model_extra or ()),
        ]


class DialogueInput(_Lenient):
    text: str = Field(description="What is said in this turn.")
    voice_id: str = Field(description="Who says it, as in `/v1/text-to-speech/{voice_id}`.")


class ElevenLabsDialogue(_Speech):
    """What the calls of `/v1/text-to-dialogue` take. Fields that are not here are ignored, and told in
    `X-Ignored-Fields`.
    """

    inputs: list[DialogueInput] = Field(
        min_length=1, max_length=MOST_TURNS, description="The turns: up to `max_text_characters` in all."
    )
    settings: dict[str, Any] = Field({}, description="Ignored.")

    @property
    def turns(self) -> list[tuple[str, ElevenLabsSpeech]]:
        """The voice of each turn, and what it says."""
        shared = {name: getattr(self, name) for name in _Speech.model_fields}
        return [(each.voice_id, ElevenLabsSpeech(text=each.text, **shared)) for each in self.inputs]

    @property
    def ignored(self) -> list[str]:
        """The names of the fields that mean nothing here."""
        of_inputs = (f"inputs.{name}" for each in self.inputs for name in each.model_extra or ())
        return list(
            dict.fromkeys([*(self.model_extra or ()), *(f"settings.{name}" for name in self.settings), *of_inputs])
        )


class CharacterAlignment(BaseModel):
    """When each character is heard, in seconds from the beginning of the whole answer."""

    characters: list[str]
    character_start_times_seconds: list[float]
    character_end_times_seconds: list[float]

    @classmethod
    def of(cls, timed: TimedCharacters) -> "CharacterAlignment | None":
        """Returns None where no character is timed."""
        if not timed.characters:
            return None
        return cls(
            characters=timed.characters,
            character_start_times_seconds=_rounded(timed.starts),
            character_end_times_seconds=_rounded(timed.ends),
        )


class AudioWithTimestamps(BaseModel):
    audio_base64: str
    alignment: CharacterAlignment | None = Field(
        description="Of the text as it was sent; null where the engine tells no times."
    )
    normalized_alignment: CharacterAlignment | None = Field(description="Of what is said of it, in words alone.")


class VoiceSegment(BaseModel):
    voice_id: str = Field(description="As it was sent.")
    start_time_seconds: float
    end_time_seconds: float
    character_start_index: int = Field(
        description="In `alignment.characters` beside it; where that is null, in the texts of all turns together."
    )
    character_end_index: int = Field(description="Behind the last character.")
    dialogue_input_index: int = Field(description="Which of the `inputs` it is a part of, from 0.")

    @classmethod
    def of(cls, segment: Segment) -> "VoiceSegment":
        return cls(
            voice_id=segment.voice,
            start_time_seconds=round(segment.start, 4),
            end_time_seconds=round(segment.end, 4),
            character_start_index=segment.character_start,
            character_end_index=segment.character_end,
            dialogue_input_index=segment.turn,
        )


class DialogueWithTimestamps(AudioWithTimestamps):
    voice_segments: list[VoiceSegment] = Field(description="Who is heard when.")


class ElevenLabsDetail(BaseModel):
    status: str = Field(description="ElevenLabs' name of the error where it has one, else that of `code`.")
    message: str
    type: str
    code: str = Field(description="As in docs/errors.md.")
    param: str | None
    request_id: str | None


class ElevenLabsFault(BaseModel):
    loc: list[str]
    msg: str
    type: str


class ElevenLabsError(BaseModel):
    """What went wrong; with status 422 a list, as FastAPI has it."""

    detail: ElevenLabsDetail | list[ElevenLabsFault]


def _rounded(seconds: Sequence[float]) -> list[float]:
    return [round(each, 4) for each in seconds]
