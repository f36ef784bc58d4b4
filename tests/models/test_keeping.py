"""A model is taken in from where it is, checked against its hashes, and removed with all that was made of it."""

import json
import struct
import zipfile
from pathlib import Path

import pytest

from tests.models.test_installed import put
from tests.models.tiny import FILES, tiny
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.models.importing import import_model
from vozes.models.installed import InstalledModel, look_at, own_folder
from vozes.models.placing import file_hash
from vozes.models.provenance import FileRecord, Provenance, write_provenance
from vozes.models.pull_state import PullReporter, is_pull_declined, read_pull
from vozes.models.removing import remove_model
from vozes.models.verifying import verify_model

MODEL = tiny()
OTHER = FILES | {"voices/pf_dora.pt": b"other"}


def imported(home: Path, origin: Path | None) -> InstalledModel:
    return import_model(MODEL, EngineSettings(str(home)), origin, accept_license=False)


def import_failure(home: Path, origin: Path | None) -> VozesError:
    """How taking it in fails; nothing of it stays."""
    with pytest.raises(VozesError) as refused:
        imported(home, origin)
    assert look_at(MODEL, EngineSettings(str(home))).folder in (None, origin)
    assert not (home / "models" / ".pulls" / "kokoro").exists()
    return refused.value


def verified(home: Path) -> int:
    return verify_model(MODEL, EngineSettings(str(home)))[1]


def eight_bit(folder: Path) -> Path:
    """A copy of a model that another Vozes has made of the release in 8 bits."""
    records = {path: FileRecord((folder / path).stat().st_size, file_hash(folder / path)) for path in FILES}
    write_provenance(folder, Provenance("registry", "wheels", True, "2026-11-29", "Apache-2.0", None, records))
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "kokoro.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(f"backup/kokoro/{name}", content)
        archive.writestr("../evil.pt", b"evil")
    return path


@pytest.mark.parametrize("inside", ["", "models--hexgrad--Kokoro-82M/snapshots/abc"])
def test_a_folder_is_taken_in(bare_home: Path, tmp_path: Path, inside: str) -> None:
    put(tmp_path / "stick" / inside, FILES)
    found = imported(bare_home, tmp_path / "stick")
    assert found.folder == own_folder(MODEL, bare_home)
    assert found.source is not None
    assert (found.source.kind, found.source.origin) == ("import", str(tmp_path / "stick"))
    assert verified(bare_home) == len(FILES)


def test_a_zip_file_is_taken_in_and_nothing_of_it_but_the_model(bare_home: Path, archive: Path) -> None:
    found = imported(bare_home, archive)
    assert found.folder is not None
    assert {path.name for path in found.folder.rglob("*") if path.is_file()} == {
        ".source.json", *(Path(name).name for name in FILES),
    }  # fmt: skip
    assert not list(bare_home.parent.rglob("evil.pt"))


def test_without_a_folder_the_cache_of_another_program_is_taken(bare_home: Path, tmp_path: Path) -> None:
    cached = put(tmp_path / "elsewhere" / "models--hexgrad--Kokoro-82M" / "snapshots" / "abc", FILES)
    assert imported(bare_home, None).folder == own_folder(MODEL, bare_home)
    assert (cached / "config.json").is_file()


def test_a_model_that_another_vozes_has_made_keeps_its_record(bare_home: Path, tmp_path: Path) -> None:
    eight_bit(put(tmp_path / "stick", OTHER))
    found = imported(bare_home, tmp_path / "stick")
    assert found.source is not None
    assert found.source.eight_bit
    assert found.source.origin == f"{tmp_path / 'stick'} (wheels)"


def test_a_model_of_which_some_voices_were_taken_is_taken_in(bare_home: Path, tmp_path: Path) -> None:
    put(tmp_path / "stick", {name: FILES[name] for name in FILES if name != "voices/af_heart.pt"})
    assert imported(bare_home, tmp_path / "stick").state == "installed"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (OTHER, "has a voices/pf_dora.pt that is not the published one"),
        ({"kokoro-v1_0.pth": FILES["kokoro-v1_0.pth"]}, "lacks config.json"),
        ({"readme.txt": b""}, "has no file kokoro-v1_0.pth"),
    ],
)
def test_what_is_not_the_published_model_is_refused(
    bare_home: Path, tmp_path: Path, files: dict[str, bytes], said: str
) -> None:
    error = import_failure(bare_home, put(tmp_path / "stick", files))
    assert error.code is ErrorCode.INVALID_CHECKPOINT
    assert said in error.message


def test_what_is_neither_a_folder_nor_a_zip_file_is_refused(bare_home: Path, tmp_path: Path) -> None:
    (tmp_path / "model.rar").write_bytes(b"Rar!")
    assert "neither a folder nor a zip" in import_failure(bare_home, tmp_path / "model.rar").message
    assert "mistyped is not there" in import_failure(bare_home, tmp_path / "mistyped").message


def test_a_model_in_its_own_place_is_not_taken_in_again(bare_home: Path) -> None:
    own = put(own_folder(MODEL, bare_home), FILES)
    for origin in (own, None):
        with pytest.raises(VozesError, match="in its place already"):
            imported(bare_home, origin)


def test_a_licence_that_restricts_has_to_be_accepted(bare_home: Path, tmp_path: Path) -> None:
    with pytest.raises(VozesError) as refused:
        import_model(tiny(model="xtts_v2"), EngineSettings(str(bare_home)), tmp_path, accept_license=False)
    assert refused.value.code is ErrorCode.LICENCE_NOT_ACCEPTED


def test_what_has_changed_or_gone_since_is_found(bare_home: Path, tmp_path: Path) -> None:
    folder = imported(bare_home, put(tmp_path / "stick", FILES)).folder
    assert folder is not None
    (folder / "config.json").write_bytes(b'{"vocab": []}')
    with pytest.raises(VozesError, match=r"altered: config\.json"):
        verified(bare_home)
    (folder / "config.json").unlink()
    with pytest.raises(VozesError, match=r"missing: config\.json"):
        verified(bare_home)


def test_a_model_that_was_put_there_by_hand_is_held_against_the_published_files(bare_home: Path) -> None:
    own = put(own_folder(MODEL, bare_home), FILES)
    assert verified(bare_home) == len(FILES)
    (own / "voices" / "pf_dora.pt").write_bytes(b"mine")
    with pytest.raises(VozesError, match=r"the published files; altered: voices/pf_dora\.pt"):
        verified(bare_home)


def test_a_model_is_removed_with_what_was_converted_of_it(bare_home: Path, tmp_path: Path) -> None:
    own = imported(bare_home, put(tmp_path / "stick", FILES)).folder
    converted = own_folder(MODEL, bare_home).parent / "converted"
    for name, source in (("mine", str(own_folder(MODEL, bare_home) / "kokoro-v1_0.pth")), ("other", "/x/libritts")):
        head = json.dumps({"__metadata__": {"source": source}}).encode()
        (converted / name).mkdir(parents=True)
        (converted / name / "weights.safetensors").write_bytes(struct.pack("<Q", len(head)) + head)

    assert remove_model(MODEL, EngineSettings(str(bare_home))) == own

    assert look_at(MODEL, EngineSettings(str(bare_home))).state == "absent"
    assert [path.name for path in converted.iterdir()] == ["other"]
    assert read_pull(bare_home, "kokoro") is None
    assert is_pull_declined(bare_home, "kokoro")


def test_a_model_that_is_not_here_cannot_be_removed(bare_home: Path) -> None:
    with pytest.raises(VozesError, match="models pull kokoro") as refused:
        remove_model(MODEL, EngineSettings(str(bare_home)))
    assert refused.value.code is ErrorCode.MODEL_NOT_INSTALLED


def test_another_program_s_model_is_left_alone(bare_home: Path, tmp_path: Path) -> None:
    cached = put(tmp_path / "elsewhere" / "models--hexgrad--Kokoro-82M" / "snapshots" / "abc", FILES)
    with pytest.raises(VozesError, match="remove it there"):
        remove_model(MODEL, EngineSettings(str(bare_home)))
    assert (cached / "config.json").is_file()


def test_what_a_pull_has_left_is_removed(bare_home: Path) -> None:
    put(bare_home / "models" / ".pulls" / "kokoro" / "hub", {"kokoro-v1_0.pth.part": b"half"})
    remove_model(MODEL, EngineSettings(str(bare_home)))
    assert not (bare_home / "models" / ".pulls" / "kokoro").exists()


def test_a_model_that_is_being_fetched_can_neither_be_removed_nor_taken_in(bare_home: Path, tmp_path: Path) -> None:
    with PullReporter(bare_home, "kokoro") as reporter:
        reporter.stage("download")
        with pytest.raises(VozesError, match="is being fetched at this moment"):
            verify_model(MODEL, EngineSettings(str(bare_home)))
        put(own_folder(MODEL, bare_home), FILES)
        with pytest.raises(VozesError) as refused:
            remove_model(MODEL, EngineSettings(str(bare_home)))
        assert refused.value.code is ErrorCode.MODEL_BUSY
        with pytest.raises(VozesError) as refused:
            imported(bare_home, put(tmp_path / "stick", FILES))
        assert refused.value.code is ErrorCode.MODEL_BUSY
