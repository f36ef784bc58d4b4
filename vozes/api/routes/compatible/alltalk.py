"""The calls of AllTalk v2, for SillyTavern's provider of that name: a character's voice, and a narrator's beside it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import PlainTextResponse

from vozes.api.compatible_schemas import (
    LANGUAGE,
    VOICE,
    AllTalkFile,
    AllTalkModel,
    AllTalkPreview,
    AllTalkReloaded,
    AllTalkRvcVoices,
    AllTalkSettings,
    AllTalkSpeech,
    AllTalkVoices,
)
from vozes.api.dependencies import ServiceOf
from vozes.api.forms.fields import validated
from vozes.api.forms.url_form import receive_url_form
from vozes.api.middleware.body_limits import URL_FORM
from vozes.api.openapi import WITH_BODY, failures, form_body, playable
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.errors import DetailRoute
from vozes.api.responses.ranges import whole_or_part
from vozes.api.responses.speech import SPEECH_ANSWER, speech_headers
from vozes.api.routes.compatible.callers import Caller, CallerOf
from vozes.api.routes.compatible.narration import Role, as_ssml, roles, unescaped
from vozes.api.routes.compatible.speaking import PLAYED_ELSEWHERE, Wish, answer, prepare, require_known_page
from vozes.api.routes.compatible.voices import named_voices, voice_meant
from vozes.api.routes.compatible.xtts import sample_address
from vozes.api.tickets import Tickets
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.models import require_model
from vozes.service.registry import AUTOMATIC
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.outputs import KEPT_SECONDS
from vozes.text.markup.passages import Markup
from vozes.warnings import CodedWarning, WarningCode

GENERATE, PREVIEW = "/api/tts-generate", "/api/previewvoice/"
"""The calls that take forms."""

router = APIRouter(tags=["compatible"], route_class=DetailRoute)

_NAMES = {"text": "text_input", "voice": "character_voice_gen"}
_NO_NARRATOR = "Please set a voice"
"""What SillyTavern sends where no narrator's voice was chosen yet."""
_SPOKEN = {**WITH_BODY, **failures(404, 409, 429, 500, 503, 504, 507)}


@router.get(
    "/api/ready",
    summary="Whether the server can speak, as AllTalk says it",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def ready(service: ServiceOf) -> Response:
    """`Ready` or `Unloaded`."""
    try:
        service.readiness.check()
    except VozesError:
        return PlainTextResponse("Unloaded")
    return PlainTextResponse("Ready")


@router.get("/api/voices", summary="List the voices, as AllTalk does")
async def list_voices(service: ServiceOf, caller: CallerOf) -> AllTalkVoices:
    """Those of the model that `/api/reload` has chosen for the caller."""
    return AllTalkVoices(voices=[voice.name for voice in await named_voices(service, caller.engine)])


@router.get("/api/rvcvoices", summary="List AllTalk's RVC voices")
async def list_rvc_voices() -> AllTalkRvcVoices:
    """There are none here."""
    return AllTalkRvcVoices(rvcvoices=["Disabled"])


@router.get("/api/currentsettings", summary="Tell what can be chosen, as AllTalk does")
async def show_settings(service: ServiceOf, caller: CallerOf) -> AllTalkSettings:
    registry = service.registry
    names = [name for engine in registry.installed for name in registry.names_of(engine)]
    return AllTalkSettings(
        engines_available=[engine.info.id for engine in registry.installed],
        current_engine_loaded=(registry.current if caller.engine is None else registry.find(caller.engine)).info.id,
        models_available=[AllTalkModel(name=name) for name in [AUTOMATIC, *names]],
        current_model_loaded=caller.engine or registry.selected_name,
    )


@router.post("/api/reload", summary="Choose a model, as with AllTalk", responses=failures(404, 409, 422))
async def choose_model(
    service: ServiceOf,
    caller: CallerOf,
    tts_method: Annotated[str, Query(description="An engine, a model, or `auto` for what the server has selected.")],
) -> AllTalkReloaded:
    """It counts for the calls of this kind that come from the same address, until the server stops."""
    if tts_method == AUTOMATIC:
        caller.engine = None
        return AllTalkReloaded()
    engine = service.registry.find(tts_method)
    engine.supervisor.require_installed()
    require_model(engine.info, tts_method)
    caller.engine = tts_method
    return AllTalkReloaded()


@router.post(
    GENERATE,
    summary="Speak a text into a file, as AllTalk does",
    responses=_SPOKEN,
    openapi_extra=form_body({URL_FORM: {"schema": AllTalkSpeech.model_json_schema()}}),
)
async def generate(request: Request, response: Response, service: ServiceOf, caller: CallerOf) -> AllTalkFile:
    """A form of fields. The file can be fetched for ten minutes, or until many others have been made."""
    form = validated(AllTalkSpeech, await receive_url_form(request))
    speech, ignored = await prepare(request, service, await _wish(form, service, caller))
    async with service.speech.render(speech) as rendering:
        await unless_client_leaves(request.receive, rendering.finished())
        name = await service.outputs.keep(rendering.bytes(), speech.format.media_type, ".wav")
        response.headers.update({**speech_headers(speech, rendering), **ignored})
    tickets: Tickets = request.app.state.tickets
    return _file(tickets.address(f"/audio/{name}", KEPT_SECONDS))


@router.get(
    "/audio/{name}",
    summary="Fetch what was spoken into a file",
    response_class=Response,
    responses={**playable("audio/wav", "The speech."), **failures(404, 422)},
)
async def fetch(name: str, request: Request, service: ServiceOf) -> Response:
    output = service.outputs.get(name)
    return whole_or_part(request, output.pieces(), output.spool.size, output.media_type, PLAYED_ELSEWHERE)


@router.get(
    "/api/tts-generate-streaming",
    summary="Speak what an address says, as AllTalk does",
    response_class=Response,
    responses={200: SPEECH_ANSWER, **failures(404, 409, 422, 429, 500, 503, 504, 507)},
    dependencies=[Depends(require_known_page)],
)
async def speak_address(
    request: Request,
    service: ServiceOf,
    caller: CallerOf,
    text: str,
    voice: Annotated[str, Query(description=VOICE)] = "",
    language: Annotated[str, Query(description=LANGUAGE)] = "auto",
    output_file: Annotated[str, Query(description="Ignored: nothing is written.")] = "",
) -> Response:
    """WAV as it is made, for the audio element of a page that `cors_origins` lists."""
    meant = await voice_meant(service, voice, caller.engine)
    order = SpeechOrder(unescaped(text), language or "auto", meant, caller.engine)
    wish = Wish(order, ignored=["output_file"] if output_file else [])
    return await answer(request, service, wish, stream=True, headers=PLAYED_ELSEWHERE)


@router.post(
    PREVIEW,
    summary="Hear a voice, as with AllTalk",
    responses={**WITH_BODY, **failures(404)},
    openapi_extra=form_body({URL_FORM: {"schema": AllTalkPreview.model_json_schema()}}),
)
async def preview(request: Request, service: ServiceOf, caller: CallerOf) -> AllTalkFile:
    """A form of fields. The preview is spoken when it is fetched, and then kept."""
    form = validated(AllTalkPreview, await receive_url_form(request))
    voice = await voice_meant(service, form.voice, caller.engine)
    if voice is None or not await service.chooser.knows(voice):
        raise VozesError(ErrorCode.UNKNOWN_VOICE, f"There is no voice {form.voice[:64]!r}.", param="voice")
    return _file(sample_address(request, voice))


def _file(address: str) -> AllTalkFile:
    name = address.partition("?")[0].rpartition("/")[2]
    return AllTalkFile(output_file_path=name, output_file_url=address, output_cache_url=address)


async def _wish(form: AllTalkSpeech, service: Service, caller: Caller) -> Wish:
    text = form.text_input if form.text_filtering == "none" else unescaped(form.text_input)
    voice = await voice_meant(service, form.character_voice_gen, caller.engine)
    order = SpeechOrder(text, form.language or "auto", voice, caller.engine, speed=form.speed)
    wanted = {"temperature": form.temperature, "repetition_penalty": form.repetition_penalty}
    options = {name: value for name, value in wanted.items() if value is not None}
    warnings: list[CodedWarning] = []
    if form.narrator_enabled != "false":
        order, warnings = await _narrated(form, order, service, caller)
    return Wish(order, options, form.ignored, warnings, _NAMES)


async def _narrated(
    form: AllTalkSpeech, order: SpeechOrder, service: Service, caller: Caller
) -> tuple[SpeechOrder, list[CodedWarning]]:
    """Returns the order with its text as SSML, in which the narrator has a voice of its own, and warnings."""
    narrator, warnings = order.voice, list[CodedWarning]()
    voices: dict[Role, str | None] = {Role.CHARACTER: order.voice}
    if form.narrator_enabled == "true":
        if form.narrator_voice_gen.strip() in ("", _NO_NARRATOR):
            told = "No voice was chosen for the narrator, so the character's speaks."
            warnings.append(CodedWarning(WarningCode.NARRATOR_WITHOUT_VOICE, told))
        else:
            narrator = await voice_meant(service, form.narrator_voice_gen, caller.engine)
        voices[Role.NARRATOR] = narrator
    text = as_ssml(roles(order.text, Role(form.text_not_inside)), voices)
    return SpeechOrder(text, order.language, order.voice, order.engine, speed=order.speed, markup=Markup.SSML), warnings
