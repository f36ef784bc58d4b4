"""What huge pages save a decode step of XTTS v2: its int8 weights in them, and read in the mapped file, in turn.

With `--reread` the file is read from the disk first, as after a start of the machine: how much of it the system holds
in huge pages by itself depends on how it came into memory.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import torch

from benchmarks.report import Report, print_reports
from vozes.engines.xtts.checkpoint.config_file import read_config
from vozes.engines.xtts.checkpoint.conversion import converted
from vozes.engines.xtts.checkpoint.files import CheckpointFiles
from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.steps import decode_steps
from vozes.runtime import huge_pages
from vozes.runtime.cores import use_threads
from vozes.runtime.device import place
from vozes.runtime.weights import Weights

_POSITION = 100
"""Of the step in the cache: a short sentence's."""
_WAYS = {"in the mapped file": Path(), "in huge pages": huge_pages.SETTING}
"""What says whether there are huge pages: nothing for the first."""


@torch.inference_mode()
def main() -> None:
    arguments = _parse_arguments()
    use_threads(arguments.threads)
    files = CheckpointFiles.of(arguments.checkpoint)
    config = read_config(files.config, files.vocabulary)
    path = converted(files, config, "int8", arguments.home.absolute(), lambda _: None).weights
    if arguments.reread:
        _drop_from_cache(path)
    placement = place("cpu", "int8")
    steps: dict[str, Callable[[], object]] = {}
    loading: dict[str, float] = {}
    for way, setting in _WAYS.items():
        started = time.process_time()
        with patch.object(huge_pages, "SETTING", setting):
            gpt = Gpt.placed(config, Weights(path).load, placement)
        loading[way] = time.process_time() - started
        steps[way] = _step_of(gpt, placement.cache_dtype)
    costs: dict[str, list[float]] = {way: [] for way in steps}
    for _ in range(arguments.turns):
        for way, step in steps.items():
            started = time.process_time()
            step()
            costs[way].append(1000 * (time.process_time() - started))
    report = Report("A decode step of one sequence")
    report.rows = [
        {
            "weights": way,
            "loading, processor s": round(loading[way], 2),
            "a step, processor ms, median": round(statistics.median(each), 1),
            "least": round(min(each), 1),
        }
        for way, each in costs.items()
    ]
    print_reports(report, as_json=arguments.json)


def _step_of(gpt: Gpt, dtype: torch.dtype) -> Callable[[], object]:
    decode = decode_steps(gpt, gpt.new_cache(1, dtype))
    return lambda: decode([5], [1], [_POSITION], 0)


def _drop_from_cache(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of a full-size checkpoint")
    parser.add_argument("--home", type=Path, default=Path(".vozes"), help="where it is converted; default .vozes")
    parser.add_argument("--threads", type=int, default=0, help="default 0, as many as cores")
    parser.add_argument("--turns", type=int, default=200, help="default 200")
    parser.add_argument("--reread", action="store_true", help="read the converted file from the disk first")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    return parser.parse_args()


if __name__ == "__main__":
    main()
