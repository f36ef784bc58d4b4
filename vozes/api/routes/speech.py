"""Text in, speech out."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from vozes.api.answers import answer_speech
from vozes.api.dependencies import ServiceOf
from vozes.api.failures import WITH_BODY, failures
from vozes.api.schemas import SynthesisRequest
from vozes.audio.formats import FORMATS

router = APIRouter(prefix="/v1/tts", tags=["speech"])

_EXAMPLES: dict[str, Any] = {
    "portuguese": {"summary": "Brazilian Portuguese", "value": {"text": "Olá! Tudo bem?", "language": "pt-br"}},
    "english": {"summary": "English, as a small file", "value": {"text": "Hello!", "language": "en", "format": "mp3"}},
    "options": {
        "summary": "Another throat, slower, streamed",
        "value": {"text": "Bom dia.", "voice": "pt-br", "speed": 0.8, "stream": True, "options": {"variant": "f2"}},
    },
}
_MEDIA_TYPES = sorted({each.media_type for each in FORMATS.values()})
_HEADERS = {
    "X-Request-Id": "Names this request in errors and in the log.",
    "X-Engine": "The engine that spoke.",
    "X-Voice": "The voice that it spoke with.",
    "X-Language": "The language that it took the text to be in.",
    "X-Sample-Rate": "The engine's own rate, in Hz.",
    "X-Audio-Seconds": "How long the speech is. Not on streams, which cannot know it when they begin.",
    "X-Synthesis-Seconds": "How long the engine took for it. Not on streams.",
    "X-Warning": (
        "Only where something went wrong that did not end the answer: one or more sentences, joined by `; `, with "
        "percent-encoding. On streams, what was known before the first byte."
    ),
}
_SPEECH = {
    "description": "The speech.",
    "content": {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in _MEDIA_TYPES},
    "headers": {name: {"description": text, "schema": {"type": "string"}} for name, text in _HEADERS.items()},
}


@router.post(
    "/synth",
    summary="Speak a text",
    response_class=Response,
    responses={200: _SPEECH, **WITH_BODY, **failures(404, 409, 429, 500, 503, 504, 507)},
)
async def synthesize(
    body: Annotated[SynthesisRequest, Body(openapi_examples=_EXAMPLES)], request: Request, service: ServiceOf
) -> Response:
    """Answers with the audio: whole and with its length, or with `stream` as it is made."""
    speech = await service.speech.prepare(body.order(), request.state.request_id)
    return await answer_speech(request, service.speech, speech, stream=body.stream)
