"""What a client makes of speech that it has: the audio in another format, and subtitles. Nothing is spoken."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from vozes.api.clip_schemas import WORD_TIMES, ConversionForm, SubtitlesForm
from vozes.api.dependencies import AtTheEnd, ServiceOf
from vozes.api.forms.fields import validated
from vozes.api.forms.form import Form, FormLimits, invalid_form
from vozes.api.forms.reception import receive_form
from vozes.api.openapi import WITH_BODY, failures, form_body, form_content
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.speech import SPEECH_ANSWER
from vozes.audio.formats import find_format
from vozes.audio.spool import Spool
from vozes.service.conversion import converted
from vozes.service.speech.subtitles import subtitles_of
from vozes.service.thread_pools import with_texts
from vozes.settings import Settings
from vozes.text.language import normalize_tag
from vozes.text.subtitles import SUBTITLE_FORMATS

CONVERT, SUBTITLES = "/v1/audio/convert", "/v1/text/subtitles"
_AUDIO, _TIMES = "file", "timestamps"
_MOST_AUDIO_BYTES = 400_000_000
"""Of a WAV file: the longest text that is taken unless more is set, spoken slowly."""
_MOST_TIMES_BYTES = 20_000_000
_ABOUT_AUDIO = "A WAV file of 16-bit mono samples, such as `POST /v1/tts/synth` answers with; up to 400 MB."
_ABOUT_TIMES = "A file with the JSON list that `timestamps` of an answer has where `word` was asked for; up to 20 MB."

router = APIRouter()


def conversion_limits(settings: Settings) -> FormLimits:
    return FormLimits(_AUDIO, 1, _MOST_AUDIO_BYTES, settings.max_body_bytes)


def subtitles_limits(settings: Settings) -> FormLimits:
    return FormLimits(_TIMES, 1, _MOST_TIMES_BYTES, settings.max_body_bytes)


_FILES: dict[str, Any] = {"description": "The file.", "content": SPEECH_ANSWER["content"]}
_TEXTS: dict[str, Any] = {
    "description": "The file, in UTF-8.",
    "content": {kind.media_type: {"schema": {"type": "string"}} for kind in SUBTITLE_FORMATS.values()},
}


@router.post(
    CONVERT,
    tags=["speech"],
    summary="Write audio in another format",
    response_class=Response,
    responses={200: _FILES, **WITH_BODY, **failures(503, 507)},
    openapi_extra=form_body(form_content(ConversionForm, _AUDIO, _ABOUT_AUDIO, 1, _AUDIO)),
)
async def convert(request: Request, service: ServiceOf, at_the_end: AtTheEnd) -> Response:
    """Answers with the same audio in the format that is named, which speaking it anew would not give where an engine
    speaks differently each time. Nothing of it is kept.
    """
    limits = conversion_limits(service.settings)
    form = await at_the_end.enter_async_context(receive_form(request, service.voices.uploads, limits))
    audio_format = find_format(validated(ConversionForm, form.values()).format)
    account = service.budget.current()
    source = _only_file(form, _AUDIO)
    account.require(source.stat().st_size)
    spool = Spool(source.parent, charge=account.add)
    at_the_end.callback(spool.close)
    await unless_client_leaves(request.receive, converted(source, audio_format, spool, _AUDIO))
    headers = {"Content-Length": str(spool.size), "Cache-Control": "no-store"}
    return StreamingResponse(spool.stream(), headers=headers, media_type=audio_format.media_type)


@router.post(
    SUBTITLES,
    tags=["text"],
    summary="Make subtitles of times",
    response_class=Response,
    responses={200: _TEXTS, **WITH_BODY, **failures(507)},
    openapi_extra=form_body(form_content(SubtitlesForm, _TIMES, _ABOUT_TIMES, 1, _TIMES)),
)
async def make_subtitles(request: Request, service: ServiceOf, at_the_end: AtTheEnd) -> Response:
    """Answers with the subtitles of speech whose words' times are known, as they would have come with it."""
    limits = subtitles_limits(service.settings)
    form = await at_the_end.enter_async_context(receive_form(request, service.voices.uploads, limits))
    fields = validated(SubtitlesForm, form.values())
    content = await with_texts(_subtitles, fields, _only_file(form, _TIMES), service.settings.max_text_characters)
    return Response(content, media_type=f"{SUBTITLE_FORMATS[fields.format].media_type}; charset=utf-8")


def _subtitles(fields: SubtitlesForm, times: Path, longest: int) -> str:
    try:
        words = [each.timing() for each in WORD_TIMES.validate_json(times.read_bytes())]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, (_TIMES, *first["loc"])))[:100]
        raise invalid_form(f"{where}: {first['msg']}.", _TIMES) from None
    language = normalize_tag(fields.language)
    return subtitles_of(fields.text, fields.markup, language, words, fields.audio_seconds, fields.format, longest)


def _only_file(form: Form, name: str) -> Path:
    if not form.files:
        raise invalid_form(f"{name}: the file is missing.", name)
    return form.files[0].path
