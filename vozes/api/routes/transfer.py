"""Export and import: voices leave the library as a zip, and come into another one."""

from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO

from fastapi import APIRouter, Request, Response

from vozes.api.dependencies import FULL_KEY, AdviceLanguage, AtTheEnd, ServiceOf
from vozes.api.forms.fields import validated
from vozes.api.forms.form import FormLimits
from vozes.api.forms.reception import receive_form
from vozes.api.openapi import WITH_BODY, binary, failures, form_body, form_content
from vozes.api.responses.downloads import download
from vozes.api.responses.voices import CustomVoices
from vozes.api.voice_schemas import ImportedVoices, ImportForm
from vozes.errors import ErrorCode, VozesError
from vozes.files import unwritable
from vozes.service.core import Service
from vozes.service.thread_pools import in_thread, with_archives
from vozes.service.voices.listing import find_engines
from vozes.settings import Settings
from vozes.voices.archive.exporting import export_voices, exported_bytes
from vozes.voices.archive.importing import import_archive
from vozes.voices.voice import LibraryVoice

router = APIRouter(prefix="/v1/voices", tags=["voices"])

_FILE = "file"
_ABOUT = (
    "A zip as the export makes it, of up to a hundred times `max_recording_bytes`, with recordings of up to "
    "`max_recording_seconds`."
)
_ZIP = binary("application/zip", "The zip.")


def archive_limits(settings: Settings) -> FormLimits:
    return FormLimits(_FILE, 1, settings.max_archive_bytes, settings.max_body_bytes)


@router.get(
    "/export",
    summary="Export all voices",
    response_class=Response,
    dependencies=FULL_KEY,
    responses={**_ZIP, **failures(507)},
)
async def export_all(service: ServiceOf, at_the_end: AtTheEnd) -> Response:
    """All voices of the library with their recordings, as a zip that another server can import."""
    return await _export(await in_thread(service.library.list), "voices", service, at_the_end)


@router.get(
    "/{voice_id}/export",
    summary="Export a voice",
    response_class=Response,
    dependencies=FULL_KEY,
    responses={**_ZIP, **failures(404, 422, 507)},
)
async def export_one(voice_id: str, service: ServiceOf, at_the_end: AtTheEnd) -> Response:
    """A voice of the library with its recordings, as a zip that another server can import."""
    voice = await in_thread(service.library.get, voice_id)
    return await _export([voice], voice.name, service, at_the_end)


@router.post(
    "/import",
    summary="Import voices",
    status_code=201,
    responses={**WITH_BODY, **failures(409, 503, 507)},
    openapi_extra=form_body(form_content(ImportForm, _FILE, _ABOUT, 1, _FILE)),
)
async def import_voices(
    request: Request, service: ServiceOf, at_the_end: AtTheEnd, advice_language: AdviceLanguage
) -> ImportedVoices:
    """All voices of a zip, or none where anything in it is wrong. Ids are kept where they are free."""
    settings = service.settings
    limits = archive_limits(settings)
    form = await at_the_end.enter_async_context(receive_form(request, service.voices.uploads, limits))
    fields = validated(ImportForm, form.values())
    if not form.files:
        raise VozesError(ErrorCode.INVALID_FIELD, f"{_FILE}: the zip is missing.", param=_FILE)
    service.budget.current().take(form.files[0].path.stat().st_size)  # it is unpacked beside the zip
    voices = await with_archives(
        import_archive,
        service.library,
        form.files[0].path,
        max_bytes=limits.file_bytes,
        max_seconds=settings.max_recording_seconds,
        taken=fields.taken,
    )
    shown = CustomVoices(find_engines(service.registry), advice_language)
    return ImportedVoices(voices=list(map(shown.show, voices)))


async def _export(voices: Sequence[LibraryVoice], name: str, service: Service, at_the_end: AtTheEnd) -> Response:
    service.budget.current().take(await with_archives(exported_bytes, service.library, voices))
    path = at_the_end.enter_context(service.voices.uploads.folder()) / "export.zip"
    try:
        file = await in_thread(path.open, "w+b")
        at_the_end.callback(_close, file)
        await with_archives(export_voices, service.library, voices, file)
        return download(file, "application/zip", f"{name}.zip")
    except OSError as error:
        raise unwritable("The zip could not be written", error) from error


def _close(file: BinaryIO) -> None:
    with suppress(OSError):  # of a last flush to a full disk, which was answered already
        file.close()
