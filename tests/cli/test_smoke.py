"""`vozes smoke`: seven checks that pass, skip or fail for what the server really does."""

import socket

from tests.cli.conftest import Vozes, settled
from tests.cli.silent_server import silent_server
from tests.live import LiveServer, running_server


def test_smoke_passes_what_works_and_skips_what_is_not_installed(vozes: Vozes, server: LiveServer) -> None:
    before = server.get_json("/v1/monitor/info")["current_engine"]

    result = vozes("smoke", "--url", server.url)

    *checks, summary = result.stdout.decode().splitlines()
    assert [line[:4].strip() for line in checks] == ["ok", "ok", "ok", "ok", "skip", "ok", "ok"]
    assert summary == "6/7 (1 skipped)"
    assert result.returncode == 0
    assert server.get_json("/v1/monitor/info")["current_engine"] == before


def test_smoke_passes_all_seven_where_every_engine_is_installed(vozes: Vozes) -> None:
    with running_server(command=("-m", "tests.cli.neural_server")) as server:
        result = vozes("smoke", "--url", settled(server).url)

        assert result.stdout.decode().splitlines()[-1] == "7/7", result
        assert result.returncode == 0
        assert server.get_json("/v1/monitor/info")["current_engine"] == "espeak"


def test_with_kokoro_alone_styletts2_is_selected_truly_and_nothing_is_skipped(vozes: Vozes) -> None:
    with running_server(command=("-m", "tests.cli.neural_server", "--styletts2-alone")) as server:
        before = server.get_json("/v1/monitor/info")
        result = vozes("smoke", "--url", settled(server).url)

        lines = result.stdout.decode().splitlines()
        assert lines[-1] == "7/7", result
        assert "neural engines selectable: styletts2; not installed: xtts_v2" in lines[4]
        assert server.get_json("/v1/monitor/info")["current_engine"] == before["current_engine"]


def test_smoke_leaves_the_engine_selected_that_was_selected(vozes: Vozes) -> None:
    with running_server(command=("-m", "tests.cli.neural_server"), env={"VOZES_DEFAULT_ENGINE": "xtts_v2"}) as server:
        vozes("smoke", "--url", settled(server).url)

        assert server.get_json("/v1/monitor/info")["current_engine"] == "xtts_v2"


def test_smoke_says_once_that_nothing_listens(vozes: Vozes) -> None:
    with socket.socket() as held:  # bound, so that nobody else takes it, but not listening
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}"
        result = vozes("smoke", "--url", url)

    told, summary = result.stdout.decode().splitlines()
    assert told.startswith("END ")
    assert f"no answer from {url}: " in told
    assert "urlopen" not in told
    assert summary == "0/7"
    assert (result.returncode, result.stderr) == (1, b"")


def test_smoke_does_not_take_silence_for_speech(vozes: Vozes) -> None:
    with silent_server() as url:
        result = vozes("smoke", "--url", url)

    *checks, summary = result.stdout.decode().splitlines()
    assert [line[:4].strip() for line in checks] == ["ok"] * 6 + ["FAIL"]
    assert "silent" in checks[-1]
    assert summary == "6/7"
    assert result.returncode == 1


def test_smoke_carries_the_key(vozes: Vozes) -> None:
    with running_server(env={"VOZES_API_KEY": "secret"}, ready="/health") as server:
        without = vozes("smoke", "--url", server.url)
        beside = vozes("smoke", "--url", server.url, "--key", "secret")

        wrong = vozes("smoke", "--url", server.url, "--key", "guess")

    *open_to_all, told, summary = without.stdout.decode().splitlines()
    assert [line.partition("ms")[2].split(":")[0].strip() for line in open_to_all] == ["page reachable", "health"]
    assert "401: the server demands a key: set --key or VOZES_API_KEY to its api_key" in told
    assert (without.returncode, summary) == (1, "2/7")
    assert "does not know this key" in wrong.stdout.decode()
    assert beside.stdout.decode().splitlines()[-1] == "6/7 (1 skipped)"


def test_smoke_finds_the_server_by_its_port_or_by_the_home(vozes: Vozes, server: LiveServer) -> None:
    port = server.url.rpartition(":")[2]

    for by_port in (vozes("smoke", "--port", port), vozes("smoke", VOZES_PORT=port)):
        assert by_port.stdout.decode().splitlines()[-1] == "6/7 (1 skipped)"
    assert vozes("smoke", VOZES_HOME=str(server.home)).returncode == 0
