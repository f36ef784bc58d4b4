"""The voices that there are: those of the library, and those that come with the engines."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from vozes.api.dependencies import AdviceLanguage, ServiceOf
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.responses.voices import CustomVoices, preset_voice
from vozes.api.voice_schemas import DeletedVoice, Trash, Voice, VoiceEdit, Voices
from vozes.service.core import Service
from vozes.service.thread_pools import in_thread
from vozes.service.voices.listing import find_engines, find_presets

router = APIRouter(prefix="/v1/voices", tags=["voices"])

_MOST = 1000


@router.get("", summary="List the voices", responses=failures(404, 422))
async def list_voices(
    service: ServiceOf,
    advice_language: AdviceLanguage,
    engine: Annotated[str | None, Query(description="Only those that this engine can speak with.")] = None,
    language: Annotated[
        str | None,
        Query(description="Only presets that speak it, and custom voices recorded in it; `pt` finds all its regions."),
    ] = None,
    kind: Annotated[Literal["preset", "custom"] | None, Query(description="Only of this kind.")] = None,
    search: Annotated[str | None, Query(description="Words that are all in the name, description or tags.")] = None,
    tag: Annotated[str | None, Query(description="Only custom voices with this tag.")] = None,
    absent: Annotated[
        bool, Query(description="Also presets of engines and models that are not installed, after all others.")
    ] = False,
    limit: Annotated[int, Query(ge=1, le=_MOST, description="At most so many.")] = 500,
    offset: Annotated[int, Query(ge=0, description="Without the first so many.")] = 0,
) -> Voices:
    """Custom voices come first, by name; then those of each engine that is installed. With `absent`, those follow that
    an engine or a model would bring, were it installed.
    """
    engines = find_engines(service.registry, engine)
    shown = CustomVoices(engines, advice_language)
    custom = []
    if kind != "preset" and (engine is None or shown.can_be_spoken):
        custom = await in_thread(service.library.list, search, language, tag)
    wanted = [each for each in engines if each.is_available]
    if absent:
        wanted += [each.absent for each in engines]
    if kind == "custom" or tag is not None:
        wanted = []
    presets = [preset_voice(*found) for found in find_presets(wanted, language, search)]
    page = custom[offset : offset + limit]
    begin = max(0, offset - len(custom))
    rest = presets[begin : begin + limit - len(page)]
    return Voices(voices=[*map(shown.show, page), *rest], total=len(custom) + len(presets))


@router.get("/trash", summary="List the deleted voices", responses=failures(422))
async def list_deleted(service: ServiceOf, advice_language: AdviceLanguage) -> Trash:
    """The last deleted first. They can be restored for `trash_days` days."""
    shown = _shown(service, advice_language)
    deleted = await in_thread(service.library.deleted)
    return Trash(voices=[DeletedVoice(**dict(shown.show(each.voice)), deleted=each.deleted) for each in deleted])


@router.delete("/trash", summary="Empty the trash", status_code=204, responses=failures(503, 507))
async def empty_trash(service: ServiceOf) -> None:
    """Deleted voices are gone for good then, with all that was made of them."""
    await service.library_writer.write(service.library.empty_trash)


@router.get("/{voice_id}", summary="One voice of the library", responses=failures(404, 422))
async def get_voice(voice_id: str, service: ServiceOf, advice_language: AdviceLanguage) -> Voice:
    return _shown(service, advice_language).show(await in_thread(service.library.get, voice_id))


@router.patch(
    "/{voice_id}",
    summary="Rename or describe a voice of the library",
    responses={**WITH_BODY, **failures(404, 409, 503, 507)},
)
async def edit_voice(voice_id: str, edit: VoiceEdit, service: ServiceOf, advice_language: AdviceLanguage) -> Voice:
    voice = await service.library_writer.write(service.library.edit, voice_id, **edit.changes())
    return _shown(service, advice_language).show(voice)


@router.delete(
    "/{voice_id}", summary="Delete a voice of the library", status_code=204, responses=failures(404, 422, 503, 507)
)
async def delete_voice(voice_id: str, service: ServiceOf) -> None:
    """It can be restored for `trash_days` days."""
    await service.library_writer.write(service.library.delete, voice_id)


@router.post("/{voice_id}/restore", summary="Restore a deleted voice", responses=failures(404, 409, 422, 503, 507))
async def restore_voice(voice_id: str, service: ServiceOf, advice_language: AdviceLanguage) -> Voice:
    return _shown(service, advice_language).show(await service.library_writer.write(service.library.restore, voice_id))


def _shown(service: Service, advice_language: str) -> CustomVoices:
    return CustomVoices(find_engines(service.registry), advice_language)
