"""The fields of what a client makes of speech that it has: another format, subtitles."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, FailFast, Field, TypeAdapter

from vozes.api.reading_schemas import MarkupField
from vozes.text.markup.passages import Markup
from vozes.text.subtitles import SubtitleFormat
from vozes.types import WordTiming

_MOST_SECONDS = 1e7
"""More than any speech has."""


class ConversionForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: str = Field(
        "mp3", description="wav, flac, mp3, opus (also: ogg), webm, aac, m4a (also: mp4), pcm, g711_ulaw or g711_alaw."
    )


class SubtitlesForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="As it was sent to be spoken.")
    language: str = Field(description="The language that it was spoken in, as the answer named it.")
    markup: MarkupField = Markup.AUTO
    audio_seconds: float = Field(gt=0, le=_MOST_SECONDS, allow_inf_nan=False, description="How long the speech is.")
    format: SubtitleFormat = "srt"


class WordTime(BaseModel):
    """A word with its times, as `timestamps` of `word` has it."""

    text_start: int = Field(ge=0)
    text_end: int = Field(ge=0)
    start: float = Field(ge=0, le=_MOST_SECONDS, allow_inf_nan=False)
    end: float = Field(ge=0, le=_MOST_SECONDS, allow_inf_nan=False)

    def timing(self) -> WordTiming:
        return WordTiming(self.text_start, self.text_end, self.start, self.end)


WORD_TIMES = TypeAdapter(Annotated[list[WordTime], FailFast()])
"""It ends with the first word that is none: millions of errors would keep the server busy for minutes."""
