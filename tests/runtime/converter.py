"""A program that converts as engines' do, for the tests of conversion: it does what its argument says."""

import os
import sys
import time
from pathlib import Path

import torch

from vozes.errors import ErrorCode, VozesError
from vozes.runtime.conversion_process import serve_conversion
from vozes.runtime.starter import Progress
from vozes.runtime.weights import write_weights


def _convert(what: str, work: Path, progress: Progress) -> None:
    print("a library's chatter", flush=True)
    progress(0.5)
    if what == "refuse":
        raise VozesError(ErrorCode.INVALID_CHECKPOINT, "It is broken.")
    if what == "crash":
        os._exit(3)
    if what == "hang":
        (work / "half").touch()
        time.sleep(600)
    write_weights(work / "weights.safetensors", {"a": torch.ones(1)}, {})
    progress(1.0)


if __name__ == "__main__":
    sys.exit(serve_conversion(lambda progress: _convert(sys.argv[1], Path(sys.argv[2]), progress)))
