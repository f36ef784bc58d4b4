"""Recordings in which speakers agree that a voice is made of theirs, in OpenAI's own shapes."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request

from vozes.api.dependencies import AtTheEnd, ServiceOf
from vozes.api.forms.fields import recording_limits, recordings_of, validated
from vozes.api.forms.reception import receive_form
from vozes.api.openapi import WITH_BODY, failures, form_body, form_content
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.voice_schemas import (
    AudioConsent,
    AudioConsentEdit,
    AudioConsentForm,
    AudioConsents,
    DeletedAudioConsent,
)
from vozes.errors import ErrorCode, VozesError
from vozes.service.voices.consents import ConsentOrder
from vozes.voices.voice import Consent

router = APIRouter(prefix="/v1/audio/voice_consents", tags=["voices"])

_FILE = "recording"
_ABOUT = "The speaker saying that they agree, as a recording for `/v1/tts/clone-voice`."


@router.post(
    "",
    summary="Keep a recording in which a speaker agrees",
    responses={**WITH_BODY, **failures(503, 507)},
    openapi_extra=form_body(form_content(AudioConsentForm, _FILE, _ABOUT, 1, _FILE)),
)
async def create_consent(request: Request, service: ServiceOf, at_the_end: AtTheEnd) -> AudioConsent:
    """Its id is what `POST /v1/audio/voices` takes as `consent`. What is said in it is not looked at."""
    limits = recording_limits(service.settings, _FILE, files=1)
    form = await at_the_end.enter_async_context(receive_form(request, service.voices.uploads, limits))
    fields = validated(AudioConsentForm, form.values())
    recordings = recordings_of(form.files)
    if len(recordings) != 1:
        raise VozesError(ErrorCode.INVALID_FIELD, f"A consent is one recording, not {len(recordings)}.", param=_FILE)
    order = ConsentOrder(fields.name, fields.language, recordings[0], _FILE)
    return _shown(await unless_client_leaves(request.receive, service.consents.add(order)))


@router.get("", summary="List the recordings in which speakers agree", responses=failures(422))
async def list_consents(
    service: ServiceOf,
    after: Annotated[str | None, Query(description="The id behind which the list begins.")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="How many at most.")] = 20,
) -> AudioConsents:
    """The latest comes first."""
    consents = await service.consents.list()
    begin = 0
    if after is not None:
        begin = next((index for index, each in enumerate(consents, 1) if each.id == after), 0)
        if not begin:
            raise VozesError(ErrorCode.INVALID_FIELD, f"There is no consent {after[:64]!r}.", param="after")
    data = list(map(_shown, consents[begin : begin + limit]))
    return AudioConsents(
        data=data,
        first_id=data[0].id if data else None,
        last_id=data[-1].id if data else None,
        has_more=begin + limit < len(consents),
    )


@router.get("/{consent_id}", summary="Show a recording in which a speaker agrees", responses=failures(404, 422))
async def show_consent(consent_id: str, service: ServiceOf) -> AudioConsent:
    return _shown(await service.consents.get(consent_id))


@router.post(
    "/{consent_id}",
    summary="Rename a recording in which a speaker agrees",
    responses={**WITH_BODY, **failures(404, 503, 507)},
)
async def rename_consent(consent_id: str, body: AudioConsentEdit, service: ServiceOf) -> AudioConsent:
    return _shown(await service.consents.rename(consent_id, body.name))


@router.delete(
    "/{consent_id}",
    summary="Delete a recording in which a speaker agrees",
    responses=failures(404, 422, 503, 507),
)
async def delete_consent(consent_id: str, service: ServiceOf) -> DeletedAudioConsent:
    """It is gone for good; voices that were made with it keep their copies."""
    await service.consents.delete(consent_id)
    return DeletedAudioConsent(id=consent_id)


def _shown(consent: Consent) -> AudioConsent:
    created = int(datetime.fromisoformat(consent.created).timestamp())
    return AudioConsent(id=consent.id, name=consent.name, language=consent.language, created_at=created)
