"""The figures of a server for Prometheus: counted as things happen, or read where they are kept when somebody asks.

Labels are routes, statuses, engines and the like: so few that no request can make them many, and none is a user's word.
It knows nothing of HTTP but that requests have a method, a route and a status.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from vozes import __version__
from vozes.engines.base import EngineState
from vozes.service.core import Service
from vozes.service.registry import RegisteredEngine
from vozes.service.speech.recent import RequestRecord
from vozes.service.thread_pools import with_archives

Metric = CounterMetricFamily | GaugeMetricFamily

_SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0)
_FACTORS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 5.0)
_LOOK_SECONDS = 60.0
"""Seconds after which the sizes of caches are looked at anew."""
_CACHES = {
    "language": "cache/language",
    "previews": "voices/previews",
    "embeddings": "voices/embeddings",
    "uploads": "cache/uploads",
}
_OTHERS = "others"
"""What else is in the folder of caches: of pip, of torch, of the model hub."""


class Metrics:
    """One server's. All methods belong to the event loop's thread."""

    def __init__(self, service: Service):
        """Has the service tell of each turn and each request from now on."""
        disable_created_metrics()  # type: ignore[no-untyped-call]  # which double the answer and tell what nobody asks for
        self._registry = CollectorRegistry()
        self._sizes = CacheSizes(service.settings.home)
        self._requests = self._counter(
            "vozes_requests", "Requests that were answered, by route and status.", "method", "route", "status"
        )
        self._ends = self._counter("vozes_speech", "Requests for speech that have ended, by how.", "engine", "outcome")
        self._audio = self._counter("vozes_audio_seconds", "Speech that was made.", "engine")
        self._work = self._counter("vozes_synthesis_seconds", "Time that making it took, without waiting.", "engine")
        self._characters = self._counter("vozes_characters", "Characters that engines were asked to say.", "engine")
        self._waits = self._histogram(
            "vozes_queue_wait_seconds", "Time that requests waited for their turn.", (0.01, *_SECONDS)
        )
        self._first_sounds = self._histogram(
            "vozes_first_sound_seconds", "Time from a request to its first sound, waiting included.", _SECONDS
        )
        self._factors = self._histogram(
            "vozes_real_time_factor", "Seconds of work for a second of speech, by request.", _FACTORS
        )
        self._registry.register(_PresentState(service, self._sizes))
        ProcessCollector(registry=self._registry)
        service.speech.recent.on_end.append(self._note_speech)
        for engine_id, registered in service.registry.engines.items():
            registered.queue.on_turn = partial(self._note_wait, engine_id)
            for each in (self._waits, self._first_sounds, self._factors, self._audio, self._work, self._characters):
                each.labels(engine_id)  # so that it begins with 0

    def count_request(self, method: str, route: str, status: int) -> None:
        self._requests.labels(method, route, str(status)).inc()

    async def text(self, accept: str) -> tuple[bytes, str]:
        """Returns all figures, and their media type, which the header `Accept` chooses."""
        await self._sizes.look()
        encode, media_type = choose_encoder(accept)
        return encode(self._registry), media_type

    def _counter(self, name: str, help_text: str, *labels: str) -> Counter:
        return Counter(name, help_text, labels, registry=self._registry)

    def _histogram(self, name: str, help_text: str, buckets: tuple[float, ...]) -> Histogram:
        """Returns one by engine."""
        return Histogram(name, help_text, ("engine",), buckets=buckets, registry=self._registry)

    def _note_wait(self, engine: str, seconds: float) -> None:
        self._waits.labels(engine).observe(seconds)

    def _note_speech(self, record: RequestRecord) -> None:
        engine = record.engine
        self._ends.labels(engine, record.outcome.value).inc()
        self._characters.labels(engine).inc(record.characters)
        self._audio.labels(engine).inc(record.audio_seconds)
        self._work.labels(engine).inc(record.synthesis_seconds)
        if record.first_sound_seconds is not None:
            self._first_sounds.labels(engine).observe(record.first_sound_seconds)
        if record.audio_seconds > 0:
            self._factors.labels(engine).observe(record.synthesis_seconds / record.audio_seconds)


class CacheSizes:
    """How large caches are, looked at by whoever asks, once a minute at most."""

    def __init__(self, home: Path):
        self.sizes: dict[str, int] = {}
        self._home = home
        self._looked_at = -_LOOK_SECONDS
        self._turn = asyncio.Lock()

    async def look(self) -> None:
        async with self._turn:
            if time.monotonic() >= self._looked_at + _LOOK_SECONDS:
                self.sizes = await with_archives(cache_sizes, self._home)
                self._looked_at = time.monotonic()


def cache_sizes(home: Path) -> dict[str, int]:
    """Returns how many bytes are in each cache."""
    sizes = {name: _size(home / folder) for name, folder in _CACHES.items()}
    within = sum(sizes[name] for name, folder in _CACHES.items() if folder.startswith("cache/"))
    return {**sizes, _OTHERS: max(0, _size(home / "cache") - within)}


def _size(folder: Path) -> int:
    return sum(_size_of_file(f"{parent}/{name}") for parent, _, names in os.walk(folder) for name in names)


def _size_of_file(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:  # it is gone by now
        return 0


class _PresentState(Collector):
    """Reads what is kept elsewhere, as it is now."""

    def __init__(self, service: Service, sizes: CacheSizes):
        self._service = service
        self._sizes = sizes

    def collect(self) -> Iterator[Metric]:
        version = GaugeMetricFamily("vozes_info", "The version of Vozes.", labels=("version",))
        version.add_metric((__version__,), 1)
        yield version
        yield GaugeMetricFamily("vozes_uptime_seconds", "Time since the start.", value=self._service.uptime_seconds)
        yield GaugeMetricFamily(
            "vozes_held_bytes", "What all requests hold: bodies, speech that waits, exports.", self._service.budget.held
        )
        caches = GaugeMetricFamily("vozes_cache_bytes", "What caches take on the disk.", labels=("cache",))
        for name, size in self._sizes.sizes.items():
            caches.add_metric((name,), size)
        yield caches
        yield from self._of_engines()

    def _of_engines(self) -> Iterator[Metric]:
        of_engine = ("engine",)
        waiting = GaugeMetricFamily("vozes_queue_waiting", "Requests that wait for an engine.", labels=of_engine)
        running = GaugeMetricFamily("vozes_queue_running", "Requests that an engine works on.", labels=of_engine)
        limit = GaugeMetricFamily("vozes_queue_limit", "Requests that may wait.", labels=of_engine)
        memory = GaugeMetricFamily("vozes_engine_memory_bytes", "Resident memory of its process.", labels=of_engine)
        restarts = CounterMetricFamily(
            "vozes_engine_restarts", "How often its process was started again after it had died.", labels=of_engine
        )
        states = GaugeMetricFamily(
            "vozes_engine_state", "1 for the state that an engine is in.", labels=("engine", "state")
        )
        for engine_id, engine in self._service.registry.engines.items():
            waiting.add_metric((engine_id,), engine.queue.waiting)
            running.add_metric((engine_id,), engine.queue.running)
            limit.add_metric((engine_id,), engine.queue.limit)
            memory.add_metric((engine_id,), engine.supervisor.memory_bytes or 0)
            restarts.add_metric((engine_id,), engine.supervisor.restarts)
            _add_states(states, engine_id, engine)
        yield from (waiting, running, limit, memory, restarts, states)


def _add_states(states: GaugeMetricFamily, engine_id: str, engine: RegisteredEngine) -> None:
    now = engine.supervisor.state
    for state in EngineState:
        states.add_metric((engine_id, state.value), float(state == now))
