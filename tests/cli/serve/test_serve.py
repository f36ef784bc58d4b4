"""`vozes serve`: it refuses what is wrong before it starts, and stops without leaving anything behind."""

import json
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from tests.cli.conftest import PATIENCE, Vozes, all_gone, engine_processes, lives, refusal, settled
from tests.live import LiveServer, running_server, wait_for
from vozes.audio.wav import decode_wav

_SHUTDOWN_SECONDS = 5.0

posix = pytest.mark.skipif(sys.platform == "win32", reason="these are POSIX's signals")


def test_a_taken_port_is_refused(vozes: Vozes) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert f"Port {port} is taken" in refusal(vozes("serve", "--port", str(port)))


def test_an_unknown_variable_is_refused(vozes: Vozes) -> None:
    assert "VOZES_PROT" in refusal(vozes("serve", VOZES_PROT="8001"))


@pytest.mark.parametrize(("content", "named"), [("prot = 8001", "prot"), ("port = ", "vozes.toml")])
def test_a_wrong_file_of_settings_is_refused(content: str, named: str, vozes: Vozes, folder: Path) -> None:
    (folder / "vozes.toml").write_text(content)

    assert named in refusal(vozes("serve"))


def test_a_file_of_settings_is_named_on_the_terminal_and_the_output_stays_its_own(vozes: Vozes, folder: Path) -> None:
    (folder / "vozes.toml").write_text("port = 9000\n")

    result = vozes("say", "Olá.", "-l", "pt-br", "-o", "-", "-f", "wav")

    assert result.stderr.decode().splitlines() == [f"vozes: settings are taken from {folder / 'vozes.toml'} too"]
    assert result.stdout.startswith(b"RIFF")


@pytest.mark.parametrize("command", [("voices",), ("voices", "list"), ("voices", "empty-trash")])
def test_a_file_of_settings_is_named_once(command: tuple[str, ...], vozes: Vozes, folder: Path) -> None:
    (folder / "vozes.toml").write_text("port = 9000\n")

    assert vozes(*command).stderr.decode().count("settings are taken from") == 1


def test_an_unknown_default_engine_is_refused(vozes: Vozes) -> None:
    assert "'nothing'" in refusal(vozes("serve", "--port", "0", "--default-engine", "nothing"))


def test_listening_to_the_network_without_a_key_is_refused(vozes: Vozes) -> None:
    assert "VOZES_API_KEY" in refusal(vozes("serve", "--host", "0.0.0.0", "--port", "0"))


def test_no_answer_waits_for_the_clients_acknowledgement(server: LiveServer) -> None:
    """Headers and a short body go out one after the other; with Nagle's algorithm the body waits 40 ms for an ACK."""
    address = urlsplit(server.url)
    assert address.hostname is not None
    connection = HTTPConnection(address.hostname, address.port, timeout=PATIENCE)
    wish = json.dumps({"text": "Olá!", "language": "pt-br", "format": "flac"})
    seconds = []
    for _ in range(30):  # on one connection: a fresh one is acknowledged at once
        connection.request("POST", "/v1/tts/synth", wish, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        headers_came = time.perf_counter()
        assert answer.read().startswith(b"fLaC")
        seconds.append(time.perf_counter() - headers_came)
    connection.close()

    assert min(seconds[10:]) < 0.02


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_server_and_its_engine(number: signal.Signals) -> None:
    with running_server() as server:
        engines = engine_processes(settled(server).process.pid)
        assert len(engines) == 1

        server.process.send_signal(number)

        server.process.wait(_SHUTDOWN_SECONDS)
        assert all_gone(engines)


@posix
def test_a_server_that_is_stopped_while_it_gets_ready_leaves_no_process() -> None:
    with running_server(ready="/health", bare=True) as server:
        parent = psutil.Process(server.process.pid)
        wait_for(lambda: any("vozes.text.detection" in child.cmdline() for child in parent.children()))
        children = parent.children()
        try:
            server.stop()

            assert not any(map(lives, children))
        finally:
            all_gone(children)


@posix
def test_a_request_that_is_running_is_finished_before_the_server_stops() -> None:
    with running_server(command=("-m", "tests.fake_server")) as server, ThreadPoolExecutor(1) as client:
        answer = client.submit(server.synthesize, text="440 Hz 3 s slowly", engine="sine", language="en")
        wait_for(lambda: server.get_json("/v1/monitor/info")["queues"]["sine"]["running"] == 1)

        server.process.send_signal(signal.SIGTERM)

        status, _, body = answer.result()
        samples, rate = decode_wav(body)
        assert (status, len(samples) / rate) == (200, 3.0)
        server.process.wait(_SHUTDOWN_SECONDS)


@posix
def test_a_request_that_outlasts_the_grace_is_told_that_the_server_stops() -> None:
    with (
        running_server("--shutdown-seconds", "1", command=("-m", "tests.fake_server")) as server,
        ThreadPoolExecutor(1) as client,
    ):
        answer = client.submit(server.synthesize, text="440 Hz 3600 s slowly", engine="sine", language="en")
        wait_for(lambda: server.get_json("/v1/monitor/info")["queues"]["sine"]["running"] == 1)
        children = psutil.Process(server.process.pid).children()

        server.process.send_signal(signal.SIGTERM)

        status, headers, body = answer.result()
        assert (status, json.loads(body)["error"]["code"]) == (503, "shutting_down")
        assert int(headers["retry-after"]) >= 1
        server.process.wait(_SHUTDOWN_SECONDS)
        assert all_gone(children)
