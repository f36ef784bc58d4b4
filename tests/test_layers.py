"""Imports point down only, and heavy libraries stay where they belong."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "vozes"

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"__main__"}),
    frozenset({"cli"}),
    frozenset({"api", "setup"}),
    frozenset({"service"}),
    frozenset({"voices", "engines"}),
    frozenset({"runtime", "text", "audio"}),
    frozenset({"settings"}),
    frozenset({"types", "errors", "threads", "allocator", "processes", "confinement"}),
    frozenset({"working_folder", "config_file", "wording", "checkout"}),
    frozenset({""}),
)
"""From the top down; each may import what is below it. The empty name is `vozes` itself, its version."""

TORCH_HOMES = ("vozes.runtime", "vozes.engines.xtts", "vozes.engines.styletts2")


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def _imports(source: str) -> Iterator[str]:
    """Every imported module's full name, inside functions too; relative imports do not exist here."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _part(module: str) -> str:
    """`service` of `vozes.service.core`."""
    return (*module.split("."), "")[1]


def _layer(module: str) -> int:
    part = _part(module)
    return next((index for index, names in enumerate(LAYERS) if part in names), len(LAYERS) - 1)


def _wrong_arrows(module: str, source: str) -> list[str]:
    own, own_part = _layer(module), _part(module)
    wrong = []
    for name in _imports(source):
        if name != "vozes" and not name.startswith("vozes."):
            continue
        part = _part(name)
        known = any(part in names for names in LAYERS)
        if known and part and part != own_part and _layer(name) <= own:
            wrong.append(f"{module} imports {name}")
    return wrong


@pytest.mark.parametrize(("module", "path"), list(_modules()))
def test_imports_point_down_only(module: str, path: Path) -> None:
    assert _wrong_arrows(module, path.read_text("utf-8")) == []


def test_an_arrow_that_points_up_is_found() -> None:
    assert _wrong_arrows("vozes.engines.base", "from vozes.service.core import Service\n")
    assert _wrong_arrows("vozes.text.language", "import vozes.audio.pcm\n")
    assert not _wrong_arrows("vozes.service.core", "from vozes.engines.base import Engine\n")


@pytest.mark.parametrize(("module", "path"), list(_modules()))
def test_engines_never_import_one_another(module: str, path: Path) -> None:
    folders = {entry.name for entry in (PACKAGE / "engines").iterdir() if entry.is_dir()}
    own = module.split(".")[2] if module.startswith("vozes.engines.") else None
    if own in folders:
        others = [f"vozes.engines.{name}" for name in folders - {own}]
        assert not [name for name in _imports(path.read_text("utf-8")) if name.startswith(tuple(others))]


def _is_wing(name: str) -> bool:
    """Whether a module is in the `checkpoint` or `network` of an engine, or is the engine's `voice`, which both use."""
    return name.startswith("vozes.engines.") and name.split(".")[3:4] in (["checkpoint"], ["network"], ["voice"])


@pytest.mark.parametrize(("module", "path"), [(name, path) for name, path in _modules() if _is_wing(name)])
def test_what_is_on_disk_and_what_computes_need_nothing_of_their_engine_above_them(module: str, path: Path) -> None:
    own = module.rsplit(".", len(module.split(".")) - 3)[0]
    assert own in ("vozes.engines.styletts2", "vozes.engines.xtts")
    inside = [name for name in _imports(path.read_text("utf-8")) if name.startswith(f"{own}.")]
    assert [name for name in inside if not _is_wing(name)] == []


@pytest.mark.parametrize(("module", "path"), list(_modules()))
def test_heavy_libraries_stay_where_they_belong(module: str, path: Path) -> None:
    imported = {name.split(".")[0] for name in _imports(path.read_text("utf-8"))}
    if "torch" in imported:
        assert module.startswith(TORCH_HOMES)
    if "fastapi" in imported:
        assert module.startswith("vozes.api")
