"""Voices in OpenAI's own shapes, for programs that know no others."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from fastapi import APIRouter, Request

from vozes.api.dependencies import AtTheEnd, ServiceOf
from vozes.api.forms.fields import is_yes, recording_limits, recordings_of, validated
from vozes.api.forms.reception import receive_form
from vozes.api.middleware.body_limits import content_type_of
from vozes.api.openai_schemas import ListedVoice, ListedVoices
from vozes.api.openapi import WITH_BODY, failures, form_body, form_content
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.routes.openai.speech import OPENAI_MODELS
from vozes.api.voice_schemas import AudioVoice, AudioVoiceForm, DeletedAudioVoice
from vozes.engines.info import EngineInfo
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.models import part_of
from vozes.service.speech.stand_ins import OPENAI_VOICES, Gender, gender_of
from vozes.service.thread_pools import in_thread
from vozes.service.voices.cloning import CloneOrder

router = APIRouter(prefix="/v1/audio/voices", tags=["voices"])

_FILE = "audio_sample"
_CONSENT_ID = "cons_"
"""What the ids of recorded consents begin with."""
_ABOUT = "A recording of one person speaking, as for `/v1/tts/clone-voice`."


@router.post(
    "",
    summary="Clone a voice, as OpenAI does",
    responses={**WITH_BODY, **failures(409, 503, 507)},
    openapi_extra=form_body(form_content(AudioVoiceForm, _FILE, _ABOUT, 1, _FILE, "consent")),
)
async def create_voice(request: Request, service: ServiceOf, at_the_end: AtTheEnd) -> AudioVoice:
    """Voices are made of recordings alone, never of a description (`type: prompt`)."""
    if await _is_description(request):
        raise _made_of_no_description()
    limits = recording_limits(service.settings, _FILE, files=1)
    form = await at_the_end.enter_async_context(receive_form(request, service.voices.uploads, limits))
    if form.values().get("type") == "prompt":
        raise _made_of_no_description()
    fields = validated(AudioVoiceForm, form.values())
    consent_id = fields.consent if fields.consent.startswith(_CONSENT_ID) else None
    recordings = recordings_of(form.files)
    order = CloneOrder(fields.name, recordings, is_yes(fields.consent), param=_FILE, consent_id=consent_id)
    voice = await unless_client_leaves(request.receive, service.voices.clone(order))
    return AudioVoice(id=voice.id, name=voice.name, created_at=int(datetime.fromisoformat(voice.created).timestamp()))


async def _is_description(request: Request) -> bool:
    """Returns whether a description is sent as JSON; recordings come in forms alone."""
    if content_type_of(request.headers) != "application/json":
        return False
    try:
        sent = await request.json()
    except ValueError:
        return False
    return isinstance(sent, dict) and sent.get("type") == "prompt"


def _made_of_no_description() -> VozesError:
    message = "Voices are not made of a description here: send a form with a recording as audio_sample."
    return VozesError(ErrorCode.INVALID_FIELD, message, param="type")


@router.get("", summary="List what a request can name as its voice")
async def list_voices(service: ServiceOf) -> ListedVoices:
    """The voices of the library, then those that come with the selected engine, where it is installed; under `auto`
    with any that is; then OpenAI's names.
    """
    return await _voices(service, [engine.info for engine in service.registry.speaking])


@router.get(
    "/{voice_id}", summary="List what a request for a model can name as its voice", responses=failures(404, 422)
)
async def list_voices_of_model(voice_id: str, service: ServiceOf) -> ListedVoices:
    """`voice_id` is a model here, as in `/v1/audio/speech`: some programs ask so."""
    if voice_id in OPENAI_MODELS:
        return await list_voices(service)
    return await _voices(service, [part_of(service.registry.find(voice_id).info, voice_id)])


async def _voices(service: Service, engines: Iterable[EngineInfo]) -> ListedVoices:
    library = await in_thread(service.library.list)
    own = [_listed(voice.id, voice.name, [voice.language] if voice.language else []) for voice in library]
    presets = [
        _listed(voice.id, voice.name, engine.languages_of(voice), voice.gender)
        for engine in engines
        for voice in engine.voices
    ]
    theirs = [_listed(name, name.title(), [], gender_of(name)) for name in OPENAI_VOICES]
    voices = [*own, *presets, *theirs]
    return ListedVoices(data=voices, voices=voices)


def _listed(id_: str, name: str, languages: Sequence[str], gender: Gender | None = None) -> ListedVoice:
    lang = languages[0] if len(languages) == 1 else None
    return ListedVoice(
        id=id_, voice_id=id_, value=id_, name=name, label=name, lang=lang, languages=list(languages), gender=gender
    )


@router.delete(
    "/{voice_id}", summary="Delete a voice of the library, as OpenAI does", responses=failures(404, 422, 503, 507)
)
async def delete_voice(voice_id: str, service: ServiceOf) -> DeletedAudioVoice:
    """It can be restored for `trash_days` days."""
    await service.library_writer.write(service.library.delete, voice_id)
    return DeletedAudioVoice(id=voice_id)
