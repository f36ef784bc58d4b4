"""The models in ElevenLabs' shape: the engines that are installed with their models, and ElevenLabs' own names."""

from collections.abc import Iterable

from fastapi import APIRouter

from vozes.api.dependencies import ServiceOf
from vozes.api.elevenlabs_voice_schemas import ElevenLabsModel, ModelLanguage
from vozes.api.routes.elevenlabs.matching import ElevenLabsRoute
from vozes.engines.info import EngineInfo
from vozes.service.models import part_of
from vozes.text.language import base_language

router = APIRouter(tags=["elevenlabs"], route_class=ElevenLabsRoute)

ELEVENLABS_MODELS = {
    "eleven_v3": "Eleven v3",
    "eleven_multilingual_v2": "Eleven Multilingual v2",
    "eleven_flash_v2_5": "Eleven Flash v2.5",
    "eleven_turbo_v2_5": "Eleven Turbo v2.5",
    "eleven_flash_v2": "Eleven Flash v2",
    "eleven_turbo_v2": "Eleven Turbo v2",
    "eleven_monolingual_v1": "Eleven English v1",
    "eleven_multilingual_v1": "Eleven Multilingual v1",
}
"""Names that mean the selected engine: what programs send that were written for ElevenLabs."""


@router.get("/v1/models", include_in_schema=False)
async def list_models(service: ServiceOf) -> list[ElevenLabsModel]:
    """Lists what a request can name as its model, ElevenLabs' names last."""
    longest, registry = service.settings.max_text_characters, service.registry
    speaking = dict.fromkeys(tag for engine in registry.speaking for tag in engine.info.languages)
    return [
        *(
            _model(name, engine.info.name, _about(engine.info, name), part_of(engine.info, name).languages, longest)
            for engine in registry.installed
            for name in registry.names_of(engine)
        ),
        *(
            _model(name, label, "Means the engine that is selected.", speaking, longest)
            for name, label in ELEVENLABS_MODELS.items()
        ),
    ]


def _about(info: EngineInfo, name: str) -> str:
    return info.description if name == info.id else f"{name}, spoken by {info.name}."


def _model(id_: str, name: str, description: str, languages: Iterable[str], longest: int) -> ElevenLabsModel:
    spoken = dict.fromkeys(base_language(tag) for tag in languages)
    return ElevenLabsModel(
        model_id=id_,
        name=name,
        description=description,
        languages=[ModelLanguage(language_id=tag, name=tag) for tag in spoken],
        maximum_text_length_per_request=longest,
        max_characters_request_free_user=longest,
        max_characters_request_subscribed_user=longest,
    )
