"""A home has a version: older ones are migrated with a backup beside, newer ones are refused untouched."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.voices.samples import draft
from vozes.errors import ErrorCode, VozesError
from vozes.files import write_whole
from vozes.service import home_format
from vozes.service.backup.restoring import restore_backup
from vozes.service.dictionaries import DictionaryStore
from vozes.service.home_format import CURRENT, opened_home, read_format
from vozes.service.home_lock import HomeLock
from vozes.service.keys.store import KeyStore
from vozes.service.lexicon import LexiconStore
from vozes.voices.library import VoiceLibrary

OLDER = Path(__file__).parent / "homes"
COMMITS = ("49dfc9d", "2d56c05", "79686c5")


@pytest.fixture(params=COMMITS)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A home as that commit has written it."""
    return Path(shutil.copytree(OLDER / request.param, tmp_path / "home"))


def files(home: Path) -> dict[str, bytes]:
    paths = (path for path in home.rglob("*") if path.is_file())
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in paths if not path.name.endswith(".lock")}


def names(home: Path) -> tuple[list[str], list[str]]:
    library = VoiceLibrary(home, trash_days=36_500)
    return [voice.name for voice in library.list()], [each.voice.name for each in library.deleted()]


def louder(home: Path) -> None:
    """A step such as a later version may need: it writes each voice's name in capitals."""
    for path in home.glob("voices/*/*/voice.json"):
        voice = json.loads(path.read_bytes())
        content = json.dumps(voice | {"name": voice["name"].upper()}).encode()
        path.unlink()
        path.write_bytes(content)


@pytest.fixture
def with_step(monkeypatch: pytest.MonkeyPatch) -> Callable[[home_format.Step], None]:
    """Makes this version the next one, whose step is that."""

    def use(step: home_format.Step) -> None:
        monkeypatch.setattr(home_format, "STEPS", {CURRENT + 1: step})
        monkeypatch.setattr(home_format, "CURRENT", CURRENT + 1)

    return use


def test_a_home_of_an_earlier_commit_is_read_and_has_a_version_from_then_on(older: Path) -> None:
    before = files(older)

    with opened_home(older):
        assert names(older) == (["Ana Lúcia", "Rui"], ["Gone"])
        ana, rui = VoiceLibrary(older, trash_days=36_500).list()
        assert (ana.language, ana.description, ana.tags) == ("pt-br", "Calma", ("quente",))
        assert len(rui.recordings) == 2
        if (older / "lexicon.json").exists():
            assert [entry.word for entry in LexiconStore(older).read().entries] == ["gif", "Nvidia"]
        if (older / "keys.json").exists():
            assert [key.name for key in KeyStore(older / "keys.json").list()] == ["dashboard"]
            assert [each.name for each in DictionaryStore(older).list()] == ["Names"]

    assert read_format(older) == CURRENT
    assert {name: content for name, content in files(older).items() if name in before} == before


def test_a_home_of_an_older_version_is_migrated_with_a_backup_beside(
    older: Path, tmp_path: Path, with_step: Callable[[home_format.Step], None]
) -> None:
    before = files(older)
    with_step(louder)

    with opened_home(older):
        assert names(older) == (["ANA LÚCIA", "RUI"], ["GONE"])

    assert read_format(older) == CURRENT + 1
    (backup,) = (older / "backups").iterdir()
    restore_backup(tmp_path / "again", backup, force=False)
    kept = {name: content for name, content in before.items() if not name.endswith("clock.json")}
    assert {name: content for name, content in files(tmp_path / "again").items() if name in before} == kept
    assert read_format(tmp_path / "again") == 0


def test_a_migration_that_fails_changes_nothing_and_is_tried_again(
    older: Path, with_step: Callable[[home_format.Step], None]
) -> None:
    def broken(home: Path) -> None:
        louder(home)
        raise OSError("told to fail")

    before = files(older)
    with_step(broken)
    with pytest.raises(VozesError) as caught, opened_home(older):
        pass
    assert caught.value.code == ErrorCode.HOME_UNUSABLE
    assert files(older) == before

    with_step(louder)
    with opened_home(older):
        assert names(older)[0] == ["ANA LÚCIA", "RUI"]


def test_a_newer_home_is_refused_and_untouched(tmp_path: Path) -> None:
    VoiceLibrary(tmp_path, trash_days=30).add(draft("Ana"))
    write_whole(tmp_path / "format.json", json.dumps({"format": CURRENT + 1, "vozes": "9.8.7"}).encode())
    before = files(tmp_path)

    with pytest.raises(VozesError) as caught, opened_home(tmp_path):
        pytest.fail("it was opened")

    assert caught.value.code == ErrorCode.HOME_TOO_NEW
    assert "9.8.7" in caught.value.message
    assert "restore --force" in caught.value.advice
    assert files(tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": "two", "vozes": "1"}', b'{"format": 0, "vozes": "1"}'])
def test_a_version_that_is_none_is_refused_and_untouched(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "format.json").write_bytes(content)
    with pytest.raises(VozesError) as caught, opened_home(tmp_path):
        pytest.fail("it was opened")
    assert caught.value.code == ErrorCode.HOME_UNUSABLE
    assert (tmp_path / "format.json").read_bytes() == content


def test_a_migration_waits_for_no_server_and_goes_on_when_that_has_stopped(
    tmp_path: Path, with_step: Callable[[home_format.Step], None]
) -> None:
    home = tmp_path / "home"
    VoiceLibrary(home, trash_days=30).add(draft("Ana"))
    with_step(louder)
    with HomeLock(home):
        before = files(home)
        with pytest.raises(VozesError) as caught, opened_home(home):
            pytest.fail("it was opened")
        assert caught.value.code == ErrorCode.HOME_IN_USE
        assert files(home) == before
    with opened_home(home):
        assert names(home)[0] == ["ANA"]


def test_a_home_that_is_not_there_stays_so_and_a_new_one_has_the_version(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with opened_home(home):
        pass
    assert not home.exists()
    with opened_home(home):
        VoiceLibrary(home, trash_days=30).add(draft("Ana"))
    assert read_format(home) == CURRENT
