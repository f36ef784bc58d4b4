"""`vozes say` beside a server on the same home: the server speaks, with the same results as an engine of one's own."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.conftest import PATIENCE, Vozes, refusal
from tests.live import LiveServer, running_server, wait_for
from vozes.audio.level import is_speech_like
from vozes.audio.wav import decode_wav
from vozes.service.home_lock import HomeLock

TEXT = "Olá, tudo bem com você?"
PT = ("-l", "pt-br")
HUM = ("440 Hz 0.5 s", "-e", "sine", "-l", "en")
ENDLESS = ("440 Hz 3600 s slowly", "-e", "sine", "-l", "en")


@pytest.fixture(scope="module")
def fake_server() -> Iterator[LiveServer]:
    """Only it has the engine `sine`: what that one says, it has said."""
    with running_server(command=("-m", "tests.fake_server")) as server:
        yield server


@pytest.fixture
def dying_server() -> Iterator[LiveServer]:
    """Another such, which a test may kill."""
    with running_server(command=("-m", "tests.fake_server")) as server:
        yield server


@contextmanager
def saying(
    *arguments: str, server: LiveServer, folder: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "vozes", "say", *arguments],
        cwd=folder,
        env=environment | {"VOZES_HOME": str(server.home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def at_work(server: LiveServer) -> bool:
    return bool(server.get_json("/v1/monitor/info")["queues"]["sine"]["running"])


def test_the_server_speaks_into_a_file(vozes: Vozes, fake_server: LiveServer, folder: Path) -> None:
    result = vozes("say", *HUM, "-o", "hum.wav", VOZES_HOME=str(fake_server.home))

    samples, rate = decode_wav((folder / "hum.wav").read_bytes())
    assert len(samples) / rate == 0.5
    assert (result.returncode, result.stderr) == (0, b"hum.wav: 0.5 s of wav, spoken by sine as hum\n")
    assert os.listdir(folder) == ["hum.wav"]


@pytest.mark.parametrize("output", [("-o", "hum.wav"), ("-o", "-")])
def test_its_warnings_are_told(
    output: tuple[str, ...], vozes: Vozes, fake_server: LiveServer, environment: dict[str, str]
) -> None:
    result = vozes("say", "warn Pão; 100 %|again", "-e", "sine", *output, VOZES_HOME=str(fake_server.home))

    assert result.stderr.decode().splitlines()[:1] == ["vozes: Pão; 100 %"]


def test_standard_output_is_written_as_it_comes_and_ends_quietly_where_nobody_reads(
    fake_server: LiveServer, folder: Path, environment: dict[str, str]
) -> None:
    """Speech that takes an hour."""
    with saying(*ENDLESS, "-o", "-", server=fake_server, folder=folder, environment=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1000).startswith(b"RIFF")
        process.stdout.close()

        assert process.wait(PATIENCE) == 1
        assert process.stderr.read() == b""
        process.stdout = None
    wait_for(lambda: not at_work(fake_server))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(sys.platform == "win32", reason="these are POSIX's signals")
def test_a_signal_cancels_it_and_leaves_nothing(
    number: signal.Signals, fake_server: LiveServer, folder: Path, environment: dict[str, str]
) -> None:
    with saying(*ENDLESS, "-o", "hum.wav", server=fake_server, folder=folder, environment=environment) as process:
        wait_for(lambda: at_work(fake_server))
        process.send_signal(number)

        assert process.wait(PATIENCE) != 0
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    wait_for(lambda: not at_work(fake_server))
    assert os.listdir(folder) == []


@pytest.mark.parametrize(
    "arguments",
    [
        (TEXT, "--voice", "nobody"),
        (TEXT, "--engine", "nothing"),
        (TEXT, "--engine", "xtts_v2"),
        (TEXT, "--language", "tlh"),
        (TEXT, "--option", "depth=3"),
        (TEXT, "--option", "pitch=100"),
        (TEXT, "--format", "midi"),
        (TEXT, "--speed", "9"),
        (TEXT, "--seed", "-1"),
        ("?!",),
        ("",),
    ],
)
def test_what_cannot_be_said_is_refused_in_the_same_words(
    arguments: tuple[str, ...], vozes: Vozes, server: LiveServer, folder: Path
) -> None:
    alone = refusal(vozes("say", *arguments, "-o", "out.wav"))

    beside = refusal(vozes("say", *arguments, "-o", "out.wav", VOZES_HOME=str(server.home)))

    assert beside.replace(str(server.home), "HOME") == alone.replace(str(server.home.parent), "").replace(
        str(folder.parent / "home"), "HOME"
    )
    assert os.listdir(folder) == []


def test_a_server_with_a_key_is_given_it(vozes: Vozes) -> None:
    key = {"VOZES_API_KEY": "segredo"}
    with running_server(ready="/health", command=("-m", "tests.fake_server"), env=key) as server:
        home = {"VOZES_HOME": str(server.home)}
        assert vozes("say", *HUM, "-o", "hum.wav", **home, **key).returncode == 0

        without = vozes("say", TEXT, *PT, "-o", "own.wav", **home)

    noted, written = without.stderr.decode().splitlines()
    assert "demands a key: set VOZES_API_KEY to its api_key, or to a key that `vozes keys add NAME` makes" in noted
    assert "an engine is started" in noted
    assert "espeak" in written


def test_a_setting_that_the_server_has_otherwise_is_not_ignored(
    vozes: Vozes, fake_server: LiveServer, folder: Path
) -> None:
    home = {"VOZES_HOME": str(fake_server.home)}

    same = vozes("say", *HUM, "-o", "hum.wav", "--speech-retries", "2", **home)
    other = vozes("say", TEXT, *PT, "-o", "own.wav", "--speech-retries", "1", **home)
    variable = vozes("say", TEXT, *PT, "-o", "own.wav", **home, VOZES_DEVICE="cpu")

    assert (same.returncode, same.stderr.count(b"\n")) == (0, 1)
    assert "speech_retries" in other.stderr.decode().splitlines()[0]
    assert "device" in variable.stderr.decode().splitlines()[0]
    assert is_speech_like(*decode_wav((folder / "own.wav").read_bytes()))


@pytest.mark.skipif(sys.platform == "win32", reason="this is a POSIX signal")
def test_a_server_that_dies_before_there_is_sound_is_replaced(
    dying_server: LiveServer, folder: Path, environment: dict[str, str]
) -> None:
    arguments = ("440 Hz 3600 s slowly", "-o", "own.wav", "-l", "en")
    with saying(*arguments, server=dying_server, folder=folder, environment=environment) as process:
        wait_for(lambda: at_work(dying_server))
        dying_server.process.kill()

        assert process.wait(PATIENCE) == 0
        assert process.stderr is not None
        said = process.stderr.read().decode().splitlines()
    assert len(said) == 2, said
    noted, written = said
    assert "an engine is started" in noted
    assert "espeak" in written


def test_a_server_that_dies_in_the_middle_of_what_is_heard_is_told(
    dying_server: LiveServer, folder: Path, environment: dict[str, str]
) -> None:
    with saying(*ENDLESS, "-o", "-", server=dying_server, folder=folder, environment=environment) as process:
        assert process.stdout is not None
        assert process.stdout.read(1000)
        dying_server.process.kill()

        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert "not all" in said.decode()


@pytest.mark.parametrize(("health", "named"), [({"version": "0.0"}, "0.0"), ([], "as Vozes does")])
def test_another_version_is_not_asked(health: object, named: str, vozes: Vozes, folder: Path, tmp_path: Path) -> None:
    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(health).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

    other = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    threading.Thread(target=other.serve_forever).start()
    try:
        with HomeLock(tmp_path / "home") as lock:
            lock.announce(f"http://127.0.0.1:{other.server_address[1]}")
            result = vozes("say", TEXT, *PT, "-o", "own.wav")
    finally:
        other.shutdown()
        other.server_close()

    noted, written = result.stderr.decode().splitlines()
    assert named in noted
    assert "espeak" in written
