"""The voices of every engine."""

from typing import Annotated

from fastapi import APIRouter, Query

from vozes.api.dependencies import ServiceOf
from vozes.api.failures import failures
from vozes.api.schemas import Voice, Voices
from vozes.engines.base import EngineState
from vozes.service.registry import RegisteredEngine

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
    available = engine.supervisor.state != EngineState.NOT_INSTALLED
    return [
        Voice(
            id=voice.id,
            name=voice.name,
            engine=info.id,
            languages=list(info.languages_of(voice)),
            gender=voice.gender,
            kind="preset",
            available=available,
        )
        for voice in info.voices_speaking(language)
    ]
