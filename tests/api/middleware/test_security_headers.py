"""The headers that protect: on every answer there is, whoever makes it."""

from collections.abc import Mapping

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect

LISTED = {"origin": "https://a.example", "access-control-request-method": "POST"}


def assert_protected(headers: Mapping[str, str]) -> None:
    assert headers["x-request-id"].startswith("req_")
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] in ("no-store", "no-cache")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/docs", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/health", 200),
        ("GET", "/v1/voices", 200),
        ("GET", "/ui/api.js", 200),
        ("GET", "/ui/nope.js", 404),
        ("POST", "/ui/api.js", 405),
        ("GET", "/nope", 404),
        ("GET", "/v1/tts/synth", 405),
        ("OPTIONS", "/v1/voices", 405),
        ("GET", "/v1/voices/", 307),
        ("GET", "/v1/voices?limit=x", 422),
    ],
)
def test_every_answer_carries_the_protecting_headers(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path, follow_redirects=False)
    assert answer.status_code == status
    assert_protected(answer.headers)


def test_a_failure_of_the_server_itself_carries_them_too(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    with connect() as client:
        monkeypatch.setattr(client.app.state.service.registry, "find", None)  # type: ignore[attr-defined]
        answer = client.get("/v1/voices?engine=sine")
        assert answer.status_code == 500
        assert_protected(answer.headers)
        assert answer.json()["error"]["request_id"] == answer.headers["x-request-id"]


def test_what_the_guards_answer_carries_them_too(connect: Connect) -> None:
    with connect(cors_origins="https://a.example", api_key="secret") as client:
        answers = [
            client.get("/", headers={"host": "evil.example"}),
            client.get("/v1/voices"),
            client.post("/v1/tts/synth", headers={"origin": "https://evil.example"}),
            client.options("/v1/tts/synth", headers=LISTED),
        ]
        assert [answer.status_code for answer in answers] == [403, 401, 403, 200]
        for answer in answers:
            assert_protected(answer.headers)


def test_a_file_that_has_not_changed_carries_them_too(client: TestClient) -> None:
    first = client.get("/ui/api.js")
    answer = client.get("/ui/api.js", headers={"if-none-match": first.headers["etag"]})
    assert answer.status_code == 304
    assert_protected(answer.headers)
