"""How a text will be read, and by whom."""

from typing import Annotated, Any

from fastapi import APIRouter, Body

from vozes.api.dependencies import ServiceOf
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.reading_schemas import Reading, ReadingRequest, SpeakerRequest, TextSpeaker
from vozes.api.responses.warnings import warning_fields

router = APIRouter(prefix="/v1/text", tags=["text"])

_EXAMPLES: dict[str, Any] = {
    "portuguese": {"summary": "Portuguese", "value": {"text": "Custa R$ 1.234,56 em 12/05.", "language": "pt-br"}},
    "english": {"summary": "English", "value": {"text": "Dr. Smith was born on 3/4/1985.", "language": "en"}},
    "single": {
        "summary": "Roman numerals left alone",
        "value": {"text": "Capítulo IV", "language": "pt-br", "options": {"normalize": {"roman": False}}},
    },
}


@router.post("/reading", summary="Show how a text is read", responses=WITH_BODY)
async def read(body: Annotated[ReadingRequest, Body(openapi_examples=_EXAMPLES)], service: ServiceOf) -> Reading:
    """Answers with what an engine would say, sentence by sentence and word by word, each with the span of the text that
    it came from. Nothing is spoken.
    """
    return Reading.of(await service.reading.read(body.order()))


@router.post("/speaker", summary="Tell who would speak a text", responses={**WITH_BODY, **failures(404, 409)})
async def speaker(body: SpeakerRequest, service: ServiceOf) -> TextSpeaker:
    """Answers with the engine, the voice and the language that a request with these fields would be spoken in, and with
    what language the text is in. Nothing is spoken, and no key is charged.
    """
    order = body.order()
    part, warnings = await service.speech.find_speaker(order)
    likely = await service.languages.likely(order.clue)
    return TextSpeaker(
        engine=part.engine.info.id,
        voice=part.request.voice,
        language=part.request.language,
        text_language=likely[0],
        **warning_fields(warnings),
    )
