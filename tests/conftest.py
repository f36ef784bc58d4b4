"""What all tests share: no settings of whoever runs them, and workers that can import the fakes."""

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, settings

from tests.clustered import start_cluster, stop_cluster
from tests.runtime.native import LEVELS, UNTESTED, kernels_of, lines_about_kernels, why_none
from tests.shared import lines_about_missing
from vozes.runtime.native.library import kernels_that_run

ROOT = Path(__file__).parents[1]

for _name in [name for name in os.environ if name.upper().startswith("VOZES_")]:
    del os.environ[_name]
os.environ["PYTHONPATH"] = str(ROOT)
os.environ["OMP_NUM_THREADS"] = "1"  # torch's threads would wait for one another where other tests have the cores
if os.name == "posix":
    os.umask(0o022)  # others cannot write the files of settings that tests make

settings.register_profile("quiet", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quiet")  # neither a busy machine nor another day makes a test fail

_WORKER_BYTES = 3_000_000_000
"""What the tests of one worker and the processes that they start take at most together."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cluster", action="store_true", help="have engines run on two nodes of Ray on this machine")


def pytest_sessionstart(session: pytest.Session) -> None:
    if session.config.getoption("--cluster"):
        start_cluster()


def pytest_sessionfinish() -> None:
    stop_cluster()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Returns how many processes of tests fit this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, psutil.virtual_memory().available // _WORKER_BYTES))


def pytest_collection_finish() -> None:
    """Lets no later look for garbage go through all that was imported and collected."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Says last, after all reasons, which tests lacked the files that are no part of the project, or the kernels."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    for line in lines_about_missing(skipped):
        terminalreporter.write_line(line, yellow=True)
    for line in lines_about_kernels(skipped):
        terminalreporter.write_line(line, red=True, bold=True)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds a `vozes.toml` by accident, or writes into the checkout."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bare_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder `home` of a user who has no models, neither there nor where other programs keep theirs."""
    for place in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TTS_HOME", "HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.setenv(place, str(tmp_path / "elsewhere"))
    return tmp_path / "home"


@pytest.fixture(params=LEVELS)
def each_level(request: pytest.FixtureRequest) -> Iterator[str]:
    """The kernels of each level that this processor can run, one after the other."""
    level: str = request.param
    if level not in kernels_that_run():
        pytest.skip(f"{UNTESTED} ({level}): {why_none(level)}")
    with kernels_of(level):
        yield level


@pytest.fixture(params=[True, False], ids=["tiles", "torch"])
def by_tiles(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    """Whether the kernels' tiles multiply bfloat16, where the processor has any; torch does otherwise."""
    if not request.param:
        monkeypatch.setattr("vozes.runtime.convolutions.has_tiles", lambda: False)
        monkeypatch.setattr("vozes.runtime.device.has_tiles", lambda: False)
        yield False
        return
    if "amx" not in kernels_that_run():
        pytest.skip(f"{UNTESTED} (amx): {why_none('amx')}")
    with kernels_of("amx"):
        yield True


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    """For tests that compute with torch: more threads would wait for one another where the machine is busy."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
