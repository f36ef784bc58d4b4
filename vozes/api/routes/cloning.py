"""Cloning: a voice from recordings."""

from fastapi import APIRouter, Request

from vozes.api.dependencies import AdviceLanguage, AtTheEnd, ServiceOf
from vozes.api.forms.fields import is_yes, recording_limits, recordings_of, validated
from vozes.api.forms.reception import receive_form
from vozes.api.openapi import WITH_BODY, failures, form_body, form_content
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.voices import CustomVoices
from vozes.api.voice_schemas import CloneForm, Voice
from vozes.service.voices.cloning import MOST_RECORDINGS, CloneOrder
from vozes.service.voices.listing import find_engines

router = APIRouter(prefix="/v1/tts", tags=["voices"])

_FILES = "files"
_ABOUT = (
    "Recordings of one person speaking, six seconds or more: WAV, MP3, M4A, OGG, Opus, FLAC, WebM, AIFF, CAF or AMR, "
    "each of up to `max_recording_bytes`."
)


@router.post(
    "/clone-voice",
    summary="Clone a voice",
    status_code=201,
    responses={**WITH_BODY, **failures(409, 503, 507)},
    openapi_extra=form_body(form_content(CloneForm, _FILES, _ABOUT, MOST_RECORDINGS, _FILES, "consent")),
)
async def clone_voice(
    request: Request, service: ServiceOf, at_the_end: AtTheEnd, advice_language: AdviceLanguage
) -> Voice:
    """Answers with the new voice, and how good its recordings are to clone from."""
    limits = recording_limits(service.settings, _FILES)
    form = await at_the_end.enter_async_context(receive_form(request, service.voices.uploads, limits))
    fields = validated(CloneForm, form.values(repeated=("tags",)))
    order = CloneOrder(
        fields.name,
        recordings_of(form.files),
        is_yes(fields.consent),
        fields.language,
        fields.transcript,
        fields.description,
        [tag.strip() for tags in fields.tags for tag in tags.split(",") if tag.strip()],
    )
    voice = await unless_client_leaves(request.receive, service.voices.clone(order))
    return CustomVoices(find_engines(service.registry), advice_language).show(voice)
