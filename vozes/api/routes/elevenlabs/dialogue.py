"""Dialogues as ElevenLabs' API has them: turns in several voices as one audio, with who is heard when or without."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from vozes.api.dependencies import ServiceOf
from vozes.api.elevenlabs_formats import DEFAULT
from vozes.api.elevenlabs_schemas import DialogueWithTimestamps, ElevenLabsDialogue
from vozes.api.responses.elevenlabs_speech import answer_with_timestamps
from vozes.api.responses.speech import answer_speech, ignored_fields
from vozes.api.routes.elevenlabs.orders import asked, prepare
from vozes.api.routes.elevenlabs.speech import AUDIO, FAILURES, FORMAT, LOGGING, as_lines, ignored_logging
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.speech.alignment import Alignment, spoken_text
from vozes.service.speech.dialogue import Dialogue, Turn
from vozes.service.speech.parts import SpokenPart
from vozes.service.thread_pools import with_texts

router = APIRouter(prefix="/v1/text-to-dialogue", tags=["elevenlabs"])

_OF_TURNS = frozenset({"text", "voice_id"})
"""Fields that each turn has."""


@dataclass(frozen=True, slots=True)
class _Asked:
    dialogue: Dialogue
    headers: dict[str, str]


async def _asked(
    body: Annotated[ElevenLabsDialogue, Body()],
    request: Request,
    service: ServiceOf,
    output_format: Annotated[str, Query(description=FORMAT)] = DEFAULT,
    enable_logging: Annotated[str | None, Query(description=LOGGING)] = None,
) -> _Asked:
    """Returns what is to be spoken, all of it checked. Raises VozesError, which tells the turn that it is about."""
    _require_length(body, service.speech.longest_text)
    ignored = [*body.ignored, *ignored_logging(enable_logging)]
    turns: list[Turn] = []
    for number, (voice, turn) in enumerate(body.turns):
        try:
            told = await asked(voice, turn, output_format, service)
            turns.append(Turn(voice, turn.text, await prepare(told, service, request.state.request_id)))
        except VozesError as error:
            if error.param in _OF_TURNS:
                error.param = f"inputs.{number}.{error.param}"
            raise
        ignored += told.ignored
    dialogue = Dialogue(turns)
    if dialogue.speech.access is not None:
        dialogue.speech.access.require_speech(dialogue.speech.characters)
    headers = {**ignored_fields(list(dict.fromkeys(ignored))), "Request-Id": dialogue.speech.request_id}
    return _Asked(dialogue, headers)


_AskedOf = Annotated[_Asked, Depends(_asked)]


@router.post("", summary="Speak a dialogue, as ElevenLabs does", response_class=Response, responses=AUDIO)
async def convert(told: _AskedOf, request: Request, service: ServiceOf) -> Response:
    """Answers with one audio in which each turn is heard in its own voice, whichever engine that needs."""
    speech = told.dialogue.speech
    return await answer_speech(request, service.speech, speech, stream=False, more_headers=told.headers)


@router.post(
    "/stream", summary="Speak a dialogue as a stream, as ElevenLabs does", response_class=Response, responses=AUDIO
)
async def stream(told: _AskedOf, request: Request, service: ServiceOf) -> Response:
    """Answers with the audio as it is made."""
    speech = told.dialogue.speech
    return await answer_speech(request, service.speech, speech, stream=True, more_headers=told.headers)


@router.post(
    "/with-timestamps",
    summary="Speak a dialogue and tell who is heard when, as ElevenLabs does",
    response_class=Response,
    responses={200: {"model": DialogueWithTimestamps}, **FAILURES},
)
async def convert_with_timestamps(told: _AskedOf, request: Request, service: ServiceOf) -> Response:
    """The characters are those of all turns, with nothing between two of them. Where no engine tells the times of
    words, both alignments are null, and the segments have times all the same.
    """
    return await _with_timestamps(told, request, service, stream=False)


@router.post(
    "/stream/with-timestamps",
    summary="Speak a dialogue as a stream and tell who is heard when, as ElevenLabs does",
    response_class=Response,
    responses=as_lines("/with-timestamps"),
)
async def stream_with_timestamps(told: _AskedOf, request: Request, service: ServiceOf) -> Response:
    """Each line has the characters whose times became known with it, and of whose turns they are; all times count from
    the beginning of the whole.
    """
    return await _with_timestamps(told, request, service, stream=True)


async def _with_timestamps(told: _Asked, request: Request, service: Service, *, stream: bool) -> Response:
    dialogue = told.dialogue
    parts = [part for part in dialogue.speech.parts if isinstance(part, SpokenPart)]
    alignment = Alignment(dialogue.text, await with_texts(spoken_text, parts))
    return await answer_with_timestamps(
        request, service.speech, dialogue.speech, alignment, told.headers, stream=stream, dialogue=dialogue
    )


def _require_length(body: ElevenLabsDialogue, longest: int) -> None:
    """Raises VozesError(TEXT_TOO_LONG) where the turns together have more characters than a text may have."""
    length = sum(len(each.text) for each in body.inputs)
    if length > longest:
        message = f"The turns have {length:,} characters together; {longest:,} are allowed."
        raise VozesError(ErrorCode.TEXT_TOO_LONG, message, param="inputs")
