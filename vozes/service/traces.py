"""Traces of requests for an OpenTelemetry collector: one span for each, with what its speech took.

They are off unless one of OpenTelemetry's variables names a collector, and nothing of its packages, the extra
`telemetry`, is imported until then. A span has routes, statuses, engines and seconds: no text, no voice's name and no
error's words. It knows nothing of HTTP but that requests have a method, a route, a status and a caller's trace.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Optional

from vozes import __version__
from vozes.checkout import CHECKOUT, START
from vozes.service.core import Service
from vozes.service.request_ids import current_request_id
from vozes.service.speech.recent import Outcome, RequestRecord

if TYPE_CHECKING:
    from opentelemetry.trace import Span

PROTOCOL = "http/protobuf"
_LAST_SECONDS = 3.0
"""How long the end of the server waits for spans that are still to be sent."""
_INSTALL = f"{START} serve" if CHECKOUT else "pip install 'vozes[telemetry]'"

log = logging.getLogger(__name__)
_current: ContextVar[Optional["RequestSpan"]] = ContextVar("request_span", default=None)


class RequestSpan:
    """The span of a request that is being answered; what is spoken for it is summed."""

    def __init__(self, span: "Span"):
        self._span = span
        self._characters = 0
        self._audio_seconds = self._synthesis_seconds = self._queue_seconds = 0.0
        self._first_sound_seconds: float | None = None
        if (request_id := current_request_id()) is not None:
            span.set_attribute("vozes.request_id", request_id)

    def take_speech(self, record: RequestRecord) -> None:
        self._characters += record.characters
        self._audio_seconds += record.audio_seconds
        self._synthesis_seconds += record.synthesis_seconds
        self._queue_seconds += record.queue_seconds
        if self._first_sound_seconds is None:
            self._first_sound_seconds = record.first_sound_seconds
        told = {
            "vozes.engine": record.engine,
            "vozes.language": record.language,
            "vozes.outcome": record.outcome.value,
            "vozes.error": record.error and record.error.value,
            "vozes.characters": self._characters,
            "vozes.queue_seconds": self._queue_seconds,
            "vozes.first_sound_seconds": self._first_sound_seconds,
            "vozes.audio_seconds": self._audio_seconds,
            "vozes.synthesis_seconds": self._synthesis_seconds,
        }
        self._span.set_attributes({name: value for name, value in told.items() if value is not None})
        if record.outcome == Outcome.FAILED:
            self._fail()

    def answered(self, method: str, route: str, status: int) -> None:
        self._span.update_name(f"{method} {route}")
        self._span.set_attributes(
            {"http.request.method": method, "http.route": route, "http.response.status_code": status}
        )
        if status >= 500:
            self._fail()

    def _fail(self) -> None:
        from opentelemetry.trace import StatusCode

        self._span.set_status(StatusCode.ERROR)


class Traces:
    """One server's, sent to the collector that the variables name, in a thread of its own."""

    def __init__(self, service: Service):
        """Has the service tell of each speech from now on. Raises ImportError where the packages are missing."""
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import OTELResourceDetector, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        own = Resource.create({"service.name": "vozes", "service.version": __version__})
        provider = TracerProvider(resource=own.merge(OTELResourceDetector().detect()), shutdown_on_exit=False)
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._provider = provider
        self._tracer = provider.get_tracer("vozes", __version__)
        self._kind = SpanKind.SERVER
        self._callers = TraceContextTextMapPropagator()
        service.speech.recent.on_end.append(_note_speech)

    @contextmanager
    def of_request(self, headers: Mapping[str, str]) -> Iterator[RequestSpan]:
        """Makes the span of what is done in the block; `headers` may name the trace that it is part of."""
        span = self._tracer.start_span("request", self._callers.extract(headers), self._kind)
        request = RequestSpan(span)
        token = _current.set(request)
        try:
            yield request
        finally:
            _current.reset(token)
            span.end()

    async def close(self) -> None:
        """Sends what is left, if the collector takes it now: the end of the server waits no longer."""
        sending = threading.Thread(target=self._provider.shutdown, daemon=True)
        sending.start()
        await asyncio.to_thread(sending.join, _LAST_SECONDS)


def open_traces(service: Service) -> Traces | None:
    """Returns the traces of a server; None where no collector is named, or what is needed to reach it is missing."""
    if not _is_wanted(os.environ):
        return None
    protocol = _variable("PROTOCOL", os.environ) or PROTOCOL
    if protocol != PROTOCOL:
        log.warning("Traces are off: OTEL_EXPORTER_OTLP_PROTOCOL is %s, and only %s is spoken.", protocol, PROTOCOL)
        return None
    try:
        return Traces(service)
    except ImportError:
        log.warning("Traces are off: OpenTelemetry's packages are not installed. Run: %s", _INSTALL)
        return None


def _is_wanted(environ: Mapping[str, str]) -> bool:
    if environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return False
    return environ.get("OTEL_TRACES_EXPORTER", "otlp").strip() != "none" and bool(_variable("ENDPOINT", environ))


def _variable(name: str, environ: Mapping[str, str]) -> str:
    """Returns the value for traces, else that for all that is sent."""
    return environ.get(f"OTEL_EXPORTER_OTLP_TRACES_{name}") or environ.get(f"OTEL_EXPORTER_OTLP_{name}") or ""


def _note_speech(record: RequestRecord) -> None:
    if (request := _current.get()) is not None:
        request.take_speech(record)
