"""How a text will be read."""

from typing import Annotated, Any

from fastapi import APIRouter, Body

from vozes.api.dependencies import ServiceOf
from vozes.api.openapi import WITH_BODY
from vozes.api.reading_schemas import Reading, ReadingRequest

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
