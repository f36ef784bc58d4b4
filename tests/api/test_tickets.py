"""Addresses that open for a while."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes import fake_spec
from vozes.api.app import create_app
from vozes.api.tickets import Tickets
from vozes.settings import load_settings


def scope(address: str, **fields: Any) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), **fields}


def test_an_address_opens_its_path_until_it_expires() -> None:
    now = [1000.0]
    tickets = Tickets(lambda: now[0])
    address = tickets.address("/a", 10)
    assert tickets.open(scope(address))
    assert tickets.open(scope(address, method="HEAD"))
    now[0] = 1010.0
    assert not tickets.open(scope(address))


@pytest.mark.parametrize(
    "changed",
    [{"path": "/b"}, {"method": "POST"}, {"method": "DELETE"}, {"type": "websocket"}, {"query_string": b""},
     {"query_string": b"ticket="}, {"query_string": b"ticket=2000-"}, {"query_string": b"ticket=\xff"},
     {"query_string": b"&".join([b"a"] * 100) + b"&ticket=1"}],
)  # fmt: skip
def test_it_opens_nothing_else(changed: dict[str, Any]) -> None:
    tickets = Tickets(lambda: 1000.0)
    address = tickets.address("/a", 10)
    assert not tickets.open(scope(address, **changed))


def test_its_end_cannot_be_put_off() -> None:
    now = [1000.0]
    tickets = Tickets(lambda: now[0])
    address = tickets.address("/a", 10)
    now[0] = 1011.0
    assert not tickets.open(scope(address.replace("=1010", "=2010")))


def test_another_server_s_address_does_not_open() -> None:
    assert not Tickets().open(scope(Tickets().address("/a", 10)))


@pytest.mark.parametrize("shared", [True, False])
def test_servers_that_share_a_home_open_each_others(shared: bool, tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home", default_engine="sine", shared_home=shared)
    first, second = (create_app(settings, (fake_spec(),)).state.tickets for _ in range(2))
    assert second.open(scope(first.address("/a", 10))) == shared
