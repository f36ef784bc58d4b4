"""`vozes doctor`: what it finds, what it mends, and what it says of torch. The machines with cards are made up."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Vozes
from vozes.cli.doctor.belongings import examine_home, size_of
from vozes.cli.doctor.fixes import fix
from vozes.cli.doctor.installation import examine_installation
from vozes.cli.doctor.torch import _findings
from vozes.locks import open_lock, taken
from vozes.running_server import LOCK
from vozes.runtime.native.library import kernels_built, kernels_level
from vozes.runtime.torch_build import build_name
from vozes.setup.console import Mark
from vozes.setup.environment import CHECKOUT, Places, find_places
from vozes.setup.installing.stages import Stage, Stamp, stamp_path
from vozes.setup.machine.cards import Card, Nvidia
from vozes.setup.machine.hardware import Hardware, TorchBuild
from vozes.setup.machine.preflight import Finding

VERSION = version("torch").partition("+")[0]
POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
IN_ITS_OWN_PROCESS = """\
import sys
from vozes.cli import app
sys.argv = ["vozes", "doctor", "--json", "--port", "0"]
try:
    app()
finally:
    print("torch" in sys.modules)
"""


def test_doctor_looks_at_everything_and_has_torch_only_in_another_process(environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", IN_ITS_OWN_PROCESS]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    found, torch_is_loaded = result.stdout.splitlines()
    parts: dict[str, list[dict[str, str]]] = json.loads(found)
    marks = {one["what"]: one["mark"] for part in parts.values() for one in part}
    assert torch_is_loaded == "False"
    assert result.returncode == 0, parts
    assert list(parts) == [name for name in ("machine", "installation", "engines", "models", "home") if name in parts]
    assert marks["eSpeak speaks"] == marks["caches"] == marks["port"] == "fine"
    assert {"model kokoro", "model xtts_v2"} <= marks.keys()
    if "installation" in parts:
        assert {one["found"] for one in parts["installation"]} >= {"all is there"}
    assert all(set(one) == {"mark", "what", "found", "advice"} for part in parts.values() for one in part)


def words(findings: list[Finding]) -> str:
    return "; ".join(finding.found for finding in findings)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = find_places(str(tmp_path / "home"), tmp_path)
    places.home.mkdir(mode=0o700)
    return places


def test_there_is_nothing_to_mend_in_a_home_that_is_well(places: Places) -> None:
    (places.home / "voices").mkdir(mode=0o700)
    assert words(fix(places)) == "there was nothing to mend"


def test_fix_removes_what_was_left_unfinished_and_nothing_else(places: Places) -> None:
    kept = [places.home / "models" / "mine.pth", places.home / "voices" / "ana" / "voice.json"]
    left = [places.home / ".new-0123", places.home / "cache" / "uploads" / "form" / "one.wav"]
    for path in (*kept, *left):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(b"x")
        path.chmod(0o600)
    assert "removed what was left unfinished: 2 files and folders" in words(fix(places))
    assert [path.exists() for path in (*kept, *left)] == [True, True, False, False]


def test_fix_leaves_a_running_servers_files_alone(places: Places) -> None:
    upload = places.home / "cache" / "uploads" / "one.wav"
    upload.parent.mkdir(parents=True, mode=0o700)
    upload.write_bytes(b"x")
    upload.chmod(0o600)
    with open_lock(places.home / LOCK) as lock:
        assert taken(lock)
        fix(places)
    assert upload.exists()


@POSIX
def test_fix_closes_a_home_that_others_can_read(places: Places) -> None:
    (places.home / "voices").mkdir()
    places.home.chmod(0o755)
    assert "others may look into" in words(examine_home(places.home))
    assert "closed" in words(fix(places))
    assert "closed to others" in words(examine_home(places.home))


@pytest.mark.parametrize("broken", ["{", "[]", ""])
def test_fix_makes_a_record_of_the_installation_anew_that_cannot_be_read(
    places: Places, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr(sys, "prefix", str(places.venv))
    places.python.parent.mkdir(parents=True)
    places.python.touch()
    stamp_path(places).write_text(broken)
    assert "record of the installation" in words(fix(places))
    assert Stamp.read(places).fits
    assert words(fix(places)) == "there was nothing to mend"


def test_a_record_of_another_environment_is_left_alone(places: Places) -> None:
    places.venv.mkdir()
    stamp_path(places).write_text("{")
    assert words(fix(places)) == "there was nothing to mend"


def test_a_version_that_is_not_the_pinned_one_is_found(monkeypatch: pytest.MonkeyPatch, places: Places) -> None:
    monkeypatch.setattr("vozes.cli.doctor.installation.CHECKOUT", CHECKOUT)
    monkeypatch.setattr("vozes.cli.doctor.installation.installed_build", lambda places: "other")
    monkeypatch.setattr("vozes.cli.doctor.installation.installed_version", lambda places, name: "1.0")
    monkeypatch.setattr("vozes.cli.doctor.installation.torch_version", lambda places: "1.0")
    (torch,) = examine_installation(places)
    assert torch.mark is Mark.IMPOSSIBLE
    assert "and 1.0 is pinned; torch's build is" in torch.found
    assert ".venv" in torch.advice


def test_a_build_that_took_anothers_place_is_told_and_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, places: Places
) -> None:
    monkeypatch.setattr("vozes.cli.doctor.installation.CHECKOUT", CHECKOUT)
    monkeypatch.setattr("vozes.cli.doctor.installation.installed_build", lambda places: "other")
    monkeypatch.setattr("vozes.cli.doctor.installation.installed_version", lambda places, name: "1.0")
    monkeypatch.setattr("vozes.cli.doctor.installation.torch_version", lambda places: VERSION)
    places.python.parent.mkdir(parents=True)
    places.python.touch()
    Stamp(places).record(Stage("torch", (), ""), TorchBuild(build_name()))
    torch, build = examine_installation(places)
    assert torch.mark is Mark.FINE
    assert (build.mark, "took the place of other" in build.found) == (Mark.WARNING, True)


def test_the_size_of_a_folder_is_that_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "one").write_bytes(b"x" * 1000)
    (tmp_path / "a" / "b" / "two").write_bytes(b"x" * 500)
    assert size_of(tmp_path / "a") == 1500


def test_doctor_torch_reports_the_torch_that_is_here(vozes: Vozes) -> None:
    found = json.loads(vozes("doctor", "torch", "--json").stdout)
    report = found["torch"]
    assert report["version"].startswith("2.")
    assert all(speed is None or speed > 1e6 for speed in report["speeds"].values())
    assert {"float32", "bfloat16"} <= report["speeds"].keys()
    assert report["kernels"] == {
        "wanted": "auto",
        "built": kernels_built(),
        "run": kernels_level(),
        "refused": None,
    }
    assert found["suits"]["reason"]


KERNELS: dict[str, Any] = {"wanted": "auto", "built": ["avx512", "avx2"], "run": "avx512", "refused": None}
H200: dict[str, Any] = {
    "version": "2.13.0+cu130",
    "build": "cu130",
    "device": "cuda",
    "architectures": ["sm_75", "sm_80", "sm_86", "sm_90", "sm_100", "sm_120", "compute_120"],
    "cards": [{"name": "NVIDIA H200", "compute": "9.0", "memory_bytes": 150_000_000_000, "has_code": True}],
    "precision": "bfloat16",
    "speeds": {"bfloat16": 6.5e14, "float32": 5e13, "float16": None},
    "processor": {"capability": "AVX512", "vnni": True, "amx": True, "bfloat16": True, "threads": 16},
    "kernels": KERNELS,
}
ITS_MACHINE = Hardware("linux", "x86_64", Nvidia((Card("NVIDIA H200", (9, 0), 150_000_000_000),), "580.95.05"))


def findings(**other: Any) -> dict[str, Finding]:
    return {finding.what: finding for finding in _findings({**H200, **other}, ITS_MACHINE)}


def test_a_card_is_told_with_its_memory_and_the_speed_of_each_precision() -> None:
    found = findings()
    assert found["card"].found == "NVIDIA H200, 150.0 GB, compute capability 9.0"
    assert found["driver"].found == "NVIDIA 580.95.05"
    assert found["matrices in bfloat16"].found == "650.00 TFLOP/s"
    assert found["matrices in float16"].mark is Mark.WARNING
    assert found["suits"].mark is found["our kernels"].mark is Mark.FINE
    assert "AVX512; 16 threads; has VNNI, AMX, fast bfloat16" in found["processor"].found


def test_a_build_without_code_for_the_card_cannot_work() -> None:
    card = {**H200["cards"][0], "has_code": False}
    assert findings(cards=[card])["card"].mark is Mark.IMPOSSIBLE


def test_another_build_than_suits_the_machine_is_told_with_the_command_for_the_right_one() -> None:
    suits = findings(build="cpu")["suits"]
    assert suits.mark is Mark.WARNING
    assert suits.advice.endswith("--neural cu130")


@pytest.mark.parametrize(("level", "told"), [("amx", "AMX"), ("avx512", "AVX-512"), ("avx2", "AVX2"), ("neon", "NEON")])
def test_kernels_are_told_with_their_level(level: str, told: str) -> None:
    assert f"run, by {told}" in findings(kernels={**KERNELS, "run": level})["our kernels"].found


@pytest.mark.parametrize(
    ("kernels", "mark", "told"),
    [
        ({"built": [], "run": None}, Mark.WARNING, "were not built"),
        ({"run": None}, Mark.WARNING, "need a processor with AVX-512 with VNNI or AVX2 with FMA"),
        ({"wanted": "none", "run": None}, Mark.WARNING, "switched off by the setting kernels"),
        ({"wanted": "neon", "run": None, "refused": "set it to auto"}, Mark.IMPOSSIBLE, "cannot be had"),
    ],
)
def test_kernels_that_do_not_run_are_told_with_the_reason(kernels: dict[str, Any], mark: Mark, told: str) -> None:
    finding = findings(kernels={**KERNELS, **kernels})["our kernels"]
    assert finding.mark is mark
    assert told in finding.found
    assert kernels.get("refused", "") in finding.advice
