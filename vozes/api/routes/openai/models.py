"""The models by OpenAI's names and our own, and what programs ask to tell that somebody speaks here."""

from typing import Annotated

from fastapi import APIRouter, Depends

from vozes.api.dependencies import ServiceOf
from vozes.api.openai_schemas import OpenAIModel, OpenAIModels, Working
from vozes.api.openapi import failures
from vozes.api.routes.openai.speech import OPENAI_MODELS
from vozes.errors import ErrorCode, VozesError

router = APIRouter(tags=["openai"])

_FROM = 1_735_689_600
"""Seconds since 1970, as nobody knows when a model was made."""


def _models(service: ServiceOf) -> list[OpenAIModel]:
    ours = [name for engine in service.registry.installed for name in service.registry.names_of(engine)]
    return [
        *(OpenAIModel(id=name, created=_FROM, owned_by="vozes") for name in ours),
        *(OpenAIModel(id=name, created=_FROM, owned_by="openai") for name in OPENAI_MODELS),
    ]


Known = Annotated[list[OpenAIModel], Depends(_models)]


@router.get("/v1/models", summary="List what a request can name as its model, as OpenAI does")
async def list_models(known: Known) -> OpenAIModels:
    """The engines that are installed and their models, then OpenAI's names, which mean the selected engine."""
    return OpenAIModels(data=known, models=known)


@router.get("/v1/audio/models", summary="List what a request can name as its model")
async def list_audio_models(known: Known) -> OpenAIModels:
    return OpenAIModels(data=known, models=known)


@router.get("/v1/models/{model_id}", summary="Show a model, as OpenAI does", responses=failures(404, 422))
async def show_model(model_id: str, known: Known) -> OpenAIModel:
    found = next((each for each in known if each.id == model_id), None)
    if found is None:
        raise VozesError(ErrorCode.NOT_FOUND, f"There is no model {model_id[:100]!r}: `/v1/models` lists them.")
    return found


@router.get("/v1/test", summary="Say that the server is there")
async def test() -> Working:
    return Working()
