"""Which markup is understood, and what each engine can do of it."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from vozes.api.dependencies import ServiceOf
from vozes.text.markup.elements import ELEMENTS, TAGS
from vozes.text.markup.support import Capability, Support

router = APIRouter(prefix="/v1", tags=["text"])


class MarkupElement(BaseModel):
    element: str
    attributes: list[str]
    does: str


class MarkupTag(BaseModel):
    tag: str
    does: str


class MarkupTable(BaseModel):
    ssml: list[MarkupElement]
    tags: list[MarkupTag]
    engines: dict[str, dict[Capability, Support]] = Field(
        description=(
            "By engine what it can do: `yes`, `approximated` around the engine, such as a pause by silence, or `no`: "
            "then the text is read without it, with a warning."
        )
    )


@router.get("/markup", summary="The markup that is understood")
async def markup(service: ServiceOf) -> MarkupTable:
    """Texts are marked up by SSML, with `"markup": "ssml"` or where one begins with `<speak`, or by plain tags in
    brackets, with `"markup": "tags"`.
    """
    return MarkupTable(
        ssml=[MarkupElement(element=each.name, attributes=list(each.attributes), does=each.does) for each in ELEMENTS],
        tags=[MarkupTag(tag=each.tag, does=each.does) for each in TAGS],
        engines={key: dict(engine.info.markup) for key, engine in service.registry.engines.items()},
    )
