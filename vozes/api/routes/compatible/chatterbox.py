"""The calls of Chatterbox-TTS-Server, for SillyTavern's provider `Chatterbox`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from vozes.api.compatible_schemas import ChatterboxSpeech, ChatterboxStart, PredefinedVoice
from vozes.api.dependencies import ServiceOf
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.responses.errors import DetailRoute
from vozes.api.responses.speech import SPEECH_ANSWER
from vozes.api.routes.compatible.speaking import PLAYED_ELSEWHERE, Wish, answer, require_known_page
from vozes.api.routes.compatible.voices import named_voices, voice_meant
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder
from vozes.warnings import CodedWarning, WarningCode

router = APIRouter(tags=["compatible"], route_class=DetailRoute)

_UNCHOSEN = "S1"
"""What SillyTavern sends where no voice was chosen."""


@router.get("/api/ui/initial-data", summary="Tell that the server is there, as Chatterbox does")
async def start(service: ServiceOf) -> ChatterboxStart:
    """SillyTavern asks for this first, and takes the server for switched off without it."""
    return ChatterboxStart(
        predefined_voices=await list_predefined(service), reference_files=await list_references(service)
    )


@router.get("/get_predefined_voices", summary="List the voices that come with engines, as Chatterbox does")
async def list_predefined(service: ServiceOf) -> list[PredefinedVoice]:
    voices = await named_voices(service)
    return [PredefinedVoice(display_name=voice.name, filename=voice.id) for voice in voices if not voice.is_own]


@router.get("/get_reference_files", summary="List the voices of the library, as Chatterbox does")
async def list_references(service: ServiceOf) -> list[str]:
    return [voice.name for voice in await named_voices(service) if voice.is_own]


@router.post(
    "/tts",
    summary="Speak a text, as Chatterbox does",
    response_class=Response,
    responses={200: SPEECH_ANSWER, **WITH_BODY, **failures(404, 409, 429, 500, 503, 504, 507)},
)
async def speak(body: ChatterboxSpeech, request: Request, service: ServiceOf) -> Response:
    """Whole."""
    return await answer(request, service, await _wish(body, service), stream=False)


@router.get(
    "/tts-stream",
    summary="Speak what an address says, as Chatterbox does",
    response_class=Response,
    responses={200: SPEECH_ANSWER, **failures(404, 409, 422, 429, 500, 503, 504, 507)},
    dependencies=[Depends(require_known_page)],
)
async def speak_address(query: Annotated[ChatterboxSpeech, Query()], request: Request, service: ServiceOf) -> Response:
    """As it is made, for the audio element of a page that `cors_origins` lists."""
    return await answer(request, service, await _wish(query, service), stream=True, headers=PLAYED_ELSEWHERE)


async def _wish(body: ChatterboxSpeech, service: Service) -> Wish:
    field = "reference_audio_filename" if body.voice_mode == "clone" else "predefined_voice_id"
    name: str = getattr(body, field)
    warnings = []
    if name == _UNCHOSEN and not await service.chooser.knows(name):
        name = ""
        told = f"There is no voice {_UNCHOSEN!r}, so the one that speaks by default does."
        warnings.append(CodedWarning(WarningCode.DEFAULT_VOICE_SPEAKS, told, voice=_UNCHOSEN))
    order = SpeechOrder(
        body.text,
        body.language or "auto",
        await voice_meant(service, name),
        format=body.output_format,
        speed=body.speed_factor,
        seed=None if body.seed < 0 else body.seed,
    )
    options = {} if body.temperature is None else {"temperature": body.temperature}
    return Wish(order, options, body.ignored, warnings, {"voice": field, "format": "output_format"})
