"""A page's session stands for the key that it was begun with, no longer than that, and nowhere else."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect
from tests.api.middleware.test_guards import status
from tests.api.middleware.test_named_keys import HUM, KEY, speak
from tests.api.websockets.conversation import talk
from vozes.service.core import Service

SECRET = {"authorization": "Bearer secret"}
HERE = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}


@pytest.fixture
def client(connect: Connect) -> Iterator[TestClient]:
    with connect(api_key="secret") as client:
        yield client


def service_of(client: TestClient) -> Service:
    service: Service = client.app.state.service  # type: ignore[attr-defined]
    return service


def sign_in(
    client: TestClient, key: str = "secret", *, remember: bool = False, headers: dict[str, str] | None = None
) -> Any:
    sent = {"authorization": f"Bearer {key}", **HERE, **(headers or {})}
    return client.post("/v1/session", json={"remember": remember}, headers=sent)


def add(client: TestClient, **limits: Any) -> str:
    return service_of(client).keys.add(replace(KEY, **limits))


def code(answer: Any) -> str:
    return str(answer.json()["error"]["code"])


def test_a_browser_that_has_signed_in_needs_no_key(client: TestClient) -> None:
    assert status(client) == 401
    answer = sign_in(client)
    assert answer.json() == {
        "signed_in": True,
        "key": {"name": None, "read_only": False, "per_minute": None, "characters_per_day": None},
    }
    assert status(client) == 200
    assert speak(client, {}) == (200, None)
    assert client.get("/v1/session").json()["signed_in"] is True
    assert client.get("/v1/session", headers=SECRET).json()["signed_in"] is False


def test_the_cookie_is_out_of_reach_and_lasts_as_the_user_wants(client: TestClient) -> None:
    cookie = sign_in(client).headers["set-cookie"]
    assert cookie.startswith("vozes-session-8000=")
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie
    assert "Secure" not in cookie
    assert "secret" not in cookie
    assert "Max-Age=2592000" in sign_in(client, remember=True).headers["set-cookie"]


def test_by_https_it_is_sent_by_https_alone(connect: Connect) -> None:
    with connect(api_key="secret", allowed_hosts="tts.example", trusted_proxies="10.0.0.0/8") as client:
        behind = sign_in(client, headers={"host": "tts.example", "origin": "https://tts.example"})
        assert "Secure" in behind.headers["set-cookie"]
        client._transport.client = ("10.1.1.1", 1)  # type: ignore[attr-defined]
        told = {"x-forwarded-proto": "https", "x-forwarded-host": "tts.example", "x-forwarded-prefix": "/vozes"}
        cookie = sign_in(client, headers=told | {"origin": "https://tts.example"}).headers["set-cookie"]
        assert {"Secure", "Path=/vozes/"} <= set(cookie.split("; "))


def test_wrong_keys_count_as_with_any_call(connect: Connect) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=2) as client:
        assert [sign_in(client, key).status_code for key in ("a", "b", "c", "secret")] == [401, 401, 429, 429]
        assert "set-cookie" not in sign_in(client).headers


def test_a_session_waits_for_nobody_who_guesses(connect: Connect) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=2) as client:
        sign_in(client)
        assert [status(client, authorization="Bearer wrong") for _ in range(3)] == [401, 401, 429]
        assert status(client) == 200


def test_who_signs_out_is_signed_out_whatever_became_of_the_key(client: TestClient) -> None:
    sign_in(client, add(client))
    service_of(client).keys.remove("Ana")
    assert client.delete("/v1/session", headers=HERE).status_code == 204
    assert not client.cookies
    assert "missing" in client.get("/v1/voices").json()["error"]["message"]


def test_a_session_ends_with_its_key(client: TestClient) -> None:
    sign_in(client, add(client))
    with talk(client, {"language": "en"}, headers=HERE) as talking:
        talking.say("input.text", text=f"{HUM}.")
        talking.say("input.done")
        assert talking.hear_until("session.done")[0]["type"] == "audio.start"
        service_of(client).keys.remove("Ana")
        talking.say("input.text", text=f"{HUM}.")
        talking.say("input.done")
        assert talking.hear()["error"]["code"] == "invalid_api_key"
    answer = client.get("/v1/voices")
    assert (answer.status_code, code(answer)) == (401, "invalid_api_key")
    assert "session has ended" in answer.json()["error"]["message"]
    assert answer.json()["error"]["param"] == "session"
    add(client)
    assert status(client) == 401


def test_a_session_outlives_a_restart_but_no_change_of_the_key(connect: Connect) -> None:
    with connect(api_key="secret") as client:
        sign_in(client)
        cookies = dict(client.cookies)
    with connect(api_key="secret") as client:
        client.cookies.update(cookies)
        assert status(client) == 200
    with connect(api_key="other") as client:
        client.cookies.update(cookies)
        assert status(client) == 401


def test_a_session_ends_after_thirty_days(client: TestClient) -> None:
    sessions = service_of(client).sessions
    sign_in(client)
    now = sessions._clock()
    sessions._clock = lambda: now + 30 * 24 * 3600 - 60
    assert status(client) == 200
    sessions._clock = lambda: now + 30 * 24 * 3600 + 60
    assert status(client) == 401


@pytest.mark.parametrize(
    "change", [lambda s: s + "0", lambda s: "9" + s, lambda s: s.replace("own", "0" * 64), str.upper]
)
def test_nobody_makes_a_session_up(client: TestClient, change: Any) -> None:
    sign_in(client)
    ((name, value),) = client.cookies.items()
    client.cookies.clear()
    assert status(client, cookie=f"{name}={value}") == 200
    assert status(client, cookie=f"{name}={change(value)}") == 401


@pytest.mark.parametrize(
    "foreign",
    [
        {"origin": "http://localhost:3000", "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:3000", "sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:3000"},
        {"sec-fetch-site": "same-site"},
        {"origin": "null"},
    ],
)
def test_no_other_page_uses_a_session_not_even_one_that_may_call(connect: Connect, foreign: dict[str, str]) -> None:
    with connect(api_key="secret", cors_origins="http://127.0.0.1:3000,http://localhost:3000") as client:
        sign_in(client)
        assert status(client, **foreign) in (401, 403)
        answer = client.post("/v1/tts/synth", json={"text": HUM, "language": "en"}, headers=foreign)
        assert answer.status_code in (401, 403)
        assert status(client, **HERE) == 200


def test_a_listed_page_is_not_signed_in_and_still_calls_with_a_key(connect: Connect) -> None:
    listed = {"origin": "http://127.0.0.1:3000", "sec-fetch-site": "same-site"}
    with connect(api_key="secret", cors_origins="http://127.0.0.1:3000") as client:
        sign_in(client)
        assert status(client, **listed) == 401
        assert status(client, **listed, **SECRET) == 200


def test_a_session_has_the_rights_and_the_limits_of_its_key(client: TestClient) -> None:
    answer = sign_in(client, add(client, read_only=True, per_minute=2))
    assert answer.json()["key"] == {"name": "Ana", "read_only": True, "per_minute": 2, "characters_per_day": None}
    assert speak(client, {}) == (403, "read_only_key")
    assert [status(client) for _ in range(2)] == [200, 429]
    assert client.get("/v1/session").json()["key"]["name"] == "Ana"


def test_what_a_browser_plays_and_downloads_needs_no_more(client: TestClient) -> None:
    sign_in(client)
    audio = client.get("/v1/voices/hum/preview", headers={"sec-fetch-site": "same-origin", "sec-fetch-dest": "audio"})
    assert (audio.status_code, audio.headers["content-type"][:6]) == (200, "audio/")


def test_where_no_key_is_demanded_there_is_no_session(connect: Connect) -> None:
    with connect() as client:
        assert client.get("/v1/session").json() == {"signed_in": False, "key": None}
        answer = sign_in(client)
        assert answer.json() == {"signed_in": False, "key": None}
        assert "set-cookie" not in answer.headers


def test_two_servers_on_one_machine_have_a_session_each(connect: Connect) -> None:
    with connect(api_key="secret") as client:
        cookie = sign_in(client, headers={"host": "127.0.0.1:9000", "origin": "http://127.0.0.1:9000"}).headers[
            "set-cookie"
        ]
        assert cookie.startswith("vozes-session-9000=")


def test_a_session_below_a_prefix_counts_beside_one_of_a_server_above(client: TestClient) -> None:
    name, _, session = sign_in(client).headers["set-cookie"].partition(";")[0].partition("=")
    client.cookies.clear()
    for sent in (f"{name}={session}; {name}=of-another", f"{name}=of-another; {name}={session}"):
        assert client.get("/v1/voices", headers={**HERE, "cookie": sent}).status_code == 200
    refused = client.get("/v1/voices", headers={**HERE, "cookie": f"{name}=of-another; {name}=of-a-third"})
    assert (refused.status_code, refused.json()["error"]["param"]) == (401, "session")
