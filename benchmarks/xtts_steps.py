"""What a step of XTTS v2's GPT costs at each level of the kernels, in turn: of sequences together, and of prompts.

In processor time, which others that have the cores meanwhile disturb less than the clock's.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import torch

from benchmarks.report import Report, print_reports
from vozes.engines.xtts.checkpoint.config_file import read_config
from vozes.engines.xtts.checkpoint.conversion import converted
from vozes.engines.xtts.checkpoint.files import CheckpointFiles
from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.steps import decode_steps
from vozes.engines.xtts.network.transformer import Prompt
from vozes.runtime.cores import use_threads
from vozes.runtime.device import place
from vozes.runtime.native.library import choose_kernels, kernels_that_run
from vozes.runtime.weights import Weights

_VOICE = 32
"""Positions before a prompt's, which a voice's conditioning has."""
_POSITION = 150
"""Of a decode step in the cache: the middle of a sentence."""

Steps = Mapping[str, Callable[[], object]]
"""By what they are of."""


@torch.inference_mode()
def main() -> None:
    arguments = _parse_arguments()
    files = CheckpointFiles.of(arguments.checkpoint)
    config = read_config(files.config, files.vocabulary)
    path = converted(files, config, "int8", arguments.home.absolute(), lambda _: None).weights
    steps: dict[str, Steps] = {}
    for level in arguments.levels:
        choose_kernels(level)
        use_threads(arguments.threads)
        gpt = Gpt.placed(config, Weights(path).load, place("cpu", "int8"))
        steps[level] = _steps_of(gpt, arguments.rows, arguments.prompts)
    report = Report("Steps of the GPT, median and least processor ms")
    for what in steps[arguments.levels[0]]:
        costs: dict[str, list[float]] = {level: [] for level in steps}
        for _ in range(arguments.turns):
            for level, each in steps.items():
                started = time.process_time()
                each[what]()
                costs[level].append(1000 * (time.process_time() - started))
        figures = {level: f"{statistics.median(each):.1f} ({min(each):.1f})" for level, each in costs.items()}
        report.rows.append({"step": what, **figures})
    print_reports(report, as_json=arguments.json)


def _steps_of(gpt: Gpt, rows: Sequence[int], prompts: Sequence[int]) -> Steps:
    """Decode steps of so many sequences, and prompts of so many positions."""
    slots = max(rows, default=1)
    cache = gpt.new_cache(slots, torch.bfloat16)
    embeddings = torch.randn(max(_POSITION, *prompts), gpt.config.width)
    for slot in range(slots):
        gpt.prefill([Prompt(slot, 0, embeddings[:_POSITION])], cache)
    decode = decode_steps(gpt, cache)

    def step(count: int) -> Callable[[], object]:
        return lambda: decode([5] * count, [1] * count, [_POSITION] * count, 0)

    def prompt(count: int) -> Callable[[], object]:
        return lambda: gpt.prefill([Prompt(0, _VOICE, embeddings[:count])], cache)

    return {f"of {count} together": step(count) for count in rows} | {
        f"a prompt of {count}": prompt(count) for count in prompts
    }


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of a full-size checkpoint")
    parser.add_argument("--home", type=Path, default=Path(".vozes"), help="where it is converted; default .vozes")
    parser.add_argument(
        "--levels", type=lambda text: text.split(","), default=kernels_that_run(), help="default all that run"
    )
    parser.add_argument("--rows", type=_numbers, default=[1, 2, 4, 8], help="default 1,2,4,8")
    parser.add_argument("--prompts", type=_numbers, default=[16, 48, 128], help="default 16,48,128")
    parser.add_argument("--threads", type=int, default=0, help="default 0, as many as cores")
    parser.add_argument("--turns", type=int, default=25, help="default 25")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    return parser.parse_args()


if __name__ == "__main__":
    main()
