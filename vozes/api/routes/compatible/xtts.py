"""The calls of xtts-api-server, for SillyTavern's provider `XTTSv2` and others that were written for it."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from vozes.api.compatible_schemas import (
    LANGUAGE,
    VOICE,
    KeptSettings,
    Languages,
    Speaker,
    XttsSettings,
    XttsSpeech,
)
from vozes.api.dependencies import ServiceOf
from vozes.api.openapi import WITH_BODY, failures, playable
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.errors import DetailRoute
from vozes.api.responses.ranges import whole_or_part
from vozes.api.responses.speech import SPEECH_ANSWER, speaker_headers
from vozes.api.routes.compatible.callers import Caller, CallerOf
from vozes.api.routes.compatible.speaking import PLAYED_ELSEWHERE, Wish, answer, require_known_page
from vozes.api.routes.compatible.voices import engines, named_voices, voice_meant
from vozes.api.tickets import Tickets
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder

router = APIRouter(tags=["compatible"], route_class=DetailRoute)

SAMPLE_SECONDS = 24 * 3600.0
"""How long the address of a preview opens: a page keeps its list of voices for as long as it is open."""
_LEAST_TOP_P = 0.05
_ALL_CANDIDATES = 1024
_OPTIONS = ("temperature", "repetition_penalty", "top_p", "top_k")
_IGNORED = ("length_penalty", "enable_text_splitting", "stream_chunk_size")
_NAMES = {"voice": "speaker_wav"}
_ENDING = re.compile(r"\.(mp3|wav)$")
LANGUAGES = {
    "Arabic": "ar", "Brazilian Portuguese": "pt", "Chinese": "zh-cn", "Czech": "cs", "Dutch": "nl", "English": "en",
    "French": "fr", "German": "de", "Hindi": "hi", "Hungarian": "hu", "Italian": "it", "Japanese": "ja", "Korean": "ko",
    "Polish": "pl", "Russian": "ru", "Spanish": "es", "Turkish": "tr",
}  # fmt: skip
"""The codes that such programs send, by the names that they show."""


@router.get("/speakers", summary="List the voices, as xtts-api-server does")
async def list_speakers(request: Request, service: ServiceOf) -> list[Speaker]:
    base = str(request.base_url).rstrip("/")
    return [
        Speaker(name=voice.name, voice_id=voice.id, preview_url=base + sample_address(request, voice.id))
        for voice in await named_voices(service)
    ]


def sample_address(request: Request, voice_id: str) -> str:
    """Returns the path of a voice's preview, which an audio element can play."""
    tickets: Tickets = request.app.state.tickets
    return tickets.address(f"/sample/{voice_id}.mp3", SAMPLE_SECONDS)


@router.get("/languages", summary="List the languages, as xtts-api-server does")
async def list_languages(service: ServiceOf) -> Languages:
    """Those that whoever may speak here can."""
    infos = engines(service)
    return Languages(
        languages={name: code for name, code in LANGUAGES.items() if any(each.match_language(code) for each in infos)}
    )


@router.get(
    "/sample/{file}",
    summary="Hear a voice, as with xtts-api-server",
    response_class=Response,
    responses={**playable("audio/mpeg", "A short sentence."), **failures(404, 409, 422, 429, 503, 504, 507)},
    dependencies=[Depends(require_known_page)],
)
async def sample(file: str, request: Request, service: ServiceOf) -> Response:
    """`file` is a voice's id, with `.mp3` or `.wav` behind it or not. `/speakers` has addresses that need no key."""
    voice_id = _ENDING.sub("", file)
    preview = await unless_client_leaves(request.receive, service.previews.get(voice_id, in_passing=True))
    headers = {**speaker_headers(preview.engine, preview.voice), **PLAYED_ELSEWHERE}
    return whole_or_part(request, preview.pieces(), len(preview.mp3), "audio/mpeg", headers)


@router.post(
    "/set_tts_settings", summary="Set options for later requests, as xtts-api-server does", responses=WITH_BODY
)
async def set_settings(body: XttsSettings, caller: CallerOf) -> KeptSettings:
    """They count for the calls of this kind that come from the same address, until the server stops. An engine that has
    none of an option's name does without, which is told in `X-Ignored-Fields`.
    """
    given = _options(body)
    meaningless = [name for name in _IGNORED if getattr(body, name) is not None]
    caller.options |= given
    caller.ignored = tuple(dict.fromkeys([*caller.ignored, *meaningless]))
    applied = list(given)
    if body.speed is not None:
        caller.speed = body.speed
        applied.append("speed")
    return KeptSettings(applied=applied, ignored=[*meaningless, *body.ignored])


def _options(body: XttsSettings) -> dict[str, object]:
    """Returns what was set of the engine's options; the lower ends of sliders are taken as meant."""
    given = {name: value for name in _OPTIONS if (value := getattr(body, name)) is not None}
    if "top_p" in given:
        given["top_p"] = max(_LEAST_TOP_P, given["top_p"])
    if "top_k" in given:
        given["top_k"] = given["top_k"] or _ALL_CANDIDATES
    return given


@router.post(
    "/tts_to_audio/",
    summary="Speak a text, as xtts-api-server does",
    response_class=Response,
    responses={200: SPEECH_ANSWER, **WITH_BODY, **failures(404, 409, 429, 500, 503, 504, 507)},
)
async def speak(body: XttsSpeech, request: Request, service: ServiceOf, caller: CallerOf) -> Response:
    """WAV, whole."""
    return await answer(request, service, await _wish(body, service, caller), stream=False)


@router.get("/tts_stream", include_in_schema=False, dependencies=[Depends(require_known_page)])
@router.get(
    "/tts_stream/",
    summary="Speak what an address says, as xtts-api-server does",
    response_class=Response,
    responses={200: SPEECH_ANSWER, **failures(404, 409, 422, 429, 500, 503, 504, 507)},
    dependencies=[Depends(require_known_page)],
)
async def speak_address(
    request: Request,
    service: ServiceOf,
    caller: CallerOf,
    text: str,
    speaker_wav: Annotated[str, Query(description=VOICE)] = "",
    language: Annotated[str, Query(description=LANGUAGE)] = "auto",
) -> Response:
    """WAV as it is made, for the audio element of a page that `cors_origins` lists."""
    body = XttsSpeech(text=text, speaker_wav=speaker_wav, language=language)
    return await answer(request, service, await _wish(body, service, caller), stream=True, headers=PLAYED_ELSEWHERE)


async def _wish(body: XttsSpeech, service: Service, caller: Caller) -> Wish:
    voice = await voice_meant(service, body.speaker_wav)
    order = SpeechOrder(body.text, body.language or "auto", voice, speed=caller.speed)
    return Wish(order, caller.options, (*caller.ignored, *body.ignored), names=_NAMES)
