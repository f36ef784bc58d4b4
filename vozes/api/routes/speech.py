"""Text in, speech out."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from vozes.api.dependencies import AtTheEnd, ServiceOf
from vozes.api.forms.base64_audio import decode_base64
from vozes.api.forms.form_or_json import REFERENCE, FormOrJsonRoute, sent_files
from vozes.api.openapi import WITH_BODY, failures, form_content
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.speech import SPEECH_ANSWER, answer_speech
from vozes.api.responses.timed_speech import (
    SUBTITLE_TYPES,
    TIMED_CONTENT,
    TIMED_HEADERS,
    TimingWish,
    answer_timed,
    respond_with,
    wanted_type,
)
from vozes.api.schemas import SynthesisRequest
from vozes.api.timing_schemas import SpeechLine, TimedSpeech
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.service import Speech
from vozes.service.speech.timestamps import require_word_timings
from vozes.service.thread_pools import with_files
from vozes.service.uploads import write_upload
from vozes.service.voices.cloning import MOST_RECORDINGS

router = APIRouter(prefix="/v1/tts", tags=["speech"], route_class=FormOrJsonRoute)

_EXAMPLES: dict[str, Any] = {
    "portuguese": {"summary": "Brazilian Portuguese", "value": {"text": "Olá! Tudo bem?", "language": "pt-br"}},
    "english": {"summary": "English, as a small file", "value": {"text": "Hello!", "language": "en", "format": "mp3"}},
    "times": {"summary": "With the times of its words", "value": {"text": "Hello there!", "timestamps": "word"}},
    "options": {
        "summary": "Another throat, slower, streamed",
        "value": {"text": "Bom dia.", "voice": "pt-br", "speed": 0.8, "stream": True, "options": {"variant": "f2"}},
    },
}


_FORM = form_content(
    SynthesisRequest,
    REFERENCE,
    "Recordings of one person speaking, six seconds or more, to speak with that voice once: nothing of them is kept.",
    MOST_RECORDINGS,
)


@router.post(
    "/synth",
    summary="Speak a text",
    response_class=Response,
    responses={
        200: {
            "description": SPEECH_ANSWER["description"],
            "model": TimedSpeech | SpeechLine,
            "content": SPEECH_ANSWER["content"] | TIMED_CONTENT,
            "headers": SPEECH_ANSWER["headers"] | TIMED_HEADERS,
        },
        **WITH_BODY,
        **failures(404, 409, 429, 500, 503, 504, 507),
    },
    openapi_extra={"requestBody": {"content": _FORM}},
)
async def synthesize(
    body: Annotated[SynthesisRequest, Body(openapi_examples=_EXAMPLES)],
    request: Request,
    service: ServiceOf,
    at_the_end: AtTheEnd,
) -> Response:
    """Answers with the audio: whole and with its length, or with `stream` as it is made. The same fields may be sent as
    a form, with recordings to speak with beside them. With `timestamps` or `subtitles` it answers with JSON that holds
    the audio and the times.
    """
    wish = TimingWish(None if body.timestamps == "none" else body.timestamps, body.subtitles)
    media_type = wanted_type(request.headers.get("accept"), wish, stream=body.stream)
    order, request_id = _order(body, media_type), request.state.request_id
    sources = sent_files(request)
    if body.reference_audio is not None:
        sources.append(await _decoded(body.reference_audio, at_the_end.enter_context(service.voices.uploads.folder())))
    if not sources:
        speech = await _prepared(service, order, request_id, media_type)
        return await _answer(request, service, speech, wish, media_type, stream=body.stream)
    one_off = at_the_end.enter_context(service.voices.one_off(sources))
    speech = await _prepared(service, replace(order, reference=one_off.voice), request_id, media_type)
    await unless_client_leaves(request.receive, service.voices.make(one_off))
    return await _answer(request, service, speech, wish, media_type, stream=body.stream)


def _order(body: SynthesisRequest, media_type: str | None) -> SpeechOrder:
    """Returns what is to be spoken; for subtitles alone in the format that costs least."""
    order = body.order()
    if media_type not in SUBTITLE_TYPES:
        return order
    order.check()
    return replace(order, format="pcm", sample_rate=None)


async def _prepared(service: Service, order: SpeechOrder, request_id: str, media_type: str | None) -> Speech:
    speech = await service.speech.prepare(order, request_id)
    if media_type is not None:
        require_word_timings(speech)
    return speech


async def _answer(
    request: Request, service: Service, speech: Speech, wish: TimingWish, media_type: str | None, *, stream: bool
) -> Response:
    """`media_type`: as `wanted_type` returns it."""
    if media_type is None:
        return await answer_speech(request, service.speech, speech, stream=stream)
    respond = partial(respond_with, media_type)
    return await answer_timed(request, service.speech, speech, wish, respond, stream=stream)


async def _decoded(reference_audio: str, folder: Path) -> Path:
    try:
        recording = decode_base64(reference_audio)
    except ValueError as error:
        message = f"{REFERENCE} is not base64: {error}."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param=REFERENCE) from None
    return await with_files(write_upload, folder / "reference", recording)
