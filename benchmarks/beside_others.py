"""What an engine becomes beside another program that keeps one core busy: alone and beside it, in turn.

Each engine speaks in a process of its own, as the server has it; only one speaks at a time.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.report import Mark, Report, print_reports
from vozes.cli.bench import Spoken, bench_request, benched_engine, speak
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import engine_settings
from vozes.settings import load_settings

_MOST = 2.0
"""Times that a figure may become."""
_SECONDS = 5.0
"""Of speech, where an engine speaks so long whatever the text."""
_FIGURES = {
    "s for 1 s of speech": lambda spoken: spoken.whole / spoken.speech,
    "first sound s": lambda spoken: spoken.first_audio,
}

Turns = dict[str, tuple[list[Spoken], list[Spoken]]]
"""By the engine: alone, and beside the other program."""


def main() -> None:
    arguments = _parse_arguments()
    turns = asyncio.run(_take_turns(arguments))
    report = Report("Beside a program that keeps one core busy")
    for engine, (alone, beside) in turns.items():
        for figure, of in _FIGURES.items():
            values = [statistics.median(map(of, each)) for each in (alone, beside)]
            times = round(values[1] / values[0], 2)
            report.rows.append(
                {
                    "engine": engine,
                    "what": figure,
                    "alone": round(values[0], 4),
                    "beside": round(values[1], 4),
                    "times": times,
                }
            )
            report.marks.append(Mark(f"{engine}, {figure}", times, _MOST, "times"))
    print_reports(report, as_json=arguments.json)


async def _take_turns(arguments: argparse.Namespace) -> Turns:
    settings = load_settings(
        xtts_checkpoint=arguments.xtts, styletts2_checkpoints=arguments.styletts2, threads=arguments.threads
    )
    specs = {spec.info.id: spec for spec in engine_specs(engine_settings(settings))}
    turns: Turns = {engine: ([], []) for engine in arguments.engines.split(",")}
    async with AsyncExitStack() as stack:
        for engine, (alone, beside) in turns.items():
            supervisor = await stack.enter_async_context(benched_engine(specs[engine], settings, _SECONDS))
            request = replace(bench_request(specs[engine].info), streaming=True)
            for _ in range(2):  # a warm-up
                await speak(supervisor, request)
            for _ in range(arguments.turns):
                alone.append(await speak(supervisor, request))
                with _a_busy_core():
                    beside.append(await speak(supervisor, request))
    return turns


@contextmanager
def _a_busy_core() -> Iterator[None]:
    """Keeps the first core that this process may use busy within the block."""
    core = min(os.sched_getaffinity(0))
    program = f"import os; os.sched_setaffinity(0, {{{core}}}); print(flush=True)\nwhile True: pass"
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield
    finally:
        process.kill()
        process.communicate()


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", default="espeak,styletts2,xtts_v2", help="default espeak,styletts2,xtts_v2")
    parser.add_argument("--xtts", type=Path, help="folder of XTTS v2's checkpoint; by default the setting's")
    parser.add_argument("--styletts2", type=Path, help="folder of the StyleTTS 2 model's; by default the setting's")
    parser.add_argument("--threads", type=int, default=0, help="of each engine; default 0, as many as cores")
    parser.add_argument("--turns", type=int, default=7, help="of both; default 7")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    return parser.parse_args()


if __name__ == "__main__":
    main()
