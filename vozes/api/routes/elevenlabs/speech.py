"""Speech as ElevenLabs' API has it: whole or as it is made, alone or with the time of each character."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from vozes.api.dependencies import ServiceOf
from vozes.api.elevenlabs_formats import DEFAULT
from vozes.api.elevenlabs_schemas import AudioWithTimestamps, ElevenLabsSpeech
from vozes.api.responses.elevenlabs_speech import answer_with_timestamps
from vozes.api.responses.speech import SPEECH_ANSWER, answer_speech
from vozes.api.responses.timed_speech import LINES
from vozes.api.routes.elevenlabs.matching import ELEVENLABS_WITH_BODY, elevenlabs_failures
from vozes.api.routes.elevenlabs.orders import Asked, asked, prepare
from vozes.service.core import Service
from vozes.service.speech.alignment import Alignment, spoken_text
from vozes.service.speech.parts import SpokenPart
from vozes.service.speech.service import Speech
from vozes.service.thread_pools import with_texts

router = APIRouter(prefix="/v1/text-to-speech", tags=["elevenlabs"])

FAILURES = elevenlabs_failures(*ELEVENLABS_WITH_BODY, 404, 500, 503, 504, 507)
AUDIO: dict[int | str, dict[str, Any]] = {200: SPEECH_ANSWER, **FAILURES}
FORMAT = "A format, its rate in Hz and its kilobits per second, such as `mp3_44100_128`."
LOGGING = "Ignored: texts are never logged, and no history is kept."


def as_lines(like: str) -> dict[int | str, dict[str, Any]]:
    """Returns the answers of a call that sends lines, each of which is like the answer of another call."""
    lines = {
        "description": f"A line of JSON for each piece of the audio: its object is that of `{like}`.",
        "content": {LINES: {"schema": {"type": "string"}}},
    }
    return {200: lines, **FAILURES}


def ignored_logging(enable_logging: str | None) -> list[str]:
    """Returns the name of that parameter where it asks for what there is not."""
    return [] if enable_logging is None or enable_logging.lower() == "false" else ["enable_logging"]


async def _asked(
    voice_id: str,
    body: Annotated[ElevenLabsSpeech, Body()],
    service: ServiceOf,
    output_format: Annotated[str, Query(description=FORMAT)] = DEFAULT,
    optimize_streaming_latency: Annotated[str | None, Query(description="Ignored.")] = None,
    enable_logging: Annotated[str | None, Query(description=LOGGING)] = None,
) -> Asked:
    told = await asked(voice_id, body, output_format, service)
    if optimize_streaming_latency is not None:
        told.ignored.append("optimize_streaming_latency")
    told.ignored += ignored_logging(enable_logging)
    return told


AskedOf = Annotated[Asked, Depends(_asked)]


@router.post("/{voice_id}", summary="Speak a text, as ElevenLabs does", response_class=Response, responses=AUDIO)
async def convert(told: AskedOf, request: Request, service: ServiceOf) -> Response:
    """Answers with the audio: whole and with its length. What is ignored is told in `X-Ignored-Fields`."""
    speech = await prepare(told, service, request.state.request_id)
    return await answer_speech(request, service.speech, speech, stream=False, more_headers=_headers(told, speech))


@router.post(
    "/{voice_id}/stream",
    summary="Speak a text as a stream, as ElevenLabs does",
    response_class=Response,
    responses=AUDIO,
)
async def stream(told: AskedOf, request: Request, service: ServiceOf) -> Response:
    """Answers with the audio as it is made."""
    speech = await prepare(told, service, request.state.request_id)
    return await answer_speech(request, service.speech, speech, stream=True, more_headers=_headers(told, speech))


@router.post(
    "/{voice_id}/with-timestamps",
    summary="Speak a text and tell the time of each character, as ElevenLabs does",
    response_class=Response,
    responses={200: {"model": AudioWithTimestamps}, **FAILURES},
)
async def convert_with_timestamps(told: AskedOf, request: Request, service: ServiceOf) -> Response:
    """The characters of a word share its time. Engines that tell no times of words answer with null for both
    alignments; `/v1/monitor/info` says which do (`word_timings`).
    """
    return await _with_timestamps(told, request, service, stream=False)


@router.post(
    "/{voice_id}/stream/with-timestamps",
    summary="Speak a text as a stream with the time of each character, as ElevenLabs does",
    response_class=Response,
    responses=as_lines("/with-timestamps"),
)
async def stream_with_timestamps(told: AskedOf, request: Request, service: ServiceOf) -> Response:
    """Each line has the characters whose times became known with it: all times count from the beginning of the whole,
    and may be told before their sound or after it.
    """
    return await _with_timestamps(told, request, service, stream=True)


async def _with_timestamps(told: Asked, request: Request, service: Service, *, stream: bool) -> Response:
    speech = await prepare(told, service, request.state.request_id)
    parts = [part for part in speech.parts if isinstance(part, SpokenPart)]
    alignment = Alignment(told.order.text, await with_texts(spoken_text, parts))
    headers = _headers(told, speech)
    return await answer_with_timestamps(request, service.speech, speech, alignment, headers, stream=stream)


def _headers(told: Asked, speech: Speech) -> dict[str, str]:
    return {**told.headers, "Request-Id": speech.request_id}
