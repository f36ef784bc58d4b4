"""Builds the kernels in C: a library for each level of this machine's processors; `pyproject.toml` has all else.

All come from the same sources; `vozes/runtime/native/library.py` chooses one when it is needed. A level that the
compiler does not know is left out, and where there is no compiler all are.
"""

import os
import platform
import sys
from pathlib import Path

from setuptools import Extension, setup

FOLDER = Path("vozes/runtime/native")
FLAGS = ("-std=gnu11", "-O3", "-ffp-contract=fast")
AVX512 = ("-mavx512f", "-mavx512bw", "-mavx512dq", "-mavx512vl", "-mavx512vnni", "-mfma")
X86 = {
    "amx": (*AVX512, "-mavx512bf16", "-mamx-tile", "-mamx-bf16", "-mamx-int8"),
    "avx512": AVX512,
    "avx2": ("-mavx2", "-mfma", "-mf16c"),
}
ARM = {  # scheduled before registers are given out, the kernels' sums would not fit them
    "neon_dotprod": ("-march=armv8.2-a+dotprod", "-fno-schedule-insns"),
    "neon": ("-fno-schedule-insns",),
}
LEVELS: dict[str, dict[str, tuple[str, ...]]] = {"x86_64": X86, "amd64": X86, "aarch64": ARM, "arm64": ARM}
"""The levels of each machine, with the compiler's flags for them."""


def kernels(level: str, flags: tuple[str, ...]) -> Extension:
    """Returns the library of a level."""
    name = f"kernels_{level}"
    return Extension(
        f"vozes.runtime.native.{name}",
        sources=sorted(map(str, FOLDER.glob("*.c"))),
        depends=sorted(map(str, FOLDER.glob("*.h"))),
        define_macros=[("MODULE_INIT", f"PyInit_{name}")],
        extra_compile_args=[*FLAGS, *flags],
        extra_link_args=["-pthread"],
        optional=True,
    )


if __name__ == "__main__":
    machine = platform.machine().lower()
    if sys.platform == "darwin":  # a Python for two processors would have it compiled for both
        os.environ.setdefault("ARCHFLAGS", f"-arch {machine}")
    setup(ext_modules=[kernels(level, flags) for level, flags in LEVELS.get(machine, {}).items()])
