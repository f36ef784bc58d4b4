"""Every official client hears every engine."""

import base64
import io

import av
import httpx
import pytest
from elevenlabs.client import ElevenLabs
from mcp.client import Client as McpClient
from mcp_types import AudioContent
from openai import OpenAI
from wyoming.tts import Synthesize, SynthesizeVoice

from tests.api.wyoming.client import WyomingServer, hear
from tests.clients.conftest import VOICES

_TEXT = "Good morning to you."


def _seconds(audio: bytes) -> float:
    with av.open(io.BytesIO(audio), "r") as file:
        return sum((frame.samples / frame.sample_rate for frame in file.decode(audio=0)), 0.0)


@pytest.fixture(params=VOICES)
def voice(request: pytest.FixtureRequest) -> str:
    return VOICES[request.param]


def test_openai_s_client(every_engine: WyomingServer, voice: str) -> None:
    with OpenAI(base_url=f"{every_engine.live.url}/v1", api_key="none", max_retries=0) as client:
        assert _seconds(client.audio.speech.create(model="tts-1", voice=voice, input=_TEXT).content) > 0


def test_elevenlabs_client(every_engine: WyomingServer, voice: str) -> None:
    with httpx.Client(timeout=600) as http:
        client = ElevenLabs(base_url=every_engine.live.url, api_key="none", httpx_client=http)
        told = client.text_to_speech.convert_with_timestamps(voice, text=_TEXT)
    assert _seconds(base64.b64decode(told.audio_base_64)) > 0
    assert told.alignment is not None
    assert "".join(told.alignment.characters) == _TEXT


@pytest.mark.anyio
async def test_wyoming_s_client(every_engine: WyomingServer, voice: str) -> None:
    async with every_engine.client(read_timeout=600) as client:
        await client.write_event(Synthesize(_TEXT, SynthesizeVoice(name=voice)).event())
        assert (await hear(client)).seconds > 0


@pytest.mark.anyio
async def test_the_client_of_the_model_context_protocol(every_engine: WyomingServer, voice: str) -> None:
    async with McpClient(f"{every_engine.live.url}/mcp") as client:
        (sound, _) = (await client.call_tool("speak", {"text": _TEXT, "voice": voice})).content
    assert isinstance(sound, AudioContent)
    assert _seconds(base64.b64decode(sound.data)) > 0
