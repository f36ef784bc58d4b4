"""Finds the graphics cards of this machine that torch could use, and why it could not use one that is there.

NVIDIA's are asked for through `nvidia-smi`, AMD's are read from Linux's files; both without installing anything. Which
build of torch suits a card is for `vozes.setup.machine.hardware` to say.
"""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vozes.process.working_folder import find_program

SMI_SECONDS = 15.0
"""How long `nvidia-smi` may take: a driver that loads first needs seconds, and a broken one hangs for ever."""
_QUERY = "--query-gpu=driver_version,compute_cap,memory.total,name"
_OLD_QUERY = "--query-gpu=driver_version,memory.total,name"
"""For drivers before 510, which have no `compute_cap`."""
_FORMAT = "--format=csv,noheader,nounits"
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Card:
    name: str
    compute: tuple[int, int] | None
    """Compute capability; None where the driver does not tell."""
    memory_bytes: int | None


@dataclass(frozen=True, slots=True)
class Nvidia:
    cards: tuple[Card, ...] = ()
    driver: str | None = None
    """The driver's version, such as `580.95.05`."""
    fault: str = ""
    """Why a card or driver that is there cannot be used, in words; empty where there is none or all is well."""


@dataclass(frozen=True, slots=True)
class Amd:
    chips: tuple[str, ...] = ()
    """ROCm's names of the chips, such as `gfx1100`."""
    fault: str = ""


NO_NVIDIA, NO_AMD = Nvidia(), Amd()


def find_nvidia(system: str, environ: Mapping[str, str], root: Path, seconds: float = SMI_SECONDS) -> Nvidia:
    """Returns NVIDIA's cards. The system's files are looked for below `root`; nvidia-smi has `seconds` for a call."""
    program = _nvidia_smi(system, environ, root)
    if program is None:
        return Nvidia(fault=_without_smi(root) if system == "linux" else "")
    status, output = _run([program, _QUERY, _FORMAT], seconds)
    if status is not None and "not a valid field" in output:
        status, output = _run([program, _OLD_QUERY, _FORMAT], seconds)
    if status is None:
        return Nvidia(driver=_loaded_driver(root), fault=f"nvidia-smi did not answer: {output}")
    cards, drivers = _read(output)
    if cards:
        return Nvidia(cards, drivers[0])
    if "No devices were found" in output:
        return Nvidia(fault="NVIDIA's driver finds no card")
    return Nvidia(driver=_loaded_driver(root), fault=f"nvidia-smi fails: {_first_line(output) or f'status {status}'}")


def _read(output: str) -> tuple[tuple[Card, ...], tuple[str, ...]]:
    """Returns the cards that a query listed, and the driver's version as each line has it."""
    pattern = r"^(\d+(?:\.\d+)+), (?:(\d+)\.(\d+), |(?:\[.+?\]|N/A), )?(\d+|\[.+?\]|N/A), (.+)$"
    found = re.findall(pattern, output.replace("\r", ""), re.MULTILINE)
    cards = tuple(
        Card(
            name.strip(),
            (int(major), int(minor)) if major else None,
            int(memory) * _MEBIBYTE if memory.isdecimal() else None,
        )
        for _, major, minor, memory, name in found
    )
    return cards, tuple(driver for driver, *_ in found)


def _nvidia_smi(system: str, environ: Mapping[str, str], root: Path) -> str | None:
    """Returns the program: in the path, or where WSL and Windows keep it outside of that."""
    if program := find_program("nvidia-smi"):
        return program
    places = [root / "usr/lib/wsl/lib/nvidia-smi"] if system == "linux" else []
    if system == "win32":
        folders = [(environ.get("SYSTEMROOT"), "System32"), (environ.get("PROGRAMFILES"), "NVIDIA Corporation/NVSMI")]
        places = [Path(base, folder, "nvidia-smi.exe") for base, folder in folders if base]
    return next((str(place) for place in places if os.access(place, os.X_OK)), None)


def _without_smi(root: Path) -> str:
    """Returns what Linux says of NVIDIA where nvidia-smi is missing; empty where there is no card."""
    if driver := _loaded_driver(root):
        return f"driver {driver} is loaded, but nvidia-smi, which tells the cards, is missing"
    if any(_is_display(device) for device in root.glob("sys/bus/pci/devices/*")):
        return "there is an NVIDIA card, but no driver of NVIDIA's"
    return ""


def _is_display(device: Path) -> bool:
    with suppress(OSError):
        vendor, kind = ((device / name).read_text().strip() for name in ("vendor", "class"))
        return vendor == "0x10de" and kind.startswith("0x03")
    return False


def _loaded_driver(root: Path) -> str | None:
    with suppress(OSError):
        text = (root / "proc/driver/nvidia/version").read_text(errors="replace")
        if found := re.search(r"^NVRM version:.*?\s(\d+\.\d+[.\d]*)\s", text, re.MULTILINE):
            return found[1]
    return None


def _run(command: Sequence[str], seconds: float) -> tuple[int | None, str]:
    """Returns status and output of a program; None with the reason where it cannot be run or takes too long.

    One that hangs inside the driver cannot even be killed: it is left behind.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - a program by its full path, and no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return None, error.strerror or str(error)
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)
        if process.stdout:
            process.stdout.close()
        return None, f"it was still silent after {seconds:g} s"
    return process.returncode, output


def _first_line(output: str) -> str:
    return next((line.strip() for line in output.splitlines() if line.strip()), "").rstrip(".")


def find_amd(root: Path) -> Amd:
    """Returns AMD's chips as Linux's driver lists them, wherever it is loaded."""
    nodes = sorted(root.glob("sys/class/kfd/kfd/topology/nodes/*/properties"))
    chips = tuple(chip for node in nodes if (chip := _chip(node)))
    if chips and not os.access(root / "dev/kfd", os.R_OK | os.W_OK):
        return Amd(chips, "you may not use /dev/kfd: have yourself added to the groups render and video")
    return Amd(chips)


def _chip(properties: Path) -> str | None:
    """Returns a chip's name: its version has two decimals each for generation, family and step; a processor has 0."""
    with suppress(OSError):
        found = re.search(r"^gfx_target_version (\d+)$", properties.read_text(), re.MULTILINE)
        version = int(found[1]) if found else 0
        if version:
            return f"gfx{version // 10000}{version // 100 % 100:x}{version % 100:x}"
    return None
