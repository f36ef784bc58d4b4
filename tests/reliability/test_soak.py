"""Mixed use for a long time, with kills: afterwards the server is what it was when it had warmed up.

All pause when it is measured, with all three engines loaded: first once it has run for a while, then at the end.
"""

import http.client
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.live import LiveServer, wait_for
from tests.reliability.conftest import Answer, connect, post, request
from tests.reliability.mixed import (
    ENGINES,
    PASSING,
    Killer,
    mixed_server,
    orders,
    processes,
    recovered,
    refusal,
    rested,
)
from tests.reliability.voice_client import VoiceClient, json_of, leftovers
from vozes.audio.formats import FORMATS

MEGABYTES = 60
DESCRIPTORS = 2
"""How much more of each the server may have at the end."""
LONG = "Uma frase que se repete muitas vezes. "
QUICK = ("--heartbeat-seconds", "0.5", "--heartbeat-timeout-seconds", "4", "--trash-days", "1")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


@dataclass(frozen=True)
class State:
    """Of the server's own process, at rest."""

    megabytes: float
    descriptors: int


class Use:
    """What users do, each on connections of their own, until it ends; and what they were told."""

    def __init__(self, server: LiveServer, chance: random.Random):
        self.told: Counter[str] = Counter()
        self._server = server
        self._chance = chance
        self._orders = orders()
        self._end = 0.0

    def go_on(self, seconds: float) -> None:
        """Returns when all have done what they were at."""
        self._end = time.monotonic() + seconds
        users = (
            self._speak,
            self._speak,
            self._speak_long,
            self._speak_long,
            self._leave,
            self._keep_voices,
            self._look,
        )
        with ThreadPoolExecutor(len(users)) as pool:
            for done in [pool.submit(self._again, user) for user in users]:
                done.result()

    def _again(self, user: Callable[[], None]) -> None:
        while time.monotonic() < self._end:
            try:
                user()
            except (http.client.IncompleteRead, ConnectionError):  # as a stream ends whose engine is killed
                self.told["broken off"] += 1

    def _take(self, answer: Answer, *fine: int) -> bool:
        """Whether all went well; what else it was is counted."""
        self.told["fine" if answer.status in (200, *fine) else refusal(answer)] += 1
        return answer.status in (200, *fine)

    def _speak(self) -> None:
        order = self._chance.choice(self._orders)
        wish = {"format": self._chance.choice(list(FORMATS)), "stream": self._chance.random() < 0.5}
        self._take(request(self._server, **order.body | wish))

    def _speak_long(self) -> None:
        times, form = self._chance.choice((5, 20, 60, 150)), self._chance.choice(list(FORMATS))
        self._take(request(self._server, text=LONG * times, engine="espeak", language="auto", format=form))

    def _leave(self) -> None:
        """In the middle of an answer, or before it begins."""
        connection, order = connect(self._server), self._chance.choice(self._orders)
        if self._chance.random() < 0.5:
            post(connection, order.body | {"stream": True}).read(1000)
        else:
            threading.Event().wait(self._chance.random() / 10)
        connection.close()
        self.told["left"] += 1

    def _keep_voices(self) -> None:
        name = f"Ana {self._chance.random()}"
        with VoiceClient(self._server) as client:
            made = client.clone(name)
            if not self._take(made, 201):
                return
            voice = f"/v1/voices/{json_of(made, 201)['id']}"
            self._take(client.get("/v1/voices"))
            self._take(client.get(f"{voice}/preview?engine=xtts_v2"))
            self._take(client.send("PATCH", voice, description="Two seconds."))
            exported = client.get(f"{voice}/export")
            self._take(exported)
            self._take(client.ask("DELETE", voice), 204)
            self._take(client.import_voices(exported.body), 201)
            self._take(client.ask("DELETE", voice), 204)
            self._take(client.ask("DELETE", "/v1/voices/trash"), 204)

    def _look(self) -> None:
        with VoiceClient(self._server) as client:
            for path in ("/", "/health", "/v1/monitor/info", "/v1/voices?limit=5", "/docs", "/openapi.json"):
                self._take(client.get(path))


def state_at_rest(server: LiveServer) -> State:
    """With every engine loaded and nobody connected."""
    rested(server)
    recovered(server)
    process = psutil.Process(server.process.pid)
    wait_for(lambda: processes(server).keys() == ENGINES.keys())
    wait_for(lambda: len(process.net_connections()) <= 1, seconds=30)
    return State(process.memory_info().rss / 1e6, process.num_fds())


def soak(folder: Path, warming: float, going_on: float, between_kills: tuple[float, float]) -> None:
    chance = random.Random(10)
    with mixed_server(folder, *QUICK) as server:
        use = Use(server, chance)
        with Killer(server, between_kills, chance, stops=True):
            use.go_on(warming)
        before = state_at_rest(server)
        with Killer(server, between_kills, chance, stops=True) as killer:
            use.go_on(going_on)
        after = state_at_rest(server)
        print(f"{before} then {after}; {killer.times} kills and stops; {dict(use.told)}")
        assert set(use.told) <= {"fine", "left", "broken off", *PASSING}, use.told
        assert use.told["fine"] > use.told.total() / 2, use.told
        assert after.megabytes - before.megabytes < MEGABYTES, (before, after)
        assert abs(after.descriptors - before.descriptors) <= DESCRIPTORS, (before, after)
        assert left_behind(server, folder / "temporary") == []


def left_behind(server: LiveServer, temporary: Path) -> list[Path]:
    """What should be gone: of answers, of what was sent, of voices, and in the system's folder for temporary files."""
    spooled = (server.home / "cache" / "spool").rglob("*")
    return [*leftovers(server.home), *spooled, *temporary.iterdir()]


def test_a_server_is_what_it_was_after_a_while_of_mixed_use_with_kills(tmp_path: Path) -> None:
    soak(tmp_path, warming=4, going_on=12, between_kills=(4, 8))


@pytest.mark.slow
def test_a_server_is_what_it_was_after_an_hour_of_mixed_use_with_kills(tmp_path: Path) -> None:
    soak(tmp_path, warming=300, going_on=3300, between_kills=(10, 40))
