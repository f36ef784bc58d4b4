"""The kernels are there wherever they can be, and whoever lacks them is told so by None."""

import ctypes
import platform
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest

import setup
from tests.runtime.native import LEVELS, UNTESTED, kernels_looked_for_in, lacking, lines_about_kernels, why_none
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.native.library import (
    AUTO,
    NONE,
    check,
    choose_kernels,
    has_tiles,
    kernels,
    kernels_built,
    kernels_level,
    kernels_that_run,
    use_threads,
)
from vozes.runtime.native.library import (
    LEVELS as LEVELS_IN_ORDER,
)
from vozes.runtime.native.structures import STRUCTURES
from vozes.settings import Settings

_ROOT = Path(__file__).parents[3]
_SOURCES = _ROOT / setup.FOLDER


def file_of(level: str) -> str:
    return f"kernels_{level}{EXTENSION_SUFFIXES[0]}"


def compiler() -> str:
    found = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if found is None:
        pytest.skip(f"{UNTESTED}: there is no C compiler")
    return found


def test_where_they_can_be_built_and_run_they_are_there() -> None:
    """A build that fails is silent: it is optional."""
    compiler()
    there = [level for level in LEVELS if not lacking(level)]
    assert kernels_that_run() == there, "install the package again, and see why its extension modules were not built"


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("source", sorted(_SOURCES.glob("*.c")), ids=lambda path: path.name)
def test_every_source_compiles(source: Path, level: str) -> None:
    flags = setup.LEVELS[platform.machine().lower()][level]
    command = [compiler(), *setup.FLAGS, *flags, "-Wall", "-Wextra", "-Werror", "-fsyntax-only", str(source)]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr


def test_each_level_that_there_is_can_be_chosen_and_is_built_somewhere() -> None:
    built = {level for levels in setup.LEVELS.values() for level in levels}
    (chosen,) = (get_args(field.annotation) for name, field in Settings.model_fields.items() if name == "kernels")
    assert built == set(LEVELS_IN_ORDER)
    assert set(chosen) == {*LEVELS_IN_ORDER, AUTO, NONE}


def test_without_the_file_there_are_none(tmp_path: Path) -> None:
    with kernels_looked_for_in(tmp_path):
        assert kernels() is None
        assert kernels_level() is None
        assert kernels_built() == []


def test_a_file_that_is_no_library_is_none(tmp_path: Path) -> None:
    (tmp_path / file_of("avx2")).write_bytes(b"built for another machine")
    with kernels_looked_for_in(tmp_path):
        assert kernels() is None
        assert kernels_built() == ["avx2"]


def loaded(supported: int = 1, **others: int) -> SimpleNamespace:
    """A library with the structures' sizes, of which some may be others."""
    sizes = {each.__name__: ctypes.sizeof(each) for each in STRUCTURES} | others
    functions = {f"size_of_{name}": lambda size=size: size for name, size in sizes.items()}
    return SimpleNamespace(kernels_supported=lambda: supported, **functions)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Has these libraries built, by level."""
    libraries: dict[str, SimpleNamespace] = {}

    def has(**levels: SimpleNamespace) -> None:
        for level, library in levels.items():
            (tmp_path / file_of(level)).touch()
            libraries[str(tmp_path / file_of(level))] = library

    monkeypatch.setattr(ctypes, "CDLL", lambda path: libraries[path])
    with kernels_looked_for_in(tmp_path):
        yield has


def test_a_processor_that_cannot_run_them_has_none(machine: Callable[..., None]) -> None:
    machine(avx512=loaded(0), avx2=loaded(0))
    assert kernels() is None


def test_the_best_level_is_taken_that_the_processor_can_run(machine: Callable[..., None]) -> None:
    machine(avx512=loaded(0), avx2=(middling := loaded()), neon=loaded())
    assert kernels() is cast("object", middling)
    assert kernels_level() == "avx2"


@pytest.mark.parametrize(
    "library",
    [SimpleNamespace(kernels_supported=lambda: 1), *(loaded(**{each.__name__: 1}) for each in STRUCTURES)],
    ids=["no sizes", *(each.__name__ for each in STRUCTURES)],
)
def test_kernels_of_other_sources_are_left_alone(machine: Callable[..., None], library: SimpleNamespace) -> None:
    machine(avx512=library)
    assert kernels() is None


def test_tiles_are_of_the_level_that_has_them(machine: Callable[..., None]) -> None:
    machine(amx=loaded(), avx512=loaded())
    assert has_tiles()
    choose_kernels("avx512")
    assert not has_tiles()
    choose_kernels(NONE)
    assert not has_tiles()


def test_a_level_can_be_forced(machine: Callable[..., None]) -> None:
    machine(avx512=loaded(), avx2=loaded())
    choose_kernels("avx2")
    assert kernels_level() == "avx2"
    choose_kernels(NONE)
    assert kernels() is None
    choose_kernels(AUTO)
    assert kernels_level() == "avx512"


@pytest.mark.parametrize(
    ("wanted", "why"), [("avx512", "this processor cannot run"), ("neon", "was not built here")], ids=["run", "built"]
)
def test_a_level_that_cannot_be_had_is_refused_with_those_that_can(
    machine: Callable[..., None], wanted: str, why: str
) -> None:
    machine(avx512=loaded(0), avx2=loaded())
    choose_kernels(wanted)
    with pytest.raises(
        VozesError, match=f"asks for {wanted}, which {why}: set it to one of auto, none, avx2"
    ) as caught:
        kernels()
    assert caught.value.code is ErrorCode.INVALID_SETTINGS


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
    assert lacking("avx512") == ["avx512_vnni", "fma"]
    assert why_none("avx512").endswith("this processor lacks avx512_vnni, fma")
    assert lacking("amx") == ["avx512_vnni", "fma", "avx512_bf16", "amx_tile", "amx_bf16", "amx_int8"]


def test_tests_without_kernels_are_counted_loudly() -> None:
    skipped: list[Any] = [
        SimpleNamespace(location=(f"tests/{module}.py", 1, "test"), longrepr=f"Skipped: {reason}")
        for module, reason in (("a", f"{UNTESTED}: no"), ("b", "no network"), ("a", f"{UNTESTED}: no"))
    ]
    (line,) = lines_about_kernels(skipped)
    assert line.startswith("THE NATIVE KERNELS ARE UNTESTED HERE (2 tests)")
    assert lines_about_kernels(skipped[1:2]) == []
