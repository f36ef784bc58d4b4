"""Models are found wherever other programs have put them, each with an id of its own, and what one lacks is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint.files import ModelFiles, find_models
from vozes.errors import ErrorCode, VozesError

LIBRITTS = ("epochs_2nd_00020.pth", "config.yml")
LJSPEECH = ("epoch_2nd_00100.pth", "config.yml")
KOKORO = ("kokoro-v1_0.pth", "config.json", "voices/pf_dora.pt", "voices/af_heart.pt")
XTTS = ("model.pth", "config.json", "vocab.json", "speakers_xtts.pth")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has nothing yet."""
    for name in ("HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "home"


def _place(folder: Path, files: tuple[str, ...]) -> Path:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def _own(home: Path) -> Path:
    return home / "models" / "styletts2"


def _settings(home: Path, named: Path | None = None) -> EngineSettings:
    return EngineSettings(str(home), styletts2_checkpoints=str(named) if named else None)


def _found(home: Path, named: Path | None = None) -> dict[str, ModelFiles]:
    return {model.id: model for model in find_models(_settings(home, named))}


def _refusal(home: Path, named: Path | None = None) -> VozesError:
    with pytest.raises(VozesError) as refused:
        find_models(_settings(home, named))
    return refused.value


def test_our_own_place_has_a_folder_for_each_model(home: Path) -> None:
    for name, files in (("libritts", LIBRITTS), ("ljspeech", LJSPEECH), ("kokoro", KOKORO)):
        _place(_own(home) / name, files)
    found = _found(home)
    assert set(found) == {"libritts", "ljspeech", "kokoro"}
    libritts, kokoro = _own(home) / "libritts", _own(home) / "kokoro"
    assert found["libritts"] == ModelFiles("libritts", libritts / LIBRITTS[0], libritts / "config.yml")
    assert [path.name for path in found["kokoro"].voices] == ["af_heart.pt", "pf_dora.pt"]
    assert (found["kokoro"].model, found["kokoro"].config) == (kokoro / KOKORO[0], kokoro / "config.json")


def test_without_any_the_commands_that_download_one_are_named(home: Path) -> None:
    refused = _refusal(home)
    assert refused.code is ErrorCode.MODEL_NOT_INSTALLED
    for part in ("models pull kokoro", "models pull libritts", "models pull ljspeech", str(_own(home))):
        assert part in refused.message


def test_a_named_folder_may_be_a_model(home: Path, tmp_path: Path) -> None:
    folder = _place(tmp_path / "libritts", LIBRITTS)
    assert _found(home, folder)["libritts"].model == folder / LIBRITTS[0]


def test_a_named_folder_may_hold_several(home: Path, tmp_path: Path) -> None:
    _place(tmp_path / "all" / "mine", LIBRITTS)
    _place(tmp_path / "all" / "kokoro", KOKORO)
    _place(tmp_path / "all" / "xtts", XTTS)
    _place(tmp_path / "all" / "empty", ("readme.txt",))
    _place(tmp_path / "all" / ".hidden", LIBRITTS)
    assert set(_found(home, tmp_path / "all")) == {"mine", "kokoro"}


def test_a_named_folder_comes_alone(home: Path, tmp_path: Path) -> None:
    _place(_own(home) / "libritts", LIBRITTS)
    cached = tmp_path / "cache" / "huggingface" / "hub" / "models--hexgrad--Kokoro-82M" / "snapshots" / "abc"
    _place(cached, KOKORO)
    assert set(_found(home)) == {"libritts", "kokoro"}
    assert set(_found(home, _place(tmp_path / "mine", LJSPEECH))) == {"mine"}
    refused = _refusal(home, tmp_path / "nothing")
    assert refused.code is ErrorCode.MODEL_NOT_INSTALLED
    assert f"styletts2_checkpoints names {tmp_path / 'nothing'}" in refused.message


@pytest.mark.parametrize(
    ("repository", "within", "files", "model_id"),
    [
        ("models--yl4579--StyleTTS2-LibriTTS", "Models/LibriTTS", LIBRITTS, "libritts"),
        ("models--yl4579--StyleTTS2-LJSpeech", "Models/LJSpeech", LJSPEECH, "ljspeech"),
        ("models--hexgrad--Kokoro-82M", "", KOKORO, "kokoro"),
    ],
)
def test_hugging_face_s_cache_is_looked_in(
    repository: str,
    within: str,
    files: tuple[str, ...],
    model_id: str,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def cached(at: Path) -> Path:
        return _place(at / repository / "snapshots" / "abc" / within, files)

    default = cached(tmp_path / "cache" / "huggingface" / "hub")
    assert _found(home)[model_id].model == default / files[0]
    by_home = cached(tmp_path / "hf" / "hub")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    assert _found(home)[model_id].model == by_home / files[0]
    by_cache = cached(tmp_path / "hub")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    found = _found(home)
    assert list(found) == [model_id]
    assert found[model_id].model == by_cache / files[0]
    for named in (tmp_path / "hub", tmp_path / "hub" / repository, tmp_path / "hf"):
        assert set(_found(home, named)) == {model_id}


def test_our_own_model_is_preferred_to_a_cached_one_and_the_others_are_found_beside_it(
    home: Path, tmp_path: Path
) -> None:
    hub = tmp_path / "cache" / "huggingface" / "hub"
    _place(hub / "models--yl4579--StyleTTS2-LibriTTS" / "snapshots" / "abc" / "Models" / "LibriTTS", LIBRITTS)
    _place(hub / "models--hexgrad--Kokoro-82M" / "snapshots" / "abc", KOKORO)
    own = _place(_own(home) / "libritts", LIBRITTS)
    found = _found(home)
    assert set(found) == {"libritts", "kokoro"}
    assert found["libritts"].model.parent == own


def test_a_whole_model_is_preferred_to_half_of_one(home: Path, tmp_path: Path) -> None:
    _place(_own(home) / "libritts", LIBRITTS[:1])
    cached = tmp_path / "cache" / "huggingface" / "hub" / "models--yl4579--StyleTTS2-LibriTTS" / "snapshots" / "abc"
    whole = _place(cached / "Models" / "LibriTTS", LIBRITTS)
    assert _found(home)["libritts"].model == whole / LIBRITTS[0]


def test_fine_tuned_models_are_called_by_their_folders_and_no_two_alike(home: Path, tmp_path: Path) -> None:
    for name in ("Minha voz!", "minha-voz", "Ação"):
        _place(tmp_path / "all" / name, ("epoch_2nd_00007.pth", "config_ft.yml"))
    _place(tmp_path / "all" / "trained" / "Models" / "Ana", LIBRITTS)
    assert set(_found(home, tmp_path / "all")) == {"minha-voz", "minha-voz-2", "acao", "ana"}


def test_two_kokoros_have_two_ids(home: Path, tmp_path: Path) -> None:
    _place(tmp_path / "all" / "a", KOKORO)
    _place(tmp_path / "all" / "b", KOKORO)
    _place(tmp_path / "all" / "zh", ("kokoro-v1_1-zh.pth", "config.json", "voices/zf_001.pt"))
    assert set(_found(home, tmp_path / "all")) == {"kokoro", "kokoro-2", "zh"}


@pytest.mark.parametrize(
    ("files", "taken"),
    [
        (("epoch_2nd_00007.pth", "config.yml"), ("epoch_2nd_00007.pth", "config.yml")),
        (("mine.pth", "config.yml", "config_ft.yml"), ("mine.pth", "config.yml")),
        (("epoch_2nd_00007.pth", "first_stage.pth", "config_ft.yml"), ("epoch_2nd_00007.pth", "config_ft.yml")),
        (("mine.pth", "config.json", "voices/a.pt"), ("mine.pth", "config.json")),
    ],
)
def test_the_one_file_of_weights_is_taken_whatever_its_name(
    files: tuple[str, ...], taken: tuple[str, str], home: Path, tmp_path: Path
) -> None:
    model = _found(home, _place(tmp_path / "mine", files))["mine"]
    assert (model.model.name, model.config.name) == taken


@pytest.mark.parametrize(
    ("files", "lacking"),
    [
        (("epochs_2nd_00020.pth",), "lacks config.yml."),
        (("config.yml",), "lacks one file of weights (*.pth)."),
        (("epoch_1.pth", "epoch_2.pth", "config.yml"), "It has epoch_1.pth, epoch_2.pth: keep one of them."),
        (("kokoro-v1_0.pth",), "lacks config.json, voices/*.pt."),
        (("config.json", "voices/a.pt"), "lacks one file of weights (*.pth)."),
        (("kokoro-v1_0.pth", "config.json", "voices/a.txt"), "lacks voices/*.pt."),
    ],
)
def test_all_that_a_model_lacks_is_named(files: tuple[str, ...], lacking: str, home: Path, tmp_path: Path) -> None:
    refused = _refusal(home, _place(tmp_path / "half", files))
    assert refused.code is ErrorCode.INVALID_CHECKPOINT
    assert refused.message.startswith(f"The model in {tmp_path / 'half'} lacks")
    assert lacking in refused.message


def test_an_xtts_checkpoint_is_no_model_of_this_family(home: Path, tmp_path: Path) -> None:
    assert _refusal(home, _place(tmp_path / "xtts", XTTS)).code is ErrorCode.MODEL_NOT_INSTALLED


def test_what_was_converted_is_no_model(home: Path) -> None:
    _place(_own(home) / "converted" / "abc", ("weights.safetensors",))
    assert _refusal(home).code is ErrorCode.MODEL_NOT_INSTALLED


def test_looking_for_models_and_voices_imports_no_torch() -> None:
    check = "import sys, vozes.engines.styletts2.voices; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links take a right of their own there")
@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("kokoro-v1_0.pth", "/dev/zero"),
        ("kokoro-v1_0.pth", "outside/pf_dora.pt"),
        ("config.json", "/etc/passwd"),
        ("voices/pf_dora.pt", "outside/pf_dora.pt"),
        ("voices", "outside"),
    ],
)
def test_a_model_with_a_link_out_of_its_folder_is_refused(name: str, target: str, home: Path, tmp_path: Path) -> None:
    _place(tmp_path / "outside", ("pf_dora.pt",))
    folder = _place(tmp_path / "mine", tuple(each for each in KOKORO if not each.startswith(name)))
    (folder / name).symlink_to(tmp_path / target)
    assert _refusal(home, folder).code is ErrorCode.INVALID_CHECKPOINT


@pytest.mark.skipif(sys.platform == "win32", reason="links take a right of their own there")
def test_a_snapshot_s_links_into_its_cache_are_followed(home: Path, tmp_path: Path) -> None:
    cached = tmp_path / "cache" / "huggingface" / "hub" / "models--hexgrad--Kokoro-82M"
    blobs = _place(cached / "blobs", ("f00",))
    for name in KOKORO:
        (cached / "snapshots" / "abc" / name).parent.mkdir(parents=True, exist_ok=True)
        (cached / "snapshots" / "abc" / name).symlink_to(blobs / "f00")
    assert set(_found(home)) == {"kokoro"}


@pytest.mark.skipif(sys.platform == "win32", reason="links take a right of their own there")
def test_folders_that_link_to_one_another_are_not_followed_for_ever(home: Path, tmp_path: Path) -> None:
    folder = _place(tmp_path / "all" / "mine", LIBRITTS)
    (folder / "Models").symlink_to("..", target_is_directory=True)
    (tmp_path / "all" / "loop").symlink_to("loop")
    assert "mine" in _found(home, tmp_path / "all")


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
@pytest.mark.parametrize("name", [b"\xff", b"a\nb", b"a\x1b[31m", b"x" * 200])
def test_a_voice_pack_that_cannot_be_shown_by_its_name_is_left_out(name: bytes, home: Path, tmp_path: Path) -> None:
    folder = _place(tmp_path / "mine", KOKORO)
    Path(os.fsdecode(bytes(folder) + b"/voices/" + name + b".pt")).touch()
    assert [path.name for path in _found(home, folder)["kokoro"].voices] == ["af_heart.pt", "pf_dora.pt"]
