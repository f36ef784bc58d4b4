"""Text in, speech out."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from vozes.api.dependencies import AtTheEnd, ServiceOf
from vozes.api.forms.base64_audio import decode_base64
from vozes.api.forms.form_or_json import REFERENCE, FormOrJsonRoute, sent_files
from vozes.api.openapi import WITH_BODY, failures, form_content
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.speech import SPEECH_ANSWER, answer_speech
from vozes.api.schemas import SynthesisRequest
from vozes.errors import ErrorCode, VozesError
from vozes.service.thread_pools import with_files
from vozes.service.uploads import write_upload
from vozes.service.voices.cloning import MOST_RECORDINGS

router = APIRouter(prefix="/v1/tts", tags=["speech"], route_class=FormOrJsonRoute)

_EXAMPLES: dict[str, Any] = {
    "portuguese": {"summary": "Brazilian Portuguese", "value": {"text": "Olá! Tudo bem?", "language": "pt-br"}},
    "english": {"summary": "English, as a small file", "value": {"text": "Hello!", "language": "en", "format": "mp3"}},
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
    responses={200: SPEECH_ANSWER, **WITH_BODY, **failures(404, 409, 429, 500, 503, 504, 507)},
    openapi_extra={"requestBody": {"content": _FORM}},
)
async def synthesize(
    body: Annotated[SynthesisRequest, Body(openapi_examples=_EXAMPLES)],
    request: Request,
    service: ServiceOf,
    at_the_end: AtTheEnd,
) -> Response:
    """Answers with the audio: whole and with its length, or with `stream` as it is made. The same fields may be sent as
    a form, with recordings to speak with beside them.
    """
    order, request_id = body.order(), request.state.request_id
    sources = sent_files(request)
    if body.reference_audio is not None:
        sources.append(await _decoded(body.reference_audio, at_the_end.enter_context(service.voices.uploads.folder())))
    if not sources:
        speech = await service.speech.prepare(order, request_id)
        return await answer_speech(request, service.speech, speech, stream=body.stream)
    one_off = at_the_end.enter_context(service.voices.one_off(sources))
    speech = await service.speech.prepare(replace(order, reference=one_off.voice), request_id)
    await unless_client_leaves(request.receive, service.voices.make(one_off))
    return await answer_speech(request, service.speech, speech, stream=body.stream)


async def _decoded(reference_audio: str, folder: Path) -> Path:
    try:
        recording = decode_base64(reference_audio)
    except ValueError as error:
        message = f"{REFERENCE} is not base64: {error}."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param=REFERENCE) from None
    return await with_files(write_upload, folder / "reference", recording)
