"""OpenAI's own client for Python, with another address and no other change."""

import base64
import io
import json
from collections.abc import Iterator
from typing import Any, Literal

import av
import httpx2
import openai
import pytest

from tests.live import LiveServer, running_server
from tests.spoken import spoken

_TEXT = "The quick brown fox jumps over the lazy dog."


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server() as server:
        yield server


@pytest.fixture
def requests() -> list[str]:
    """The paths that the client asks for, in turn."""
    return []


@pytest.fixture
def client(server: LiveServer, requests: list[str]) -> Iterator[openai.OpenAI]:
    hooks: Any = {"request": [lambda request: requests.append(request.url.path)]}
    with openai.OpenAI(
        base_url=f"{server.url}/v1", api_key="none", http_client=httpx2.Client(event_hooks=hooks)
    ) as client:
        yield client


@pytest.mark.parametrize("name", ["mp3", "opus", "aac", "flac", "wav"])
def test_speech_is_a_file_that_plays(client: openai.OpenAI, name: Literal["mp3", "opus", "aac", "flac", "wav"]) -> None:
    answer = client.audio.speech.create(model="tts-1", voice="alloy", input=_TEXT, response_format=name)
    with av.open(io.BytesIO(answer.content), "r") as file:
        seconds = sum((frame.samples / frame.sample_rate for frame in file.decode(audio=0)), 0.0)
    assert 2 < seconds < 5


def test_speech_is_streamed_as_samples(client: openai.OpenAI) -> None:
    with client.audio.speech.with_streaming_response.create(
        model="gpt-4o-mini-tts", voice="coral", input=_TEXT, instructions="Speak cheerfully.", response_format="pcm"
    ) as answer:
        size = sum(map(len, answer.iter_bytes(1024)))
    assert 2 < size / 2 / 24_000 < 5


def test_speech_comes_as_events(client: openai.OpenAI) -> None:
    with client.audio.speech.with_streaming_response.create(
        model="gpt-4o-mini-tts", voice="marin", input=_TEXT, response_format="wav", stream_format="sse"
    ) as answer:
        events = [json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line.startswith("data: ")]
    assert base64.b64decode(events[0]["audio"]).startswith(b"RIFF")
    assert events[-1]["type"] == "speech.audio.done"


def test_the_lists_are_as_the_client_knows_them(client: openai.OpenAI) -> None:
    assert {"espeak", "tts-1"} <= {model.id for model in client.models.list()}
    assert client.models.retrieve("tts-1").object == "model"


def test_a_voice_is_made_with_a_consent_that_can_be_listed_renamed_and_deleted(client: openai.OpenAI) -> None:
    consents = client.audio.voice_consents
    made = [consents.create(name=f"Ana {n}", language="en-US", recording=("a.wav", spoken())) for n in range(3)]
    assert (made[0].name, made[0].language, made[0].object) == ("Ana 0", "en-US", "audio.voice_consent")
    listed = [each.id for each in consents.list(limit=2)]  # the client asks for page after page
    assert sorted(listed) == sorted(each.id for each in made)
    assert consents.retrieve(made[0].id) == made[0]
    assert consents.update(made[0].id, name="Ana").name == consents.retrieve(made[0].id).name == "Ana"

    voice = client.audio.voices.create(name="Ana", audio_sample=("a.wav", spoken()), consent=made[0].id)
    assert (voice.object, voice.type) == ("audio.voice", "audio_sample")

    assert consents.delete(made[0].id).deleted
    with pytest.raises(openai.NotFoundError):
        consents.retrieve(made[0].id)
    assert client.audio.voices.delete(voice.id).deleted


def test_a_voice_of_a_description_is_refused_in_words(client: openai.OpenAI) -> None:
    with pytest.raises(openai.UnprocessableEntityError, match="not made of a description") as failure:
        client.audio.voices.create(name="Ana", type="prompt", prompt="A warm voice.")
    assert failure.value.param == "type"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"voice": "nobody"}, openai.NotFoundError),
        ({"input": ""}, openai.UnprocessableEntityError),
        ({"model": "xtts_v2"}, openai.ConflictError),
    ],
)
def test_what_is_wrong_is_the_client_s_own_error_and_asked_once(
    client: openai.OpenAI, requests: list[str], fields: dict[str, Any], error: type[openai.APIStatusError]
) -> None:
    with pytest.raises(error) as failure:
        client.audio.speech.create(**{"model": "tts-1", "voice": "alloy", "input": _TEXT, **fields})
    assert failure.value.type == "invalid_request_error"
    assert failure.value.code
    assert requests == ["/v1/audio/speech"]
