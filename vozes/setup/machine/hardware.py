"""Finds what this machine computes with, and chooses the build of torch that suits it, with the reason in words.

It needs nothing installed and changes nothing. How a build is installed is in `vozes.setup.installing.stages`.
"""

import os
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from vozes.setup.machine.cards import NO_AMD, NO_NVIDIA, SMI_SECONDS, Amd, Card, Nvidia, find_amd, find_nvidia

TORCH = "2.13"
"""The version whose builds the table below describes; a test holds it against the pin."""
CUDA13_DRIVER = 580
CUDA12_DRIVER = 525
ROCM_CHIPS = frozenset(
    "gfx900 gfx906 gfx908 gfx90a gfx942 gfx950 gfx1030 gfx1100 gfx1101 gfx1102 gfx1103 gfx1150 gfx1151 gfx1200 gfx1201"
    .split()
)  # fmt: skip
"""What torch's build for ROCm 7.2 has code for."""
_DRIVERS = "https://www.nvidia.com/drivers"


class TorchBuild(StrEnum):
    CPU = "cpu"
    CU126 = "cu126"
    CU130 = "cu130"
    ROCM = "rocm"
    MPS = "mps"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    TorchBuild.CPU: "the processor",
    TorchBuild.CU126: "CUDA 12.6",
    TorchBuild.CU130: "CUDA 13.0",
    TorchBuild.ROCM: "ROCm",
    TorchBuild.MPS: "Apple's GPU",
}


WORDS = ("auto", "cpu", "cuda", *list(TorchBuild)[1:])
"""What a user may ask for: `cuda` is the build for the NVIDIA card that is there, the newest where none is found."""


@dataclass(frozen=True, slots=True)
class Hardware:
    system: str
    """As `sys.platform`."""
    machine: str
    """As `platform.machine()`."""
    nvidia: Nvidia = NO_NVIDIA
    amd: Amd = NO_AMD
    hidden: bool = False
    """Whether `CUDA_VISIBLE_DEVICES` hides every card."""


@dataclass(frozen=True, slots=True)
class Build:
    name: TorchBuild
    reason: str
    """Why this one, as a part of a sentence."""
    advice: str = ""
    """What the user can do to get a faster one; empty where nothing."""


def detect(
    system: str = sys.platform,
    machine: str | None = None,
    environ: Mapping[str, str] = os.environ,
    root: Path = Path("/"),
    seconds: float = SMI_SECONDS,
) -> Hardware:
    """Returns what is there. Takes as long as `nvidia-smi` does, at most twice `seconds`; the rest is for tests."""
    machine = platform.machine() if machine is None else machine
    if system == "darwin":
        return Hardware(system, machine)
    return Hardware(
        system,
        machine,
        find_nvidia(system, environ, root, seconds),
        find_amd(root) if system == "linux" else NO_AMD,
        environ.get("CUDA_VISIBLE_DEVICES", "all").strip() in ("", "-1", "NoDevFiles"),
    )


def choose_build(hardware: Hardware) -> Build:
    """Returns the fastest build of torch that this machine can run."""
    if hardware.system == "darwin":
        return _on_a_mac(hardware.machine)
    if hardware.hidden:
        return Build(TorchBuild.CPU, "CUDA_VISIBLE_DEVICES hides every card")
    if hardware.nvidia.cards:
        return _for_nvidia(hardware.nvidia)
    if hardware.amd.chips and hardware.machine == "x86_64":
        return _for_amd(hardware.amd)
    if hardware.nvidia.fault:
        return Build(TorchBuild.CPU, hardware.nvidia.fault, _mend(hardware.nvidia))
    return Build(TorchBuild.CPU, "no graphics card that torch can use was found")


def builds_for(system: str) -> tuple[TorchBuild, ...]:
    """Returns the builds of torch that exist for a system."""
    if system == "darwin":
        return TorchBuild.CPU, TorchBuild.MPS
    cuda = TorchBuild.CPU, TorchBuild.CU126, TorchBuild.CU130
    return (*cuda, TorchBuild.ROCM) if system == "linux" else cuda


def build_named(word: str) -> Build:
    """Returns what one of `WORDS` means on this machine; raises ValueError where there is no such build for it."""
    if word in ("auto", "cuda"):
        found = choose_build(detect())
        if word == "auto" or found.name in (TorchBuild.CU126, TorchBuild.CU130):
            return found
        word = TorchBuild.CU130
    if word not in builds_for(sys.platform):
        raise ValueError(f"There is no build of torch for {word} on this system.")
    return Build(TorchBuild(word), "it was asked for")


def _on_a_mac(machine: str) -> Build:
    if machine == "arm64":
        return Build(TorchBuild.MPS, "Apple's processors have a GPU that torch computes on")
    advice = f"torch {TORCH} has no build for a Mac with Intel's processor, or a Python that is made for one."
    return Build(TorchBuild.CPU, "this Python is made for Intel's processors", advice)


def _for_nvidia(nvidia: Nvidia) -> Build:
    """Returns one build for all cards: torch computes on the fastest, which its build must have code for."""
    driver = int((nvidia.driver or "0").partition(".")[0])
    known = sorted((card for card in nvidia.cards if card.compute), key=lambda card: card.compute or (0, 0))
    if not known:
        return _without_compute(nvidia, driver)
    best = known[-1]
    if driver < CUDA12_DRIVER:
        return Build(TorchBuild.CPU, f"{_words(best)} has driver {nvidia.driver}, which is too old", _get(best))
    builds = {_build_for(card.compute or (0, 0), driver) for card in known}
    chosen = _build_for(best.compute or (0, 0), driver)
    if chosen is TorchBuild.CU130 and TorchBuild.CU126 in builds and _is_before_blackwell(best):
        chosen = TorchBuild.CU126  # it has code for the newer of these cards too
    reason = f"{_words(best)} with driver {nvidia.driver}"
    if chosen is not TorchBuild.CPU:
        return Build(chosen, reason)
    if _is_before_blackwell(best):
        return Build(chosen, f"torch {TORCH} has no code for {_words(best)}")
    return Build(chosen, f"{reason}, which is too old for it", _get(best))


def _build_for(compute: tuple[int, int], driver: int) -> TorchBuild:
    """Returns the build for one card whose driver is not too old for all of them."""
    if (5, 0) <= compute <= (7, 0):
        return TorchBuild.CU126
    if (7, 5) <= compute <= (9, 0):
        return TorchBuild.CU130 if driver >= CUDA13_DRIVER else TorchBuild.CU126
    if compute >= (10, 0):
        return TorchBuild.CU130 if driver >= CUDA13_DRIVER else TorchBuild.CPU
    return TorchBuild.CPU


def _is_before_blackwell(card: Card) -> bool:
    return (card.compute or (0, 0)) < (10, 0)


def _words(card: Card) -> str:
    compute = f" (compute capability {card.compute[0]}.{card.compute[1]})" if card.compute else ""
    return card.name + compute


def _get(card: Card) -> str:
    """Returns which driver to get for a card; the last that knows compute capability 5.0 to 7.0 is 580 too."""
    if (card.compute or (0, 0)) < (5, 0):
        return ""
    return f"Get NVIDIA's driver {CUDA13_DRIVER} or later from {_DRIVERS}, then run start.py --neural auto."


def _without_compute(nvidia: Nvidia, driver: int) -> Build:
    card = nvidia.cards[0]
    if driver < CUDA12_DRIVER:
        advice = f"Where it is from 2014 or later, get NVIDIA's driver {CUDA13_DRIVER} from {_DRIVERS}."
        return Build(TorchBuild.CPU, f"{card.name} has driver {nvidia.driver}, which is too old", advice)
    reason = f"the driver does not tell the compute capability of {card.name}"
    return Build(TorchBuild.CPU, reason, "Where you know that it is 7.5 or more: start.py --neural cu130")


def _for_amd(amd: Amd) -> Build:
    chip = next((chip for chip in amd.chips if chip in ROCM_CHIPS), None)
    if chip is None:
        return Build(TorchBuild.CPU, f"torch {TORCH} has no code for AMD's {', '.join(amd.chips)}")
    if amd.fault:
        return Build(TorchBuild.CPU, f"AMD's {chip} cannot be used", f"{amd.fault[0].upper()}{amd.fault[1:]}.")
    return Build(TorchBuild.ROCM, f"AMD's {chip} with its driver")


def _mend(nvidia: Nvidia) -> str:
    if "version mismatch" in nvidia.fault:
        return "The driver was updated: start the machine again, then run start.py --neural auto."
    if "Insufficient Permissions" in nvidia.fault or "Permission denied" in nvidia.fault:
        return "Have yourself allowed to use the card, then run start.py --neural auto."
    return f"See that nvidia-smi lists the card (drivers: {_DRIVERS}), then run start.py --neural auto."
