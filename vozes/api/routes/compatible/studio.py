"""The calls of Coqui's xtts-streaming-server, for Pipecat's `XTTSService`.

That server gives out what its model computes with for a voice, and takes it with each text. Here it is numbers that say
the voice's name: they name voices of every engine, and nobody computes with what a client sends.
"""

from fastapi import APIRouter, Request, Response

from vozes.api.compatible_schemas import StudioSpeaker, StudioSpeech
from vozes.api.dependencies import ServiceOf
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.responses.errors import DetailRoute
from vozes.api.responses.speech import SPEECH_ANSWER
from vozes.api.routes.compatible.speaking import Wish, answer
from vozes.api.routes.compatible.voices import named_voices
from vozes.errors import ErrorCode, VozesError
from vozes.service.speech.orders import SpeechOrder

router = APIRouter(tags=["compatible"], route_class=DetailRoute)

_RATE = 24_000
"""Hz, which Pipecat takes the samples to have."""
_EMBEDDING, _LATENT = 512, 1024
"""How many numbers XTTS v2 has in one of each."""
_MARK = b"vozes:"
_STEP = 256
"""A byte is a number of such steps, which JSON writes exactly."""


@router.get("/studio_speakers", summary="List the voices, as xtts-streaming-server does")
async def list_speakers(service: ServiceOf) -> dict[str, StudioSpeaker]:
    return {voice.name: speaker(voice.id) for voice in await named_voices(service)}


@router.post(
    "/tts_stream",
    summary="Speak a text, as xtts-streaming-server does",
    response_class=Response,
    responses={200: SPEECH_ANSWER, **WITH_BODY, **failures(404, 409, 429, 500, 503, 504, 507)},
)
async def speak(body: StudioSpeech, request: Request, service: ServiceOf) -> Response:
    """As it is made, at 24 kHz."""
    audio_format = "wav" if body.add_wav_header else "pcm"
    order = SpeechOrder(
        body.text, body.language or "auto", voice_of(body.speaker_embedding), format=audio_format, sample_rate=_RATE
    )
    wish = Wish(order, ignored=body.ignored, names={"voice": "speaker_embedding"})
    return await answer(request, service, wish, stream=True)


def speaker(voice_id: str) -> StudioSpeaker:
    said = _MARK + voice_id.encode()
    embedding = [byte / _STEP for byte in said.ljust(_EMBEDDING, b"\0")]
    return StudioSpeaker(speaker_embedding=embedding, gpt_cond_latent=[[0.0] * _LATENT])


def voice_of(embedding: list[float]) -> str:
    """Returns the voice's id. Raises VozesError(INVALID_FIELD) for what `speaker` did not make."""
    try:
        said = bytes(int(value * _STEP) for value in embedding).rstrip(b"\0")
        if said.startswith(_MARK):
            return said.removeprefix(_MARK).decode()
    except (ValueError, OverflowError):
        pass
    message = (
        "speaker_embedding is none that `/studio_speakers` of this server gave: voices of others mean nothing here."
    )
    raise VozesError(ErrorCode.INVALID_FIELD, message, param="speaker_embedding")
