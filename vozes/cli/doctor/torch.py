"""`vozes doctor torch`: which torch is here, what it computes on, how fast, and which of our kernels run."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from vozes.checkout import START, install_command
from vozes.cli.doctor.module import run_module
from vozes.runtime.native.library import NONE
from vozes.setup.console import Console, Mark
from vozes.setup.environment import find_places, installed_version
from vozes.setup.machine.hardware import Hardware, TorchBuild, choose_build, detect
from vozes.setup.machine.preflight import GB, Finding, impossible, table

_PATIENCE = 300.0
_LEVELS = {
    "amx": "AMX with AVX-512",
    "avx512": "AVX-512 with VNNI",
    "avx2": "AVX2 with FMA",
    "neon_dotprod": "NEON with dot products",
    "neon": "NEON",
}


def examine_torch(home: str, kernels: str, *, as_json: bool) -> int:
    """Prints what is found; the exit status is 1 where there is no torch, or it cannot work.

    `kernels`: the setting of that name.
    """
    console, hardware = Console(sys.stdout), detect()
    if installed_version(find_places(home), "torch") is None:
        findings, found = [Finding(Mark.IMPOSSIBLE, "torch", "not installed", install_command("neural"))], None
    else:
        found, error = _report(kernels)
        findings = list(_findings(found, hardware)) if found else [_broken(error)]
    if as_json:
        driver, build = hardware.nvidia.driver, choose_build(hardware)
        suits = {"build": build.name, "reason": build.reason, "advice": build.advice}
        console.say(json.dumps({"torch": found, "driver": driver, "suits": suits}))
    else:
        console.say(table(findings, console.encoding))
    return 1 if impossible(findings) else 0


def _report(kernels: str) -> tuple[dict[str, Any] | None, str]:
    """Returns what the process says that imports torch; or None, and the last line of what it said instead."""
    try:
        result = run_module("vozes.runtime.torch_report", kernels, seconds=_PATIENCE)
        report: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        return None, f"it was still silent after {_PATIENCE:.0f} s"
    except (ValueError, IndexError):
        return None, next((line for line in reversed(result.stderr.splitlines()) if line.strip()), "it said nothing")
    return report, ""


def _broken(error: str) -> Finding:
    return Finding(Mark.IMPOSSIBLE, "torch", f"it cannot be used: {error}", f"Install it again: {START} --mode fresh")


def _findings(found: dict[str, Any], hardware: Hardware) -> Iterator[Finding]:
    yield Finding(Mark.FINE, "torch", f"{found['version']}, a build for {found['build']}")
    build = choose_build(hardware)
    suits = f"{build.name.label}: {build.reason}"
    if build.advice:
        yield Finding(Mark.WARNING, "suits", suits, build.advice)
    elif _is_of(found["build"], build.name):
        yield Finding(Mark.FINE, "suits", suits)
    else:
        yield Finding(Mark.WARNING, "suits", suits, f"{START} --neural {build.name}")
    if hardware.nvidia.driver:
        yield Finding(Mark.FINE, "driver", f"NVIDIA {hardware.nvidia.driver}")
    yield from map(_card, found["cards"])
    if found["architectures"]:
        yield Finding(Mark.FINE, "code for", ", ".join(found["architectures"]))
    yield Finding(Mark.FINE, "computes on", f"{found['device']}, by default in {found['precision']}")
    for precision, speed in found["speeds"].items():
        told = "not possible" if speed is None else _rate(speed)
        yield Finding(Mark.WARNING if speed is None else Mark.FINE, f"matrices in {precision}", told)
    yield _processor(found["processor"])
    yield _kernels(found["kernels"])


def _is_of(installed: str, build: TorchBuild) -> bool:
    return installed.startswith(build) or (build, installed) == (TorchBuild.CPU, "mps")


def _card(card: dict[str, Any]) -> Finding:
    told = f"{card['name']}, {card['memory_bytes'] / GB:.1f} GB, compute capability {card['compute']}"
    if card["has_code"]:
        return Finding(Mark.FINE, "card", told)
    advice = f"torch's build has no code for it: {START} --neural auto takes one that has, if there is one."
    return Finding(Mark.IMPOSSIBLE, "card", told, advice)


def _rate(operations: float) -> str:
    return f"{operations / 1e12:.2f} TFLOP/s" if operations >= 1e12 else f"{operations / 1e9:.0f} GFLOP/s"


def _processor(processor: dict[str, Any]) -> Finding:
    names = {"vnni": "VNNI", "amx": "AMX", "bfloat16": "fast bfloat16"}
    has = [name for key, name in names.items() if processor[key]]
    lacks = [name for key, name in names.items() if not processor[key]]
    parts = [processor["capability"], f"{processor['threads']} threads"]
    parts += [f"has {', '.join(has)}"] if has else []
    parts += [f"lacks {', '.join(lacks)}"] if lacks else []
    return Finding(Mark.FINE, "processor", "; ".join(parts))


def _kernels(kernels: dict[str, Any]) -> Finding:
    def told(mark: Mark, what: str, advice: str = "") -> Finding:
        return Finding(mark, "our kernels", what, advice)

    if kernels["refused"]:
        return told(Mark.IMPOSSIBLE, "cannot be had as they are wanted", kernels["refused"])
    if kernels["run"]:
        what = "a transformer's step in int8, dense layers, attention, LSTMs, convolutions, norms, activations"
        return told(Mark.FINE, f"run, by {_LEVELS[kernels['run']]}: {what}")
    if kernels["wanted"] == NONE:
        return told(Mark.WARNING, "are switched off by the setting kernels: torch's are used")
    if not kernels["built"]:
        advice = "With a C compiler (Debian: apt install gcc) and a new installation neural engines are faster."
        return told(Mark.WARNING, "were not built", advice)
    needed = " or ".join(_LEVELS[level] for level in kernels["built"])
    return told(Mark.WARNING, f"are built, but need a processor with {needed}: torch's are used")
