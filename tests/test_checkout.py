"""In a checkout of its own Vozes keeps what `start.py` keeps, and names commands as they can be called there."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.live import ROOT
from vozes.checkout import START, STARTED_AS

SHOWN = """
import json
from vozes.errors import KINDS, ErrorCode
from vozes.settings import load_settings
print(json.dumps([str(load_settings().home), KINDS[ErrorCode.MODEL_NOT_INSTALLED].advice]))
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As `start.py` leaves it, as far as settings and messages need it."""
    folder = tmp_path.resolve() / "checkout"
    (folder / "vozes").mkdir(parents=True)
    for module in (ROOT / "vozes").glob("*.py"):
        shutil.copy(module, folder / "vozes")
    shutil.copy(ROOT / "start.py", folder)
    return folder


def shown(checkout: Path, venv: Path, **variables: str) -> list[str]:
    """The home and an advice, as that environment's Python has them."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    paths = os.pathsep.join([str(checkout), sysconfig.get_path("purelib")])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VOZES_")}
    result = subprocess.run(
        [python, "-P", "-c", SHOWN],
        cwd=checkout.parent,
        env=environment | {"PYTHONPATH": paths, "HOME": str(checkout.parent)} | variables,
        capture_output=True,
        check=True,
    )
    found: list[str] = json.loads(result.stdout)
    return found


def test_a_checkouts_own_environment_has_the_home_of_start(checkout: Path) -> None:
    home, _ = shown(checkout, checkout / ".venv")

    assert home == str(checkout / ".vozes")
    assert shown(checkout, checkout / ".venv", VOZES_HOME=str(checkout / "else"))[0] == str(checkout / "else")


def test_another_environment_has_the_platforms_home_whatever_checkout_it_imports_from(checkout: Path) -> None:
    home, _ = shown(checkout, checkout.parent / "venv")

    assert not Path(home).is_relative_to(checkout)


def test_advice_names_the_command_as_it_was_called(checkout: Path) -> None:
    assert "`vozes doctor`" in shown(checkout, checkout / ".venv")[1]
    assert f"`{START} doctor`" in shown(checkout, checkout / ".venv", **{STARTED_AS: START})[1]
