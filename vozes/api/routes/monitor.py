"""What the server is doing, and which engine it speaks with."""

import os
import platform
from dataclasses import asdict
from functools import cache
from typing import Annotated

import psutil
from fastapi import APIRouter, Query

from vozes import __version__
from vozes.api.dependencies import AdviceLanguage, ServiceOf
from vozes.api.hidden_paths import for_caller
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.responses.options import show_option
from vozes.api.schemas import (
    CurrentEngine,
    Device,
    Engine,
    EngineChoice,
    EngineModel,
    EngineStatus,
    Format,
    MonitorInfo,
    Progress,
    Queue,
    Replica,
    SpokenRequest,
    SpokenRequests,
)
from vozes.audio.formats import ALL_FORMATS
from vozes.engines.base import EngineState
from vozes.engines.info import ModelInfo
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.keys.access import current_access
from vozes.service.models import options_of
from vozes.service.registry import RegisteredEngine

router = APIRouter(prefix="/v1/monitor", tags=["monitor"])


@router.get("/info", summary="Engines, queues, audio formats, versions", responses=failures(422))
async def info(service: ServiceOf, language: AdviceLanguage) -> MonitorInfo:
    """The texts of the engines' options are in Portuguese or in English, whichever `Accept-Language` names first."""
    registry = service.registry
    ids = list(registry.engines)
    return MonitorInfo(
        version=__version__,
        uptime_seconds=service.uptime_seconds,
        current_engine=registry.current.info.id,
        default_engine=registry.default.info.id,
        selected_engine=registry.selected_name,
        engines_list=ids,
        available_engines=ids,
        engines={key: describe_engine(service, engine, language) for key, engine in registry.engines.items()},
        queues={key: _queue(engine) for key, engine in registry.engines.items()},
        formats=[Format(**asdict(each)) for each in ALL_FORMATS],
        max_text_characters=service.settings.max_text_characters,
        device=_device(),
        memory_bytes=psutil.Process().memory_info().rss,
        versions=_versions(service),
    )


@router.get("/requests", summary="The last requests, and those under way")
async def requests(service: ServiceOf) -> SpokenRequests:
    """All under way and the last 100 that ended since the server started, without their texts. A passage of a WebSocket
    is one. By a named key, only those that were asked for with it are shown.
    """
    access = current_access()
    records = [each for each in service.speech.recent.list() if access is None or each.key == access.key.name]
    return SpokenRequests(requests=[SpokenRequest.model_validate(each) for each in records])


@router.post(
    "/select-engine",
    summary="Choose the engine that speaks when a request names none",
    responses={**WITH_BODY, **failures(404, 409)},
)
async def select_engine(
    service: ServiceOf,
    engine: Annotated[
        str | None, Query(description="An engine's id, a model's name, or `auto`.", examples=["auto"])
    ] = None,
    body: EngineChoice | None = None,
) -> CurrentEngine:
    """By `?engine=ID`, or by `{"engine": ID}` in the body; `auto` leaves the choice to the language of each request.
    It stays selected, also after a restart, until another one is or the setting `default_engine` is changed.
    """
    chosen = engine if engine is not None or body is None else body.engine
    if chosen is None:
        raise VozesError(
            ErrorCode.INVALID_FIELD, "engine is missing: name one by ?engine=ID or in the body.", param="engine"
        )
    selected = await service.select(chosen)
    return CurrentEngine(
        current_engine=selected.info.id,
        state=selected.supervisor.state,
        selected_engine=service.registry.selected_name,
    )


def engine_status(engine: RegisteredEngine) -> EngineStatus:
    supervisor = engine.supervisor
    return EngineStatus(
        id=engine.info.id,
        name=engine.info.name,
        state=supervisor.state,
        reason=None if supervisor.reason is None else for_caller(supervisor.reason),
        reason_code=supervisor.reason_code,
        progress=None if supervisor.progress is None else Progress(**asdict(supervisor.progress)),
        memory_bytes=supervisor.memory_bytes,
        device=supervisor.versions.get("device", "cpu") if supervisor.state == EngineState.READY else None,
        queue=_queue(engine),
        replicas=[Replica.model_validate(each) for each in supervisor.replicas],
    )


def describe_engine(service: Service, engine: RegisteredEngine, language: str) -> Engine:
    about = engine.info
    return Engine(
        **dict(engine_status(engine)),
        description=about.description,
        languages=list(about.languages),
        models=[_show_model(service, engine, model) for model in about.models],
        voices_count=len(about.voices),
        capabilities=asdict(about.capabilities),  # type: ignore[arg-type]
        options=[show_option(about.id, option, language) for option in about.options],
    )


def _show_model(service: Service, engine: RegisteredEngine, model: ModelInfo) -> EngineModel:
    obeyed = [option.name for option in options_of(engine.info, model)]
    is_whole = not (model.voices or model.missing)  # a further name of the engine
    cloning = engine.info.capabilities.cloning if is_whole else model.cloning
    return EngineModel(name=model.name, state=_state(service, engine, model), options=obeyed, cloning=cloning)


def _state(service: Service, engine: RegisteredEngine, model: ModelInfo) -> EngineState:
    """Returns its engine's state; an engine that is loaded may have to convert a model that has just come."""
    if model.missing is not None:
        return EngineState.NOT_INSTALLED
    return EngineState.LOADING if service.waiting.is_withheld(engine) else engine.supervisor.state


def _queue(engine: RegisteredEngine) -> Queue:
    queue = engine.queue
    return Queue(waiting=queue.waiting, running=queue.running, limit=queue.limit)


@cache
def _device() -> Device:
    name = platform.processor() or platform.machine()
    return Device(kind="cpu", name=name, cores=os.cpu_count() or 1, memory_bytes=psutil.virtual_memory().total)


def _versions(service: Service) -> dict[str, str]:
    own = {"vozes": __version__, "python": platform.python_version(), "platform": platform.platform()}
    engines = (engine.supervisor.versions for engine in service.registry.engines.values())
    return own | {name: version for versions in engines for name, version in versions.items()}
