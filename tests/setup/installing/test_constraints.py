"""Every package that Vozes may install is pinned, once, and installed by its hash, on each platform and Python."""

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import pytest

from requirements.make import ALONE, read_pins, stages
from vozes.setup.environment import CHECKOUT, find_places
from vozes.setup.installing.failures import reason_for
from vozes.setup.installing.stages import stages as setup_stages
from vozes.setup.machine.hardware import TorchBuild, builds_for

PIN = re.compile(r"([A-Za-z0-9._-]+)==([0-9][A-Za-z0-9.]*)(; .+)?")
STAGES = ("build", "base", "torch", "cuda", "neural", "lang", "discovery", "telemetry", "dev", "cluster")


def pins() -> list[str]:
    lines = find_places(None).constraints.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def entries(stage: str) -> list[tuple[str, list[str]]]:
    """Each requirement of a stage's file, with its hashes."""
    text = (CHECKOUT / "requirements" / f"{stage}.txt").read_text(encoding="utf-8")
    lines = [re.split(r"\s*--hash=sha256:", line) for line in text.replace("\\\n", "").splitlines()[1:]]
    return [(line[0].strip(), line[1:]) for line in lines]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_each_pin_is_one_exact_public_version() -> None:
    assert [line for line in pins() if not PIN.fullmatch(line)] == []


def test_every_package_that_pyproject_names_is_pinned() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {normal(re.split(r"[\[<>=!~; ]", requirement)[0]) for requirement in wanted}
    pinned = {normal(line.split("==")[0]) for line in pins()}
    assert names | {"pip", "setuptools", "wheel"} <= pinned


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_installs_nothing_without_hashes(stage: str) -> None:
    faults = [name for name, hashes in entries(stage) if not hashes or any(len(one) != 64 for one in hashes)]
    assert (entries(stage) != [], faults) == (True, [])


def versions_of(stages: Iterable[str]) -> list[str]:
    return sorted(re.sub(r"\s*;.*", "", name) for stage in stages for name, _ in entries(stage))


def test_every_pin_is_installed_at_that_version_and_by_one_stage_but_for_what_extras_share() -> None:
    pinned = sorted(line.split(";")[0] for line in pins())
    assert sorted(set(versions_of(STAGES))) == sorted(set(pinned))
    together = versions_of(stage for stage in STAGES if stage not in ALONE)
    assert set(versions_of(ALONE)) | set(together) == set(pinned)
    assert len(together) == len(set(together)) + len(pinned) - len(set(pinned))


def test_the_stages_hold_all_that_is_needed_and_no_more() -> None:
    """What Ray needs is said by the package alone, which the tests do without."""
    there = [stage for stage in STAGES if stage != "cluster" or find_spec("ray")]
    found = {stage: {normal(re.split("==", name)[0]) for name, _ in entries(stage)} for stage in there}
    assert found == {stage: set(names) for stage, names in stages(read_pins()).items() if stage in there}


@pytest.mark.parametrize("build", builds_for(sys.platform))
def test_all_but_torch_of_its_own_index_is_checked_against_hashes(build: TorchBuild) -> None:
    for stage in setup_stages(find_places(None), build, development=True):
        for _, step in stage.steps:
            hashed = "--require-hashes" in step
            assert hashed or step[-1] == "." or any("download.pytorch.org" in word for word in step), step


def test_a_wheel_with_another_hash_is_refused_with_its_reason(tmp_path: Path) -> None:
    wheel = tmp_path / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("thing.py", "")
        file.writestr("thing-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n")
        file.writestr("thing-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr("thing-1.0.dist-info/RECORD", "")
    output = {}
    for name, digest in (("good", sha256(wheel.read_bytes()).hexdigest()), ("other", "0" * 64)):
        needed = tmp_path / f"{name}.txt"
        needed.write_text(f"thing==1.0 \\\n    --hash=sha256:{digest}\n")
        place = ("--no-index", "--find-links", str(tmp_path), "--target", str(tmp_path / name))
        command = [
            sys.executable,
            "-I",
            "-m",
            "pip",
            "install",
            "--require-hashes",
            "--no-deps",
            *place,
            "-r",
            str(needed),
        ]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        output[name] = (result.returncode, result.stdout + result.stderr)
    assert output["good"][0] == 0, output
    assert (tmp_path / "good" / "thing.py").exists()
    status, said = output["other"]
    assert status != 0
    assert "its hash is another" in reason_for(said, status).why
    assert not (tmp_path / "other").exists()
