"""Which build of torch a machine gets, from what its nvidia-smi prints and its files say. All machines are made up."""

import os
import re
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from vozes.setup.environment import CHECKOUT
from vozes.setup.machine.hardware import TORCH, Hardware, TorchBuild, choose_build, detect

LINUX, WINDOWS, MAC = ("linux", "x86_64"), ("win32", "AMD64"), ("darwin", "arm64")
ARM = ("linux", "aarch64")
CPU, CU126, CU130, ROCM, MPS = TorchBuild
OLD_SMI = """\
case "$1" in *compute_cap*) printf 'Field "compute_cap" is not a valid field to query.\\n\\n'; exit 2;; esac
printf '%s\\n' """
NO_DRIVER = (
    "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. "
    "Make sure that the latest NVIDIA driver is installed and running.\n"
)
PCI_CARD = {"sys/bus/pci/devices/0000:01:00.0/vendor": "0x10de\n", "sys/bus/pci/devices/0000:01:00.0/class": "0x030000"}
LOADED = "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024\nGCC version:\n"
OPEN = "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.133.07  Release Build  (dvs-builder@U16)\n"
NODES = "sys/class/kfd/kfd/topology/nodes"


@dataclass(frozen=True)
class Machine:
    what: str
    place: tuple[str, str]
    """System and machine."""
    smi: str | None
    """What nvidia-smi prints; None where there is no such program."""
    build: TorchBuild
    words: str = ""
    """A pattern in what the user is told."""
    status: int = 0
    script: str = "printf '%s' "
    files: dict[str, str] = field(default_factory=dict)
    environ: dict[str, str] = field(default_factory=dict)


def amd(version: int) -> dict[str, str]:
    """The files of a machine with one AMD card, whose first node is the processor."""
    return {
        f"{NODES}/0/properties": "cpu_cores_count 16\ngfx_target_version 0\nvendor_id 0\n",
        f"{NODES}/1/properties": f"cpu_cores_count 0\nsimd_count 192\ngfx_target_version {version}\nvendor_id 4098\n",
        "dev/kfd": "",
    }


MACHINES = [
    Machine("no card", LINUX, None, CPU, "no graphics card"),
    Machine("RTX 4090, new driver", LINUX, "580.95.05, 8.9, 24564, NVIDIA GeForce RTX 4090\n", CU130, "RTX 4090.*8.9"),
    Machine("RTX 3060, 535", LINUX, "535.183.01, 8.6, 12288, NVIDIA GeForce RTX 3060\n", CU126, "driver 535.183.01"),
    Machine("GTX 1650 at the edge of 525", LINUX, "525.60.13, 7.5, 4096, NVIDIA GeForce GTX 1650\n", CU126),
    Machine("T4 just below 580", LINUX, "579.99, 7.5, 15360, Tesla T4\n", CU126),
    Machine("T4 at 580", LINUX, "580.65.06, 7.5, 15360, Tesla T4\n", CU130),
    Machine("RTX 2080, 515", LINUX, "515.105.01, 7.5, 8192, NVIDIA GeForce RTX 2080\n", CPU, "too old.*580 or later"),
    Machine("A100, 550", LINUX, "550.54.15, 8.0, 81920, NVIDIA A100-SXM4-80GB\n", CU126),
    Machine("H100, 580", LINUX, "580.82.07, 9.0, 81559, NVIDIA H100 80GB HBM3\n", CU130),
    Machine("GTX 1080, 580", LINUX, "580.95.05, 6.1, 8192, NVIDIA GeForce GTX 1080\n", CU126, "6.1"),
    Machine("GTX 750 Ti, 535", LINUX, "535.183.01, 5.0, 2048, NVIDIA GeForce GTX 750 Ti\n", CU126),
    Machine("V100, 580", LINUX, "580.65.06, 7.0, 32768, Tesla V100-SXM2-32GB\n", CU126),
    Machine("V100, 470 without compute_cap", LINUX, "470.256.02, 32510, Tesla V100\n", CPU, "old", script=OLD_SMI),
    Machine("GTX 780, Kepler", LINUX, "525.147.05, 3.5, 3072, NVIDIA GeForce GTX 780\n", CPU, "no code for .*780"),
    Machine("Kepler, 470", LINUX, "470.256.02, 11441, Tesla K80\n", CPU, "470.256.02.*too old", script=OLD_SMI),
    Machine("RTX 5090, 580", LINUX, "580.95.05, 12.0, 32607, NVIDIA GeForce RTX 5090\n", CU130, "12.0"),
    Machine("RTX 5090, 570", LINUX, "570.133.07, 12.0, 32607, NVIDIA GeForce RTX 5090\n", CPU, "580 or later"),
    Machine("B200, 580", LINUX, "580.95.05, 10.0, 183359, NVIDIA B200\n", CU130),
    Machine("B300, newer driver", LINUX, "595.45.04, 10.3, 275040, NVIDIA B300 SXM6 AC\n", CU130),
    Machine("GB10 whose memory is the system's", ARM, "580.95.05, 12.1, [N/A], NVIDIA GB10\n", CU130, "GB10"),
    Machine("GH200", ARM, "550.90.07, 9.0, 97871, NVIDIA GH200 480GB\n", CU126),
    Machine("Jetson that tells nothing", ARM, "540.4.0, [N/A], [N/A], Orin (nvgpu)\n", CPU, "does not tell.*cu130"),
    Machine("Windows", WINDOWS, "581.42, 8.9, 12282, NVIDIA GeForce RTX 4070\r\n", CU130, r"RTX 4070 \("),
    Machine("Windows, 560", WINDOWS, "560.94, 8.6, 8192, NVIDIA GeForce RTX 3070\r\n", CU126),
    Machine("Windows, old card", WINDOWS, "566.36, 6.1, 6144, NVIDIA GeForce GTX 1060 6GB\r\n", CU126),
    Machine("Windows, Blackwell, old driver", WINDOWS, "572.16, 12.0, 16303, NVIDIA GeForce RTX 5080\r\n", CPU, "Get"),
    Machine("Windows without a card", WINDOWS, None, CPU, "no graphics card"),
    Machine("two like cards", LINUX, "580.95.05, 8.6, 24576, NVIDIA RTX A5000\n" * 2, CU130),
    Machine(
        "Ada beside Pascal",
        LINUX,
        "580.95.05, 6.1, 8192, NVIDIA GeForce GTX 1070\n580.95.05, 8.9, 24564, NVIDIA GeForce RTX 4090\n",
        CU126,
        "RTX 4090",
    ),
    Machine(
        "Blackwell beside Pascal",
        LINUX,
        "580.95.05, 12.0, 32607, NVIDIA GeForce RTX 5090\n580.95.05, 6.1, 8192, NVIDIA GeForce GTX 1070\n",
        CU130,
        "RTX 5090",
    ),
    Machine(
        "Blackwell beside Ada, 570",
        LINUX,
        "570.86.10, 8.9, 24564, NVIDIA GeForce RTX 4090\n570.86.10, 12.0, 32607, NVIDIA GeForce RTX 5090\n",
        CPU,
        "5090.*580 or later",
    ),
    Machine(
        "cards that are hidden", LINUX, "580.95.05, 8.9, 24564, X\n", CPU, "hides", environ={"CUDA_VISIBLE_DEVICES": ""}
    ),
    Machine("one of two is shown", LINUX, "580.95.05, 8.9, 24564, X\n", CU130, environ={"CUDA_VISIBLE_DEVICES": "1"}),
    Machine(
        "driver that is not loaded", LINUX, NO_DRIVER, CPU, "couldn't communicate.*nvidia-smi lists", 9, files=PCI_CARD
    ),
    Machine(
        "updated driver",
        LINUX,
        "Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 570.133\n",
        CPU,
        "mismatch.*start the machine again",
        18,
        files={"proc/driver/nvidia/version": LOADED},
    ),
    Machine("no permission", LINUX, "Failed to initialize NVML: Insufficient Permissions\n", CPU, "allowed to use", 4),
    Machine(
        "container that lost its card", LINUX, "Failed to initialize NVML: Unknown Error\n", CPU, "Unknown Error", 255
    ),
    Machine(
        "card that fell off the bus",
        LINUX,
        "Unable to determine the device handle for GPU0000:01:00.0: GPU is lost\n",
        CPU,
        "device handle",
        15,
    ),
    Machine("driver without a card", LINUX, "No devices were found\n", CPU, "finds no card", 6),
    Machine("nvidia-smi that prints nonsense", LINUX, "Segmentation fault\n", CPU, "Segmentation fault", 139),
    Machine("nvidia-smi that is silent", LINUX, "", CPU, "status 1", 1),
    Machine("nouveau", LINUX, None, CPU, "no driver of NVIDIA's.*drivers", files=PCI_CARD),
    Machine(
        "container without nvidia-smi",
        LINUX,
        None,
        CPU,
        "535.183.01 is loaded",
        files={**PCI_CARD, "proc/driver/nvidia/version": LOADED},
    ),
    Machine(
        "container, open driver", LINUX, None, CPU, "570.133.07 is loaded", files={"proc/driver/nvidia/version": OPEN}
    ),
    Machine(
        "another maker's card",
        LINUX,
        None,
        CPU,
        "no graphics card",
        files={"sys/bus/pci/devices/0000:00:02.0/vendor": "0x8086", "sys/bus/pci/devices/0000:00:02.0/class": "0x03"},
    ),
    Machine("RX 7900 XTX", LINUX, None, ROCM, "gfx1100", files=amd(110000)),
    Machine("MI300X", LINUX, None, ROCM, "gfx942", files=amd(90402)),
    Machine("MI250", LINUX, None, ROCM, "gfx90a", files=amd(90010)),
    Machine("RX 580, without code", LINUX, None, CPU, "no code for AMD's gfx803", files=amd(80003)),
    Machine(
        "AMD without permission",
        LINUX,
        None,
        CPU,
        "render and video",
        files={name: text for name, text in amd(110000).items() if name != "dev/kfd"},
    ),
    Machine("AMD beside an NVIDIA card", LINUX, "580.95.05, 8.9, 24564, X\n", CU130, files=amd(110000)),
    Machine("AMD beside a broken NVIDIA driver", LINUX, NO_DRIVER, ROCM, status=9, files=amd(120001)),
    Machine("Apple", MAC, None, MPS, "Apple"),
    Machine("Intel Mac", ("darwin", "x86_64"), None, CPU, "no build"),
]


def told(hardware: Hardware) -> str:
    build = choose_build(hardware)
    return f"{build.reason}. {build.advice}"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in the path."""
    if os.name != "posix":
        pytest.skip("the made-up programs are scripts")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def write(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.what)
def test_a_machine_gets_the_build_that_suits_it_and_is_told_why(
    machine: Machine, programs: Path, tmp_path: Path
) -> None:
    if machine.smi is not None:
        quoted = machine.smi.replace("'", "'\\''")
        write(programs / "nvidia-smi", f"{machine.script}'{quoted}'\nexit {machine.status}")
    for name, text in machine.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    hardware = detect(*machine.place, machine.environ, tmp_path)

    assert choose_build(hardware).name is machine.build, told(hardware)
    assert re.search(machine.words, told(hardware)), told(hardware)


def test_a_card_is_known_with_its_memory_and_driver(programs: Path, tmp_path: Path) -> None:
    write(programs / "nvidia-smi", "printf '580.95.05, 8.9, 24564, NVIDIA GeForce RTX 4090\\n'")
    nvidia = detect(*LINUX, {}, tmp_path).nvidia
    assert nvidia.driver == "580.95.05"
    assert [(card.name, card.compute, card.memory_bytes) for card in nvidia.cards] == [
        ("NVIDIA GeForce RTX 4090", (8, 9), 24564 << 20)
    ]


def test_wsl_keeps_nvidia_smi_outside_the_path(programs: Path, tmp_path: Path) -> None:
    write(tmp_path / "usr/lib/wsl/lib/nvidia-smi", "printf '581.15, 12.0, 32607, NVIDIA GeForce RTX 5090\\n'")
    assert choose_build(detect(*LINUX, {}, tmp_path)).name is CU130


def test_windows_keeps_nvidia_smi_outside_the_path(programs: Path, tmp_path: Path) -> None:
    write(
        tmp_path / "NVIDIA Corporation/NVSMI/nvidia-smi.exe",
        "printf '560.94, 7.5, 6144, NVIDIA GeForce RTX 2060\\r\\n'",
    )
    assert choose_build(detect(*WINDOWS, {"PROGRAMFILES": str(tmp_path)}, tmp_path)).name is CU126


def test_an_nvidia_smi_that_hangs_is_given_up_and_ended(programs: Path, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    write(programs / "nvidia-smi", f"echo $$ > {note}\nexec {shutil.which('sleep', path=os.defpath)} 60")
    started = time.monotonic()
    hardware = detect(*LINUX, {}, tmp_path, seconds=0.5)
    assert time.monotonic() - started < 30
    assert "did not answer: it was still silent after 0.5 s" in told(hardware)
    if note.exists():  # else it was ended before its first line
        with pytest.raises(ProcessLookupError):
            os.kill(int(note.read_text()), 0)


def test_an_nvidia_smi_that_cannot_be_run_is_told(programs: Path, tmp_path: Path) -> None:
    (programs / "nvidia-smi").write_bytes(b"\x7fELF for another machine")
    (programs / "nvidia-smi").chmod(0o755)
    assert "did not answer: Exec format error" in told(detect(*LINUX, {}, tmp_path))


def test_this_machine_is_examined_without_an_error() -> None:
    assert choose_build(detect()).reason


def test_the_table_is_made_for_the_torch_that_is_pinned() -> None:
    assert f"\ntorch=={TORCH}." in (CHECKOUT / "constraints.txt").read_text(encoding="utf-8")
