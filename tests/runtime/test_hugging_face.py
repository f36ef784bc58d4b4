"""What Hugging Face's tools have downloaded is found where they put it."""

import os
from pathlib import Path

import pytest

from vozes.runtime.hugging_face import cached_name, default_cache, named_caches, with_snapshots


def _snapshots(model: Path, *revisions: str) -> None:
    for age, revision in enumerate(revisions):
        folder = model / "snapshots" / revision
        folder.mkdir(parents=True)
        os.utime(folder, (1e9 - age,) * 2)


def test_a_repository_s_folder_is_named_as_their_tools_name_it() -> None:
    assert cached_name("hexgrad/Kokoro-82M") == "models--hexgrad--Kokoro-82M"


def test_the_environment_names_caches_and_there_is_one_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HF_HUB_CACHE", "HF_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert list(named_caches()) == []
    assert default_cache() == tmp_path / "huggingface"
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HUB_CACHE", "~/hub")
    assert list(named_caches()) == [Path.home() / "hub", tmp_path / "home"]


def test_the_folder_comes_before_its_snapshots_and_the_newest_of_these_first(tmp_path: Path) -> None:
    _snapshots(tmp_path, "newest", "older")
    assert [path.name for path in with_snapshots(tmp_path)] == [tmp_path.name, "newest", "older"]


def test_the_main_branch_s_snapshot_comes_before_newer_ones(tmp_path: Path) -> None:
    _snapshots(tmp_path, "newest", "main", "older")
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs" / "main").write_text("main\n")
    assert [path.name for path in with_snapshots(tmp_path)][1:] == ["main", "newest", "older"]
