"""Builds the package from a copy of the checkout, and installs it in environments of its own."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

_MADE = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd", "*.egg-info")
_BESIDE = ("LICENSE", "NOTICE", "README.md", "README.pt-BR.md", "CHANGELOG.md", "CONTRIBUTING.md", "MANIFEST.in")
_SOURCES = (*_BESIDE, "constraints.txt", "pyproject.toml", "setup.py")


def build_package(folder: Path, **variables: str) -> tuple[Path, Path]:
    """Returns the source distribution and the wheel, which is made from it, as `python -m build` makes them."""
    source, made = folder / "source", folder / "made"
    for name in ("vozes", "deploy", "tests"):
        shutil.copytree(ROOT / name, source / name, ignore=_MADE)
    for name in _SOURCES:
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-P", "-m", "build", "--no-isolation", "--outdir", str(made), str(source)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **variables, "PYTHONPATH": ""})
    (packed,), (wheel,) = made.glob("*.tar.gz"), made.glob("*.whl")
    return packed, wheel


def bare_environment(folder: Path) -> Path:
    """Returns the Python of a new environment with pip and nothing else."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def environment_beside(folder: Path, wheel: Path) -> Path:
    """Returns the Python of a new environment with the wheel, and for all that it needs the packages of the tests.

    Only one file of paths is read there, so the Vozes of the checkout is not found by it.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True, env=clean_environment(folder))
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    Path(site.stdout.strip(), "tests.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def clean_environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Returns the variables of a user whose home is empty."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VOZES_", "XDG_", "PYTHON"))}
    return kept | {"HOME": str(home), "USERPROFILE": str(home)} | dict(extra or {})
