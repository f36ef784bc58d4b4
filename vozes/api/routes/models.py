"""The published models: what there is of each, and installing and removing them."""

from fastapi import APIRouter

from vozes.api.dependencies import OWNER, IsOwner, ServiceOf
from vozes.api.model_schemas import Model, Models, PullRequest
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.responses.models import show_model

router = APIRouter(prefix="/v1/models", tags=["models"])


@router.get("/catalog", summary="List the published models")
async def list_models(service: ServiceOf, is_owner: IsOwner) -> Models:
    """What each is, what there is of it here, and how far its installation is. May be asked every second."""
    return Models(may_change=is_owner, models=[show_model(model) for model in await service.models.list()])


@router.post(
    "/{model_id}/pull",
    summary="Install a model",
    status_code=202,
    dependencies=OWNER,
    responses={**WITH_BODY, **failures(404, 507)},
)
async def pull_model(model_id: str, service: ServiceOf, body: PullRequest | None = None) -> Model:
    """Answers at once; `/v1/models/catalog` tells how far it is. What was broken off goes on where it was."""
    accepted = body is not None and body.accept_license
    return show_model(await service.models.pull(model_id, accept_licence=accepted))


@router.delete(
    "/{model_id}/pull", summary="Cancel the installation of a model", dependencies=OWNER, responses=failures(404, 422)
)
async def cancel_pull(model_id: str, service: ServiceOf) -> Model:
    """Whoever has started it; what is fetched already stays, for the next try."""
    return show_model(await service.models.cancel(model_id))


@router.delete("/{model_id}", summary="Remove a model", dependencies=OWNER, responses=failures(404, 409, 422, 507))
async def remove_model(model_id: str, service: ServiceOf) -> Model:
    """Its engine is unloaded before; while that is at work, or the model is being fetched, it is refused."""
    return show_model(await service.models.remove(model_id))
