"""The whole tree is clean by the tools that pyproject.toml sets up."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("tool", ["ruff check --no-cache .", "ruff format --no-cache --check .", "mypy"])
def test_the_tree_is_clean(tool: str, tmp_path: Path) -> None:
    name, *arguments = tool.split()
    cache = [f"--cache-dir={tmp_path}"] if name == "mypy" else []
    command = [sys.executable, "-m", name, *arguments, *cache]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
