"""What XTTS v2's parts cost at each level of the kernels, in turn: steps of sequences together, prompts, the vocoder.

In processor time, which others that have the cores meanwhile disturb less, and by the clock.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import torch

from benchmarks.report import Mark, Report, print_reports
from vozes.engines.xtts.checkpoint.config_file import read_config
from vozes.engines.xtts.checkpoint.conversion import converted
from vozes.engines.xtts.checkpoint.files import CheckpointFiles
from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.steps import decode_steps
from vozes.engines.xtts.network.transformer import Prompt
from vozes.engines.xtts.network.vocoder import Vocoder
from vozes.runtime.cores import use_threads
from vozes.runtime.device import place
from vozes.runtime.native.library import choose_kernels, kernels_that_run
from vozes.runtime.weights import Weights

_VOICE = 32
"""Positions before a prompt's, which a voice's conditioning has."""
_POSITION = 150
"""Of a decode step in the cache: the middle of a sentence."""
_TOKENS = 108
"""Of the vocoder's speech: 5 s."""
_MOST_VOCODER_MS = 50.0

_VOCODER = "the vocoder, for a second of speech"

Parts = Mapping[str, Callable[[], float]]
"""By their names; each gives by what its time is to be divided."""


@torch.inference_mode()
def main() -> None:
    arguments = _parse_arguments()
    files = CheckpointFiles.of(arguments.checkpoint)
    config = read_config(files.config, files.vocabulary)
    path = converted(files, config, "int8", arguments.home.absolute(), lambda _: None).weights
    parts: dict[str, Parts] = {}
    for level in arguments.levels:
        choose_kernels(level)
        use_threads(arguments.threads)
        placement = place("cpu", "int8")
        gpt = Gpt.placed(config, Weights(path).load, placement)
        vocoder = Vocoder(config, Weights(path).load, placement.device, placement.vocoder_dtype)
        parts[level] = {**_steps_of(gpt, arguments.rows, arguments.prompts), _VOCODER: _speech_of(vocoder)}
    report = Report("Parts of XTTS v2, median ms of the processor (and by the clock)")
    for part in parts[arguments.levels[0]]:
        costs: dict[str, list[tuple[float, float]]] = {level: [] for level in parts}
        for _ in range(arguments.turns):
            for level, each in parts.items():
                costs[level].append(_cost(each[part]))
        medians = {level: tuple(map(statistics.median, zip(*turns, strict=True))) for level, turns in costs.items()}
        shown = {level: "{:.1f} ({:.1f})".format(*each) for level, each in medians.items()}
        report.rows.append({"part": part, **shown})
        if part == _VOCODER:
            clock = medians[arguments.levels[0]][1]
            report.marks = [Mark(f"{_VOCODER}, {arguments.levels[0]}", round(clock, 1), _MOST_VOCODER_MS, "ms")]
    print_reports(report, as_json=arguments.json)


def _cost(part: Callable[[], float]) -> tuple[float, float]:
    """Returns milliseconds of the processor and by the clock."""
    processor, clock = time.process_time(), time.perf_counter()
    share = part()
    return 1000 * (time.process_time() - processor) / share, 1000 * (time.perf_counter() - clock) / share


def _speech_of(vocoder: Vocoder) -> Callable[[], float]:
    """Returns what makes an utterance's sound, and gives its seconds."""
    network = vocoder.network
    latents = torch.randn(_TOKENS, network.input_width)
    speaker = torch.randn(1, network.cond_layer.in_channels, 1)

    def speak() -> float:
        stream = vocoder.stream(speaker / speaker.norm(), first_tokens=None)
        stream.push(latents)
        stream.finish()
        samples = 0
        while (chunk := stream.next_chunk()) is not None:
            samples += len(chunk)
        return samples / vocoder.sample_rate

    return speak


def _steps_of(gpt: Gpt, rows: Sequence[int], prompts: Sequence[int]) -> Parts:
    """Decode steps of so many sequences, and prompts of so many positions."""
    slots = max(rows, default=1)
    cache = gpt.new_cache(slots, torch.bfloat16)
    embeddings = torch.randn(max(_POSITION, *prompts), gpt.config.width)
    for slot in range(slots):
        gpt.prefill([Prompt(slot, 0, embeddings[:_POSITION])], cache)
    decode = decode_steps(gpt, cache)

    def step(count: int) -> float:
        decode([5] * count, [1] * count, [_POSITION] * count, 0)
        return 1.0

    def prompt(count: int) -> float:
        gpt.prefill([Prompt(0, _VOICE, embeddings[:count])], cache)
        return 1.0

    steps = {f"a decode step of {count}": partial(step, count) for count in rows}
    return steps | {f"a prompt of {count}": partial(prompt, count) for count in prompts}


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
