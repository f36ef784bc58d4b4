"""The kernels are there wherever they can be, and whoever lacks them is told so by None."""

import ctypes
import shutil
import subprocess
import tomllib
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.runtime.native import kernels_looked_for_in
from vozes.runtime.native.library import _INTERFACE, check, kernels, use_threads

_ROOT = Path(__file__).parents[3]
_SOURCES = _ROOT / "vozes" / "runtime" / "native"
_CPUINFO = Path("/proc/cpuinfo")
_FLAGS = {"avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512_vnni", "fma"}
_FILE = f"kernels{EXTENSION_SUFFIXES[0]}"


def compiler() -> str:
    found = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if found is None or not _CPUINFO.exists() or not set(_CPUINFO.read_text().split()) >= _FLAGS:
        pytest.skip("no C compiler, or a processor without AVX-512 and VNNI")
    return found


def extension() -> dict[str, list[str]]:
    """What pyproject.toml says of the build."""
    tools = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    (module,) = tools["setuptools"]["ext-modules"]
    return dict(module)


def test_where_they_can_be_built_and_run_they_are_there() -> None:
    """A build that fails is silent: it is optional."""
    compiler()
    assert kernels() is not None, "install the package again, and see why its extension module was not built"


@pytest.mark.parametrize("source", sorted(_SOURCES.glob("*.c")), ids=lambda path: path.name)
def test_every_source_compiles(source: Path) -> None:
    command = [compiler(), *extension()["extra-compile-args"], "-fsyntax-only", str(source)]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr


@pytest.mark.parametrize(("listed", "pattern"), [("sources", "*.c"), ("depends", "*.h")])
def test_the_build_knows_every_file(listed: str, pattern: str) -> None:
    assert sorted(_ROOT / path for path in extension()[listed]) == sorted(_SOURCES.glob(pattern))


def test_without_the_file_there_are_none(tmp_path: Path) -> None:
    with kernels_looked_for_in(tmp_path):
        assert kernels() is None


def test_a_file_that_is_no_library_is_none(tmp_path: Path) -> None:
    (tmp_path / _FILE).write_bytes(b"built for another machine")
    with kernels_looked_for_in(tmp_path):
        assert kernels() is None


@pytest.mark.parametrize("supported", [0, 1])
def test_a_processor_that_cannot_run_them_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, supported: int
) -> None:
    (tmp_path / _FILE).touch()
    loaded = SimpleNamespace(kernels_supported=lambda: supported, kernels_interface=lambda: _INTERFACE)
    monkeypatch.setattr(ctypes, "CDLL", lambda path: loaded)
    with kernels_looked_for_in(tmp_path):
        given: object = kernels()
    assert given is (loaded if supported else None)


@pytest.mark.parametrize("functions", [{}, {"kernels_interface": lambda: 0, "kernels_supported": lambda: 1}])
def test_kernels_of_other_sources_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, functions: dict[str, object]
) -> None:
    (tmp_path / _FILE).touch()
    monkeypatch.setattr(ctypes, "CDLL", lambda path: SimpleNamespace(**functions))
    with kernels_looked_for_in(tmp_path):
        assert kernels() is None


def test_threads_can_be_set_where_there_are_no_kernels(tmp_path: Path) -> None:
    with kernels_looked_for_in(tmp_path):
        use_threads(2)


def test_a_kernel_without_memory_raises() -> None:
    check(0)
    with pytest.raises(RuntimeError, match="not enough memory"):
        check(1)
