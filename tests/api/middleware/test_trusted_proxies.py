"""What a trusted proxy says of the address that it was asked for counts when a page's origin is compared with it."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect, connected_to
from tests.api.middleware.test_api_key import come_from

PEER = "10.0.0.1"
UPSTREAM = {"host": "127.0.0.1:8000"}
"""What a proxy asks for that does not pass the host on."""
ASKED = UPSTREAM | {"x-forwarded-host": "voz.example", "x-forwarded-proto": "https"}


@pytest.fixture(scope="module")
def trusting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    flags = {"trusted_proxies": PEER, "allowed_hosts": "voz.example"}
    with connected_to(tmp_path_factory.mktemp("proxies") / "home", (), flags) as client:
        come_from(client, PEER)
        yield client


def speak(client: TestClient, origin: str, headers: dict[str, str]) -> int:
    body = {"text": "440 Hz 0.1 s", "language": "en"}
    return client.post("/v1/tts/synth", json=body, headers={"origin": origin, **headers}).status_code


@pytest.mark.parametrize(
    ("origin", "more"),
    [
        ("https://voz.example", {}),
        ("https://voz.example:443", {}),
        ("https://voz.example", {"x-forwarded-port": "443"}),
        ("https://voz.example", {"x-forwarded-host": "voz.example:443"}),
        ("https://voz.example:8443", {"x-forwarded-port": "8443"}),
        ("https://voz.example:8443", {"x-forwarded-host": "voz.example:8443", "x-forwarded-port": "443"}),
        ("http://voz.example", {"x-forwarded-proto": "http"}),
        ("http://voz.example:80", {"x-forwarded-proto": "http", "x-forwarded-port": "80"}),
    ],
)
def test_the_page_behind_a_proxy_is_its_own(trusting: TestClient, origin: str, more: dict[str, str]) -> None:
    assert speak(trusting, origin, ASKED | more) == 200


@pytest.mark.parametrize(
    ("origin", "more"),
    [
        ("https://evil.example", {}),
        ("http://voz.example", {}),
        ("https://voz.example:8443", {}),
        ("http://127.0.0.1:8000", {}),
        ("https://evil.example", {"x-forwarded-host": "voz.example, evil.example"}),
        ("https://evil.example", {"x-forwarded-host": "evil.example"}),
        ("https://voz.example", {"x-forwarded-host": "voz.example, evil.example"}),
    ],
)
def test_a_page_of_another_site_is_not(trusting: TestClient, origin: str, more: dict[str, str]) -> None:
    assert speak(trusting, origin, ASKED | more) == 403


def test_whom_nobody_trusts_says_nothing(connect: Connect) -> None:
    with connect(allowed_hosts="voz.example") as client:
        come_from(client, PEER)
        assert speak(client, "https://voz.example", ASKED) == 403
        assert speak(client, "https://voz.example", {"host": "voz.example"}) == 200


def test_a_proxy_that_passes_the_host_without_its_port_may_name_it_apart(trusting: TestClient) -> None:
    named = {"host": "voz.example", "x-forwarded-proto": "https", "x-forwarded-port": "8443"}
    assert speak(trusting, "https://voz.example:8443", named) == 200


def test_the_host_that_a_proxy_names_has_to_be_allowed(connect: Connect) -> None:
    with connect(trusted_proxies=PEER) as client:
        come_from(client, PEER)
        answer = client.get("/v1/voices", headers=ASKED)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "host_not_allowed")
