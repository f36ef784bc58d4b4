"""Voices in OpenAI's own shapes, for programs that know no others."""

from datetime import datetime

from fastapi import APIRouter, Request

from vozes.api.dependencies import AtTheEnd, ServiceOf
from vozes.api.forms.fields import is_yes, recording_limits, recordings_of, validated
from vozes.api.forms.reception import receive_form
from vozes.api.openapi import WITH_BODY, failures, form_body, form_content
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.voice_schemas import AudioVoice, AudioVoiceForm, DeletedAudioVoice, NamedVoice, NamedVoices
from vozes.service.thread_pools import in_thread
from vozes.service.voices.cloning import CloneOrder

router = APIRouter(prefix="/v1/audio/voices", tags=["voices"])

_FILE = "audio_sample"
_ABOUT = "A recording of one person speaking, as for `/v1/tts/clone-voice`."


@router.post(
    "",
    summary="Clone a voice, as OpenAI does",
    status_code=201,
    responses={**WITH_BODY, **failures(409, 503, 507)},
    openapi_extra=form_body(form_content(AudioVoiceForm, _FILE, _ABOUT, 1, _FILE, "consent")),
)
async def create_voice(request: Request, service: ServiceOf, at_the_end: AtTheEnd) -> AudioVoice:
    limits = recording_limits(service.settings, _FILE, files=1)
    form = await at_the_end.enter_async_context(receive_form(request, service.voices.uploads, limits))
    fields = validated(AudioVoiceForm, form.values())
    order = CloneOrder(fields.name, recordings_of(form.files), is_yes(fields.consent), param=_FILE)
    voice = await unless_client_leaves(request.receive, service.voices.clone(order))
    return AudioVoice(id=voice.id, name=voice.name, created_at=int(datetime.fromisoformat(voice.created).timestamp()))


@router.get("", summary="List what a request can name as its voice")
async def list_voices(service: ServiceOf) -> NamedVoices:
    """The voices of the library, then those that come with the selected engine, where it is installed; under `auto`
    with any that is.
    """
    named = [NamedVoice(id=voice.id, name=voice.name) for voice in await in_thread(service.library.list)]
    engines = service.registry.speaking
    named += [NamedVoice(id=voice.id, name=voice.name) for engine in engines for voice in engine.info.voices]
    return NamedVoices(voices=named)


@router.delete(
    "/{voice_id}", summary="Delete a voice of the library, as OpenAI does", responses=failures(404, 422, 503, 507)
)
async def delete_voice(voice_id: str, service: ServiceOf) -> DeletedAudioVoice:
    """It can be restored for `trash_days` days."""
    await service.library_writer.write(service.library.delete, voice_id)
    return DeletedAudioVoice(id=voice_id)
