"""`vozes keys`: keys are added, listed and removed beside a running server, which takes them at once."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Vozes, refusal
from tests.live import LiveServer, running_server

HUM = "440 Hz 0.1 s"


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server(command=("-m", "tests.fake_server")) as server:
        yield server


def ask(server: LiveServer, key: str = "", text: str | None = None) -> int:
    body = None if text is None else json.dumps({"text": text, "language": "en"}).encode()
    path = "/v1/voices" if text is None else "/v1/tts/synth"
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {key}"} if key else {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(server.url + path, body, headers), timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_running_server_takes_keys_at_once_and_refuses_those_that_are_removed(
    vozes: Vozes, server: LiveServer
) -> None:
    home = {"VOZES_HOME": str(server.home)}
    assert ask(server) == 200

    added = vozes("keys", "add", "Note da Ana", "--characters-per-day", "20", **home)
    key = added.stdout.decode().removesuffix("\n")
    assert (ask(server), ask(server, key), ask(server, key, HUM), ask(server, key, HUM)) == (401, 200, 200, 429)

    looking = vozes("keys", "add", "painel", "--read-only", **home).stdout.decode().strip()
    assert (ask(server, looking), ask(server, looking, HUM)) == (200, 403)

    assert vozes("keys", "remove", "note da ana", **home).returncode == 0
    assert (ask(server, key), ask(server, looking)) == (401, 200)
    assert b"the last" in vozes("keys", "remove", "painel", **home).stderr
    assert ask(server) == 200


def test_keys_are_listed_with_what_they_may_do_and_without_their_secrets(vozes: Vozes) -> None:
    assert "vozes keys add NAME" in refusal(vozes("keys"))
    secret = vozes("keys", "add", "Ana", "--read-only", "--per-minute", "30").stdout.decode().strip()
    vozes("keys", "add", "Rui", "--characters-per-day", "5000")

    shown = vozes("keys").stdout.decode()
    listed = json.loads(vozes("keys", "list", "--json").stdout)["keys"]

    assert [line.split("\t")[:5] for line in shown.splitlines()] == [
        ["Ana", "read-only", "30", "any", "0"],
        ["Rui", "full", "any", "5000", "0"],
    ]
    limits = {"read_only": False, "per_minute": None, "characters_per_day": 5000, "spoken_today": 0}
    assert listed[1] == {"name": "Rui", "added": listed[1]["added"], **limits}
    assert secret not in shown


def test_what_is_taken_or_not_there_is_refused(vozes: Vozes, tmp_path: Path) -> None:
    vozes("keys", "add", "Ana")
    assert "named 'ana'" in refusal(vozes("keys", "add", "ana"))
    assert "'Rui'" in refusal(vozes("keys", "remove", "Rui"))
    (tmp_path / "home" / "keys.json").write_text("{")
    assert "cannot be understood" in refusal(vozes("keys", "add", "Rui"))
