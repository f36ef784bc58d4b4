"""Whether a second of a long stream costs more than one of a short stream: XTTS v2, 5, 20 and 60 s in turn."""

import argparse
import asyncio
import statistics
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks.report import Mark, Report, print_reports
from vozes.cli.bench import Spoken, bench_request, benched_engine, speak
from vozes.engines.xtts.info import engine_spec
from vozes.settings import Settings, load_settings

_SECONDS = (5.0, 20.0, 60.0)
_MOST = 1.1
"""How much more a second of the longest stream may cost: what is measured twice differs by some percent."""

Streams = dict[float, list[Spoken]]
"""By the seconds that were asked for."""


def main() -> None:
    arguments = _parse_arguments()
    settings = load_settings(xtts_checkpoint=arguments.checkpoint)
    streams = asyncio.run(_measure(settings, arguments.repeat))
    report = Report("Cost of a stream's second", [_row(seconds, spoken) for seconds, spoken in streams.items()])
    shortest, longest = (_cost(streams[seconds]) for seconds in (_SECONDS[0], _SECONDS[-1]))
    name = f"a second of {_SECONDS[-1]:g} s over one of {_SECONDS[0]:g} s"
    report.marks = [Mark(name, round(longest / shortest, 3), _MOST, "times")]
    print_reports(report, as_json=arguments.json)


async def _measure(settings: Settings, repeat: int) -> Streams:
    """How long a process speaks is settled when it loads, so each length has a process of its own."""
    spec = engine_spec()
    request = replace(bench_request(spec.info), streaming=True)
    streams: Streams = {seconds: [] for seconds in _SECONDS}
    async with AsyncExitStack() as stack:
        engines = {
            seconds: await stack.enter_async_context(benched_engine(spec, settings, seconds)) for seconds in _SECONDS
        }
        await speak(engines[_SECONDS[0]], request)
        for seconds in _SECONDS[1:]:
            await engines[seconds].load()
        for _ in range(repeat):
            for seconds, engine in engines.items():
                streams[seconds].append(await speak(engine, request))
    return streams


def _row(seconds: float, streams: list[Spoken]) -> dict[str, float | int | str]:
    return {
        "asked for s": seconds,
        "n": len(streams),
        "speech s": round(statistics.median(each.speech for each in streams), 2),
        "first audio s": round(statistics.median(each.first_audio for each in streams), 3),
        "whole s": round(statistics.median(each.whole for each in streams), 2),
        "work for 1 s of speech": round(_cost(streams), 4),
    }


def _cost(streams: list[Spoken]) -> float:
    return statistics.median(each.whole / each.speech for each in streams)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, help="folder of the checkpoint; by default the setting's")
    parser.add_argument("--repeat", type=int, default=3, help="streams of each length; default 3")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    return parser.parse_args()


if __name__ == "__main__":
    main()
