"""Kokoro is understood: what the server speaks, whole and streamed, is written down by a recogniser as it was."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from wyoming.tts import SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeVoice

from tests.api.wyoming.client import WyomingServer, hear, running_wyoming
from tests.listening.sentences import NUMBERS, SENTENCES
from tests.live import LiveServer
from vozes.text.reading.words import read

pytest.importorskip("faster_whisper", reason="listening needs the package faster-whisper")

from tests.listening.listener import Listener, word_error_rate

_COUNT = 20
_MOST_ERRORS = {"pt-br": 0.06, "en-us": 0.03, "es": 0.12, "fr-fr": 0.12, "it": 0.12}
_MOST_ERRORS_IN_NUMBERS = {"pt-br": 0.12, "en-us": 0.12}
_VOICES = {"pt-br": "pf_dora", "en-us": "af_heart", "es": "ef_dora", "fr-fr": "ff_siwis", "it": "if_sara"}


def _folder(variable: str) -> Path:
    if variable not in os.environ:
        pytest.skip(f"{variable} names no folder: `python3 start.py test` fetches it")
    return Path(os.environ[variable])


@pytest.fixture(scope="module")
def wyoming() -> Iterator[WyomingServer]:
    settings = {
        "VOZES_STYLETTS2_CHECKPOINTS": str(_folder("KOKORO_FOLDER")),
        "VOZES_THREADS": "1",  # other cores are for other tests
        "VOZES_FIRST_SOUND_SECONDS": "600",  # on a busy machine the model is converted for minutes
    }
    with running_wyoming(env=settings) as server:
        yield server


@pytest.fixture(scope="module")
def server(wyoming: WyomingServer) -> LiveServer:
    return wyoming.live


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener(_folder("WHISPER_FOLDER"))


@pytest.mark.parametrize("language", SENTENCES)
def test_what_is_spoken_is_understood(language: str, server: LiveServer, listener: Listener) -> None:
    """Every other sentence is streamed, which costs half of speaking each one twice."""
    said = SENTENCES[language][:_COUNT]
    streamed = [number % 2 == 1 for number, _ in enumerate(said)]
    recordings = [_speak(server, text, language, stream) for text, stream in zip(said, streamed, strict=True)]
    heard = listener.hear(recordings, language.partition("-")[0])
    assert word_error_rate(said, heard) <= _MOST_ERRORS[language], heard


@pytest.mark.parametrize("language", NUMBERS)
@pytest.mark.parametrize("step", [2, pytest.param(1, marks=pytest.mark.slow)])
def test_numbers_and_dates_are_understood(language: str, step: int, server: LiveServer, listener: Listener) -> None:
    """Every other sentence by default."""
    texts = NUMBERS[language][::step]
    recordings = [_speak(server, text, language, stream=False) for text in texts]
    heard = listener.hear(recordings, language.partition("-")[0])
    said = [read(text, language).spoken for text in texts]
    assert word_error_rate(said, read(heard, language).spoken) <= _MOST_ERRORS_IN_NUMBERS[language], heard


@pytest.mark.anyio
async def test_what_home_assistant_hears_while_it_is_written_is_understood(
    wyoming: WyomingServer, listener: Listener
) -> None:
    said = SENTENCES["en-us"][:4]
    async with wyoming.client(read_timeout=600) as client:
        await client.write_event(SynthesizeStart(voice=SynthesizeVoice(name="af_heart")).event())
        for word in " ".join(said).split():
            await client.write_event(SynthesizeChunk(text=f"{word} ").event())
        await client.write_event(SynthesizeStop().event())
        heard = await hear(client, streamed=True)
    assert set(heard.rates) == {24_000}
    assert word_error_rate(said, listener.hear([heard.wav], "en")) <= 0.1


def _speak(server: LiveServer, text: str, language: str, stream: bool) -> bytes:
    status, _, body = server.synthesize(
        text=text, language=language, engine="kokoro", voice=_VOICES[language], seed=1, stream=stream
    )
    assert status == 200, body
    return body
