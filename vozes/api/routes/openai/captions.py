"""Speech with the times of its words as Kokoro-FastAPI has it, for the programs that were written for that."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from vozes.api.dependencies import ServiceOf
from vozes.api.openai_schemas import CaptionedSpeech, Captions
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.responses.timed_speech import (
    LINES,
    Account,
    FramedResponse,
    LinesResponse,
    TimingWish,
    answer_timed,
    audio_in_json,
)
from vozes.api.routes.openai.speech import prepared_speech
from vozes.service.speech.timestamps import Timestamp, require_word_timings

router = APIRouter(prefix="/dev", tags=["openai"])

_LINE = {"schema": {"$ref": "#/components/schemas/Captions"}}


@router.post(
    "/captioned_speech",
    summary="Speak a text with the times of its words, as Kokoro-FastAPI does",
    response_class=Response,
    responses={
        200: {"description": "Lines of JSON, or one object.", "model": Captions, "content": {LINES: _LINE}},
        **WITH_BODY,
        **failures(404, 409, 429, 500, 503, 504, 507),
    },
)
async def speak_with_captions(
    body: Annotated[CaptionedSpeech, Body()], request: Request, service: ServiceOf
) -> Response:
    """Answers with lines of JSON as they are made, or without `stream` with one object. Each has more of the audio, and
    the words that are new. Unknown fields are ignored and told in `X-Ignored-Fields`.
    """
    speech, ignored = await prepared_speech(body, service, request.state.request_id)
    if body.return_timestamps:
        require_word_timings(speech)
    wish = TimingWish("word" if body.return_timestamps else None)
    respond = _lines if body.stream else _whole
    return await answer_timed(request, service.speech, speech, wish, respond, stream=body.stream, more_headers=ignored)


async def _whole(account: Account, size: int) -> Response:
    words = None if account.wish.unit is None else _words(await account.all_timestamps())
    return FramedResponse(account, audio_in_json(_told(account, words)), size)


async def _lines(account: Account, size: int) -> Response:
    return CaptionLines(account)


class CaptionLines(LinesResponse):
    _tells_failures = False

    def _told(self, found: list[Timestamp]) -> dict[str, Any]:
        return _told(self._account, _words(found))

    async def _told_at_the_end(self, found: list[Timestamp]) -> dict[str, Any]:
        return self._told(found)


def _told(account: Account, words: list[dict[str, object]] | None) -> dict[str, Any]:
    return {"audio_format": account.speech.format.media_type, "timestamps": words}


def _words(found: Sequence[Timestamp]) -> list[dict[str, object]]:
    return [{"word": each.text, "start_time": each.start, "end_time": each.end} for each in found]
