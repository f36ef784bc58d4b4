"""A server with three real engines, eSpeak and tiny Kokoro and XTTS, and orders whose answers can be told apart.

The neural ones make the same sound of the same order; eSpeak's take turns at lengths, since its samples differ a little
each time.
"""

import json
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import psutil

from tests.engines.styletts2.checkpoints import write_checkpoint as write_styletts2
from tests.engines.xtts.checkpoints import write_checkpoint as write_xtts
from tests.live import LiveServer, running_server, wait_for
from tests.reliability.conftest import Answer, request

ENGINES = {"espeak": "EspeakEngine", "styletts2": "StyleTts2Engine", "xtts_v2": "XttsEngine"}
"""And what the command of each one's process names."""
PASSING = {"engine_crashed", "engine_failed", "queue_full"}
"""What a killed engine or a full queue may be answered with."""

_SENTENCE = "The quick brown fox jumps over the lazy dog. "


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for, as raw samples."""

    engine: str
    fields: tuple[tuple[str, str | int | float], ...]

    @property
    def body(self) -> dict[str, object]:
        return {"engine": self.engine, "format": "pcm", **dict(self.fields)}

    def is_answered_by(self, got: bytes, expected: bytes) -> bool:
        """Whether a sound is the one that a quiet server made of this order."""
        if self.engine == "espeak":
            return abs(len(got) - len(expected)) < 0.03 * len(expected)
        return len(got) == len(expected) and difference(got, expected) < 0.02


def difference(one: bytes, other: bytes) -> float:
    """Of two sounds of one length: the energy of what differs, as a share of the first one's."""
    first, second = (np.frombuffer(each, "<i2").astype(np.float64) for each in (one, other))
    return float(np.square(first - second).sum() / max(np.square(first).sum(), 1.0))


def _order(engine: str, **fields: str | int | float) -> Order:
    return Order(engine, tuple(fields.items()))


def orders() -> list[Order]:
    """Some for each engine, of which no two sound alike."""
    lengths = [_order("espeak", text=_SENTENCE * times, language="en-us") for times in (1, 2, 3, 4)]
    kokoro = [
        _order("styletts2", text=text, voice=voice, language="pt-br", seed=3, speed=2)
        for voice in ("pf_dora", "pm_alex")
        for text in ("Olá, meu amigo.", "Onde fica a estação?")
    ]
    xtts = [
        _order("xtts_v2", text="Hello.", voice=voice, language="en", seed=seed, speed=2)
        for voice in ("luis-moray", "claribel-dervla")
        for seed in (1, 2)
    ]
    return [*lengths, *kokoro, *xtts]


@contextmanager
def mixed_server(folder: Path, *arguments: str) -> Iterator[LiveServer]:
    """With its temporary files in `folder/temporary`, and its models in `folder` too."""
    temporary = folder / "temporary"
    temporary.mkdir()
    kokoro, xtts = write_styletts2(folder / "kokoro", "kokoro"), write_xtts(folder / "xtts")
    settings = {
        "VOZES_STYLETTS2_CHECKPOINTS": str(kokoro),
        "VOZES_XTTS_CHECKPOINT": str(xtts),
        "VOZES_DEVICE": "cpu",
        "VOZES_THREADS": "1",
        "VOZES_SPEECH_RETRIES": "0",
        "TMPDIR": str(temporary),
    }
    with running_server(*arguments, env=settings) as server:
        yield server


def expected_answers(server: LiveServer, wanted: Sequence[Order]) -> dict[Order, bytes]:
    """What a quiet server says to each."""
    answers = {}
    for order in wanted:
        answer = request(server, **order.body)
        assert answer.status == 200, answer
        answers[order] = answer.body
    return answers


def alike(expected: Mapping[Order, bytes]) -> list[tuple[Order, Order]]:
    """Pairs that could not be told apart."""
    pairs = [(one, other) for one in expected for other in expected if one != other]
    return [(one, other) for one, other in pairs if one.is_answered_by(expected[other], expected[one])]


def processes(server: LiveServer) -> dict[str, int]:
    """Those of the engines that run, by the engines' ids."""
    found: dict[str, int] = {}
    for child in psutil.Process(server.process.pid).children():
        try:
            command = " ".join(child.cmdline())
        except psutil.Error:
            continue
        found |= {engine: child.pid for engine, target in ENGINES.items() if target in command}
    return found


def ready(server: LiveServer) -> dict[str, int]:
    """The processes of engines that have loaded."""
    running = processes(server)
    engines = server.get_json("/v1/monitor/info")["engines"]
    return {engine: pid for engine, pid in running.items() if engines[engine]["state"] == "ready"}


def is_idle(server: LiveServer) -> bool:
    queues = server.get_json("/v1/monitor/info")["queues"]
    return all(queue["waiting"] == queue["running"] == 0 for queue in queues.values())


@dataclass
class Killer:
    """Kills, or stops, one engine's process after another as long as the context is."""

    server: LiveServer
    seconds: tuple[float, float]
    """The shortest and the longest time between two."""
    random: random.Random
    stops: bool = False
    """Whether every other one is stopped, for the heartbeat to find, which beats once an engine has loaded."""
    times: int = 0
    _end: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Killer":
        self._thread = threading.Thread(target=self._go_on)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._end.wait(self.random.uniform(*self.seconds)):
            kind = signal.SIGSTOP if self.stops and self.times % 2 else signal.SIGKILL
            alive = ready(self.server) if kind == signal.SIGSTOP else processes(self.server)
            if not alive:
                continue
            try:
                os.kill(self.random.choice(sorted(alive.values())), kind)
            except ProcessLookupError:
                continue
            self.times += 1


def refusal(answer: Answer) -> str:
    """The code of an answer that is an error."""
    return str(json.loads(answer.body)["error"]["code"])


def rested(server: LiveServer) -> None:
    """Returns once nothing is going on."""
    wait_for(lambda: is_idle(server), seconds=120)


def recovered(server: LiveServer) -> None:
    """Returns once every engine speaks; one that was killed again and again is not started anew at once."""
    for engine in ENGINES:
        order = next(each for each in orders() if each.engine == engine)
        refusals: Counter[bytes] = Counter()
        deadline = time.monotonic() + 120
        while (answer := request(server, **order.body)).status != 200:
            refusals[answer.body] += 1
            assert time.monotonic() < deadline, (engine, refusals)
            time.sleep(0.005)  # polling; the loop's end is the condition
