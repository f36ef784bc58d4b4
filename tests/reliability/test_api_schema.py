"""What the documentation promises is what comes back: statuses, content types and shapes, for generated requests."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.live import LiveServer, running_server

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


OPERATIONS = [
    ("GET", "/health"),
    ("GET", "/ready"),
    ("GET", "/v1/monitor/info"),
    ("POST", "/v1/monitor/select-engine"),
    ("POST", "/v1/tts/synth"),
    ("POST", "/v1/tts/clone-voice"),
    ("GET", "/v1/voices"),
    ("GET", "/v1/voices/export"),
    ("POST", "/v1/voices/import"),
    ("GET", "/v1/voices/trash"),
    ("DELETE", "/v1/voices/trash"),
    ("GET", "/v1/voices/{voice_id}"),
    ("PATCH", "/v1/voices/{voice_id}"),
    ("DELETE", "/v1/voices/{voice_id}"),
    ("POST", "/v1/voices/{voice_id}/restore"),
    ("GET", "/v1/voices/{voice_id}/preview"),
    ("GET", "/v1/voices/{voice_id}/recording"),
    ("GET", "/v1/voices/{voice_id}/export"),
    ("GET", "/v1/audio/voices"),
    ("POST", "/v1/audio/voices"),
    ("DELETE", "/v1/audio/voices/{voice_id}"),
    ("GET", "/v1/lexicon"),
    ("PUT", "/v1/lexicon"),
    ("DELETE", "/v1/lexicon"),
    ("GET", "/v1/models/catalog"),
    ("POST", "/v1/models/{model_id}/pull"),
    ("DELETE", "/v1/models/{model_id}/pull"),
    ("DELETE", "/v1/models/{model_id}"),
    ("POST", "/v1/engines/{engine_id}/load"),
    ("POST", "/v1/engines/{engine_id}/unload"),
]
SOME, ALL = 15, 200
"""Requests for each."""


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server() as live:
        yield live


def check(server: LiveServer, method: str, path: str, count: int) -> None:
    operation = schemathesis.openapi.from_url(f"{server.url}/openapi.json")[path][method]

    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def answers_as_documented(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    answers_as_documented()


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_answers_are_as_documented(server: LiveServer, method: str, path: str) -> None:
    check(server, method, path, SOME)


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_answers_are_as_documented_hundreds_of_times(server: LiveServer, method: str, path: str) -> None:
    check(server, method, path, ALL)
