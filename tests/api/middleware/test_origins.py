"""What browsers ask before a page of another origin may call, and what a page that is refused is told to do."""

import pytest
from fastapi.testclient import TestClient
from starlette.testclient import WebSocketDenialResponse

from tests.api.conftest import Connect
from vozes.api.middleware.origin import PROGRAMS

ORIGINS = {
    "sillytavern": "http://127.0.0.1:8000",
    "open-webui": "http://localhost:8080",
    "obsidian": "app://obsidian.md",
    "browser-extensions": "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
}


def refusal(client: TestClient, **headers: str) -> str:
    answer = client.get("/v1/voices", headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert answer.status_code == 403
    return str(answer.json()["error"]["message"])


@pytest.mark.parametrize("key", [None, "secret"])
@pytest.mark.parametrize("program", ORIGINS)
def test_each_program_may_ask_before_it_calls(connect: Connect, program: str, key: str | None) -> None:
    """With the key's headers among those that it asks for, and from a network that is more public than this one."""
    asking = {
        "origin": ORIGINS[program],
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,xi-api-key",
        "access-control-request-private-network": "true",
        "sec-fetch-site": "cross-site",
    }
    with connect(cors_origins=program, api_key=key) as client:
        client.base_url = "http://localhost:9000"
        answer = client.options("/v1/audio/speech", headers=asking)
        assert answer.status_code == 200
        allowed = {name: answer.headers[f"access-control-allow-{name}"] for name in ("origin", "headers", "methods")}
        assert allowed["origin"] == ORIGINS[program]
        assert allowed["headers"] == "authorization,content-type,xi-api-key"
        assert "POST" in allowed["methods"]
        assert answer.headers["access-control-allow-private-network"] == "true"


@pytest.mark.parametrize("program", ORIGINS)
def test_each_program_speaks_with_its_key_and_reads_what_is_refused(connect: Connect, program: str) -> None:
    body = {"input": "440 Hz 0.1 s", "language": "en"}
    with connect(cors_origins=program, api_key="secret") as client:
        client.base_url = "http://localhost:9000"
        for key, status in (("secret", 200), ("wrong", 401)):
            headers = {"origin": ORIGINS[program], "authorization": f"Bearer {key}", "sec-fetch-site": "cross-site"}
            answer = client.post("/v1/audio/speech", json=body, headers=headers)
            assert answer.status_code == status
            assert answer.headers["access-control-allow-origin"] == ORIGINS[program]


@pytest.mark.parametrize(("program", "origin"), ORIGINS.items())
def test_a_program_that_is_refused_is_named_as_the_setting_has_it(
    client: TestClient, program: str, origin: str
) -> None:
    message = refusal(client, origin=origin, host="localhost:9000")
    assert f"add {program} to the setting cors_origins. " in message
    assert "VOZES_CORS_ORIGINS" in message
    assert all(f"`{name}`" in message for name in PROGRAMS)


@pytest.mark.parametrize(
    ("origin", "entry"),
    [
        ("https://a.example", "https://a.example"),
        ("https://A.example:443", "https://a.example"),
        ("http://a.example:8080", "http://a.example:8080"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ],
)
def test_another_page_is_told_the_entry_that_lets_it_in(connect: Connect, origin: str, entry: str) -> None:
    with connect() as client:
        assert f"add {entry} to the setting cors_origins." in refusal(client, origin=origin)
    with connect(cors_origins=entry) as client:
        assert client.get("/v1/voices", headers={"origin": origin}).status_code == 200


def test_what_no_entry_can_let_in_is_told_so(client: TestClient) -> None:
    assert "open it from a web server" in refusal(client, origin="null")
    assert "the browser did not say" in refusal(client, sec_fetch_site="cross-site")
    assert "crossorigin at its audio element" in refusal(client, sec_fetch_site="cross-site", sec_fetch_dest="audio")


def test_a_refused_page_is_in_the_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        refusal(client, origin="https://a.example")
    assert "add https://a.example to the setting cors_origins" in caplog.text


def test_a_page_that_opens_a_websocket_finds_the_same_in_the_answer_and_in_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    told = "add https://a.example to the setting cors_origins"
    url, headers = "ws://127.0.0.1:8000/v1/audio/speech/stream", {"origin": "https://a.example"}
    with (
        caplog.at_level("INFO"),
        pytest.raises(WebSocketDenialResponse) as refused,
        client.websocket_connect(url, headers=headers),
    ):
        pass
    assert refused.value.status_code == 403
    assert told in refused.value.json()["error"]["message"]
    assert told in caplog.text
