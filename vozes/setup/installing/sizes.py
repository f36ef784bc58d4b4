"""How much the stages of the neural engines download and take of the disk, so that it is told before the first byte.

The numbers are what pip fetched and what lay in `.venv` afterwards, with the versions of `constraints.txt`, rounded
up. The disk counts twice what is downloaded, since pip keeps it in its cache.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vozes.setup.installing.stages import Stage
from vozes.setup.machine.hardware import TorchBuild

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Size:
    download: int
    """Bytes."""
    disk: int
    """Bytes, with the pip cache."""

    def __add__(self, other: "Size") -> "Size":
        return Size(self.download + other.download, self.disk + other.disk)


_TORCH = {
    TorchBuild.CPU: Size(200 * MB, 1000 * MB),
    TorchBuild.MPS: Size(200 * MB, 1000 * MB),
    TorchBuild.CU126: Size(2700 * MB, 8000 * MB),
    TorchBuild.CU130: Size(2700 * MB, 8000 * MB),
    TorchBuild.ROCM: Size(5000 * MB, 20000 * MB),
}
_OTHERS = {"neural": Size(15 * MB, 250 * MB), "lang": Size(60 * MB, 350 * MB)}


def size_of(stages: Sequence[Stage], build: TorchBuild) -> Size:
    """Returns what all of these together take."""
    each = (_TORCH[build] if stage.name == "torch" else _OTHERS[stage.name] for stage in stages)
    return sum(each, Size(0, 0))
