"""Whatever is sent, the answer is one that the documentation knows, and never a failure of the server."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.live import LiveServer, running_server
from tests.reliability.conftest import Answer, connect, request

KNOWN = {200, 400, 404, 409, 413, 415, 422, 429}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
FIELDS = ("text", "language", "voice", "engine", "format", "speed", "stream", "seed", "options")
BODIES = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=6), JSON, max_size=6) | st.fixed_dictionaries(
    {"text": st.text(max_size=60)},
    optional={
        "language": st.sampled_from(["auto", "pt", "en", "zh", "xx"]),
        "format": st.sampled_from(["wav", "pcm", "flac", "mp3", "opus", "webm", "aac", "m4a", "mp4", "ogg"]),
        "speed": st.floats(0.25, 4),
        "stream": st.booleans(),
        "options": st.dictionaries(st.sampled_from(["pitch", "volume", "word_gap", "rate"]), st.integers(-1, 101)),
    },
)

few = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server() as live:
        yield live


def check(answer: Answer) -> None:
    assert answer.status in KNOWN, answer
    if answer.status != 200:
        assert set(answer.error) == {"message", "type", "param", "code", "request_id"}


def raw(server: LiveServer, body: bytes) -> Answer:
    connection = connect(server)
    try:
        connection.request("POST", "/v1/tts/synth", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


@few
@given(body=BODIES)
def test_any_json_gets_a_known_answer(server: LiveServer, body: dict[str, object]) -> None:
    check(raw(server, json.dumps(body).encode()))


@few
@given(body=st.binary(max_size=200))
def test_any_bytes_get_a_known_answer(server: LiveServer, body: bytes) -> None:
    check(raw(server, body))


@few
@given(text=st.text(min_size=1, max_size=300), language=st.sampled_from(["auto", "pt", "en", "ja", "ar", "cmn"]))
def test_any_text_is_spoken_or_refused(server: LiveServer, text: str, language: str) -> None:
    check(raw(server, json.dumps({"text": text, "language": language}).encode()))


@pytest.mark.slow
@many
@given(body=BODIES)
def test_any_json_gets_a_known_answer_thousands_of_times(server: LiveServer, body: dict[str, object]) -> None:
    check(raw(server, json.dumps(body).encode()))


def test_the_server_still_speaks_after_all_that(server: LiveServer) -> None:
    assert request(server, text="Olá", language="pt").status == 200
