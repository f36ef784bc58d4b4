"""What tests of layers share: each runs twice, by the native kernels and by torch."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from tests.runtime.native import kernels_looked_for_in, needs_kernels


@pytest.fixture(params=[pytest.param(True, marks=needs_kernels), False], ids=["kernels", "torch"])
def by_kernels(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[bool]:
    """Whether the kernels compute, for tests of what must be the same with them and without."""
    chosen: bool = request.param
    with torch.inference_mode():
        if chosen:
            yield chosen
        else:
            with kernels_looked_for_in(tmp_path):
                yield chosen
