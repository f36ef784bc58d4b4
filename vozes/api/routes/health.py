"""Whether the process lives, and whether it can speak."""

from fastapi import APIRouter

from vozes import __version__
from vozes.api.dependencies import ServiceOf
from vozes.api.openapi import failures
from vozes.api.schemas import Health, Ready

router = APIRouter(tags=["health"])


@router.get("/health", summary="Whether the server lives")
async def health(service: ServiceOf) -> Health:
    """200 at once as long as the process lives, whatever the engines do. Needs no key."""
    return Health(status="ok", version=__version__, uptime_seconds=service.uptime_seconds)


@router.get("/ready", summary="Whether the server can speak", responses=failures(503))
async def ready(service: ServiceOf) -> Ready:
    """200 once an engine has really synthesised a warm-up, else 503 with the reason. It is the engine that was selected
    when the server started; under `auto` the one that is always there, and Kokoro's is told once it is loaded.
    """
    return Ready(status="ready", engine=service.readiness.check().info.id)
