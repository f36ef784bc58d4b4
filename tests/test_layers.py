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
    frozenset({"mcp"}),
    frozenset({"service"}),
    frozenset({"models"}),
    frozenset({"voices", "engines"}),
    frozenset({"runtime", "text", "audio"}),
    frozenset({"settings", "files"}),
    frozenset({"types", "errors", "running_server", "kept_settings"}),
    frozenset({"config_file", "wording", "checkout", "locks", "process", "service_links", "warnings"}),
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


WINGS = {"voice": (), "config": (), "network": ("voice", "config"), "checkpoint": ("voice", "config", "network")}
"""What of a neural engine needs nothing above it, and what each needs of the others: files are known at the top."""


def _wing(name: str) -> str:
    """`network` of a module in that folder of an engine; empty for a module that is in none of the wings."""
    part = "" if not name.startswith("vozes.engines.") else (*name.split("."), "")[3]
    return part if part in WINGS else ""


@pytest.mark.parametrize(("module", "path"), [(name, path) for name, path in _modules() if _wing(name)])
def test_networks_know_no_checkpoint_and_neither_knows_the_engine_above_them(module: str, path: Path) -> None:
    own, wing = module.split(".")[2], _wing(module)
    assert own in ("styletts2", "xtts")
    inside = [name for name in _imports(path.read_text("utf-8")) if name.startswith(f"vozes.engines.{own}.")]
    assert [name for name in inside if _wing(name) not in (wing, *WINGS[wing])] == []


@pytest.mark.parametrize(("module", "path"), list(_modules()))
def test_heavy_libraries_stay_where_they_belong(module: str, path: Path) -> None:
    imported = {name.split(".")[0] for name in _imports(path.read_text("utf-8"))}
    if "torch" in imported:
        assert module.startswith(TORCH_HOMES)
    if "fastapi" in imported:
        assert module.startswith("vozes.api")
