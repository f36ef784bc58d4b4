"""What all tests share: no settings of whoever runs them, and workers that can import the fakes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

for _name in [name for name in os.environ if name.upper().startswith("VOZES_")]:
    del os.environ[_name]
os.environ["PYTHONPATH"] = str(ROOT)
if os.name == "posix":
    os.umask(0o022)  # others cannot write the files of settings that tests make


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


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    """For tests that compute with torch: more threads would wait for one another where the machine is busy."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
