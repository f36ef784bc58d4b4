"""Voices in ElevenLabs' own shapes, listed and shown; `library` changes them.

Those on paths of ours are taken only by ElevenLabs' clients (`matching`), and stand in no document of the API.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request

from vozes.api.dependencies import ServiceOf
from vozes.api.elevenlabs_paging import page_of
from vozes.api.elevenlabs_voice_schemas import (
    ElevenLabsVoice,
    ElevenLabsVoicePage,
    ElevenLabsVoices,
)
from vozes.api.responses.elevenlabs_voices import library_voice, premade_voice, preset_voice
from vozes.api.routes.elevenlabs.matching import ElevenLabsRoute, elevenlabs_failures
from vozes.service.core import Service
from vozes.service.speech.elevenlabs_voices import PREMADE
from vozes.service.thread_pools import in_thread
from vozes.voices.names import plain, unknown_voice

router = APIRouter(tags=["elevenlabs"], route_class=ElevenLabsRoute)

_CLONED = frozenset({"personal", "workspace", "non-default", "saved"})
_PREMADE = frozenset({"default"})
_NOBODY_S = frozenset({"community"})
"""What `voice_type` says of voices, as far as there are such here."""


@router.get("/v1/voices", include_in_schema=False)
async def list_voices(request: Request, service: ServiceOf) -> ElevenLabsVoices:
    return ElevenLabsVoices(voices=await _voices(request, service))


@router.get("/v2/voices", summary="List the voices by pages, as ElevenLabs does", responses=elevenlabs_failures(422))
async def search_voices(
    request: Request,
    service: ServiceOf,
    voice_ids: Annotated[list[str], Query(default_factory=list, description="Only these.")],
    page_size: Annotated[int, Query(ge=1, le=100)] = 10,
    next_page_token: Annotated[str | None, Query(description="As the page before told it.")] = None,
    search: Annotated[str | None, Query(description="What is in the name, the description or a label.")] = None,
    sort: Annotated[Literal["created_at_unix", "name"] | None, Query(description="By default as listed.")] = None,
    sort_direction: Annotated[Literal["asc", "desc"], Query()] = "asc",
    voice_type: Annotated[str | None, Query(description="`personal`, `default` and so on.")] = None,
    category: Annotated[str | None, Query(description="`premade` or `cloned`.")] = None,
) -> ElevenLabsVoicePage:
    """Voices of the library are `cloned`, those that come with the engines `premade`."""
    found = [
        voice
        for voice in await _voices(request, service)
        if _is_of_type(voice, voice_type)
        and category in (None, voice.category)
        and (not voice_ids or voice.voice_id in voice_ids)
        and (not search or _words(voice, search))
    ]
    if sort is not None:
        found.sort(key=_by_name if sort == "name" else _by_age, reverse=sort_direction == "desc")
    page, following = page_of(found, page_size, next_page_token, "next_page_token")
    return ElevenLabsVoicePage(
        voices=list(page), has_more=following is not None, total_count=len(found), next_page_token=following
    )


@router.get("/v1/voices/{voice_id}", include_in_schema=False)
async def show_voice(voice_id: str, request: Request, service: ServiceOf) -> ElevenLabsVoice:
    own = await in_thread(service.library.find, voice_id)
    if own is not None and own.id == voice_id:
        return library_voice(own, _address(request))
    for engine in service.registry.search_order:
        for voice in engine.info.voices:
            if voice.id == voice_id:
                return preset_voice(engine.info, voice, _address(request))
    if voice_id in PREMADE:
        return premade_voice(voice_id)
    raise unknown_voice(voice_id)


async def _voices(request: Request, service: Service) -> list[ElevenLabsVoice]:
    """Returns the voices of the library, then those that come with the engines that speak."""
    address = _address(request)
    own = [library_voice(voice, address) for voice in await in_thread(service.library.list)]
    engines = [engine.info for engine in service.registry.speaking]
    return [*own, *(preset_voice(engine, voice, address) for engine in engines for voice in engine.voices)]


def _address(request: Request) -> str:
    return str(request.base_url)


def _is_of_type(voice: ElevenLabsVoice, voice_type: str | None) -> bool:
    if voice_type in _NOBODY_S:
        return False
    if voice_type in _CLONED:
        return voice.category == "cloned"
    return voice_type not in _PREMADE or voice.category == "premade"


def _words(voice: ElevenLabsVoice, search: str) -> bool:
    """Returns whether all words of a search are in what is known of a voice."""
    text = plain("\n".join((voice.name, voice.voice_id, voice.description or "", *voice.labels.values())))
    return all(word in text for word in plain(search).split())


def _by_name(voice: ElevenLabsVoice) -> tuple[str, int]:
    return plain(voice.name), 0


def _by_age(voice: ElevenLabsVoice) -> tuple[str, int]:
    return "", voice.created_at_unix or 0
