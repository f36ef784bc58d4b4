"""Previews of voices, and the recordings that they were cloned from."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from vozes.api.dependencies import FULL_KEY, AtTheEnd, ServiceOf
from vozes.api.openapi import binary, failures, playable
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.downloads import download
from vozes.api.responses.ranges import whole_or_part
from vozes.api.responses.speech import speaker_headers
from vozes.service.thread_pools import in_thread
from vozes.voices.names import unknown_voice

router = APIRouter(prefix="/v1/voices", tags=["voices"], responses=failures(404, 422))


@router.get(
    "/{voice_id}/preview",
    summary="Hear a voice",
    response_class=Response,
    responses={**playable("audio/mpeg", "A short sentence."), **failures(409, 429, 503, 504, 507)},
)
async def preview(
    voice_id: str,
    request: Request,
    service: ServiceOf,
    engine: Annotated[str | None, Query(description="The engine to hear it with.")] = None,
) -> Response:
    """A short sentence in the voice's language, of a voice of the library or one that comes with an engine, which is
    spoken once, then kept; or of a mixture such as `pf_dora:0.7+pm_alex:0.3`. Where no engine is named it is the
    selected one, or the first that can.
    """
    preview = await unless_client_leaves(request.receive, service.previews.get(voice_id, engine))
    headers = {**speaker_headers(preview.engine, preview.voice), "Cache-Control": "no-store"}
    return whole_or_part(request, preview.pieces(), len(preview.mp3), "audio/mpeg", headers)


@router.get(
    "/{voice_id}/recording",
    summary="Download a voice's recording",
    response_class=Response,
    dependencies=FULL_KEY,
    responses=binary("audio/wav", "The first recording, as it is kept."),
)
async def recording(voice_id: str, service: ServiceOf, at_the_end: AtTheEnd) -> Response:
    voice = await in_thread(service.library.get, voice_id)
    path = service.library.recording_paths(voice)[0]
    try:
        file = at_the_end.enter_context(await in_thread(path.open, "rb"))
    except OSError:  # it was deleted this moment
        raise unknown_voice(voice_id) from None
    return download(file, "audio/wav", f"{voice.name}.wav")
