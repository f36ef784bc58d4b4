"""Looks at the torch that is installed: which build it is, and whether it computes right where engines will compute.

The installation runs it as a program after torch was installed: `python -m vozes.runtime.torch_build 2.13.0 cu130`. It
knows no engine, and nothing of how torch came here.
"""

import sys
from collections.abc import Iterator

import torch

_SIDE = 64


def build_name() -> str:
    """Returns `cpu`, `cu126`, `rocm7.2` and so on, as the builds' indexes are called, or `mps` for Apple's GPU."""
    if torch.version.hip:
        return "rocm" + ".".join(torch.version.hip.split(".")[:2])
    if torch.version.cuda:
        return "cu" + torch.version.cuda.replace(".", "")
    return "mps" if torch.backends.mps.is_built() else "cpu"


def best_device() -> torch.device:
    """Returns what engines compute on where nothing else is set."""
    kinds = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    return torch.device(next((kind for kind, there in kinds.items() if there), "cpu"))


def faults(version: str, build: str) -> Iterator[str]:
    """Yields in words what is not as it should be; `build` may leave out the version of ROCm."""
    installed, there = torch.__version__.partition("+")[0], build_name()
    if installed != version:
        yield f"torch is {installed}, and {version} is pinned"
    if not (there.startswith(build) or (build, there) == ("cpu", "mps")):
        yield f"torch's build is {there}, and {build} was asked for"
    device = best_device()
    try:
        right = _multiplies_right(device)
    except RuntimeError as error:  # also what a driver says, or a card that the build has no code for
        yield f"torch cannot multiply on {device}: {str(error).splitlines()[0]}"
    else:
        if not right:
            yield f"torch multiplies wrong on {device}"


def _multiplies_right(device: torch.device) -> bool:
    """Returns whether a product of whole numbers is exact, which are so small that any precision has them."""
    rows = torch.arange(_SIDE * _SIDE).reshape(_SIDE, _SIDE)
    one, other = rows % 7 - 3, rows % 5 - 2
    product = one.to(device, torch.float32) @ other.to(device, torch.float32)
    return torch.equal(product.cpu().to(torch.int64), one @ other)


def main() -> int:
    """Prints what is wrong in one line, else what torch computes on; returns the exit status, 1 for anything wrong."""
    found = list(faults(*sys.argv[1:3]))
    sys.stdout.write("; ".join(found or [f"torch {torch.__version__} computes on {best_device()}"]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
