"""What a look at installed packages finds, in this environment and beside packages made for the purpose."""

import subprocess
import sys
from pathlib import Path

import pytest

from vozes.setup.installing.check_packages import faults


@pytest.mark.parametrize(
    ("requirements", "found"),
    [
        ("pytest==0.1 \\\n    --hash=sha256:00", ["pytest has version", "and 0.1 is pinned"]),
        ("no-such-thing==1.0 \\\n", ["no-such-thing is not installed"]),
    ],
)
def test_what_is_missing_or_of_another_version_is_told(requirements: str, found: list[str]) -> None:
    (fault,) = faults(requirements)
    assert all(words in fault for words in found)


def test_what_another_machine_needs_is_not_missed() -> None:
    assert list(faults("no-such-thing==1.0 ; (sys_platform == 'win32') \\\n")) == []


def make_package(folder: Path, file: str, content: bytes) -> None:
    (folder / file).write_bytes(content)
    info = folder / "thing-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n")
    (info / "RECORD").write_text(f"{file},,\n")


def test_a_compiled_module_that_cannot_be_loaded_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_package(tmp_path, "thing.so" if sys.platform != "win32" else "thing.pyd", b"no library")
    monkeypatch.syspath_prepend(str(tmp_path))
    (fault,) = faults("thing==1.0")
    assert fault.startswith("thing cannot be imported: ImportError")


def test_a_module_whose_file_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_package(tmp_path, "thing_that_went.py", b"")
    (tmp_path / "thing_that_went.py").unlink()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert list(faults("thing==1.0")) == ["thing cannot be imported: there is no thing_that_went"]


def test_what_vozes_needs_is_there_in_this_environment() -> None:
    command = [sys.executable, "-m", "vozes.setup.installing.check_packages", "base"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.stdout, result.returncode) == ("all is there\n", 0)
