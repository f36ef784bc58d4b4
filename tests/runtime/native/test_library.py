"""The kernels are there wherever they can be, and whoever lacks them is told so by None."""

import ctypes
import shutil
import subprocess
import tomllib
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.runtime.native import UNTESTED, kernels_looked_for_in, lacking, lines_about_kernels, why_none
from vozes.runtime.native.library import check, kernels, use_threads
from vozes.runtime.native.structures import STRUCTURES

_ROOT = Path(__file__).parents[3]
_SOURCES = _ROOT / "vozes" / "runtime" / "native"
_FILE = f"kernels{EXTENSION_SUFFIXES[0]}"


def compiler() -> str:
    found = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if found is None or lacking():
        pytest.skip(f"{UNTESTED}: there is no C compiler, or {why_none()}")
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


def loaded(supported: int = 1, **others: int) -> SimpleNamespace:
    """A library with the structures' sizes, of which some may be others."""
    sizes = {each.__name__: ctypes.sizeof(each) for each in STRUCTURES} | others
    functions = {f"size_of_{name}": lambda size=size: size for name, size in sizes.items()}
    return SimpleNamespace(kernels_supported=lambda: supported, **functions)


@pytest.mark.parametrize("supported", [0, 1])
def test_a_processor_that_cannot_run_them_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, supported: int
) -> None:
    (tmp_path / _FILE).touch()
    library = loaded(supported)
    monkeypatch.setattr(ctypes, "CDLL", lambda path: library)
    with kernels_looked_for_in(tmp_path):
        given: object = kernels()
    assert given is (library if supported else None)


@pytest.mark.parametrize(
    "library",
    [SimpleNamespace(kernels_supported=lambda: 1), *(loaded(**{each.__name__: 1}) for each in STRUCTURES)],
    ids=["no sizes", *(each.__name__ for each in STRUCTURES)],
)
def test_kernels_of_other_sources_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: SimpleNamespace
) -> None:
    (tmp_path / _FILE).touch()
    monkeypatch.setattr(ctypes, "CDLL", lambda path: library)
    with kernels_looked_for_in(tmp_path):
        assert kernels() is None


def test_threads_can_be_set_where_there_are_no_kernels(tmp_path: Path) -> None:
    with kernels_looked_for_in(tmp_path):
        use_threads(2)


def test_a_kernel_without_memory_raises() -> None:
    check(0)
    with pytest.raises(RuntimeError, match="not enough memory"):
        check(1)


def test_what_the_processor_lacks_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text("flags : fpu avx512f avx512bw avx512dq avx512vl avx2")
    monkeypatch.setattr("tests.runtime.native.CPUINFO", cpuinfo)
    assert lacking() == ["avx512_vnni", "fma"]
    assert why_none().endswith("this processor lacks avx512_vnni, fma")


def test_tests_without_kernels_are_counted_loudly() -> None:
    skipped: list[Any] = [
        SimpleNamespace(location=(f"tests/{module}.py", 1, "test"), longrepr=f"Skipped: {reason}")
        for module, reason in (("a", f"{UNTESTED}: no"), ("b", "no network"), ("a", f"{UNTESTED}: no"))
    ]
    (line,) = lines_about_kernels(skipped)
    assert line.startswith("THE NATIVE KERNELS ARE UNTESTED HERE (2 tests)")
    assert lines_about_kernels(skipped[1:2]) == []
