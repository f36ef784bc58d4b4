"""Models are installed and removed from this machine, or with the key."""

from fastapi.testclient import TestClient

from tests.api.models.conftest import ELSEWHERE, Serve, model

OPEN = {"host": "0.0.0.0", "no_auth": True}
CHANGES = [("POST", "/v1/models/nope/pull"), ("DELETE", "/v1/models/nope/pull"), ("DELETE", "/v1/models/nope")]
ALLOWED = (404, "unknown_model")
REFUSED = (403, "local_only")


def may_change(client: TestClient, **headers: str) -> object:
    """What the catalogue tells the caller."""
    return client.get("/v1/models/catalog", headers=headers).json()["may_change"]


def statuses(client: TestClient, **headers: str) -> set[tuple[int, str]]:
    """What each call that changes something is answered with."""
    answers = [client.request(*change, headers=headers) for change in CHANGES]
    return {(answer.status_code, answer.json()["error"]["code"]) for answer in answers}


def test_without_a_key_only_this_machine_may(serve: Serve) -> None:
    with serve(ELSEWHERE, **OPEN) as elsewhere:
        assert statuses(elsewhere) == {REFUSED}
        assert may_change(elsewhere) is False
        assert model(elsewhere)["state"] == "absent"
    with serve(**OPEN) as here:
        assert statuses(here) == {ALLOWED}
        assert may_change(here) is True


def test_what_a_proxy_passes_on_comes_from_elsewhere(serve: Serve) -> None:
    for flags in ({}, {"trusted_proxies": "127.0.0.1"}):
        with serve(**flags) as here:
            for headers in ({"x-forwarded-for": "192.168.1.5"}, {"x-forwarded-for": "127.0.0.1"}, {"via": "1.1 proxy"}):
                assert statuses(here, **headers) == {REFUSED}


def test_with_a_key_whoever_sends_it_may(serve: Serve) -> None:
    with serve(ELSEWHERE, host="0.0.0.0", api_key="secret") as elsewhere:
        assert statuses(elsewhere) == {(401, "invalid_api_key")}
        assert statuses(elsewhere, authorization="Bearer secret") == {ALLOWED}
        assert may_change(elsewhere, authorization="Bearer secret") is True


def test_on_this_machine_too_the_key_is_needed_where_there_is_one(serve: Serve) -> None:
    with serve(api_key="secret") as here:
        assert statuses(here) == {(401, "invalid_api_key")}


def test_pages_of_other_sites_may_not(serve: Serve) -> None:
    with serve() as here:
        assert statuses(here, origin="https://evil.example") == {(403, "origin_not_allowed")}
