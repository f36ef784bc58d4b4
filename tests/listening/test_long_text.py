"""Twenty thousand characters through Kokoro: they are streamed to their end, each sentence once and in its turn."""

import base64
import io
import json
import time
import urllib.request
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.listening.sentences import SENTENCES
from tests.live import LiveServer
from vozes.text.reading.words import read

if TYPE_CHECKING:  # without its package what needs it is skipped
    from tests.listening.listener import Listener

pytestmark = pytest.mark.slow

_CHARACTERS = 20_000
_RATE = 24_000
_SILENCE = 60.0
"""Seconds without a line after which the stream counts as broken off."""
_HEARD = 15
"""One sentence in so many is listened to."""


@dataclass
class Told:
    """What came of the text."""

    samples: Any = None
    """(samples,) of 16 bits."""
    sentences: list[dict[str, Any]] = field(default_factory=list)
    last: dict[str, Any] = field(default_factory=dict)


def _sentences() -> Iterator[str]:
    """Yields sentences that number themselves, so that no two are alike, up to the characters."""
    length = 0
    for number, text in zip(count(1), SENTENCES["en-us"] * 100, strict=False):
        sentence = f"Line {number}: {text[0].lower()}{text[1:]}"
        length += len(sentence) + 1
        if length > _CHARACTERS + 1:
            return
        yield sentence


_ALL = list(_sentences())
_TEXT = " ".join(_ALL)


@pytest.fixture(scope="module")
def told(server: LiveServer) -> Told:
    """The whole answer, read as it is made."""
    body = {
        "text": _TEXT, "language": "en-us", "engine": "kokoro", "voice": "af_heart", "seed": 1, "stream": True,
        "format": "pcm", "sample_rate": _RATE, "timestamps": "sentence",
    }  # fmt: skip
    server.synthesize(text="Hello.", language="en-us", engine="kokoro", voice="af_heart")  # the model is converted
    request = urllib.request.Request(
        f"{server.url}/v1/tts/synth", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    audio, answer, begun, first = bytearray(), Told(), time.monotonic(), 0.0
    with urllib.request.urlopen(request, timeout=_SILENCE) as lines:
        for line in lines:
            answer.last = json.loads(line)
            audio += base64.b64decode(answer.last["audio"])
            answer.sentences += answer.last["timestamps"]
            first = first or time.monotonic() - begun
    answer.samples = np.frombuffer(audio, "<i2")
    print(
        f"{len(_TEXT)} characters, {len(_ALL)} sentences: first sound after {first:.2f} s, "
        f"{len(answer.samples) / _RATE:.0f} s of audio in {time.monotonic() - begun:.0f} s"
    )
    return answer


def test_the_stream_has_its_end_and_all_the_audio_that_it_tells_of(told: Told) -> None:
    assert 0.99 * _CHARACTERS < len(_TEXT) <= _CHARACTERS
    assert told.last["audio"] == ""
    assert told.last["warnings"] == []
    assert told.last["audio_seconds"] == pytest.approx(len(told.samples) / _RATE, abs=0.01)


def test_each_sentence_is_spoken_once_in_its_turn_and_takes_as_long_as_it_needs(told: Told) -> None:
    assert [each["text"] for each in told.sentences] == _ALL
    assert [_TEXT[each["text_start"] : each["text_end"]] for each in told.sentences] == _ALL
    pauses = [after["start"] - before["end"] for before, after in pairwise(told.sentences)]
    assert min(pauses) >= 0
    assert max(pauses) < 2
    assert told.sentences[0]["start"] < 2
    assert len(told.samples) / _RATE - told.sentences[-1]["end"] < 2
    paces = [len(each["text"]) / (each["end"] - each["start"]) for each in told.sentences]
    print(f"{min(paces):.1f} to {max(paces):.1f} characters a second")
    assert min(paces) > 7
    assert max(paces) < 25


def test_what_is_heard_at_a_sentence_s_time_is_that_sentence(told: Told, listener: "Listener") -> None:
    from tests.listening.listener import word_error_rate

    chosen = told.sentences[:: len(told.sentences) // _HEARD]
    for each in chosen:
        begin, end = (round(each[name] * _RATE) for name in ("start", "end"))
        heard = listener.hear([_wav(told.samples[begin:end])], "en")
        wrong = word_error_rate([read(each["text"], "en-us").spoken], read(heard, "en-us").spoken)
        # The recogniser may leave out "Line 177:", a third of the words; another sentence is wrong in nearly all.
        assert wrong <= 0.5, (each["text"], heard)
    assert len(chosen) >= _HEARD


def _wav(samples: Any) -> bytes:
    sink = io.BytesIO()
    with wave.open(sink, "wb") as file:
        file.setparams((1, 2, _RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return sink.getvalue()
