"""Puts the application together: routes, middleware and the service's life."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from vozes import __version__
from vozes.api.forms.fields import longest_form, recording_limits
from vozes.api.mcp.endpoint import McpEndpoint
from vozes.api.middleware.allowed_hosts import HostGuard
from vozes.api.middleware.allowed_origins import OriginGuard
from vozes.api.middleware.api_key import KeyGuard
from vozes.api.middleware.body_limits import BodyGuard, Longest, Pace
from vozes.api.middleware.callers import HiddenPaths
from vozes.api.middleware.counting import CountedRequests
from vozes.api.middleware.json_limits import JsonGuard
from vozes.api.middleware.methods import Methods
from vozes.api.middleware.origin import known_origins
from vozes.api.middleware.path_prefix import PathPrefix, only_prefix
from vozes.api.middleware.security_headers import StandardHeaders
from vozes.api.middleware.shared_home import SharedHome
from vozes.api.middleware.trusted_proxies import TrustedProxies, trusted_hosts
from vozes.api.openapi import add_failures
from vozes.api.responses.errors import add_error_handlers, refusing_sockets
from vozes.api.routes import clips, lexicon, page, transfer
from vozes.api.routes.compatible import alltalk
from vozes.api.routes.compatible.callers import Callers
from vozes.api.routes.elevenlabs import dictionaries as elevenlabs_dictionaries
from vozes.api.routes.elevenlabs import library as elevenlabs_library
from vozes.api.routes.routers import ROUTERS
from vozes.api.tickets import Tickets
from vozes.engines.base import EngineSpec
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import engine_settings
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.metrics import Metrics
from vozes.service.traces import open_traces
from vozes.service.workers.supervision import Supervise
from vozes.service.workers.supervisor import Supervisor
from vozes.settings import Settings

T = TypeVar("T")


class _Application(FastAPI):
    root_path_setting = ""
    proxies: Sequence[str] = ()

    def build_middleware_stack(self) -> ASGIApp:
        app: ASGIApp = StandardHeaders(super().build_middleware_stack())
        app = PathPrefix(app, self.root_path_setting)
        return TrustedProxies(app, self.proxies) if self.proxies else app

    def openapi(self) -> dict[str, Any]:
        if not self.openapi_schema:
            add_failures(super().openapi())
        return super().openapi()


def create_app(
    settings: Settings, specs: Iterable[EngineSpec] | None = None, supervise: Supervise = Supervisor
) -> FastAPI:
    """Returns the ASGI application; its engines live as long as its lifespan, kept by what `supervise` makes.

    Raises VozesError for wrong settings.
    """
    service = Service(settings, engine_specs(engine_settings(settings)) if specs is None else specs, supervise)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            async with service:
                await service.start()
                yield
        finally:
            if app.state.traces is not None:
                await app.state.traces.close()

    app = _Application(
        title="Vozes",
        version=__version__,
        description="A self-hosted text-to-speech server.",
        lifespan=lifespan,
        openapi_url=None,  # `routes/page.py` serves it
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},  # it tells users' words
    )
    app.state.service = service
    app.state.tickets = Tickets(secret=service.sessions.derived_secret("tickets") if settings.shared_home else None)
    app.state.callers = Callers()
    app.state.mcp = McpEndpoint(service)
    app.state.metrics = Metrics(service)
    app.state.traces = open_traces(service)
    app.root_path_setting = _read("root_path", only_prefix, (settings.root_path,))
    app.proxies = _read("trusted_proxies", trusted_hosts, settings.trusted_proxies)
    add_error_handlers(app)
    app.router.default = refusing_sockets(app.router.default)
    for router in ROUTERS:
        app.router.routes += router.routes  # to include them would build each route again, at the first request
    app.mount("/ui", page.files)
    _add_guards(app, settings)
    return app


def _add_guards(app: FastAPI, settings: Settings) -> None:
    """Adds the middleware; a request meets first what is added last.

    Cross-origin rules come before the key, since a browser asks without the key whether it may call.
    """
    origins = _read("cors_origins", known_origins, settings.cors_origins)
    if settings.shared_home:
        app.add_middleware(SharedHome, service=app.state.service)
    app.add_middleware(Methods)
    most_values = {
        lexicon.PATH: lexicon.MOST_VALUES,
        elevenlabs_dictionaries.FROM_RULES: elevenlabs_dictionaries.MOST_VALUES,
    }
    app.add_middleware(JsonGuard, most_values=most_values)
    app.add_middleware(
        BodyGuard,
        longest=settings.max_body_bytes,
        longest_forms=_longest_forms(settings),
        longest_documents={lexicon.PATH: Longest(max(settings.max_body_bytes, lexicon.LONGEST_BODY))},
        pace=Pace(settings.upload_idle_seconds, settings.upload_bytes_per_second),
        url_forms=(alltalk.GENERATE, alltalk.PREVIEW),
    )
    app.add_middleware(KeyGuard, service=app.state.service)
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(map(str, origins.listed)),
            allow_origin_regex=origins.pattern,
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=["*"],
            allow_private_network=True,  # pages of other networks too, where they are listed
        )
    app.add_middleware(OriginGuard, allowed=origins)
    app.add_middleware(HostGuard, settings=settings)
    app.add_middleware(HiddenPaths, settings=settings)
    app.add_middleware(CountedRequests, metrics=app.state.metrics, traces=app.state.traces)


def _read(setting: str, read: Callable[[Iterable[str]], T], values: Iterable[str]) -> T:
    """Returns what the setting's values mean. Raises VozesError(INVALID_SETTINGS)."""
    try:
        return read(values)
    except ValueError as error:
        raise VozesError(ErrorCode.INVALID_SETTINGS, f"Wrong settings: {setting}: {error}.") from None


def _longest_forms(settings: Settings) -> dict[str, Longest]:
    """Returns how long forms may be, by the paths that take them."""
    several, one = longest_form(recording_limits(settings, "")), longest_form(recording_limits(settings, "", 1))
    return {
        "/v1/tts/clone-voice": several,
        "/v1/tts/synth": several,
        "/v1/audio/voices": one,
        "/v1/audio/voice_consents": one,
        elevenlabs_dictionaries.FROM_FILE: longest_form(elevenlabs_dictionaries.FORM_LIMITS),
        elevenlabs_library.ADD: several,
        elevenlabs_library.EDIT: several,
        clips.CONVERT: longest_form(clips.conversion_limits(settings)),
        clips.SUBTITLES: longest_form(clips.subtitles_limits(settings)),
        "/v1/voices/import": longest_form(transfer.archive_limits(settings)),
    }
