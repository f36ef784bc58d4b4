"""Kokoro's words are heard when they are said to be."""

import base64
import json
from collections.abc import Callable, Iterator
from functools import cache
from statistics import median

import pytest

from tests.listening.sentences import SENTENCES
from tests.listening.word_times import TimedWord, aligned, lateness
from tests.live import LiveServer
from vozes.audio.wav import decode_wav

pytest.importorskip("faster_whisper", reason="listening needs the package faster-whisper")

from tests.listening.listener import Listener

_VOICES = {"en-us": "af_heart", "pt-br": "pf_dora"}
_MOST_LATE = 0.060
"""Seconds, of either sign: the median over all words."""
_MOST_LATE_ALIGNED = 0.030
_FIRST, _COUNT = 10, 10
"""The times were put right by the first ten sentences; others are listened to."""


Spoken = tuple[str, bytes, list[TimedWord]]
"""A sentence, what is heard of it, and its words as the server tells them."""


@pytest.fixture(scope="module")
def spoken(server: LiveServer) -> Callable[[str, int], list[Spoken]]:
    """Returns the sentences of a language, one in so many, each spoken once for all tests."""
    return cache(lambda language, step: list(_speak(server, language, step)))


def _speak(server: LiveServer, language: str, step: int) -> Iterator[Spoken]:
    for text in SENTENCES[language][_FIRST : _FIRST + _COUNT : step]:
        status, _, body = server.synthesize(
            text=text, language=language, engine="kokoro", voice=_VOICES[language], seed=1, timestamps="word"
        )
        assert status == 200, body
        told = json.loads(body)
        yield text, base64.b64decode(told["audio"]), [TimedWord(e["text"], e["start"]) for e in told["timestamps"]]


@pytest.mark.parametrize("language", _VOICES)
@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_words_are_heard_when_they_are_said_to_be(
    language: str, step: int, spoken: Callable[[str, int], list[Spoken]], listener: Listener
) -> None:
    late: list[float] = []
    for _, recording, told in spoken(language, step):
        late += lateness(told, listener.hear_words(recording, language.partition("-")[0]))
    assert len(late) > 20 / step
    assert median(map(abs, late)) <= _MOST_LATE, late


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_words_begin_where_one_who_knows_the_text_finds_them(
    step: int, spoken: Callable[[str, int], list[Spoken]]
) -> None:
    late: list[float] = []
    for text, recording, told in spoken("en-us", step):
        late += lateness(told, aligned(*decode_wav(recording), text))
    assert len(late) > 20 / step
    assert median(map(abs, late)) <= _MOST_LATE_ALIGNED, late
