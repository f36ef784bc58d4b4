"""A checkpoint is found wherever other programs have put it, and what it lacks is said at once."""

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from vozes.engines.settings import EngineSettings
from vozes.engines.xtts.checkpoint.files import CheckpointFiles, find_checkpoint
from vozes.errors import ErrorCode, VozesError

ALL = ("model.pth", "config.json", "vocab.json", "speakers_xtts.pth")
COQUI = "tts_models--multilingual--multi-dataset--xtts_v2"
HUGGING_FACE = "models--coqui--XTTS-v2"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has nothing yet."""
    for name in ("TTS_HOME", "HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, appauthor: tmp_path / "data" / name)
    return tmp_path / "home"


def _checkpoint(folder: Path, files: tuple[str, ...] = ALL) -> Path:
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).touch()
    return folder


def _find(home: Path, checkpoint: Path | None = None) -> Path:
    settings = EngineSettings(str(home), xtts_checkpoint=str(checkpoint) if checkpoint else None)
    found = find_checkpoint(settings)
    assert CheckpointFiles.of(found)
    return found


def _refusal(home: Path, checkpoint: Path | None = None) -> str:
    settings = EngineSettings(str(home), xtts_checkpoint=str(checkpoint) if checkpoint else None)
    with pytest.raises(VozesError) as refused:
        find_checkpoint(settings)
    assert refused.value.code is ErrorCode.MODEL_NOT_INSTALLED
    return refused.value.message


def test_the_folder_that_the_settings_name_comes_first(home: Path, tmp_path: Path) -> None:
    _checkpoint(home / "models" / "xtts_v2")
    assert _find(home, _checkpoint(tmp_path / "mine")) == tmp_path / "mine"


def test_a_named_folder_without_a_checkpoint_is_refused_whatever_else_there_is(home: Path, tmp_path: Path) -> None:
    _checkpoint(home / "models" / "xtts_v2")
    message = _refusal(home, tmp_path / "mine")
    assert "xtts_checkpoint" in message
    assert str(tmp_path / "mine") in message


def test_our_own_place_is_looked_in(home: Path) -> None:
    expected = _checkpoint(home / "models" / "xtts_v2")
    assert _find(home) == expected


def test_what_was_converted_is_no_checkpoint(home: Path) -> None:
    (home / "models" / "xtts_v2" / "converted").mkdir(parents=True)
    assert str(home / "models" / "xtts_v2") in _refusal(home)


def test_coqui_s_cache_is_looked_in(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    default = _checkpoint(tmp_path / "data" / "tts" / COQUI)
    assert _find(home) == default
    elsewhere = _checkpoint(tmp_path / "elsewhere" / "tts" / COQUI)
    monkeypatch.setenv("TTS_HOME", str(tmp_path / "elsewhere"))
    assert _find(home) == elsewhere


def test_hugging_face_s_cache_is_looked_in(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    default = _checkpoint(tmp_path / "cache" / "huggingface" / "hub" / HUGGING_FACE / "snapshots" / "abc")
    assert _find(home) == default
    by_home = _checkpoint(tmp_path / "hf" / "hub" / HUGGING_FACE / "snapshots" / "abc")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    assert _find(home) == by_home
    by_cache = _checkpoint(tmp_path / "hub" / HUGGING_FACE / "snapshots" / "abc")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    assert _find(home) == by_cache


@pytest.mark.parametrize(
    ("named", "at"),
    [
        (HUGGING_FACE, f"{HUGGING_FACE}/snapshots/abc"),
        ("hub", f"hub/{HUGGING_FACE}/snapshots/abc"),
        ("huggingface", f"huggingface/hub/{HUGGING_FACE}/snapshots/abc"),
        ("tts", f"tts/{COQUI}"),
        ("elsewhere", f"elsewhere/tts/{COQUI}"),
    ],
)
def test_a_cache_may_be_named_instead_of_the_checkpoint_in_it(named: str, at: str, home: Path, tmp_path: Path) -> None:
    expected = _checkpoint(tmp_path / at)
    assert _find(home, tmp_path / named) == expected


def test_the_snapshot_of_the_main_branch_is_taken(home: Path, tmp_path: Path) -> None:
    model = tmp_path / HUGGING_FACE
    for revision in ("aaa", "bbb", "ccc"):
        _checkpoint(model / "snapshots" / revision)
    (model / "refs").mkdir()
    (model / "refs" / "main").write_text("bbb\n")
    assert _find(home, model) == model / "snapshots" / "bbb"


def test_a_whole_checkpoint_is_preferred_to_half_of_one(home: Path, tmp_path: Path) -> None:
    half = _checkpoint(home / "models" / "xtts_v2", ("config.json",))
    assert find_checkpoint(EngineSettings(str(home))) == half
    whole = _checkpoint(tmp_path / "data" / "tts" / COQUI)
    assert _find(home) == whole


def test_all_missing_files_are_named_together(tmp_path: Path) -> None:
    folder = _checkpoint(tmp_path / "half", ("config.json",))
    with pytest.raises(VozesError, match=r"lacks model\.pth, vocab\.json, speakers_xtts\.pth\.") as refused:
        CheckpointFiles.of(folder)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT


@pytest.mark.parametrize(
    ("weights", "taken"),
    [
        (("model.pth", "best_model.pth"), "model.pth"),
        (("best_model.pth", "best_model_88.pth"), "best_model.pth"),
        (("best_model_88.pth",), "best_model_88.pth"),
        (("best_model_88.pth", "best_model_99.pth"), None),
        (("checkpoint_500.pth",), None),
    ],
)
def test_a_trainer_s_best_model_stands_for_the_model(
    weights: tuple[str, ...], taken: str | None, tmp_path: Path
) -> None:
    folder = _checkpoint(tmp_path / "mine", weights + ALL[1:])
    if taken is None:
        with pytest.raises(VozesError, match=r"lacks model\.pth"):
            CheckpointFiles.of(folder)
    else:
        assert CheckpointFiles.of(folder).model == folder / taken


def test_looking_for_a_checkpoint_imports_no_torch() -> None:
    check = (
        "import sys, vozes.engines.xtts.checkpoint.files; sys.exit('torch' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links take a right of their own there")
@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "../outside"])
def test_a_file_that_is_a_link_out_of_the_folder_is_refused(name: str, target: str, tmp_path: Path) -> None:
    (tmp_path / "outside").touch()
    folder = _checkpoint(tmp_path / "mine", tuple(other for other in ALL if other != name))
    (folder / name).symlink_to(target)
    with pytest.raises(VozesError, match=name.replace(".", r"\.")) as refused:
        CheckpointFiles.of(folder)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT


@pytest.mark.skipif(sys.platform == "win32", reason="links take a right of their own there")
def test_a_snapshot_whose_files_are_links_into_the_cache_is_whole(home: Path, tmp_path: Path) -> None:
    model = tmp_path / "cache" / "huggingface" / "hub" / HUGGING_FACE
    (model / "blobs").mkdir(parents=True)
    (model / "snapshots" / "abc").mkdir(parents=True)
    for name in ALL:
        (model / "blobs" / name[::-1]).touch()
        (model / "snapshots" / "abc" / name).symlink_to(f"../../blobs/{name[::-1]}")
    assert _find(home) == model / "snapshots" / "abc"


def test_a_branch_that_names_no_snapshot_does_no_harm(home: Path, tmp_path: Path) -> None:
    model = tmp_path / HUGGING_FACE
    expected = _checkpoint(model / "snapshots" / "abc")
    (model / "refs").mkdir()
    (model / "refs" / "main").write_bytes(b"\xff" * 1_000_000)
    assert _find(home, model) == expected
