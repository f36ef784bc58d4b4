"""Kokoro is understood: what the server speaks, whole and streamed, is written down by a recogniser as it was."""

import pytest
from wyoming.tts import SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeVoice

from tests.api.wyoming.client import WyomingServer, hear
from tests.listening.sentences import NUMBERS, SENTENCES
from tests.live import LiveServer
from vozes.text.reading.words import read

pytest.importorskip("faster_whisper", reason="listening needs the package faster-whisper")

from tests.listening.listener import Listener, word_error_rate
from tests.talking import open_socket, silence, speak

_SOME, _ALL = 8, 20
"""Sentences of a language."""
_MOST_ERRORS = {"pt-br": 0.06, "en-us": 0.03, "es": 0.12, "fr-fr": 0.12, "it": 0.12}
_MOST_ERRORS_IN_NUMBERS = {"pt-br": 0.12, "en-us": 0.12}
_VOICES = {"pt-br": "pf_dora", "en-us": "af_heart", "es": "ef_dora", "fr-fr": "ff_siwis", "it": "if_sara"}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("count", [_SOME, pytest.param(_ALL, marks=pytest.mark.slow)])
def test_what_is_spoken_is_understood(language: str, count: int, server: LiveServer, listener: Listener) -> None:
    """Every other sentence is streamed, which costs half of speaking each one twice."""
    said = SENTENCES[language][:count]
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


def test_a_websocket_is_silent_soon_after_it_is_cancelled(server: LiveServer) -> None:
    with open_socket(server) as client:
        for _ in range(3):
            speak(client, "The quick brown fox jumps over the lazy dog. Then it sleeps. " * 10, voice="af_heart")
            assert silence(client) < 0.3


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
