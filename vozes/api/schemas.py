"""The JSON of the API: what comes in, what goes out. Shapes only; what values mean is checked in the service."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from vozes.api.reading_schemas import LexiconField, MarkupField, Normalize, reading_options
from vozes.api.timing_schemas import SubtitlesField, TimestampsField
from vozes.engines.base import EngineState
from vozes.engines.info import WordTimings
from vozes.engines.options import OptionType
from vozes.errors import ErrorCode
from vozes.service.speech.orders import LARGEST_SEED, SAMPLE_RATES, SPEED_RANGE, SpeechOrder
from vozes.service.speech.recent import Outcome
from vozes.text.lexicon.entries import entries_from
from vozes.text.markup.passages import Markup

StrictNumber = Annotated[float, Field(strict=True)]


class SynthesisRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        description="What to say: up to `max_text_characters`, with a letter, a digit or a symbol that has a name."
    )
    language: str = Field("auto", description="A language tag such as `pt-br`, or `auto` to tell it from the text.")
    voice: str | None = Field(
        None,
        description=(
            "The id or name of a voice, of the library or the engine's; or of an engine that mixes voices several with "
            "weights, such as `pf_dora:0.7+pm_alex:0.3`; by default the engine's choice for the language."
        ),
    )
    engine: str | None = Field(
        None,
        description=(
            "An engine's id, or the name of one of its models, such as `kokoro`, which then speaks in its own voice; "
            "by default the selected one, or the first installed one that can clone where a voice of the library is "
            "wanted and the selected one cannot. `auto`, which is selected unless another one is: the engine that has "
            "the voice and the options that are named, else who speaks the language best."
        ),
    )
    format: str = Field(
        "wav", description="wav, flac, mp3, opus (also: ogg), webm, aac, m4a (also: mp4), pcm, g711_ulaw or g711_alaw."
    )
    sample_rate: int | None = Field(
        None, ge=SAMPLE_RATES[0], le=SAMPLE_RATES[1], description="Of the audio, in Hz; by default the engine's own."
    )
    speed: StrictNumber = Field(1.0, ge=SPEED_RANGE[0], le=SPEED_RANGE[1], description="Times the normal pace.")
    stream: bool = Field(False, description="Send the bytes as they are made.")
    seed: int | None = Field(
        None, ge=0, le=LARGEST_SEED, description="Makes an engine's choices repeatable, where it makes any."
    )
    options: dict[str, Any] = Field(
        default_factory=dict, description="The engine's own options; `/v1/monitor/info` lists them."
    )
    normalize: Normalize = "auto"
    markup: MarkupField = Markup.AUTO
    lexicon: LexiconField = []
    reference_audio: str | None = Field(
        None,
        description=(
            "A recording of one person speaking, in base64 or as a data URI, to speak with that voice once: nothing of "
            "it is kept. "
            "Longer ones are sent as files of a form."
        ),
    )
    timestamps: TimestampsField = "none"
    subtitles: SubtitlesField = None

    def order(self) -> SpeechOrder:
        fields = self.model_dump(
            exclude={"stream", "reference_audio", "normalize", "lexicon", "timestamps", "subtitles"}
        )
        lexicon = entries_from(self.lexicon) if self.lexicon else ()
        return SpeechOrder(**fields, reading=reading_options(self.normalize), lexicon=lexicon)


class ErrorBody(BaseModel):
    message: str
    type: str
    param: str | None
    code: str
    request_id: str | None
    limit: int | None = Field(
        None,
        description="How much there may be of what is too much: characters, bytes, or requests in a minute.",
    )


class ErrorAnswer(BaseModel):
    error: ErrorBody


class Health(BaseModel):
    status: Literal["ok"]
    version: str
    uptime_seconds: float


class Ready(BaseModel):
    status: Literal["ready"]
    engine: str


class Queue(BaseModel):
    waiting: int
    running: int
    limit: int


class Option(BaseModel):
    """An option of an engine; what people read of it is in the language of `Accept-Language`."""

    name: str
    key: str = Field(
        description="Stays the same, for texts of one's own: `styletts2.preset`, its choices `styletts2.preset.happy`."
    )
    type: OptionType
    default: str | int | float | bool
    minimum: float | None
    maximum: float | None
    choices: list[str]
    max_length: int | None = Field(description="Of a text, in characters.")
    label: str
    help: str
    low: str | None = Field(description="The word at the lower end of its range; null where it has none.")
    high: str | None = Field(description="The word at the upper end.")
    unit: str | None
    choice_labels: dict[str, str] = Field(description="A label for each of `choices`.")


class EngineCapabilities(BaseModel):
    cloning: bool
    mixing: bool = Field(description="Whether it speaks in mixtures of voices.")
    streaming: bool
    natural: bool = Field(description="Whether it sounds like a person rather than like a machine.")
    word_timings: WordTimings = Field(
        description="Whether it tells when each word is heard, and whether it knows that or estimates it."
    )
    concurrency: int


class Progress(BaseModel):
    """How far an engine's loading is."""

    stage: str = Field(description="`converting` published files, `loading` weights, or `warming_up`.")
    fraction: float | None = Field(description="Of this stage, from 0 to 1; null where that cannot be told.")


class Replica(BaseModel):
    """An engine on one node of a cluster."""

    model_config = ConfigDict(from_attributes=True)

    node: str
    state: EngineState
    memory_bytes: int | None
    running: int = Field(description="Requests of this server that it works on.")


class EngineStatus(BaseModel):
    """An engine's state at this moment."""

    id: str
    name: str
    state: EngineState
    reason: str | None = Field(description="Why it is not installed or has failed, and what to do.")
    reason_code: ErrorCode | None = Field(description="The kind of that, for words in any language.")
    progress: Progress | None = Field(description="Null unless it is loading and has said how far it is.")
    memory_bytes: int | None = Field(description="Resident memory of its process; null when it has none.")
    device: str | None = Field(
        description="What it computes on while it is loaded, such as `cpu` or `cuda:0`; null where it is not."
    )
    queue: Queue
    replicas: list[Replica] = Field(
        description="How it is on each node of a cluster; empty where it is one process of this machine."
    )


class EngineModel(BaseModel):
    """A model of an engine, or a further name of the engine."""

    name: str = Field(description="What `engine` in a request takes.")
    state: EngineState = Field(description="`ready`: it speaks at once; `unloaded`: once a request has loaded it.")
    options: list[str] = Field(description="The names of the engine's options that it obeys; it ignores the others.")
    cloning: bool = Field(description="Whether it speaks in cloned voices, or would if it were installed.")


class Engine(EngineStatus):
    description: str
    languages: list[str]
    models: list[EngineModel]
    voices_count: int = Field(description="Voices that come with it, or would if it is not installed.")
    capabilities: EngineCapabilities
    options: list[Option]


class Device(BaseModel):
    kind: str
    name: str
    cores: int
    memory_bytes: int


class Format(BaseModel):
    """An audio format in which speech can be asked for."""

    name: str = Field(description="What `format` in a request takes.")
    label: str = Field(description="Its name as people write it.")
    media_type: str
    description: str
    playable: bool = Field(description="Whether players can open a file of it; `pcm` is samples alone.")


class MonitorInfo(BaseModel):
    version: str
    uptime_seconds: float
    current_engine: str = Field(
        description=(
            "The engine that speaks when a request names none. Under `auto` others may speak other languages: it is "
            "Kokoro's once that is loaded, else the first that is installed."
        )
    )
    default_engine: str = Field(description="The engine that spoke if none were selected.")
    selected_engine: str = Field(description="What is selected: an engine's id, a model's name, or `auto`.")
    engines_list: list[str]
    available_engines: list[str] = Field(description="The ids of all registered engines, whatever their state.")
    engines: dict[str, Engine] = Field(description="By id.")
    queues: dict[str, Queue] = Field(description="By engine id.")
    formats: list[Format]
    max_text_characters: int = Field(description="Longest text of one request, in characters.")
    device: Device
    memory_bytes: int = Field(description="Resident memory of the server's own process.")
    versions: dict[str, str]


class SpokenRequest(BaseModel):
    """What was asked for, and how that goes or went; the text itself is kept nowhere."""

    model_config = ConfigDict(from_attributes=True)

    id: str = Field(description="Also the answer's `X-Request-Id`, and what the log calls it.")
    asked_at: datetime = Field(description="ISO 8601, in UTC.")
    engine: str
    voice: str = Field(description="The voice's id.")
    language: str
    characters: int
    outcome: Outcome = Field(
        description=(
            "`waiting` for its turn, `speaking`, `done`, `failed`, or `cancelled`: whoever asked for it left, or did "
            "not take it."
        )
    )
    error: ErrorCode | None = Field(description="The code of the error, where it failed.")
    audio_seconds: float = Field(description="Seconds of audio so far.")
    synthesis_seconds: float = Field(description="Seconds from its turn to its latest sound.")
    first_sound_seconds: float | None = Field(
        description="Seconds until its first sound, waiting and loading included; null before that."
    )


class SpokenRequests(BaseModel):
    requests: list[SpokenRequest] = Field(description="Those under way, then those that ended; the latest first.")


class EngineChoice(BaseModel):
    model_config = ConfigDict(extra="forbid")

    engine: str


class CurrentEngine(BaseModel):
    current_engine: str
    state: EngineState
    selected_engine: str = Field(description="As it was named: also a model's name, or `auto`.")
