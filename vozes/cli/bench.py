"""`vozes bench`: how fast an engine speaks on this machine, in its own process and without HTTP.

It sends requests as the server does: one at a time, then several at once. What the figures should be, it does not know.
"""

import asyncio
import contextlib
import json
import re
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from vozes.cli.console import Refusal
from vozes.engines.base import EngineSpec
from vozes.engines.catalog import engine_specs
from vozes.engines.info import EngineInfo
from vozes.engines.settings import engine_settings
from vozes.service.models import part_of, require_model
from vozes.service.queue import RequestQueue
from vozes.service.registry import Registry
from vozes.service.workers.supervisor import Supervisor
from vozes.settings import Settings
from vozes.types import SpeechRequest

TEXT = "Olá, este é um teste de síntese de voz com um modelo de tamanho completo."
_LANGUAGE = "pt"
_CHECKPOINTS = {"xtts_v2": "xtts_checkpoint", "styletts2": "styletts2_checkpoints"}
"""The setting that names an engine's checkpoint, where it has one."""
_MEGABYTE = 1_000_000
_SAMPLING_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class BenchPlan:
    seconds: float
    """Length of each request's speech, for an engine that takes one."""
    concurrency: int
    repeat: int
    text: str = TEXT


@dataclass(frozen=True, slots=True)
class BenchFigures:
    """Medians after a warm-up. Memory is the most that the engine's process has held, in megabytes."""

    engine: str
    speech_s: float
    """Seconds of speech in one request."""
    load_s: float
    times_s: list[float]
    """Seconds of work for each request that was spoken whole, one at a time."""
    rtf: float
    """Real-time factor: seconds of work for one second of speech."""
    first_audio_s: float
    """Seconds until the first piece of a streamed request."""
    concurrency: int
    speech_per_second: float
    """Seconds of speech in one second, of `concurrency` requests at once."""
    peak_rss_mb: float
    """Until the end of the requests that were spoken one at a time."""
    peak_rss_mb_concurrent: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """Keeps how one request went, in seconds."""

    speech: float
    first_audio: float
    whole: float


def run_bench(settings: Settings, engine: str, checkpoint: str | None, plan: BenchPlan, *, as_json: bool) -> None:
    """Prints a table, or one line of JSON. Raises VozesError where the engine cannot speak."""
    settings = _with_checkpoint(settings, _find(settings, engine).info.id, checkpoint)
    found = _find(settings, engine)
    require_model(found.info, engine)
    spec = replace(found, info=part_of(found.info, engine))
    with Console(stderr=True).status("Measuring. A large model takes some minutes."):
        figures = asyncio.run(measure(spec, settings, plan))
    if as_json:
        rounded = json.loads(json.dumps(asdict(figures)), parse_float=lambda text: round(float(text), 4))
        sys.stdout.write(json.dumps(rounded) + "\n")
    else:
        Console().print(_table(spec.info, figures))


def _find(settings: Settings, name: str) -> EngineSpec:
    """Returns an engine by its id, or the name of one of its models."""
    return Registry(engine_specs(engine_settings(settings)), settings).find(name).supervisor.spec


def _with_checkpoint(settings: Settings, engine: str, checkpoint: str | None) -> Settings:
    if checkpoint is None:
        return settings
    if engine not in _CHECKPOINTS:
        raise Refusal(f"--checkpoint is not for {engine}: it has no checkpoint.")
    return settings.model_copy(update={_CHECKPOINTS[engine]: Path(checkpoint).expanduser().absolute()})


async def measure(spec: EngineSpec, settings: Settings, plan: BenchPlan) -> BenchFigures:
    """Starts the engine, lets it speak and ends it. Raises VozesError or Refusal."""
    request = bench_request(spec.info, plan.text)
    streamed = replace(request, streaming=True)
    async with benched_engine(spec, settings, plan.seconds) as supervisor, _peak_memory(supervisor) as memory:
        started = time.perf_counter()
        await supervisor.load()
        load_seconds = time.perf_counter() - started
        for warm_up in (request, streamed):
            await speak(supervisor, warm_up)
        singles = [await speak(supervisor, request) for _ in range(plan.repeat)]
        streams = [await speak(supervisor, streamed) for _ in range(plan.repeat)]
        single_peak = memory.peak_bytes()
        rates = [await _speak_at_once(supervisor, request, plan.concurrency) for _ in range(plan.repeat)]
        concurrent_peak = memory.peak_bytes()
    return BenchFigures(
        engine=spec.info.id,
        speech_s=statistics.median(each.speech for each in singles),
        load_s=load_seconds,
        times_s=[each.whole for each in singles],
        rtf=statistics.median(each.whole / each.speech for each in singles),
        first_audio_s=statistics.median(each.first_audio for each in streams),
        concurrency=plan.concurrency,
        speech_per_second=statistics.median(rates),
        peak_rss_mb=single_peak / _MEGABYTE,
        peak_rss_mb_concurrent=concurrent_peak / _MEGABYTE,
    )


def bench_request(info: EngineInfo, text: str = TEXT) -> SpeechRequest:
    """Returns what is spoken: the same text by every engine, in Portuguese where it can."""
    language = info.match_language(_LANGUAGE) or info.languages[0]
    return SpeechRequest(text, language, info.voice_for(language).id, seed=0)


@asynccontextmanager
async def benched_engine(spec: EngineSpec, settings: Settings, seconds: float) -> AsyncIterator[Supervisor]:
    """Yields the engine, which speaks for so long whatever the text; its process ends with the block."""
    supervisor = Supervisor(spec, settings, replace(engine_settings(settings), forced_seconds=seconds))
    try:
        yield supervisor
    finally:
        await supervisor.close()


async def speak(supervisor: Supervisor, request: SpeechRequest) -> Spoken:
    """Speaks and times one request. Raises VozesError, and Refusal where no sound comes."""
    started = time.perf_counter()
    speech = first = 0.0
    async with aclosing(supervisor.speak(request)) as chunks:
        async for chunk in chunks:
            if chunk.seconds:
                first = first or time.perf_counter() - started
            speech += chunk.seconds
    if not speech:
        raise Refusal(f"{supervisor.info.id} made no sound, so there is nothing to measure.")
    return Spoken(speech, first, time.perf_counter() - started)


async def _speak_at_once(supervisor: Supervisor, request: SpeechRequest, count: int) -> float:
    """Returns seconds of speech in one second; requests that the engine does not take at once wait their turn."""
    queue = RequestQueue(supervisor.info.id, lambda: supervisor.concurrency, count)

    async def take_turn(number: int) -> Spoken:
        async with queue.slot():
            return await speak(supervisor, replace(request, seed=number))

    started = time.perf_counter()
    spoken = await asyncio.gather(*map(take_turn, range(count)))
    return sum(each.speech for each in spoken) / (time.perf_counter() - started)


class _PeakMemory:
    """Keeps the most resident memory that an engine's process has held: by the system, else the largest sample."""

    def __init__(self, supervisor: Supervisor):
        self._supervisor = supervisor
        self._largest_sample = 0

    async def sample(self) -> None:
        while True:
            self._largest_sample = max(self._largest_sample, self._supervisor.memory_bytes or 0)
            await asyncio.sleep(_SAMPLING_SECONDS)

    def peak_bytes(self) -> int:
        pid = self._supervisor.pid
        return (high_water_mark(pid) if pid is not None else None) or self._largest_sample


@asynccontextmanager
async def _peak_memory(supervisor: Supervisor) -> AsyncIterator[_PeakMemory]:
    memory = _PeakMemory(supervisor)
    sampling = asyncio.create_task(memory.sample())
    try:
        yield memory
    finally:
        sampling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sampling


def high_water_mark(pid: int) -> int | None:
    """Returns the peak memory that Linux and Windows note of a process, in bytes; None elsewhere."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        peak: int | None = getattr(psutil.Process(pid).memory_info(), "peak_wset", None)
        return peak
    match = re.search(r"^VmHWM:\s*(\d+) kB", status, re.MULTILINE)
    return int(match[1]) * 1024 if match else None


def _table(info: EngineInfo, figures: BenchFigures) -> Table:
    many = f"{figures.concurrency} at once"
    table = Table(info.name, "", show_lines=False)
    for name, value in (
        ("real-time factor", f"{figures.rtf:.3f} s of work for 1 s of speech"),
        ("first audio", f"{figures.first_audio_s:.3f} s after the request"),
        (many, f"{figures.speech_per_second:.2f} s of speech in 1 s"),
        ("loading", f"{figures.load_s:.1f} s"),
        ("memory at most", f"{figures.peak_rss_mb:.0f} MB, {many} {figures.peak_rss_mb_concurrent:.0f} MB"),
        ("measured with", f"{figures.speech_s:.2f} s of speech, {len(figures.times_s)} times"),
    ):
        table.add_row(name, value)
    return table
