"""What is on this machine is told as it is: absent, installed, damaged or on its way."""

import subprocess
import sys
from pathlib import Path

import pytest

from vozes.engines.settings import EngineSettings
from vozes.models.catalog import catalog_model
from vozes.models.installed import InstalledModel, look_at, look_at_all, own_folder
from vozes.models.provenance import FileRecord, Provenance, read_provenance, write_provenance
from vozes.models.pull_state import PullReporter

FILES = {"kokoro-v1_0.pth": b"weights", "config.json": b"{}", "voices/pf_dora.pt": b"dora"}


def put(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def provenance(files: dict[str, bytes] = FILES) -> Provenance:
    records = {name: FileRecord(len(content), "0" * 64) for name, content in files.items()}
    return Provenance("hub", "hexgrad/Kokoro-82M", False, "2026-11-29T06:00:00Z", "Apache-2.0", None, records)


def kokoro(home: Path) -> InstalledModel:
    return look_at(catalog_model("kokoro"), EngineSettings(str(home)))


@pytest.fixture
def own(bare_home: Path) -> Path:
    return own_folder(catalog_model("kokoro"), bare_home)


def test_without_models_all_are_absent(bare_home: Path) -> None:
    found = look_at_all(EngineSettings(str(bare_home)))
    assert [(each.state, each.folder, each.source, each.pull) for each in found] == [("absent", None, None, None)] * 4


def test_a_model_that_was_put_there_by_hand_is_installed_and_has_no_source(bare_home: Path, own: Path) -> None:
    put(own)
    found = kokoro(bare_home)
    assert (found.state, found.folder, found.source) == ("installed", own, None)


def test_the_source_of_a_model_is_told(bare_home: Path, own: Path) -> None:
    write_provenance(put(own), provenance())
    found = kokoro(bare_home)
    assert (found.state, found.source) == ("installed", provenance())


def test_a_file_that_is_lost_or_cut_short_is_named(bare_home: Path, own: Path) -> None:
    write_provenance(put(own), provenance())
    (own / "voices" / "pf_dora.pt").write_bytes(b"do")
    found = kokoro(bare_home)
    assert (found.state, found.folder) == ("damaged", own)
    assert "voices/pf_dora.pt" in (found.problem or "")


def test_a_part_of_a_model_is_damaged(bare_home: Path, own: Path) -> None:
    put(own, {"kokoro-v1_0.pth": b"weights"})
    found = kokoro(bare_home)
    assert found.state == "damaged"
    assert "config.json" in (found.problem or "")


def test_a_part_of_another_model_says_nothing_of_this_one(bare_home: Path, own: Path) -> None:
    put(own.with_name("libritts"), {"config.yml": b""})
    assert kokoro(bare_home).state == "absent"


def test_a_model_in_another_program_s_cache_is_installed_there(bare_home: Path, tmp_path: Path) -> None:
    cached = put(tmp_path / "elsewhere" / "models--hexgrad--Kokoro-82M" / "snapshots" / "abc")
    assert (kokoro(bare_home).state, kokoro(bare_home).folder) == ("installed", cached)


def test_a_model_that_is_being_pulled_says_how_far(bare_home: Path) -> None:
    with PullReporter(bare_home, "kokoro") as reporter:
        reporter.stage("download", 100)
        found = kokoro(bare_home)
    assert (found.state, found.pull and found.pull.bytes_total) == ("pulling", 100)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"files": {}}', b'{"files": {"a": 1}}'])
def test_a_broken_record_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".source.json").write_bytes(content)
    assert read_provenance(tmp_path) is None


def test_looking_needs_no_torch() -> None:
    code = "import vozes.models.installed, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
