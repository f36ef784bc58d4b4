"""The key: who has it is let in however it is sent, and who guesses it has to wait."""

import base64

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect
from tests.api.middleware.test_guards import status
from vozes.api.middleware.api_key import WrongKeys
from vozes.errors import VozesError

FOREIGN = {"sec-fetch-site": "cross-site"}


def basic(password: str, encoding: str = "utf-8") -> str:
    return "Basic " + base64.b64encode(f"anyone:{password}".encode(encoding)).decode()


def guess(client: TestClient, times: int, path: str = "/v1/voices", **headers: str) -> list[int]:
    return [status(client, path, authorization=f"Bearer wrong{number}", **headers) for number in range(times)]


@pytest.mark.parametrize(
    "path", ["/openapi.json", "/ready", "/v1/voices", "/v1/monitor/info", "/v1/session", "/mcp", "/uix", "/nope"]
)
def test_with_a_key_every_call_but_health_is_closed(connect: Connect, path: str) -> None:
    with connect(api_key="secret") as client:
        assert status(client, "/health") == 200
        answer = client.get(path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "invalid_api_key")
        assert answer.headers.get_list("www-authenticate") == ['Bearer realm="Vozes"']
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


@pytest.mark.parametrize("path", ["/", "/voices", "/docs", "/ui/api.js", "/ui/favicon.svg"])
def test_the_pages_open_without_a_key_and_are_the_same_for_everybody(connect: Connect, path: str) -> None:
    with connect(api_key="secret") as client:
        open_to_all = client.get(path)
        assert open_to_all.status_code == client.head(path).status_code == 200
        assert open_to_all.content == client.get(path, headers={"authorization": "Bearer secret"}).content
        assert client.post(path).status_code == 401


def test_a_program_may_send_the_key_as_a_password(connect: Connect) -> None:
    with connect(api_key="sécret") as client:
        assert status(client, "/v1/voices", authorization=basic("sécret")) == 200


@pytest.mark.parametrize("name", ["api-key", "xi-api-key"])
def test_other_apis_clients_send_it_in_headers_of_their_own(connect: Connect, name: str) -> None:
    with connect(api_key="secret") as client:
        assert status(client, "/v1/voices", **{name: "secret"}) == 200
        assert status(client, "/v1/voices", **{name: "secret", "authorization": "Bearer "}) == 200
        assert status(client, "/v1/voices", **{name: "wrong"}) == 401
        assert status(client, "/v1/voices", **{name: "secret", "authorization": "Bearer wrong"}) == 401
        twice = client.get("/v1/voices", headers=[(name, "secret"), (name, "secret")])
        assert twice.status_code == 401


@pytest.mark.parametrize("key", ["sécret", "señor à", "ключ", "鍵"])
def test_a_key_beyond_ascii_works_however_a_client_writes_it(connect: Connect, key: str) -> None:
    encodings = ["utf-8", "latin-1"] if key.isascii() or max(key) < "\u0100" else ["utf-8"]
    with connect(api_key=key) as client:
        for encoding in encodings:
            sent = [
                b"Bearer " + key.encode(encoding),
                b"bearer   " + key.encode(encoding),
                basic(key, encoding).encode(),
            ]
            for header in sent:
                assert client.get("/v1/voices", headers=[(b"authorization", header)]).status_code == 200
        assert client.get("/v1/voices", headers=[(b"authorization", key.encode())]).status_code == 401


def test_no_browser_is_told_to_ask_its_user(connect: Connect) -> None:
    with connect(api_key="secret") as client:
        answer = client.get("/v1/voices")
        assert answer.headers.get_list("www-authenticate") == ['Bearer realm="Vozes"']
        assert "Authorization: Bearer" in answer.json()["error"]["message"]


def test_after_twenty_wrong_keys_an_address_waits_with_the_right_one_too(connect: Connect) -> None:
    with connect(api_key="secret") as client:
        assert guess(client, 20) == [401] * 20
        for key in ("wrong", "secret"):
            answer = client.get("/v1/voices", headers={"authorization": f"Bearer {key}"})
            assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_many_wrong_keys")
            assert 1 <= int(answer.headers["retry-after"]) <= 60
        assert status(client, "/health") == 200


def test_wrong_passwords_count_too(connect: Connect) -> None:
    with connect(api_key="secret") as client:
        assert [status(client, "/v1/voices", authorization=basic(f"wrong{number}")) for number in range(21)] == [
            401
        ] * 20 + [429]


def test_a_missing_key_is_no_wrong_one(connect: Connect) -> None:
    with connect(api_key="secret") as client:
        missing = ["", "Bearer", "Basic !!!", basic(""), "Digest secret"]
        assert {status(client, authorization=each) for each in missing * 10} == {401}
        assert {status(client, "/v1/models") for _ in range(50)} == {401}
        assert status(client, authorization="Bearer secret") == 200


def test_how_many_may_be_wrong_is_a_setting(connect: Connect) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=3) as client:
        assert guess(client, 5) == [401, 401, 401, 429, 429]


def test_a_page_of_another_site_cannot_make_its_reader_wait(connect: Connect) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=4) as client:
        assert guess(client, 5, "/openapi.json", **FOREIGN) == [401, 401, 429, 429, 429]
        assert status(client, "/openapi.json", authorization="Bearer secret") == 200


def test_who_says_that_it_is_a_page_of_another_site_may_not_guess_more_often(connect: Connect) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=4) as client:
        assert guess(client, 5, "/openapi.json", **FOREIGN) == [401, 401, 429, 429, 429]
        assert guess(client, 4, "/openapi.json") == [401, 401, 429, 429]
        assert status(client, "/openapi.json", authorization="Bearer secret", **FOREIGN) == 429


@pytest.mark.parametrize(
    ("guesser", "other", "expected"),
    [
        ("192.0.2.1", "192.0.2.2", 200),
        ("192.0.2.1", "::ffff:192.0.2.1", 429),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", 429),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", 200),
    ],
)
def test_only_who_guesses_waits_and_with_ipv6_the_network(
    connect: Connect, guesser: str, other: str, expected: int
) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=3) as client:
        transport = client._transport
        transport.client = (guesser, 1)  # type: ignore[attr-defined]
        assert guess(client, 4)[-1] == 429
        transport.client = (other, 1)  # type: ignore[attr-defined]
        assert status(client, authorization="Bearer secret") == expected


def test_a_wait_ends_a_minute_after_the_wrong_keys_and_refusals_do_not_make_it_longer() -> None:
    now = 0.0
    wrong = WrongKeys(2, clock=lambda: now)
    wrong.note("a")
    now = 10.0
    assert wrong.seconds_to_wait("a") == 0
    wrong.note("a")
    assert wrong.seconds_to_wait("a") == 50
    now = 59.0
    assert wrong.seconds_to_wait("a") == 1
    now = 61.0
    assert wrong.seconds_to_wait("a") <= 0
    wrong.note("a")
    assert wrong.seconds_to_wait("a") == 9


def test_only_so_many_addresses_are_remembered_and_the_quietest_are_forgotten() -> None:
    wrong = WrongKeys(1, clock=lambda: 0.0)
    for number in range(10_000):
        wrong.note(f"192.0.2.{number}")
        wrong.note("always")
    assert len(wrong) <= 5_000
    assert wrong.seconds_to_wait("always") > 0


def test_who_names_another_address_with_each_guess_waits_too(connect: Connect) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=3) as client:
        come_from(client, "127.0.0.1")
        named = [{"x-forwarded-for": f"192.0.2.{number}"} for number in range(5)]
        assert [guess(client, 1, **headers)[0] for headers in named] == [401, 401, 401, 429, 429]


@pytest.mark.parametrize("peer", ["127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3"])
def test_a_trusted_proxy_keeps_its_callers_apart(connect: Connect, peer: str) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=3, trusted_proxies="127.0.0.1, 10.0.0.0/8") as client:
        come_from(client, peer)
        assert guess(client, 4, **{"x-forwarded-for": "192.0.2.1"})[-1] == 429
        assert status(client, authorization="Bearer secret", **{"x-forwarded-for": "192.0.2.2"}) == 200


def test_what_a_caller_told_a_trusted_proxy_does_not_count(connect: Connect) -> None:
    with connect(api_key="secret", wrong_keys_per_minute=3, trusted_proxies="127.0.0.1") as client:
        come_from(client, "127.0.0.1")
        named = [{"x-forwarded-for": f"192.0.2.{number}, 198.51.100.7"} for number in range(5)]
        assert [guess(client, 1, **headers)[0] for headers in named] == [401, 401, 401, 429, 429]


@pytest.mark.parametrize("wrong", ["*", "proxy.example", "10.0.0.0/40"])
def test_a_proxy_that_is_no_address_is_refused_at_the_start(connect: Connect, wrong: str) -> None:
    with pytest.raises(VozesError, match="trusted_proxies"), connect(trusted_proxies=wrong):
        pass


def come_from(client: TestClient, address: str) -> None:
    client._transport.client = (address, 1)  # type: ignore[attr-defined]
