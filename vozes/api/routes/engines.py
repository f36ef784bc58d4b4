"""Loading and unloading engines by hand."""

from fastapi import APIRouter

from vozes.api.dependencies import ServiceOf
from vozes.api.openapi import failures
from vozes.api.routes.monitor import engine_status
from vozes.api.schemas import EngineStatus

router = APIRouter(prefix="/v1/engines", tags=["engines"], responses=failures(404, 422))


@router.post("/{engine_id}/load", summary="Load an engine", responses=failures(409, 503))
async def load(engine_id: str, service: ServiceOf) -> EngineStatus:
    """Answers once the engine is ready."""
    engine = service.registry.find(engine_id)
    await engine.supervisor.load()
    return engine_status(engine)


@router.post("/{engine_id}/unload", summary="Unload an engine")
async def unload(engine_id: str, service: ServiceOf) -> EngineStatus:
    """Ends the engine's process, once what it is speaking is said, and frees its memory."""
    engine = service.registry.find(engine_id)
    await engine.supervisor.unload()
    return engine_status(engine)
