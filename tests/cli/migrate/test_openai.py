"""`vozes migrate openai` asks as OpenAI's client does, tells each fault with what to do, and lists what to enter."""

import io
import json
import re
import socket
import sys
import wave
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Vozes
from tests.cli.migrate.recording_server import MODELS, Told, recording_server
from tests.live import ROOT, LiveServer, running_server
from vozes.cli.console import Refusal
from vozes.cli.migrate.clients import CLIENTS, Client
from vozes.cli.migrate.command import migrate_from_openai
from vozes.cli.migrate.words import ENGLISH, PORTUGUESE

KEY = "secret-7"
BASE = "http://127.0.0.1:8000/v1"
DOCUMENTATION = (ROOT / "docs" / "openai.md").read_text("utf-8")
Output = pytest.CaptureFixture[str]


def silence() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(24_000)
        sound.writeframes(bytes(48_000))
    return file.getvalue()


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server(env={"VOZES_API_KEY": KEY}, ready="/health") as live:
        yield live


@pytest.fixture(params=["package", "same requests"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the package openai, and as where it is not installed."""
    if request.param == "same requests":
        monkeypatch.setitem(sys.modules, "openai", None)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def run(capsys: Output, base_url: str, key: str | None = None, origin: str | None = None) -> tuple[int, str]:
    status = migrate_from_openai(base_url, key, origin)
    return status, capsys.readouterr().out


@pytest.mark.usefixtures("either_way")
def test_a_server_that_speaks_is_told_with_what_to_enter(server: LiveServer, capsys: Output) -> None:
    status, told = run(capsys, f"{server.url}/v1/", KEY)
    assert status == 0
    assert re.search(r"^ok +[\d.]+ ms  key and models: the key is accepted; .*espeak.*$", told, re.MULTILINE)
    assert re.search(r"^ok +[\d.]+ ms  speech: “Olá! .*”, [1-9][\d.]+ s$", told, re.MULTILINE)
    assert f"API Base URL: {server.url}/v1\n" in told
    assert KEY not in told


def test_which_way_was_taken_is_said(server: LiveServer, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "by the package openai 3" in run(capsys, f"{server.url}/v1", KEY)[1]
    monkeypatch.setitem(sys.modules, "openai", None)
    assert "which is not installed" in run(capsys, f"{server.url}/v1", KEY)[1]


def test_both_ways_make_the_same_requests(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    with recording_server({"/v1/models": MODELS, "/v1/audio/speech": Told(200, b"RIFF")}) as recorder:
        run(capsys, f"{recorder.url}/v1", "a", "https://a.example")
        monkeypatch.setitem(sys.modules, "openai", None)
        run(capsys, f"{recorder.url}/v1", "a", "https://a.example")
    assert len(recorder.asked) == 4
    assert recorder.asked[:2] == recorder.asked[2:]


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize(
    ("key", "said"),
    [("wrong", "does not know this key. Give one by --key"), (None, "demands a key. Give one by --key")],
)
def test_a_wrong_key_and_none_are_told_apart(server: LiveServer, capsys: Output, key: str | None, said: str) -> None:
    status, told = run(capsys, f"{server.url}/v1", key)
    assert (status, said in told, "API Base URL" in told) == (1, True, False)


@pytest.mark.parametrize("code", ["daily_limit", "rate_limited", "read_only_key", "queue_full", "not_ready"])
def test_in_portuguese_a_refusal_is_told_in_portuguese(
    capsys: Output, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setenv("LANGUAGE", "pt_BR")
    monkeypatch.setitem(sys.modules, "openai", None)
    refusal = json.dumps({"error": {"message": "In English.", "type": "busy", "param": None, "code": code}}).encode()
    with recording_server({"/v1/models": Told(429, refusal)}) as recorder:
        status, told = run(capsys, f"{recorder.url}/v1", KEY)
    assert (status, PORTUGUESE[code] in told, "In English." in told) == (1, True, False)


@pytest.mark.usefixtures("either_way")
def test_a_key_that_the_client_cannot_send_is_told(server: LiveServer, capsys: Output) -> None:
    status, told = run(capsys, f"{server.url}/v1", "sécret")
    assert (status, "sends no key with accents" in told) == (1, True)


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("path", ["", "/", "/v1/audio/speech", "/v1/models", "/v2", "/ui"])
def test_a_wrong_path_is_told_with_the_right_one(server: LiveServer, capsys: Output, path: str) -> None:
    status, told = run(capsys, server.url + path, KEY)
    assert status == 1
    assert f", but at {server.url}/v1. Enter that one" in told


@pytest.mark.usefixtures("either_way")
def test_where_nobody_answers_it_says_how_to_start_one(capsys: Output) -> None:
    with socket.socket() as held:  # bound, so that nobody else takes it, but not listening
        held.bind(("127.0.0.1", 0))
        status, told = run(capsys, f"http://127.0.0.1:{held.getsockname()[1]}/v1")
    assert status == 1
    assert "Start the server by `vozes serve`" in told


@pytest.mark.usefixtures("either_way")
def test_tls_where_there_is_none_is_told(server: LiveServer, capsys: Output) -> None:
    address = server.url.replace("http:", "https:")
    assert f"Without a proxy that does, enter {server.url}/v1" in run(capsys, f"{address}/v1", KEY)[1]


@pytest.mark.usefixtures("either_way")
def test_an_origin_that_is_refused_is_told_with_the_setting(server: LiveServer, capsys: Output) -> None:
    status, told = run(capsys, f"{server.url}/v1", KEY, "https://a.example")
    assert status == 1
    assert "add https://a.example to the setting cors_origins" in told


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize(
    ("models", "speech", "said"),
    [
        (Told(200, b"<html>"), Told(404), "there is no API at"),
        (
            Told(400, b"The plain HTTP request was sent to HTTPS port"),
            Told(404),
            "takes TLS only there. Enter https://",
        ),
        (Told(503, b'{"error": {"message": "Busy. Try again."}}'), Told(404), "status 503: Busy. Try again."),
        (MODELS, Told(404, b'{"error": {"message": "x"}}'), "there is no API at"),
        (MODELS, Told(200, b"ID3"), "is no WAV file"),
        (MODELS, Told(200, silence()), "is silent"),
        (MODELS, Told(409, b'{"error": {"message": "None installed.", "code": "x"}}'), "status 409: None installed."),
    ],
)
def test_another_fault_is_told_with_what_to_do(models: Told, speech: Told, said: str, capsys: Output) -> None:
    with recording_server({"/v1/models": models, "/v1/audio/speech": speech}) as recorder:
        status, told = run(capsys, f"{recorder.url}/v1", "a")
    assert status == 1
    assert said in told


def test_it_speaks_portuguese_too(server: LiveServer, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "pt_BR:en")
    told = run(capsys, f"{server.url}/v1", KEY)[1]
    assert "O que pôr em cada programa:" in told
    assert "Outros (variáveis de ambiente)" in told
    assert "SUA-CHAVE" in told
    assert "há API em" in run(capsys, server.url, KEY)[1]


def test_both_languages_say_the_same_with_the_same_values() -> None:
    def values(words: dict[str, str]) -> dict[str, list[str]]:
        return {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in words.items()}

    assert values(ENGLISH) == values(PORTUGUESE)


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "ftp://a.example", "http://", "x"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refusal, match="is no address such as"):
        migrate_from_openai(address, None, None)


def test_by_default_it_asks_the_server_of_the_home_with_its_key(vozes: Vozes, server: LiveServer) -> None:
    result = vozes("migrate", "openai", VOZES_HOME=str(server.home), VOZES_API_KEY=KEY, LANGUAGE="en")
    assert (result.returncode, result.stderr) == (0, b"")
    assert f"OPENAI_BASE_URL={server.url}/v1".encode() in result.stdout


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
def test_the_documentation_has_the_same_lines(client: Client) -> None:
    row = next(line for line in DOCUMENTATION.splitlines() if line.startswith(f"| {client.name} |"))
    cells = [client.place, *(f"`{line.format(base=BASE, key='KEY')}`" for line in client.lines)]
    assert row == " | ".join(["| " + client.name, *cells]) + " |"
