"""Speech as OpenAI's API has it, and as the programs that were written for that really ask for it."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from vozes.api.dependencies import ServiceOf
from vozes.api.openai_schemas import OpenAISpeech
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.responses.speech import SPEECH_ANSWER, answer_speech, ignored_fields
from vozes.api.responses.speech_events import answer_events
from vozes.errors import VozesError
from vozes.service.core import Service
from vozes.service.models import moods_of
from vozes.service.registry import AUTOMATIC
from vozes.service.speech.moods import OPTION as MOOD
from vozes.service.speech.moods import mood_of
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.service import Speech
from vozes.service.speech.stand_ins import OPENAI_VOICES
from vozes.warnings import CodedWarning, WarningCode

router = APIRouter(prefix="/v1/audio", tags=["openai"])

OPENAI_MODELS = ("tts-1", "tts-1-hd", "gpt-4o-mini-tts")
"""Names that mean the selected engine: what programs send that were written for OpenAI."""
_THEIR_NAMES = {"text": "input", "format": "response_format", "engine": "model"}
"""What a field of ours is called in OpenAI's API."""
_EVENT = {
    "type": "object",
    "properties": {"data": {"type": "string", "contentMediaType": "application/json"}},
    "required": ["data"],
}
_EVENTS = {"schema": _EVENT, "example": 'data: {"type": "speech.audio.delta", "audio": "…"}\n\n'}


@router.post(
    "/speech",
    summary="Speak a text, as OpenAI does",
    response_class=Response,
    responses={
        200: {**SPEECH_ANSWER, "content": {**SPEECH_ANSWER["content"], "text/event-stream": _EVENTS}},
        **WITH_BODY,
        **failures(404, 409, 429, 500, 503, 504, 507),
    },
)
async def speak(body: Annotated[OpenAISpeech, Body()], request: Request, service: ServiceOf) -> Response:
    """Answers with the audio as it is made, or with events. Unknown fields are ignored and told in `X-Ignored-Fields`,
    and so are `instructions` that ask for no mood that the model has.
    """
    speech, ignored = await prepared_speech(body, service, request.state.request_id)
    if body.stream_format == "sse":
        return await answer_events(request, service.speech, speech, ignored)
    return await answer_speech(request, service.speech, speech, stream=body.stream, more_headers=ignored)


async def prepared_speech(body: OpenAISpeech, service: Service, request_id: str) -> tuple[Speech, dict[str, str]]:
    """Returns what is asked for, checked, and the headers that tell what was ignored. Raises VozesError."""
    try:
        order, warnings = await order_of(body, service)
        speech = await service.speech.prepare(order, request_id)
        moody, told, ignored = in_mood(body, order, speech)
        if moody is not order:
            speech = await service.speech.prepare(moody, request_id)
    except VozesError as error:
        error.param = _THEIR_NAMES.get(error.param or "", error.param)
        raise
    speech.take_warnings([*warnings, *told])
    return speech, ignored_fields(ignored)


def in_mood(
    body: OpenAISpeech, order: SpeechOrder, speech: Speech
) -> tuple[SpeechOrder, list[CodedWarning], list[str]]:
    """Returns the order in the mood that the instructions ask for, where the model that would speak has it; what is
    told of that; and the names of all fields that are ignored.
    """
    mood = mood_of(body.instructions)
    if mood is not None and mood in moods_of(speech.engine.info, speech.request.voice):
        told = f"Of the instructions the mood was heeded: {mood}."
        heeded = CodedWarning(WarningCode.MOOD_HEEDED, told, mood=mood)
        return replace(order, options={MOOD: mood, **order.options}), [heeded], body.ignored
    return order, [], [*body.ignored, *(["instructions"] if body.instructions.strip() else [])]


async def order_of(body: OpenAISpeech, service: Service) -> tuple[SpeechOrder, list[CodedWarning]]:
    """Returns what is asked for, and warnings of what was taken for something else."""
    warnings: list[CodedWarning] = []
    engine, voice, stand_in_for = None, body.voice_name, None
    if body.model in (*service.registry.names, AUTOMATIC):
        engine = body.model
    elif body.model and body.model not in OPENAI_MODELS:
        if voice is None and await service.chooser.knows(body.model):
            voice = body.model
        else:
            name = body.model[:100]
            told = f"There is no model {name!r} here, so the selected engine speaks."
            warnings.append(CodedWarning(WarningCode.MODEL_REPLACED, told, model=name))
    theirs = (voice or "").lower()
    if voice is not None and theirs in OPENAI_VOICES and not await service.chooser.knows(voice):
        voice = service.settings.openai_voices.get(theirs)
        stand_in_for = theirs if voice is None else None
    return body.order(engine=engine, voice=voice, stand_in_for=stand_in_for), warnings
