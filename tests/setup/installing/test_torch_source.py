"""A real pip takes torch for the processor from wherever it finds that, and nothing of the large build unasked."""

import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.installing.install_logs.make import Quiet, Workshop, serving, workshop
from vozes.setup.environment import find_places
from vozes.setup.installing.install_log import InstallLog
from vozes.setup.installing.install_story import Step, read_steps
from vozes.setup.installing.stages import TORCH_INDEX, torch_stage, torch_version
from vozes.setup.machine.hardware import TorchBuild

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere PyPI has the build for the processor")

VERSION = torch_version(find_places(None))
UNREACHABLE = "http://127.0.0.1:9"


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    return []


@pytest.fixture
def shop(tmp_path: Path, asked: list[str]) -> Iterator[Workshop]:
    """Its index is what PyPI is: it has the build that is called by the version alone."""

    class Noting(Quiet):
        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            asked.append(self.path)

    with workshop(tmp_path / "shop") as made:
        made.wheel("torch", VERSION)
        with serving(functools.partial(Noting, directory=str(made.folder))) as port:
            yield Workshop(made.folder, f"http://127.0.0.1:{port}/simple")


def install(shop: Workshop, index: str, **environ: str) -> Step:
    """Runs the stage's own step, with `index` in place of torch's."""
    title, words = torch_stage(find_places(None), TorchBuild.CPU).steps[0]
    log = shop.folder / "install.log"
    shop.pip(InstallLog(log), title, "--retries", "0", *(word.replace(TORCH_INDEX, index) for word in words), **environ)
    return read_steps(log)[-1]


def put_cpu_build(shop: Workshop, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    made = shop.wheel("torch", f"{VERSION}+cpu")
    os.replace(made, folder / made.name)


def test_where_only_the_large_build_is_nothing_of_it_is_fetched(shop: Workshop, asked: list[str]) -> None:
    step = install(shop, UNREACHABLE)
    assert step.status
    assert f"(from versions: {VERSION})" in "\n".join(line for _, line in step.lines)
    assert not [path for path in asked if path.endswith(".whl")]


def test_torch_of_its_own_index_is_taken(shop: Workshop, asked: list[str]) -> None:
    put_cpu_build(shop, shop.folder / "own" / "cpu" / "torch")
    with serving(functools.partial(Quiet, directory=str(shop.folder / "own"))) as port:
        step = install(shop, f"http://127.0.0.1:{port}")
    assert (step.status, step.lines[-1][1]) == (0, f"Successfully installed torch-{VERSION}+cpu")
    assert not [path for path in asked if path.endswith(".whl")]


def test_a_folder_that_pip_is_told_of_serves_where_that_index_is_out_of_reach(shop: Workshop, tmp_path: Path) -> None:
    put_cpu_build(shop, tmp_path / "wheels")
    step = install(shop, UNREACHABLE, PIP_FIND_LINKS=str(tmp_path / "wheels"))
    assert (step.status, step.lines[-1][1]) == (0, f"Successfully installed torch-{VERSION}+cpu")
