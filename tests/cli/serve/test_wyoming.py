"""`vozes serve --wyoming`: where it listens, and what is said of that."""

import socket

import pytest

from tests.cli.conftest import Vozes, refusal
from vozes.cli.serve.server import _tell_wyoming
from vozes.settings import load_settings


def test_a_port_of_wyoming_that_is_taken_is_refused(vozes: Vozes) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = refusal(vozes("serve", "--port", "0", "--wyoming", str(port)))

    assert f"Port {port} is taken: stop what holds it, or choose another with --wyoming." in said


@pytest.mark.parametrize(
    ("endpoint", "warned"), [("10200", False), ("localhost:10200", False), ("0.0.0.0:10200", True)]
)
def test_it_is_told_where_it_is_and_warned_of_where_others_reach_it(
    endpoint: str, warned: bool, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))

        _tell_wyoming(load_settings(wyoming=endpoint), listener)

        assert f":{listener.getsockname()[1]}" in capsys.readouterr().out
    assert ("has no key" in caplog.text) is warned
