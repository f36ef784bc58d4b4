"""Kubernetes' variables for services named as Vozes set nothing and do no harm; other wrong ones are still refused."""

import pytest

from tests.live import running_server
from vozes.errors import VozesError
from vozes.settings import load_settings
from vozes.setup.early_settings import chosen, source

LINKS = {
    "VOZES_SERVICE_HOST": "10.0.0.1",
    "VOZES_SERVICE_PORT": "8000",
    "VOZES_SERVICE_PORT_HTTP": "8000",
    "VOZES_PORT": "tcp://10.0.0.1:8000",
    "VOZES_PORT_8000_TCP": "tcp://10.0.0.1:8000",
    "VOZES_PORT_8000_TCP_PROTO": "tcp",
    "VOZES_PORT_8000_TCP_PORT": "8000",
    "VOZES_PORT_8000_TCP_ADDR": "10.0.0.1",
    "VOZES_PORT_10200_UDP": "udp://10.0.0.1:10200",
    "VOZES_API_SERVICE_HOST": "10.0.0.2",
    "VOZES_API_SERVICE_PORT": "80",
    "VOZES_API_PORT": "tcp://[fd00::1]:80",
    "VOZES_API_PORT_80_TCP_ADDR": "fd00::1",
}


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in LINKS.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("links")
def test_they_change_no_setting() -> None:
    assert load_settings().port == 8000
    assert load_settings(port="9000").port == 9000


@pytest.mark.usefixtures("links")
def test_the_settings_beside_them_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOZES_QUEUE_LIMIT", "3")
    assert load_settings().queue_limit == 3


@pytest.mark.parametrize("port", ["tcp", "http://10.0.0.1:8000", "tcp://10.0.0.1", "eight", "-1", "70000"])
def test_another_wrong_port_is_an_error(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOZES_PORT", port)
    with pytest.raises(VozesError, match="set by VOZES_PORT"):
        load_settings()


@pytest.mark.parametrize(
    "name", ["VOZES_SERVICE", "VOZES_API_PORT", "VOZES_PORTS", "VOZES_PORT_8000", "VOZES_SERVICES_HOST"]
)
def test_other_unknown_variables_are_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "8000")
    with pytest.raises(VozesError, match=f"Unknown environment variables: {name}"):
        load_settings()


def test_the_installation_looks_at_the_port_that_the_server_takes() -> None:
    assert chosen("port", (), LINKS) is None
    assert source("port", (), LINKS) == "--port or VOZES_PORT"
    assert chosen("port", (), {"VOZES_PORT": "9000"}) == "9000"


def test_a_server_starts_beside_them_and_says_what_it_ignored() -> None:
    with running_server(env=LINKS, command=("-m", "tests.fake_server"), ready="/health") as server:
        log = (server.home / "logs" / "server.log").read_text("utf-8")
    assert "VOZES_PORT=tcp://10.0.0.1:8000 is ignored" in log
