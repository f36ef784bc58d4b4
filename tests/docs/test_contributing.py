"""CONTRIBUTING.md shows where things are: every folder, and every module of Vozes that stands in none."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.markdown import ROOT

PACKAGE = ROOT / "vozes"
IGNORED = (ROOT / ".gitignore").read_text("utf-8").split()
TABLE = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Where things are")[2].partition("\n## ")[0]
NAMES = {name.rstrip("/").rpartition("/")[2] for name in re.findall(r"`([\w./]+(?:/|\.py))`", TABLE)}


def _folders() -> Iterator[Path]:
    """Yields what is in the project and in Vozes; of what others have written only the folder around it."""
    for folder in {*ROOT.iterdir(), *PACKAGE.rglob("*")} - {PACKAGE}:
        is_ours = re.fullmatch(r"[a-z]\w*(/[a-z]\w*)*", folder.relative_to(ROOT).as_posix())
        is_made = f"{folder.name}/" in IGNORED or f"/{folder.name}/" in IGNORED
        if folder.is_dir() and is_ours and not is_made and "vendor" not in folder.parent.parts:
            yield folder


@pytest.mark.parametrize("folder", sorted(_folders()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_folder_is_shown(folder: Path) -> None:
    assert folder.name in NAMES


@pytest.mark.parametrize("module", sorted(PACKAGE.glob("[a-z]*.py")), ids=lambda path: path.name)
def test_every_module_beside_the_folders_is_shown(module: Path) -> None:
    assert module.name in NAMES


def test_nothing_is_shown_that_is_not_there() -> None:
    beside = (path for folder in (ROOT, ROOT / "docs", ROOT / "tests") for path in folder.iterdir())
    assert {path.name for path in (*beside, *PACKAGE.rglob("*"))} >= NAMES
