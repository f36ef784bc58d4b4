"""Who may call: Host, Origin, body. One page of another site must never reach the server."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ADDRESS, Connect
from vozes.errors import VozesError

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
    assert {status(client, path, host="evil.example") for path in ("/", "/health", "/ui/api.js", "/nope")} == {403}


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


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "Cross-Site"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_pages_of_other_sites_may_not_read_either(client: TestClient, method: str, headers: dict[str, str]) -> None:
    """A preview loads an engine and speaks; an export fills the disk."""
    for path in ("/v1/voices/hum/preview?engine=choir", "/v1/voices/export", "/v1/voices", "/v1"):
        assert client.request(method, path, headers=headers).status_code == 403
    assert client.get("/v1/monitor/info").json()["engines"]["choir"]["state"] == "unloaded"


def test_a_link_on_another_site_opens_the_page(client: TestClient) -> None:
    for path in ("/", "/voices", "/engines", "/docs", "/ui/api.js", "/health"):
        assert status(client, path, **{"sec-fetch-site": "cross-site"}) == 200


def test_a_listed_site_may_read(connect: Connect) -> None:
    with connect(cors_origins="https://a.example") as client:
        assert status(client, origin="https://a.example", **{"sec-fetch-site": "cross-site"}) == 200
        assert status(client, origin="https://b.example", **{"sec-fetch-site": "cross-site"}) == 403
        assert status(client, **{"sec-fetch-site": "cross-site"}) == 403


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost", "http://localhost:80"),
        ("localhost:80", "http://localhost"),
        ("localhost:443", "https://localhost"),
        ("localhost", "https://localhost:443"),
        ("LOCALHOST:8000", "http://localhost:8000"),
        ("localhost:8000", "HTTP://Localhost:8000"),
        ("localhost.:8000", "http://localhost:8000"),
        ("[0:0::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_the_own_one_however_it_is_written(client: TestClient, host: str, origin: str) -> None:
    assert client.post("/v1/tts/synth", json=HUM, headers={"host": host, "origin": origin}).status_code == 200


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost", "http://localhost:443"),
        ("localhost", "https://localhost:80"),
        ("localhost:443", "http://localhost"),
        ("localhost:80", "http://localhost:8000"),
        ("localhost", "chrome-extension://localhost"),
        ("localhost", "localhost"),
        ("localhost", "http://localhost/"),
        ("localhost", "http://localhost http://localhost"),
        ("localhost", "http://user@localhost"),
        ("localhost", "http://localhost:99999"),
    ],
)
def test_another_port_or_scheme_is_another_origin(client: TestClient, host: str, origin: str) -> None:
    assert client.post("/v1/tts/synth", json=HUM, headers={"host": host, "origin": origin}).status_code == 403


def test_a_listed_origin_is_known_however_it_is_written(connect: Connect) -> None:
    for listed in ("https://A.example:443", "https://a.example/", "HTTPS://a.example"):
        with connect(cors_origins=listed) as client:
            answer = client.get("/v1/voices", headers={"origin": "https://a.example"})
            assert answer.headers["access-control-allow-origin"] == "https://a.example"


@pytest.mark.parametrize(
    ("program", "origin"),
    [
        ("sillytavern", "http://127.0.0.1:8000"),
        ("open-webui", "http://localhost:8080"),
        ("Obsidian", "app://obsidian.md"),
        ("browser-extensions", "chrome-extension://hdhinadidafjejdhmfkjgnolgimiaplp"),
        ("browser-extensions", "moz-extension://0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f"),
    ],
)
def test_programs_are_let_in_by_their_names(connect: Connect, program: str, origin: str) -> None:
    with connect(cors_origins=f"https://a.example, {program}") as client:
        asking = {"origin": origin, "access-control-request-method": "POST"}
        assert client.options("/v1/audio/speech", headers=asking).headers["access-control-allow-origin"] == origin
        answer = client.get("/v1/voices", headers={"origin": origin, "sec-fetch-site": "cross-site"})
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == origin
        for stranger in ("https://chrome-extension.example", "http://localhost:8081", "app://obsidian.md.example"):
            assert client.get("/v1/voices", headers={"origin": stranger}).status_code == 403


@pytest.mark.parametrize(
    "listed",
    ["*", "null", "https://*", "sillytaverns", "a.example", "https://", "https://a.example/page", "https://*.example"],
)
def test_what_is_no_origin_cannot_be_listed(connect: Connect, listed: str) -> None:
    with pytest.raises(VozesError, match="cors_origins") as refusal, connect(cors_origins=listed):
        pass
    assert refusal.value.code == "invalid_settings"


@pytest.mark.parametrize("name", ["origin", "host", "sec-fetch-site", "authorization"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_header_that_lets_in_may_not_come_twice(connect: Connect, method: str, name: str) -> None:
    """What stands before the server may heed one of them, and the server the other."""
    right = {"origin": ADDRESS, "host": "127.0.0.1:8000", "sec-fetch-site": "same-origin", "authorization": "Bearer x"}
    twice = [*right.items(), (name, right[name])]
    with connect(api_key="x") as client:
        once = client.request(method, "/v1/monitor/info", headers=list(right.items()))
        assert once.status_code == (200 if method == "GET" else 405)
        assert client.request(method, "/v1/monitor/info", headers=twice).status_code in (401, 403)


def test_a_site_that_is_not_listed_is_refused_when_it_asks_before(connect: Connect) -> None:
    with connect(cors_origins="https://a.example") as client:
        asking = {"origin": "https://b.example", "access-control-request-method": "POST"}
        answer = client.options("/v1/tts/synth", headers=asking)
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
    assert "1 MB" in answer.json()["error"]["message"]


def test_a_body_beyond_the_limit_is_refused_while_it_arrives(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(200):
            yield b"a" * 10_000

    answer = client.post("/v1/tts/synth", content=pieces(), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")
