"""Traces: a collector that the standard variable names gets one span for each request, and nobody's words."""

import http.client
import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Connect, wait_until_idle
from tests.deploy.proxies import free_port
from tests.fakes import fake_spec
from tests.live import running_server, wait_for

pytest.importorskip("opentelemetry.sdk")

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

SENTINEL = "sentinela"
SPEECH = "POST /v1/tts/synth"


class Collector:
    """Takes what OpenTelemetry's exporters send, as a real one does at /v1/traces."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.paths: set[str] = set()
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                collector.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                collector.paths.add(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def spans(self, name: str | None = None) -> list[Span]:
        requests = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        scopes = [scope for request in requests for each in request.resource_spans for scope in each.scope_spans]
        return [span for scope in scopes for span in scope.spans if name in (None, span.name)]

    def resource(self) -> Mapping[str, object]:
        return attributes(ExportTraceServiceRequest.FromString(self.bodies[0]).resource_spans[0].resource)


def attributes(of: Any) -> dict[str, object]:
    return {each.key: getattr(each.value, each.value.WhichOneof("value")) for each in of.attributes}


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """Gets all that is left once a client's application has ended."""
    collector = Collector()
    thread = threading.Thread(target=collector.server.serve_forever)
    thread.start()
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    try:
        yield collector
    finally:
        collector.server.shutdown()
        thread.join()
        collector.server.server_close()


def speech(text: str = "440 Hz 0.5 s", **more: object) -> dict[str, object]:
    return {"text": text, "language": "en", **more}


def test_a_request_for_speech_is_one_span_that_tells_what_it_took(connect: Connect, collector: Collector) -> None:
    with connect() as client:
        answer = client.post("/v1/tts/synth", json=speech())
    (span,) = collector.spans(SPEECH)
    told = attributes(span)
    assert span.kind == Span.SPAN_KIND_SERVER
    assert told["http.route"] == "/v1/tts/synth"
    assert (told["http.request.method"], told["http.response.status_code"]) == ("POST", 200)
    assert (told["vozes.engine"], told["vozes.language"], told["vozes.outcome"]) == ("sine", "en", "done")
    assert told["vozes.characters"] == len("440 Hz 0.5 s")
    assert told["vozes.audio_seconds"] == pytest.approx(0.5)
    assert told["vozes.request_id"] == answer.headers["x-request-id"]
    seconds = (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9
    assert 0 < float(str(told["vozes.first_sound_seconds"])) <= seconds
    assert 0 <= float(str(told["vozes.queue_seconds"])) <= seconds
    assert collector.paths == {"/v1/traces"}
    assert collector.resource()["service.name"] == "vozes"


def test_the_wait_for_a_turn_is_told(connect: Connect, collector: Collector) -> None:
    with connect() as client:
        wait_until_idle(client)
        engine = client.app.state.service.registry.current  # type: ignore[attr-defined]
        at_once = engine.supervisor.concurrency
        with ThreadPoolExecutor() as pool:
            asked = [pool.submit(client.post, "/v1/tts/synth", json=speech("440 Hz 60 s")) for _ in range(at_once)]
            wait_for(lambda: engine.queue.running == at_once)
            asked.append(pool.submit(client.post, "/v1/tts/synth", json=speech("440 Hz 0.1 s")))
            assert {each.result().status_code for each in asked} == {200}
    by_length = sorted(map(attributes, collector.spans(SPEECH)), key=lambda told: str(told["vozes.characters"]))
    waited, *others = (float(str(told["vozes.queue_seconds"])) for told in reversed(by_length))
    assert waited > max(others)


def test_nobody_s_words_are_in_them(connect: Connect, collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")  # it would send addresses with their texts
    with connect(fake_spec("sine", cloning=True)) as client:
        client.post("/v1/tts/synth", json=speech(SENTINEL, voice=SENTINEL))
        client.post("/v1/tts/synth", json=speech(f"fail {SENTINEL}"))
        client.get("/tts_stream/", params={"text": SENTINEL, "speaker_wav": SENTINEL, "language": "en"})
        client.get(f"/{SENTINEL}?{SENTINEL}")
        client.request(SENTINEL.upper(), f"/v1/voices/{SENTINEL}", headers={"Host": SENTINEL})
    assert len(collector.spans()) == 5
    assert all(SENTINEL.encode() not in body.lower() for body in collector.bodies)


def test_a_failure_is_told_by_its_code(connect: Connect, collector: Collector) -> None:
    with connect() as client:
        assert client.post("/v1/tts/synth", json=speech("fail")).status_code == 500
    (span,) = collector.spans(SPEECH)
    told = attributes(span)
    assert (told["vozes.outcome"], told["http.response.status_code"]) == ("failed", 500)
    assert told["vozes.error"] == "internal_error"
    assert (span.status.code, span.status.message) == (Status.STATUS_CODE_ERROR, "")


def test_it_is_part_of_its_caller_s_trace(connect: Connect, collector: Collector) -> None:
    trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    with connect() as client:
        client.get("/health", headers={"traceparent": f"00-{trace}-{parent}-01"})
    (span,) = collector.spans("GET /health")
    assert (span.trace_id.hex(), span.parent_span_id.hex()) == (trace, parent)


def test_a_websocket_is_one_span_with_all_that_was_spoken(connect: Connect, collector: Collector) -> None:
    path = "/v1/audio/speech/stream"
    with connect() as client, client.websocket_connect(f"ws://127.0.0.1:8000{path}") as socket:
        socket.send_json({"type": "session.config", "language": "en", "response_format": "pcm"})
        for text in ("440 Hz 0.5 s", "440 Hz 0.25 s"):
            socket.send_json({"type": "input.text", "text": text})
            socket.send_json({"type": "input.done"})
            while '"session.done"' not in socket.receive().get("text", ""):
                pass
    (span,) = collector.spans(f"WEBSOCKET {path}")
    told = attributes(span)
    assert told["http.response.status_code"] == 101
    assert told["vozes.audio_seconds"] == pytest.approx(0.75)


def test_a_listener_who_leaves_is_told(collector: Collector) -> None:
    variables = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
    with running_server(command=("-m", "tests.fake_server"), env=variables, ready="/health") as server:
        connection = http.client.HTTPConnection(server.url.removeprefix("http://"))
        body = json.dumps(speech("440 Hz 60 s slowly", stream=True))
        connection.request("POST", "/v1/tts/synth", body, {"Content-Type": "application/json"})
        connection.getresponse().read(1000)
        connection.close()
        wait_for(lambda: server.get_json("/v1/monitor/requests")["requests"][0]["outcome"] == "cancelled")
    (span,) = collector.spans(SPEECH)
    assert attributes(span)["vozes.outcome"] == "cancelled"


def test_a_collector_that_is_not_there_holds_nothing_up(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{free_port()}")
    with connect() as client:
        assert client.post("/v1/tts/synth", json=speech()).status_code == 200
        ending = time.monotonic()
    assert time.monotonic() - ending < 10


@pytest.mark.parametrize(
    "variables", [{"OTEL_SDK_DISABLED": "true"}, {"OTEL_TRACES_EXPORTER": "none"}, {"OTEL_EXPORTER_OTLP_ENDPOINT": ""}]
)
def test_the_standard_variables_turn_them_off(
    connect: Connect, collector: Collector, monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with connect() as client:
        client.get("/health")
    assert collector.bodies == []


def test_a_protocol_that_is_not_spoken_is_told_in_the_log(
    connect: Connect, collector: Collector, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
    with caplog.at_level(logging.WARNING), connect() as client:
        assert client.get("/health").status_code == 200
    assert "OTEL_EXPORTER_OTLP_PROTOCOL is grpc" in caplog.text
    assert collector.bodies == []


def test_without_the_packages_the_server_starts_and_says_what_to_install(
    connect: Connect, collector: Collector, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with caplog.at_level(logging.WARNING), connect() as client:
        assert client.get("/health").status_code == 200
    assert "not installed. Run: " in caplog.text
    assert collector.bodies == []


def test_nothing_is_imported_for_them_while_they_are_off(tmp_path: Path) -> None:
    code = (
        "import sys; from vozes.api.app import create_app; from vozes.settings import load_settings\n"
        "create_app(load_settings())\n"
        "print([name for name in sys.modules if name.startswith(('opentelemetry.sdk', 'opentelemetry.exporter'))])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
