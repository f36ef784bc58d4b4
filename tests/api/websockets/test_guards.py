"""A WebSocket passes the guards that every call passes: host, origin, key. Nothing is done before."""

import pytest
from fastapi.testclient import TestClient
from starlette.testclient import WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect

from tests.api.conftest import ADDRESS, Connect
from tests.api.websockets.conversation import URL, talk


def refused(client: TestClient, **headers: str) -> tuple[int, str]:
    """The status and the code with which the handshake is refused."""
    with pytest.raises(WebSocketDenialResponse) as answer, client.websocket_connect(URL, headers=headers):
        pass
    assert answer.value.headers["x-content-type-options"] == "nosniff"
    return answer.value.status_code, answer.value.json()["error"]["code"]


def test_a_foreign_host_and_a_page_of_another_site_are_refused(client: TestClient) -> None:
    assert refused(client, host="evil.example") == (403, "host_not_allowed")
    assert refused(client, origin="https://evil.example") == (403, "origin_not_allowed")
    assert refused(client, **{"sec-fetch-site": "cross-site"}) == (403, "origin_not_allowed")
    with talk(client, headers={"origin": ADDRESS}):
        pass


@pytest.mark.parametrize("path", ["/v1/nothing", "/v1/tts/synth", "/v1/audio/speech"])
def test_where_there_is_no_websocket_the_client_is_told(client: TestClient, path: str) -> None:
    with pytest.raises(WebSocketDenialResponse) as answer, client.websocket_connect(f"ws://127.0.0.1:8000{path}"):
        pass
    assert (answer.value.status_code, answer.value.json()["error"]["code"]) == (404, "not_found")


def test_pages_of_the_settings_are_let_in(connect: Connect) -> None:
    with (
        connect(cors_origins="https://app.example.org") as client,
        talk(client, headers={"origin": "https://app.example.org"}),
    ):
        pass


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer secret"},
        {"xi-api-key": "secret"},
        {"api-key": "secret"},
        {"authorization": "Basic YW55b25lOnNlY3JldA=="},
    ],
)
def test_the_key_may_come_in_any_header(connect: Connect, headers: dict[str, str]) -> None:
    with connect(api_key="secret") as client, talk(client, headers=headers) as talking:
        talking.say("input.done")
        assert talking.hear()["type"] == "session.done"


def test_a_wrong_key_in_a_header_is_refused_and_guessing_makes_wait(connect: Connect) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=3) as client:
        found = [refused(client, authorization=f"Bearer wrong{number}") for number in range(4)]
        assert found == [(401, "invalid_api_key")] * 3 + [(429, "too_many_wrong_keys")]


def test_the_key_may_come_in_the_first_message(connect: Connect) -> None:
    with connect(api_key="secret") as client, talk(client, {"api_key": "secret"}) as talking:
        talking.say("input.done")
        assert talking.hear()["type"] == "session.done"


@pytest.mark.parametrize("first", [{"api_key": "wrong"}, {"voice": "hum"}, {"api_key": 7}])
def test_without_the_key_in_the_first_message_the_socket_closes(connect: Connect, first: dict[str, object]) -> None:
    with connect(api_key="secret") as client, talk(client, first) as talking:
        assert talking.hear()["error"]["code"] == "invalid_api_key"
        assert talking.hear()["code"] == 1008


def test_keys_of_first_messages_count_as_wrong_ones_too(connect: Connect) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=3) as client:
        for number in range(3):
            with talk(client, {"api_key": f"wrong{number}"}) as talking:
                assert talking.hear()["error"]["code"] == "invalid_api_key"
        assert client.get("/v1/voices", headers={"authorization": "Bearer secret"}).status_code == 429


def test_the_first_message_has_to_come_soon_where_it_brings_the_key(connect: Connect) -> None:
    with connect(api_key="secret", header_seconds=0.1) as client, talk(client) as talking:
        assert talking.hear()["error"]["code"] == "invalid_api_key"
        assert talking.hear()["code"] == 1008


def test_a_socket_on_which_nothing_is_said_closes(connect: Connect) -> None:
    with connect(websocket_idle_seconds=0.1) as client, talk(client) as talking:
        assert talking.hear()["code"] == 1000


def test_a_path_without_a_websocket_is_none(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(URL.replace("stream", "nope")):
        pass
