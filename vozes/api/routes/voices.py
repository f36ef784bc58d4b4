"""The voices of every engine."""

from typing import Annotated

from fastapi import APIRouter, Query

from vozes.api.dependencies import ServiceOf
from vozes.api.failures import failures
from vozes.api.schemas import Voice, Voices
from vozes.engines.base import EngineState
from vozes.service.registry import RegisteredEngine
from vozes.text.language import match_language

router = APIRouter(prefix="/v1/voices", tags=["voices"])


@router.get("", summary="List the voices", responses=failures(404, 422))
async def list_voices(
    service: ServiceOf,
    engine: Annotated[str | None, Query(description="Only this engine's.")] = None,
    language: Annotated[str | None, Query(description="Only voices that speak it; `pt` finds `pt-br`.")] = None,
) -> Voices:
    engines = service.registry.engines.values() if engine is None else [service.registry.find(engine)]
    return Voices(voices=[voice for each in engines for voice in _voices(each, language)])


def _voices(engine: RegisteredEngine, language: str | None) -> list[Voice]:
    info = engine.info
    spoken = None if language is None else match_language(language, info.languages, info.language_aliases)
    if language is not None and spoken is None:
        return []
    available = engine.supervisor.state != EngineState.NOT_INSTALLED
    return [
        Voice(
            id=voice.id,
            name=voice.name,
            engine=info.id,
            languages=list(voice.languages or info.languages),
            gender=voice.gender,
            kind="preset",
            available=available,
        )
        for voice in info.voices
        if spoken is None or spoken in (voice.languages or info.languages)
    ]
