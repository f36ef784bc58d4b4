"""ElevenLabs' own client for Python, and what LiveKit and Pipecat send word for word, each on its WebSocket."""

import base64
import io
import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import trustme
from elevenlabs import VoiceSettings
from elevenlabs.client import ElevenLabs
from websockets.sync.client import ClientConnection, connect

from tests.clients.recorded.sockets import LIVEKIT, LIVEKIT_QUERY, PIPECAT, PIPECAT_QUERY, SENTENCES
from tests.live import LiveServer, running_server
from vozes.audio.level import is_speech_like

_VOICE = "en-us"


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server(env={"VOZES_API_KEY": "secret"}, ready="/health") as server:
        yield server


@pytest.fixture
def encrypted(server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a proxy that speaks TLS, whose certificate is trusted: the client takes no other."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv("NO_PROXY", "*")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(server.url.rpartition(":")[2])
        threading.Thread(target=_serve, args=(listener, context, port), daemon=True).start()
        yield f"https://localhost:{listener.getsockname()[1]}"


def _serve(listener: socket.socket, context: ssl.SSLContext, port: int) -> None:
    """Passes the bytes of each connection on, until the listener is closed."""
    with suppress(OSError):
        while True:
            accepted, _ = listener.accept()
            client = context.wrap_socket(accepted, server_side=True)
            server = socket.create_connection(("127.0.0.1", port))
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=_pump, args=(source, target), daemon=True).start()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@pytest.mark.filterwarnings("ignore:ConnectionClosed.code:DeprecationWarning")  # the client's own
def test_the_own_client_streams_text_in_and_audio_out(encrypted: str) -> None:
    client = ElevenLabs(base_url=encrypted, api_key="secret")
    audio = b"".join(
        client.text_to_speech.convert_realtime(
            _VOICE,
            text=iter("".join(SENTENCES).split()),
            model_id="eleven_flash_v2_5",
            output_format="pcm_16000",
            voice_settings=VoiceSettings(
                stability=0.5, similarity_boost=0.8, style=0, use_speaker_boost=True, speed=1.0
            ),
        )
    )
    assert_speech(np.frombuffer(audio, "<i2"), 16_000)


def test_livekit_s_words_in_a_context(server: LiveServer) -> None:
    with multi(server, LIVEKIT_QUERY) as client:
        send(client, *LIVEKIT)
        heard = hear_until_final(client)
    assert {each["contextId"] for each in heard} == {"ctx_1"}
    assert "error" not in {name for each in heard for name in each}
    chars = "".join(char for each in heard if each.get("alignment") for char in each["alignment"]["chars"])
    assert " ".join(chars.split()) == " ".join("".join(SENTENCES).split())
    with av.open(io.BytesIO(audio(heard)), "r", format="mp3") as file:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    assert_speech(samples, 22_050)


def test_pipecat_s_words_in_a_context(server: LiveServer) -> None:
    """It adds up how long the characters of each message last."""
    with multi(server, PIPECAT_QUERY) as client:
        send(client, *PIPECAT)
        heard = hear_until_final(client)
        send(client, {"close_socket": True})
    assert heard[-1]["contextId"] == "turn"
    samples = np.frombuffer(audio(heard), "<i2")
    assert_speech(samples, 24_000)
    lengths = [each["alignment"] for each in heard if each.get("alignment")]
    total = sum(each["charStartTimesMs"][-1] + each["charDurationsMs"][-1] for each in lengths)
    assert total == pytest.approx(1000 * len(samples) / 24_000, abs=50)
    words = "".join(char for each in lengths for char in each["chars"]).split()
    assert words == "".join(SENTENCES).split()


def test_an_interrupted_context_is_silent_and_the_next_one_speaks(server: LiveServer) -> None:
    with multi(server, "model_id=x&output_format=pcm_24000&auto_mode=true") as client:
        for number in range(40):
            send(client, {"text": f"Sentence number {number} of a long reply. ", "context_id": "one"})
        assert json.loads(client.recv(timeout=60))["contextId"] == "one"
        send(client, {"context_id": "one", "close_context": True})
        send(client, {"text": "Yes? ", "context_id": "two"}, {"context_id": "two", "flush": True})
        send(client, {"context_id": "two", "close_context": True})
        first, second = hear_until_final(client), hear_until_final(client)
    assert first[-1]["contextId"] == "one"
    assert {each["contextId"] for each in second} == {"two"}
    assert len(audio(first)) < 2 * 24_000 * 30
    assert audio(second)


@contextmanager
def multi(server: LiveServer, query: str) -> Iterator[ClientConnection]:
    url = f"{server.url.replace('http', 'ws')}/v1/text-to-speech/{_VOICE}/multi-stream-input?{query}"
    opened: AbstractContextManager[ClientConnection] = connect(
        url, additional_headers={"xi-api-key": "secret"}, max_size=16 * 1024 * 1024, proxy=None
    )
    with opened as client:
        yield client


def send(client: ClientConnection, *messages: Mapping[str, object]) -> None:
    for message in messages:
        client.send(json.dumps(message))


def hear_until_final(client: ClientConnection) -> list[dict[str, Any]]:
    heard = [json.loads(client.recv(timeout=60))]
    while not heard[-1].get("isFinal"):
        heard.append(json.loads(client.recv(timeout=60)))
    return heard


def audio(heard: list[dict[str, Any]]) -> bytes:
    return b"".join(base64.b64decode(each["audio"]) for each in heard if each.get("audio"))


def assert_speech(samples: Any, rate: int) -> None:
    scale = 32768 if samples.dtype.kind == "i" else 1
    assert 3 < len(samples) / rate < 9
    assert is_speech_like(samples.astype(np.float32) / scale, rate)
