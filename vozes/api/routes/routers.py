"""All routes of the server, in the order in which they are tried: of two with the same path the first one counts."""

from vozes.api.routes import (
    clips,
    cloning,
    engines,
    health,
    lexicon,
    markup,
    mcp,
    metrics,
    models,
    monitor,
    page,
    previews,
    reading,
    session,
    settings,
    speech,
    speech_stream,
    transfer,
    voices,
)
from vozes.api.routes.compatible.routers import ROUTERS as COMPATIBLE
from vozes.api.routes.elevenlabs.routers import ROUTERS as ELEVENLABS
from vozes.api.routes.openai.routers import ROUTERS as OPENAI

_OWN = (
    speech.router,
    speech_stream.router,
    clips.router,
    cloning.router,
    transfer.router,
    voices.router,
    previews.router,
    reading.router,
    markup.router,
    lexicon.router,
    models.router,
    engines.router,
    monitor.router,
    metrics.router,
    session.router,
    settings.router,
)

ROUTERS = (*ELEVENLABS, *_OWN, *OPENAI, *COMPATIBLE, health.router, mcp.router, page.router)
