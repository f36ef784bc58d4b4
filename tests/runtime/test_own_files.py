"""Only what lies in a model's folder is opened, wherever that lies; a cache's snapshots link to the cache's files."""

import os
import sys
from pathlib import Path

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.runtime.own_files import check_own

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links take a right of their own there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "models" / "mine").mkdir(parents=True)
    (tmp_path / "other.pth").write_bytes(b"other")
    return tmp_path / "models" / "mine"


def _refusal(folder: Path, name: str = "model.pth") -> str:
    with pytest.raises(VozesError) as refused:
        check_own(folder, [folder / name])
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    return refused.value.message


def test_a_file_and_a_link_within_the_folder_are_its_own(folder: Path) -> None:
    (folder / "epoch.pth").touch()
    (folder / "model.pth").symlink_to("epoch.pth")
    check_own(folder, [folder / "epoch.pth", folder / "model.pth"])


def test_a_folder_that_is_linked_from_elsewhere_has_files_of_its_own(folder: Path, tmp_path: Path) -> None:
    (folder / "model.pth").touch()
    (tmp_path / "linked").symlink_to(folder, target_is_directory=True)
    check_own(tmp_path / "linked", [tmp_path / "linked" / "model.pth"])


@pytest.mark.parametrize("within", ["", "Models/LibriTTS"])
def test_a_snapshot_in_hugging_face_s_cache_links_to_the_cache_s_files(within: str, tmp_path: Path) -> None:
    repository = tmp_path / "hub" / "models--x--y"
    snapshot = repository / "snapshots" / "abc" / within
    snapshot.mkdir(parents=True)
    (repository / "blobs").mkdir()
    (repository / "blobs" / "f00").touch()
    (snapshot / "model.pth").symlink_to(os.path.relpath(repository / "blobs" / "f00", snapshot))
    check_own(snapshot, [snapshot / "model.pth"])
    (snapshot / "config.json").symlink_to(tmp_path)
    assert "config.json" in _refusal(snapshot, "config.json")


@pytest.mark.parametrize(
    "target", ["../../other.pth", "/etc/passwd", "/dev/zero", "/dev/null", "nowhere", ".", "model.pth"]
)
def test_a_link_to_anything_else_is_refused(target: str, folder: Path) -> None:
    (folder / "model.pth").symlink_to(target)
    assert str(folder / "model.pth") in _refusal(folder)


def test_a_link_to_an_absolute_place_outside_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "model.pth").symlink_to(tmp_path / "other.pth")
    assert "put the file itself there" in _refusal(folder)


def test_a_file_in_a_folder_that_links_elsewhere_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "voices").symlink_to(tmp_path, target_is_directory=True)
    assert "voices" in _refusal(folder, "voices/other.pth")


def test_a_pipe_is_refused_without_waiting_for_it(folder: Path) -> None:
    os.mkfifo(folder / "model.pth")
    assert "model.pth" in _refusal(folder)


def test_a_neighbour_whose_name_begins_alike_is_another_folder(folder: Path) -> None:
    (folder.parent / "mine-2").mkdir()
    (folder.parent / "mine-2" / "model.pth").touch()
    (folder / "model.pth").symlink_to("../mine-2/model.pth")
    assert "model.pth" in _refusal(folder)
