"""The call that jambonz makes to a speech server of one's own."""

from fastapi import APIRouter, Request, Response

from vozes.api.compatible_schemas import JambonzSpeech
from vozes.api.dependencies import ServiceOf
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.responses.errors import DetailRoute
from vozes.api.responses.speech import SPEECH_ANSWER
from vozes.api.routes.compatible.speaking import Wish, answer
from vozes.api.routes.compatible.voices import voice_meant
from vozes.service.speech.orders import SpeechOrder
from vozes.text.markup.passages import Markup

router = APIRouter(tags=["compatible"], route_class=DetailRoute)


@router.post(
    "/jambonz",
    summary="Speak a text for jambonz",
    response_class=Response,
    responses={200: SPEECH_ANSWER, **WITH_BODY, **failures(404, 409, 429, 500, 503, 504, 507)},
)
async def speak(body: JambonzSpeech, request: Request, service: ServiceOf) -> Response:
    """MP3, whole. It is the address of a custom speech vendor in jambonz, whose API key is the server's key."""
    markup = Markup.SSML if body.type == "ssml" else Markup.OFF
    voice = await voice_meant(service, body.voice)
    order = SpeechOrder(body.text, body.language or "auto", voice, format="mp3", markup=markup)
    return await answer(request, service, Wish(order, ignored=body.ignored), stream=False)
