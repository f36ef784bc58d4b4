"""The JSON of how texts are read and by whom: switches that come in, sentences and words that go out."""

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from vozes.api.responses.warnings import OF_WARNINGS, WarningEntry, warning_fields
from vozes.service.speech.orders import SpeechOrder
from vozes.text.lexicon.entries import entries_from
from vozes.text.markup.passages import Markup
from vozes.text.normalizing.classes import TextClass
from vozes.text.reading.words import Reading as TextReading
from vozes.types import ReadingOptions

MOST_OF_REQUEST = 250
"""Entries of a lexicon that one request brings, so that no other one waits while they are read."""


def _told_as_one(value: object, read: ValidatorFunctionWrapHandler) -> object:
    """Returns what is read; raises ValueError that tells all that may be there, where pydantic has a fault for each."""
    try:
        return read(value)
    except ValidationError:
        classes = ", ".join(sorted(TextClass))
        raise ValueError(f"must be auto, on or off, or an object with true or false for some of: {classes}") from None


Normalize = Annotated[
    Literal["auto", "on", "off"] | dict[TextClass, bool],
    WrapValidator(_told_as_one),
    Field(
        description=(
            "Whether numbers, dates, money, abbreviations, signs and the like are written out as words: `auto` and "
            '`on` do, `off` does not, and an object switches single classes, such as `{"roman": false}`.'
        ),
    ),
]


def reading_options(normalize: Normalize) -> ReadingOptions:
    if isinstance(normalize, dict):
        return ReadingOptions(off=tuple(name.value for name, wanted in normalize.items() if not wanted))
    return ReadingOptions(normalize=normalize != "off")


MarkupField = Annotated[
    Markup,
    Field(
        description=(
            "`ssml`, plain `tags` such as `[pause:500ms]`, or `off`; `auto` is SSML where the text begins with "
            "`<speak`, and `inline` beside that `<break>` and `<phoneme>` in plain text. `GET /v1/markup` lists what "
            "is understood."
        )
    ),
]
LexiconField = Annotated[
    list[dict[str, Any]],
    Field(description="Words of your own for this request alone, as in `PUT /v1/lexicon`.", max_length=MOST_OF_REQUEST),
]


class ReadingSwitches(BaseModel):
    model_config = ConfigDict(extra="forbid")

    normalize: Normalize = "auto"
    markup: MarkupField = Markup.AUTO
    lexicon: LexiconField = []


class ReadingRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="The text to read: up to `max_text_characters`.")
    language: str = Field("auto", description="A language tag such as `pt-br`, or `auto` to tell it from the text.")
    options: ReadingSwitches = Field(default_factory=ReadingSwitches)

    def order(self) -> SpeechOrder:
        return SpeechOrder(
            self.text,
            self.language,
            reading=reading_options(self.options.normalize),
            markup=self.options.markup,
            lexicon=entries_from(self.options.lexicon) if self.options.lexicon else (),
        )


class SpokenWord(BaseModel):
    text_start: int = Field(description="Where what it came from begins in the text as it was sent, in code points.")
    text_end: int
    spoken: str


class SpokenSentence(BaseModel):
    text_start: int
    text_end: int
    spoken: str
    words: list[SpokenWord]


class Reading(BaseModel):
    """What is said of a text: words alone, with punctuation where it parts sentences or clauses."""

    language: str
    spoken: str
    sentences: list[SpokenSentence]
    warnings: list[str] = Field(description="What was left out, replaced or guessed.")
    warning_codes: list[WarningEntry] = Field(description=OF_WARNINGS)

    @classmethod
    def of(cls, reading: TextReading) -> "Reading":
        sentences = [SpokenSentence.model_validate(each, from_attributes=True) for each in reading.sentences]
        told = warning_fields(reading.warnings)
        return cls(language=reading.language, spoken=reading.spoken, sentences=sentences, **told)


class SpeakerRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="The text, or its beginning: some hundred characters tell its language.")
    language: str = Field("auto", description="As in `POST /v1/tts/synth`; so are `voice` and `engine`.")
    voice: str | None = None
    engine: str | None = None
    markup: MarkupField = Markup.AUTO

    def order(self) -> SpeechOrder:
        return SpeechOrder(self.text, self.language, self.voice, self.engine, markup=self.markup)


class TextSpeaker(BaseModel):
    """Who speaks the beginning of a text, and in what language."""

    engine: str
    voice: str
    language: str
    text_language: str = Field(description="What the text is in, as far as it tells; whatever it is spoken in.")
    warnings: list[str] = Field(description="Why nobody better speaks, and what is left out.")
    warning_codes: list[WarningEntry] = Field(description=OF_WARNINGS)
