"""Voices of the library as ElevenLabs' clients clone, change and delete them."""

from fastapi import APIRouter, Request, Response

from vozes.api.dependencies import AtTheEnd, ServiceOf
from vozes.api.elevenlabs_labels import read_labels, take_language, with_labels
from vozes.api.elevenlabs_voice_schemas import AddedVoice, AddVoiceForm, Done, EditVoiceForm
from vozes.api.forms.fields import is_yes, recording_limits, recordings_of, validated
from vozes.api.forms.reception import receive_form
from vozes.api.openapi import form_body, form_content
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.speech import ignored_fields
from vozes.api.routes.elevenlabs.matching import ELEVENLABS_WITH_BODY, ElevenLabsRoute, elevenlabs_failures
from vozes.errors import ErrorCode, VozesError
from vozes.service.thread_pools import in_thread
from vozes.service.voices.cloning import MOST_RECORDINGS, CloneOrder
from vozes.voices.library import VoiceChanges

router = APIRouter(tags=["elevenlabs"], route_class=ElevenLabsRoute)

ADD, EDIT = "/v1/voices/add", "/v1/voices/{voice_id}/edit"
_FILES = "files"
_CONSENT = (
    "ElevenLabs' clients have no field to declare that the speaker agrees: send the label `consent` with the value "
    "`true`, as in labels={'consent': 'true'}, or a field `consent` of the form."
)


@router.post(
    ADD,
    summary="Clone a voice, as ElevenLabs does",
    responses=elevenlabs_failures(*ELEVENLABS_WITH_BODY, 503, 507),
    openapi_extra=form_body(
        form_content(
            AddVoiceForm, _FILES, "Recordings of one person, as for `/v1/tts/clone-voice`.", MOST_RECORDINGS, _FILES
        )
    ),
)
async def add_voice(request: Request, response: Response, service: ServiceOf, at_the_end: AtTheEnd) -> AddedVoice:
    """Takes a declaration that the speaker agrees, as the label or the field `consent`."""
    limits = recording_limits(service.settings, _FILES)
    form = await at_the_end.enter_async_context(receive_form(request, service.voices.uploads, limits))
    fields = validated(AddVoiceForm, form.values())
    response.headers.update(ignored_fields(fields.model_extra or ()))
    labels = read_labels(fields.labels)
    consent = is_yes(fields.consent) or is_yes(labels.pop("consent", ""))
    if not consent:
        raise VozesError(ErrorCode.CONSENT_REQUIRED, _CONSENT, param="labels")
    language = take_language(labels)
    order = CloneOrder(
        fields.name,
        recordings_of(form.files),
        consent,
        language,
        description=fields.description,
        tags=with_labels((), labels),
    )
    voice = await unless_client_leaves(request.receive, service.voices.clone(order))
    return AddedVoice(voice_id=voice.id)


@router.post(
    EDIT,
    summary="Rename or describe a voice of the library, as ElevenLabs does",
    responses=elevenlabs_failures(*ELEVENLABS_WITH_BODY, 404, 503, 507),
    openapi_extra=form_body(form_content(EditVoiceForm, _FILES, "Refused: a voice keeps its recordings.")),
)
async def edit_voice(
    voice_id: str, request: Request, response: Response, service: ServiceOf, at_the_end: AtTheEnd
) -> Done:
    limits = recording_limits(service.settings, _FILES)
    form = await at_the_end.enter_async_context(receive_form(request, service.voices.uploads, limits))
    if form.files:
        message = "Recordings cannot be added to a voice: make a new one of all of them."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param=_FILES)
    fields = validated(EditVoiceForm, form.values())
    response.headers.update(ignored_fields(fields.model_extra or ()))
    changes: VoiceChanges = {"name": fields.name}
    if fields.description is not None:
        changes["description"] = fields.description
    if labels := read_labels(fields.labels):
        labels.pop("consent", None)
        if language := take_language(labels):
            changes["language"] = language
        own = await in_thread(service.library.get, voice_id)
        changes["tags"] = with_labels(own.tags, labels)
    await service.library_writer.write(service.library.edit, voice_id, **changes)
    return Done()


@router.delete("/v1/voices/{voice_id}", include_in_schema=False)
async def delete_voice(voice_id: str, service: ServiceOf) -> Done:
    """It can be restored for `trash_days` days."""
    await service.library_writer.write(service.library.delete, voice_id)
    return Done()
