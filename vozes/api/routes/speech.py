"""Text in, speech out."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from vozes.api.answers import answer_speech
from vozes.api.dependencies import ServiceOf
from vozes.api.schemas import ErrorAnswer, SynthesisRequest
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
_AUDIO = {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in
          sorted({each.media_type for each in FORMATS.values()})}  # fmt: skip
_FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorAnswer} for status in (400, 404, 409, 413, 415, 422, 429, 500, 503, 504)
}


@router.post(
    "/synth",
    summary="Speak a text",
    response_class=Response,
    responses={200: {"description": "The speech.", "content": _AUDIO}, **_FAILURES},
)
async def synthesize(
    body: Annotated[SynthesisRequest, Body(openapi_examples=_EXAMPLES)], request: Request, service: ServiceOf
) -> Response:
    """Answers with the audio. `X-Request-Id`, `X-Engine`, `X-Voice`, `X-Language` and `X-Sample-Rate` say what it is;
    a whole answer also has `X-Audio-Seconds` and `X-Synthesis-Seconds`, which a stream cannot know when it begins.
    """
    speech = await service.speech.prepare(body.order(), request.state.request_id)
    return await answer_speech(request, service.speech, speech, stream=body.stream)
