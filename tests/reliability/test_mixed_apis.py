"""Many requests through different APIs at once: each answer is the one to its own text, in its own voice."""

import http.client
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import cycle
from queue import Queue

import numpy as np
import pytest

from tests.fakes import frequency_of
from tests.live import LiveServer, running_server
from tests.reliability.conftest import connect
from tests.reliability.load import APIS, Api, ask
from vozes.audio.wav import decode_wav
from vozes.types import Samples

AT_ONCE = 32
SOME, ALL = 64, 1000
COUNTS = [SOME, pytest.param(ALL, marks=pytest.mark.slow)]


@dataclass(frozen=True)
class Order:
    api: Api
    text: str
    voice: str
    engine: str
    language: str


class Speakers:
    """Clients with a connection each, all at once, that share the orders among them."""

    def __init__(self, server: LiveServer, at_once: int = AT_ONCE):
        self._server = server
        self._at_once = at_once
        self._idle: Queue[http.client.HTTPConnection] = Queue()

    def speak(self, orders: Sequence[Order]) -> list[bytes]:
        """The WAV files, in the order of the orders."""
        with ExitStack() as stack, ThreadPoolExecutor(self._at_once) as pool:
            for _ in range(self._at_once):
                self._idle.put(stack.enter_context(closing(connect(self._server))))
            return list(pool.map(self._speak, orders))

    def _speak(self, order: Order) -> bytes:
        connection = self._idle.get()
        answer = ask(connection, order.api, order.text, order.voice, order.engine, order.language)
        body = answer.read()
        self._idle.put(connection)
        assert answer.status == 200, body
        return order.api.sound(body)


@pytest.fixture(scope="module")
def fake() -> Iterator[LiveServer]:
    with running_server(command=("-m", "tests.fake_server"), ready="/health") as live:
        yield live


@pytest.fixture(scope="module")
def espeak() -> Iterator[LiveServer]:
    with running_server() as live:
        yield live


@pytest.mark.parametrize("count", COUNTS)
def test_each_answer_hums_at_the_frequency_that_it_was_asked_for(fake: LiveServer, count: int) -> None:
    apis = list(APIS.values())
    engines = cycle(["sine"] * len(apis) + ["choir"] * len(apis))
    frequencies = [300 + 7 * number for number in range(count)]
    orders = [
        Order(api, f"{frequency} Hz 0.2 s", "hum", engine, "en")
        for frequency, api, engine in zip(frequencies, cycle(apis), engines, strict=False)
    ]
    heard = [frequency_of(*decode_wav(sound)) for sound in Speakers(fake).speak(orders)]
    wrong = [(wanted, got) for wanted, got in zip(frequencies, heard, strict=True) if abs(wanted - got) > 3]
    assert wrong == []
    assert fake.get_json("/v1/monitor/info")["queues"]["sine"]["running"] == 0


@pytest.mark.parametrize("count", COUNTS)
def test_each_answer_of_espeak_is_as_when_its_text_is_spoken_alone(espeak: LiveServer, count: int) -> None:
    """Nearly, as eSpeak never says a text twice in the same way: nearer than to any other text, and as long."""
    listed = espeak.get_json("/v1/voices?engine=espeak&kind=preset&limit=1000")["voices"]
    apis, chance = list(APIS.values()), random.Random(14)
    orders = [
        Order(
            apis[number % len(apis)],
            " ".join(f"{chance.randrange(10**6)}" for _ in range(1 + number % 3)),
            voice["id"],
            "espeak",
            voice["languages"][0],
        )
        for number, voice in ((number, listed[number % len(listed)]) for number in range(count))
    ]
    alone = [_loudness(*decode_wav(each)) for each in Speakers(espeak, 1).speak(orders)]
    together = [_loudness(*decode_wav(each)) for each in Speakers(espeak).speak(orders)]
    wrong = [orders[number] for number in range(count) if not _is_own(number, together[number], alone)]
    assert wrong == []


def _is_own(number: int, heard: Samples, alone: Sequence[Samples]) -> bool:
    """Whether what was heard is about as long as that order alone, and no other order's sound is nearer to it."""
    own = alone[number]
    differences = [_difference(heard, each) for each in alone]
    return abs(len(heard) - len(own)) <= 0.03 * len(own) + 1 and differences[number] <= min(differences)


def _difference(one: Samples, other: Samples) -> float:
    """The energy of what differs between two courses of loudness, the shorter one with silence behind it."""
    first, second = (np.pad(each, (0, max(len(one), len(other)) - len(each))) for each in (one, other))
    return float(np.square(first - second).sum())


def _loudness(samples: Samples, rate: int) -> Samples:
    """The root mean square of each 20 ms, (frame,)."""
    step = rate // 50
    frames = samples[: len(samples) // step * step].reshape(-1, step)
    return np.asarray(np.sqrt(np.square(frames).mean(axis=1)), np.float32)
