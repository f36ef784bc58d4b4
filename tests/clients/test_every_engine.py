"""Every official client hears every engine: eSpeak, XTTS v2 and the three models of StyleTTS 2, by tiny checkpoints.

Kokoro is there with its true weights where they are at hand; how long the others speak is chance.
"""

import base64
import io
import os
import shutil
from collections.abc import Iterator

import av
import httpx
import pytest
from elevenlabs.client import ElevenLabs
from mcp.client import Client as McpClient
from mcp_types import AudioContent
from openai import OpenAI
from wyoming.tts import Synthesize, SynthesizeVoice

from tests.api.wyoming.client import WyomingServer, hear, running_wyoming
from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.checkpoints import write_checkpoint as write_styletts2
from tests.engines.xtts.checkpoints import write_checkpoint as write_xtts

_TEXT = "Good morning to you."
_VOICES = {
    "espeak": "en-us", "xtts_v2": "luis-moray", "kokoro": "af_heart", "libritts": "libritts", "ljspeech": "ljspeech",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WyomingServer]:
    models = tmp_path_factory.mktemp("styletts2")
    for family in TINY:
        write_styletts2(models / family, family)
    if "KOKORO_FOLDER" in os.environ:
        shutil.rmtree(models / "kokoro")
        (models / "kokoro").symlink_to(os.environ["KOKORO_FOLDER"])
    settings = {
        "VOZES_STYLETTS2_CHECKPOINTS": str(models), "VOZES_SPEECH_RETRIES": "0", "VOZES_DEVICE": "cpu",
        "VOZES_THREADS": "1", "VOZES_FIRST_SOUND_SECONDS": "600",
    }  # fmt: skip
    checkpoint = write_xtts(tmp_path_factory.mktemp("xtts_v2"))
    with running_wyoming("--xtts-checkpoint", str(checkpoint), env=settings) as live:
        yield live


def _seconds(audio: bytes) -> float:
    with av.open(io.BytesIO(audio), "r") as file:
        return sum((frame.samples / frame.sample_rate for frame in file.decode(audio=0)), 0.0)


@pytest.fixture(params=_VOICES)
def voice(request: pytest.FixtureRequest) -> str:
    return _VOICES[request.param]


def test_openai_s_client(server: WyomingServer, voice: str) -> None:
    with OpenAI(base_url=f"{server.live.url}/v1", api_key="none", max_retries=0) as client:
        assert _seconds(client.audio.speech.create(model="tts-1", voice=voice, input=_TEXT).content) > 0


def test_elevenlabs_client(server: WyomingServer, voice: str) -> None:
    with httpx.Client(timeout=600) as http:
        client = ElevenLabs(base_url=server.live.url, api_key="none", httpx_client=http)
        told = client.text_to_speech.convert_with_timestamps(voice, text=_TEXT)
    assert _seconds(base64.b64decode(told.audio_base_64)) > 0
    assert told.alignment is not None
    assert "".join(told.alignment.characters) == _TEXT


@pytest.mark.anyio
async def test_wyoming_s_client(server: WyomingServer, voice: str) -> None:
    async with server.client(read_timeout=600) as client:
        await client.write_event(Synthesize(_TEXT, SynthesizeVoice(name=voice)).event())
        assert (await hear(client)).seconds > 0


@pytest.mark.anyio
async def test_the_client_of_the_model_context_protocol(server: WyomingServer, voice: str) -> None:
    async with McpClient(f"{server.live.url}/mcp") as client:
        (sound, _) = (await client.call_tool("speak", {"text": _TEXT, "voice": voice})).content
    assert isinstance(sound, AudioContent)
    assert _seconds(base64.b64decode(sound.data)) > 0
