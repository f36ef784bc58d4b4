"""The JSON of speech with times: when each word or sentence is heard."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from vozes.api.responses.warnings import OF_WARNINGS, WarningEntry
from vozes.text.subtitles import SubtitleFormat

TimestampsField = Annotated[
    Literal["none", "word", "sentence"],
    Field(
        description=(
            "When each word or sentence is heard. The answer is then JSON with the audio in base64 (`TimedSpeech`); by "
            "`Accept` also `multipart/mixed`, or lines of JSON (`application/x-ndjson`), which `stream` always is."
        )
    ),
]
SubtitlesField = Annotated[
    SubtitleFormat | None,
    Field(
        description=(
            "Subtitles beside the audio, in the same answer as `timestamps`. For subtitles alone send `Accept: "
            "application/x-subrip` or `text/vtt` instead."
        )
    ),
]


class TimestampEntry(BaseModel):
    text: str = Field(description="As it was written, without markup.")
    text_start: int = Field(description="Where it begins in the text as it was sent, in code points.")
    text_end: int
    start: float = Field(description="Seconds from the start of the whole audio.")
    end: float


class TimedSpeech(BaseModel):
    """Speech with its times."""

    engine: str
    voice: str
    language: str
    format: str
    media_type: str = Field(description="Of the audio.")
    sample_rate: int
    audio_seconds: float
    word_timings: Literal["exact", "estimated"] = Field(
        description="Whether the engine knows its times, or shares the speech out over the words."
    )
    timestamps: list[TimestampEntry]
    subtitles: str | None = Field(description="The text of a file, where `subtitles` asked for one.")
    warnings: list[str]
    warning_codes: list[WarningEntry] = Field(description=OF_WARNINGS)
    audio: str = Field(description="In base64.")


class SpeechLine(BaseModel):
    """A line of a stream. In the last one `audio` is empty, and the other fields of `TimedSpeech` tell of the whole.
    One that fails midway ends with a line that has nothing but `error`, as any refusal has it.
    """

    audio: str = Field(description="The next bytes, in base64.")
    timestamps: list[TimestampEntry] = Field(description="What is known since the line before.")
