"""Who may call: Host, Origin, key, body. One page of another site must never reach the server."""

import base64
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ADDRESS, Connect

HUM = {"text": "440 Hz 0.1 s", "language": "en"}
OPEN = {"host": "0.0.0.0", "no_auth": True}


def status(client: TestClient, path: str = "/v1/voices", **headers: str) -> int:
    return client.get(path, headers=headers).status_code


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "LOCALHOST", "localhost.", "127.0.0.1", "127.0.0.1:1", "127.9.9.9", "[::1]",
     "[::1]:8000", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]:8000"],
)  # fmt: skip
def test_loopback_is_always_let_in(client: TestClient, host: str) -> None:
    assert status(client, host=host) == 200


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "localhost.evil.example", "evil.example:8000", "127.0.0.1.evil.example", "192.168.1.5",
     "[::2]", "::1", "[::1", "a b", "localhost:x", "user@localhost", "localhost/evil", "0.0.0.0", "[::1]evil"],
)  # fmt: skip
def test_any_other_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/v1/voices", headers={"host": host})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "host_not_allowed")


def test_the_host_counts_for_the_page_and_for_health_too(client: TestClient) -> None:
    assert {status(client, path, host="evil.example") for path in ("/", "/health", "/ui/app.js", "/nope")} == {403}


def test_hosts_of_the_settings_are_let_in(connect: Connect) -> None:
    with connect(allowed_hosts="tts.example.org,*.local") as client:
        assert status(client, host="tts.example.org") == status(client, host="Studio.local:8000") == 200
        assert status(client, host="example.org") == status(client, host="evil-local") == 403


def test_bare_addresses_are_let_in_where_the_network_is(connect: Connect) -> None:
    with connect(**OPEN) as client:
        assert status(client, host="192.168.1.5:8000") == status(client, host="[fe80::1]:8000") == 200
        assert status(client, host="evil.example") == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": ADDRESS},
        {"origin": ADDRESS, "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
def test_programs_and_the_own_page_may_write(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/v1/tts/synth", json=HUM, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://localhost:8000"},
        {"origin": "http://127.0.0.1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": ADDRESS, "sec-fetch-site": "cross-site"},
    ],
)
def test_pages_of_other_sites_may_not_write(client: TestClient, headers: dict[str, str]) -> None:
    for path in ("/v1/tts/synth", "/v1/engines/sine/unload", "/v1/monitor/select-engine?engine=choir"):
        answer = client.post(path, json=HUM, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "origin_not_allowed")


def test_no_other_site_is_let_in_by_cors_unless_it_is_listed(connect: Connect) -> None:
    with connect() as client:
        assert (
            "access-control-allow-origin"
            not in client.get("/v1/voices", headers={"origin": "https://a.example"}).headers
        )
    with connect(cors_origins="https://a.example") as client:
        answer = client.post(
            "/v1/tts/synth", json=HUM, headers={"origin": "https://a.example", "sec-fetch-site": "cross-site"}
        )
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "https://a.example"
        other = client.post("/v1/tts/synth", json=HUM, headers={"origin": "https://b.example"})
        assert other.status_code == 403
        assert "access-control-allow-origin" not in other.headers


def test_a_listed_site_may_ask_before_it_sends_its_key(connect: Connect) -> None:
    with connect(cors_origins="https://a.example", api_key="secret") as client:
        asking = {"origin": "https://a.example", "access-control-request-method": "POST"}
        assert client.options("/v1/tts/synth", headers=asking).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/openapi.json", "/ready", "/v1/voices", "/v1/monitor/info", "/ui/app.js", "/nope"]
)
def test_with_a_key_every_path_but_health_is_closed(connect: Connect, path: str) -> None:
    with connect(api_key="secret") as client:
        assert status(client, "/health") == 200
        answer = client.get(path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "invalid_api_key")
        assert "Basic" in answer.headers["www-authenticate"]
        assert status(client, path, authorization="Bearer secret") != 401


@pytest.mark.parametrize(
    "authorization",
    ["", "secret", "Bearer", "Bearer ", "Bearer Secret", "Bearer secretx", "Bearer secre", "Basic secret", "Basic !!!",
     "Basic " + base64.b64encode(b"secret:").decode(), "Digest secret", "Bearer s\u00e9cret"],
)  # fmt: skip
def test_a_wrong_key_is_refused(connect: Connect, authorization: str) -> None:
    with connect(api_key="secret") as client:
        answer = client.get("/v1/voices", headers=[(b"authorization", authorization.encode())])
        assert answer.status_code == 401


def test_a_browser_may_send_the_key_as_its_password(connect: Connect) -> None:
    with connect(api_key="sécret") as client:
        given = base64.b64encode("anyone:sécret".encode()).decode()
        assert status(client, "/", authorization=f"Basic {given}") == 200


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "json"]
)
def test_a_body_that_is_not_called_json_is_refused(client: TestClient, content_type: str) -> None:
    answer = client.post("/v1/tts/synth", content=b'{"text": "a"}', headers={"content-type": content_type})
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "unsupported_content_type")


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=utf-8", "application/vnd.x+json"]
)
def test_json_may_be_called_by_its_names(client: TestClient, content_type: str) -> None:
    body = b'{"text": "440 Hz 0.1 s", "language": "en"}'
    assert client.post("/v1/tts/synth", content=body, headers={"content-type": content_type}).status_code == 200


def test_a_body_beyond_the_limit_is_refused_by_its_length(client: TestClient) -> None:
    answer = client.post("/v1/tts/synth", json={"text": "a" * 1_000_000})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")


def test_a_body_beyond_the_limit_is_refused_while_it_arrives(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(200):
            yield b"a" * 10_000

    answer = client.post("/v1/tts/synth", content=pieces(), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")
