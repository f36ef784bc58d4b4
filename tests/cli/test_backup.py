"""`vozes backup` and `vozes restore`, and what all commands do with a home of another version."""

import io
import json
import os
import tarfile
from pathlib import Path

import pytest

from tests.cli.conftest import Vozes, refusal
from tests.live import running_server
from tests.voices.samples import draft
from vozes.cli.backup.words import ENGLISH, PORTUGUESE
from vozes.service.home_format import CURRENT
from vozes.voices.library import VoiceLibrary

IN_ENGLISH = {"LANGUAGE": "", "LC_ALL": "en_US.UTF-8"}
IN_PORTUGUESE = {"LANGUAGE": "", "LC_ALL": "pt_BR.UTF-8"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    VoiceLibrary(home, trash_days=30).add_all([draft("Ana"), draft("Bia")])
    return home


def names(home: Path) -> list[str]:
    return [voice.name for voice in VoiceLibrary(home, trash_days=30).list()]


def test_a_backup_says_what_is_in_it_and_what_is_not_and_is_restored_elsewhere(
    vozes: Vozes, home: Path, folder: Path, tmp_path: Path
) -> None:
    written = vozes("backup", "vozes.tar", **IN_ENGLISH)
    assert (written.returncode, written.stderr) == (0, b"")
    assert "2 voices" in written.stdout.decode()
    assert "Left out: the models" in written.stdout.decode()
    if os.name == "posix":
        assert (folder / "vozes.tar").stat().st_mode & 0o077 == 0

    restored = vozes("restore", "vozes.tar", "--home", str(tmp_path / "again"), **IN_PORTUGUESE)
    assert restored.returncode == 0, restored
    assert "2 vozes" in restored.stdout.decode()
    assert "Os modelos não estão neste backup" in restored.stdout.decode()
    assert names(tmp_path / "again") == names(home) == ["Ana", "Bia"]


def test_both_languages_have_the_same_words() -> None:
    assert ENGLISH.keys() == PORTUGUESE.keys()


def test_a_backup_goes_to_standard_output_too(vozes: Vozes, home: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(vozes("backup", "-").stdout)) as archive:
        assert sum(name.endswith("/voice.json") for name in archive.getnames()) == 2


def test_nothing_is_replaced_without_force(vozes: Vozes, home: Path, folder: Path) -> None:
    (folder / "vozes.tar").write_text("mine")
    assert "--force" in refusal(vozes("backup", "vozes.tar", **IN_ENGLISH))
    assert (folder / "vozes.tar").read_text() == "mine"

    assert vozes("backup", "vozes.tar", "--force").returncode == 0
    library = VoiceLibrary(home, trash_days=30)
    library.edit(library.list()[0].id, name="Caio")
    assert "--force" in refusal(vozes("restore", "vozes.tar"))
    assert names(home) == ["Bia", "Caio"]
    assert vozes("restore", "vozes.tar", "--force").returncode == 0
    assert names(home) == ["Ana", "Bia"]


def test_what_is_no_backup_is_refused_in_one_line(vozes: Vozes, folder: Path) -> None:
    (folder / "x.tar").write_text("no tar")
    assert "backup" in refusal(vozes("restore", "x.tar"))
    assert "y.tar" in refusal(vozes("restore", "y.tar"))
    assert "folder" in refusal(vozes("restore", ".", **IN_ENGLISH))
    assert "nothing to keep" in refusal(vozes("backup", "z.tar"))
    assert not (folder / "z.tar").exists()


def test_a_backup_is_taken_beside_a_server_and_restored_only_without_one(
    vozes: Vozes, folder: Path, environment: dict[str, str]
) -> None:
    with running_server(command=("-m", "tests.fake_server")) as server:
        here = {"VOZES_HOME": str(server.home)}
        assert vozes("lexicon", "add", "Nvidia", "en-vídia", **here).returncode == 0
        assert vozes("backup", "vozes.tar", **here).returncode == 0
        assert "A server has the home" in refusal(vozes("restore", "vozes.tar", "--force", **here))


@pytest.mark.parametrize(
    "arguments", [("serve",), ("voices",), ("lexicon",), ("say", "x"), ("backup", "x.tar"), ("doctor",)]
)
def test_every_command_refuses_a_newer_home_and_changes_nothing(
    arguments: tuple[str, ...], vozes: Vozes, home: Path
) -> None:
    (home / "format.json").write_text(json.dumps({"format": CURRENT + 1, "vozes": "9.8.7"}))
    before = sorted(home.rglob("*"))
    told = refusal(vozes(*arguments))
    assert "9.8.7" in told
    assert "Update Vozes" in told
    assert sorted(home.rglob("*")) == before


def test_a_backup_of_before_an_update_is_restored_by_the_older_version(vozes: Vozes, home: Path) -> None:
    assert vozes("backup", "vozes.tar").returncode == 0
    (home / "format.json").write_text(json.dumps({"format": CURRENT + 1, "vozes": "9.8.7"}))
    assert vozes("restore", "vozes.tar", "--force").returncode == 0
    assert vozes("voices", "--mine").returncode == 0
    assert names(home) == ["Ana", "Bia"]
