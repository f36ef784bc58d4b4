"""start.py and vozes.setup run in a Python that has nothing installed, and an old one can at least read start.py."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from vozes.setup.environment import CHECKOUT

MODULES = sorted((CHECKOUT / "vozes" / "setup").rglob("*.py"))
_NEW_SYNTAX = (
    ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.YieldFrom, ast.Starred, ast.AsyncFunctionDef,
)  # fmt: skip
_PROCESS = ("process/__init__.py", "process/parent.py", "process/working_folder.py")
_FETCHING = ("models/__init__.py", "models/catalog.py", "models/pull_state.py", "files.py", "errors.py")
_SHARED = (
    "__init__.py",
    *_PROCESS,
    *_FETCHING,
    "config_file.py",
    "checkout.py",
    "wording.py",
    "locks.py",
    "running_server.py",
    "service_links.py",
)
SHARED = [CHECKOUT / "vozes" / name for name in _SHARED]
FILES = [CHECKOUT / "start.py", *SHARED, *MODULES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_imports_nothing_else(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
    foreign = {name for name in imported if name.partition(".")[0] not in sys.stdlib_module_names}
    shared = tuple(f"vozes.{name.removesuffix('.py').replace('/', '.')}" for name in _SHARED if "__init__" not in name)
    assert not {name for name in foreign if not name.startswith(("vozes.setup", *shared))}


def test_every_module_can_be_imported_without_site_packages() -> None:
    modules = [".".join(path.relative_to(CHECKOUT).with_suffix("").parts) for path in MODULES]
    names = ["start", *(module.removesuffix(".__init__") for module in modules)]
    code = f"import sys, importlib; sys.path.insert(0, {str(CHECKOUT)!r}); [*map(importlib.import_module, {names!r})]"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)


def test_an_old_python_can_read_start() -> None:
    """What 3.6 or 2.7 has no syntax for; 2.7 reads no character beyond ASCII either."""
    source = (CHECKOUT / "start.py").read_text(encoding="ascii")
    tree = ast.parse(source, feature_version=(3, 4))
    assert not [node for node in ast.walk(tree) if isinstance(node, _NEW_SYNTAX)]
    signatures = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    annotated = [each.name for each in signatures if each.returns or any(one.annotation for one in each.args.args)]
    assert annotated == []
    assert not [each.name for each in signatures if each.args.kwonlyargs or each.args.posonlyargs]
