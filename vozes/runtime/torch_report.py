"""Reports what the installed torch can do on this machine, as one line of JSON.

`vozes doctor torch` runs it in a process of its own, `python -m vozes.runtime.torch_report KERNELS` with the setting
`kernels`, and puts it into words. It knows no engine.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch

from vozes.errors import VozesError
from vozes.runtime.cores import use_threads
from vozes.runtime.cpu import has_amx, has_bfloat16, has_vnni
from vozes.runtime.device import PRECISIONS, place
from vozes.runtime.linears import PackedWeight, VnniWeight
from vozes.runtime.native.library import NONE, choose_kernels, kernels_built, kernels_level
from vozes.runtime.torch_build import best_device, build_name

_SIDES = {"cpu": 1024, "cuda": 4096, "mps": 2048}
"""Rows of the matrices that are multiplied."""
_INT8_ROWS = 32
"""Rows of activations beside int8 weights, as many as a few requests at once have."""
_SECONDS = 0.3
"""How long each precision is tried."""


def report(kernels: str) -> dict[str, Any]:
    """Returns everything; speeds are in operations a second. `kernels`: the level that is wanted, "auto" or "none"."""
    level, refused = _kernels(kernels)
    use_threads(0)
    device = best_device()
    return {
        "version": torch.__version__,
        "build": build_name(),
        "device": device.type,
        "architectures": torch.cuda.get_arch_list() if device.type == "cuda" else [],
        "cards": list(_cards()),
        "precision": place("auto", "auto").precision,
        "speeds": {precision: _speed(device, precision) for precision in _precisions(device)},
        "processor": {
            "capability": torch.backends.cpu.get_cpu_capability(),
            "vnni": has_vnni(),
            "amx": has_amx(),
            "bfloat16": has_bfloat16(),
            "threads": torch.get_num_threads(),
        },
        "kernels": {"wanted": kernels, "built": kernels_built(), "run": level, "refused": refused},
    }


def _kernels(wanted: str) -> tuple[str | None, str | None]:
    """Returns the level of the kernels that are used from now on; and why not the one that is wanted."""
    choose_kernels(wanted)
    try:
        return kernels_level(), None
    except VozesError as error:
        choose_kernels(NONE)
        return None, error.message


def has_code_for(architectures: Sequence[str], compute: tuple[int, int]) -> bool:
    """Returns whether a build for CUDA with these `sm_*` and `compute_*` runs on a card of this compute capability.

    Code runs on later cards of the same major version; what is named `compute` is translated for any later card.
    """
    for name in architectures:
        kind, _, digits = name.partition("_")
        digits = digits.rstrip("af")
        if not digits.isdecimal():
            continue
        version = int(digits[:-1]), int(digits[-1])
        if version <= compute and (kind == "compute" or version[0] == compute[0]):
            return True
    return False


def _cards() -> Iterator[dict[str, Any]]:
    if not torch.cuda.is_available():
        return
    architectures = torch.cuda.get_arch_list()
    for index in range(torch.cuda.device_count()):
        card = torch.cuda.get_device_properties(index)
        chip = str(getattr(card, "gcnArchName", "")).partition(":")[0]
        fits = chip in architectures if torch.version.hip else has_code_for(architectures, (card.major, card.minor))
        yield {
            "name": card.name,
            "compute": chip if torch.version.hip else f"{card.major}.{card.minor}",
            "memory_bytes": card.total_memory,
            "has_code": fits,
        }


def _precisions(device: torch.device) -> list[str]:
    also = ("bfloat16",) if device.type == "cpu" else ()
    return list(dict.fromkeys((*PRECISIONS[device.type], *also)))


def _speed(device: torch.device, precision: str) -> float | None:
    """Returns operations a second; None where the device cannot."""
    try:
        work, operations = _int8_work() if precision == "int8" else _work(device, getattr(torch, precision))
        return operations / _seconds(work, device)
    except (RuntimeError, NotImplementedError):
        return None


def _work(device: torch.device, dtype: torch.dtype) -> tuple[Callable[[], object], int]:
    side = _SIDES[device.type]
    one, other = (torch.ones(side, side, dtype=dtype, device=device) for _ in range(2))
    return lambda: one @ other, 2 * side**3


def _int8_work() -> tuple[Callable[[], object], int]:
    """Returns the product of activations and int8 weights, by the way that suits the processor, without our kernels."""
    side = _SIDES["cpu"]
    weight, scale, bias = torch.ones(side, side, dtype=torch.int8), torch.ones(side), torch.ones(side)
    rows = torch.ones(_INT8_ROWS, side)
    multiply = VnniWeight(weight, scale, bias) if has_vnni() else PackedWeight(weight, scale, bias)
    return lambda: multiply(rows), 2 * _INT8_ROWS * side**2


def _seconds(work: Callable[[], object], device: torch.device) -> float:
    """Returns the time of the fastest turn."""
    work()
    _wait(device)
    turns: list[float] = []
    while not turns or sum(turns) < _SECONDS:
        started = time.perf_counter()
        work()
        _wait(device)
        turns.append(time.perf_counter() - started)
    return min(turns)


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize()
    elif device.type == "mps":
        torch.mps.synchronize()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(report(sys.argv[1])) + "\n")
