"""The figures of the server, as Prometheus and what understands its format fetches them."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from vozes.api.openapi import Responses
from vozes.service.metrics import Metrics

router = APIRouter(tags=["monitor"])

_TEXT: Responses = {
    200: {"description": "Prometheus's text format.", "content": {"text/plain": {"schema": {"type": "string"}}}}
}


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response, responses=_TEXT)
async def metrics(request: Request) -> Response:
    """Counters and gauges of requests, queues, speech, engines and caches since the start, with no user's words in
    them; in OpenMetrics where `Accept` asks for that. With a key set it needs one, unless `open_metrics` opens it.
    """
    figures: Metrics = request.app.state.metrics
    content, media_type = await figures.text(request.headers.get("accept", ""))
    return Response(content, media_type=media_type)
