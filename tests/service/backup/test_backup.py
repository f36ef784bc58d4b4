"""What a backup has in it and how it is put back; and archives that somebody has made to do harm."""

import errno
import io
import json
import os
import tarfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.service.backup.test_home_format import files, names
from tests.voices.samples import WAV, draft, put_by_hand
from vozes.errors import ErrorCode, VozesError
from vozes.service.backup.contents import snapshot
from vozes.service.backup.manifest import KeptFile, Manifest, to_json
from vozes.service.backup.restoring import restore_backup
from vozes.service.backup.writing import WrittenBackup, write_backup
from vozes.service.dictionaries import DictionaryStore
from vozes.service.home_format import CURRENT, opened_home
from vozes.service.home_lock import HomeLock
from vozes.service.keys.key import NamedKey
from vozes.service.keys.store import KeyStore
from vozes.service.keys.usage import KeyUsage, spoken_today
from vozes.service.lexicon import LexiconStore
from vozes.text.lexicon.entries import LexiconEntry
from vozes.voices.library import VoiceLibrary
from vozes.voices.library_lock import writing

SHA = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""Of nothing."""


LIMITED = NamedKey("limited", "a" * 64, "", characters_per_day=100)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """With all that a user can make in it, and with what can be made again."""
    home = tmp_path / "home"
    with opened_home(home):
        library = VoiceLibrary(home, trash_days=30)
        library.start()
        gone, _, kept = library.add_all([draft("Gone"), draft("Ana"), draft("Bia", description="“ção”\n")])
        library.delete(gone.id)
        put_by_hand(home, "by-hand")
        library.write_presets({})
        embedding = library.embedding_path("xtts_v2", kept.id)
        embedding.parent.mkdir(parents=True)
        embedding.write_bytes(b"made again")
        LexiconStore(home).put([LexiconEntry("Nvidia", respelling="en-vídia")])
        DictionaryStore(home).add("Names", "", [LexiconEntry("Lu", respelling="Lou")])
        KeyStore(home / "keys.json").add(NamedKey("dashboard", "", ""))
        KeyUsage(home).reserve(LIMITED, 60)
        kokoro = ("models/styletts2/kokoro/config.json", "models/styletts2/kokoro/.source.json")
        for name in ("logs/server.log", "cache/pip/x", "models/.pulls/kokoro.json", *kokoro):
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text("x")
    return home


def backed_up(home: Path, *, models: bool = False) -> Path:
    path = home.with_suffix(".tar")
    with path.open("wb") as file:
        write_backup(home, file, wait_seconds=10, models=models)
    return path


def refused(home: Path, backup: Path, *, force: bool = False) -> VozesError:
    """The refusal of a restore, which changes nothing."""
    before = files(home) if home.exists() else {}
    with pytest.raises(VozesError) as caught:
        restore_backup(home, backup, force=force)
    assert (files(home) if home.exists() else {}) == before
    assert not list(home.glob(".swap-*"))
    return caught.value


def test_all_that_a_user_has_made_comes_back_and_nothing_else(home: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    restore_backup(again, backed_up(home), force=False)

    assert names(again) == (["Ana", "Bia", "By-Hand"], ["Gone"])
    made_again = ("voices/presets/", "voices/embeddings/", "voices/clock.json", "logs/", "cache/", "models/")
    assert files(again) == {name: each for name, each in files(home).items() if not name.startswith(made_again)}
    assert [key.name for key in KeyStore(again / "keys.json").list()] == ["dashboard"]
    assert [each.name for each in DictionaryStore(again).list()] == ["Names"]


def test_what_keys_have_used_comes_back_and_stays_as_it_was_while_more_is_counted(home: Path, tmp_path: Path) -> None:
    with snapshot(home, wait_seconds=10) as (copy, _):
        KeyUsage(home).reserve(LIMITED, 40)
        assert spoken_today(copy) == {LIMITED.digest: 60}
    restore_backup(tmp_path / "again", backed_up(home), force=False)
    assert spoken_today(tmp_path / "again") == {LIMITED.digest: 100}


def test_models_are_taken_in_where_they_are_wanted_and_stay_where_they_are_not(home: Path, tmp_path: Path) -> None:
    with_models = tmp_path / "with-models"
    restore_backup(with_models, backed_up(home, models=True), force=False)
    taken = {path.name for path in (with_models / "models").rglob("*") if path.is_file()}
    assert taken == {"config.json", ".source.json"}

    restore_backup(with_models, backed_up(home), force=True)
    assert (with_models / "models/styletts2/kokoro/config.json").read_text() == "x"


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_what_is_restored_is_its_owners_alone(home: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    restore_backup(again, backed_up(home), force=False)
    assert [path for path in again.rglob("*") if path.stat().st_mode & 0o077] == []


def test_a_home_with_something_in_it_is_replaced_only_by_force(home: Path, tmp_path: Path) -> None:
    backup = backed_up(home)
    other = tmp_path / "other"
    VoiceLibrary(other, trash_days=30).add(draft("Caio"))

    assert refused(other, backup).code == ErrorCode.HOME_NOT_EMPTY
    restore_backup(other, backup, force=True)
    assert names(other)[0] == ["Ana", "Bia", "By-Hand"]


def test_a_home_in_which_a_server_has_only_started_is_not_held_to_be_full(home: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    with opened_home(fresh), HomeLock(fresh):
        library = VoiceLibrary(fresh, trash_days=30)
        library.start()
        library.write_presets({})
    restore_backup(fresh, backed_up(home), force=False)
    assert names(fresh)[0] == ["Ana", "Bia", "By-Hand"]


def test_nothing_is_restored_under_a_running_server(home: Path) -> None:
    backup = backed_up(home)
    with HomeLock(home):
        assert refused(home, backup, force=True).code == ErrorCode.HOME_IN_USE


def test_an_empty_home_has_no_backup(tmp_path: Path) -> None:
    with pytest.raises(VozesError) as caught:
        write_backup(tmp_path, io.BytesIO(), wait_seconds=10)
    assert caught.value.code == ErrorCode.NOT_FOUND


def test_a_backup_waits_for_whoever_writes_to_the_library(home: Path) -> None:
    with writing(home / "voices" / ".lock"), pytest.raises(VozesError) as caught:
        write_backup(home, io.BytesIO(), wait_seconds=0.05)
    assert caught.value.code == ErrorCode.LIBRARY_BUSY


def test_where_the_disk_has_no_hard_links_files_are_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "told to have no links")

    monkeypatch.setattr(os, "link", refuse)
    assert written(home).manifest.voices == 3


def test_a_recording_that_is_a_link_is_taken_as_a_file(home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.wav").write_bytes(WAV)
    (home / "voices/custom/by-hand/speech.wav").unlink()
    (home / "voices/custom/by-hand/speech.wav").symlink_to(tmp_path / "elsewhere.wav")

    restore_backup(tmp_path / "again", backed_up(home), force=False)
    restored = tmp_path / "again/voices/custom/by-hand/speech.wav"
    assert (restored.is_symlink(), restored.read_bytes()) == (False, WAV)


def test_a_file_whose_name_cannot_be_put_back_everywhere_is_told(home: Path) -> None:
    (home / "voices/custom/by-hand" / "a\\b.wav").write_bytes(WAV)
    assert written(home).left_out == ("voices/custom/by-hand/a\\b.wav",)


def written(home: Path) -> WrittenBackup:
    return write_backup(home, io.BytesIO(), wait_seconds=10)


# What somebody may send as a backup

Change = Callable[[tarfile.TarInfo], None]


def archive(tmp_path: Path, members: Sequence[tuple[str, bytes, Change]], **manifest: object) -> Path:
    """A tar file whose list is right unless `manifest` says otherwise."""
    described = {name: KeptFile(len(content), SHA) for name, content, _ in members}
    listed = json.loads(to_json(Manifest(described, CURRENT, "2026-11-30T00:00:00Z", "0.1.0"))) | manifest
    path = tmp_path / "made.tar"
    with tarfile.open(path, "w") as tar:
        for name, content, change in [("vozes-backup.json", json.dumps(listed).encode(), as_it_is), *members]:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            change(member)
            tar.addfile(member, io.BytesIO(content))
    return path


def with_field(**fields: object) -> Change:
    def change(member: tarfile.TarInfo) -> None:
        for name, value in fields.items():
            setattr(member, name, value)

    return change


def as_it_is(_: tarfile.TarInfo) -> None:
    pass


@pytest.mark.parametrize(
    "name",
    [
        "../outside.json", "voices/custom/../../../outside.json", "/tmp/outside.json", "voices/custom/a/..\\..\\x.wav",
        "C:\\outside.json", "voices/custom/a/\x00.wav", "voices/.lock", "voices/custom/.new-x/voice.json",
        "server.lock", "vozes.toml", "cache/x", "voices/presets/metadata.json", "voices", "x" * 300, "",
        "lexicon.json/", "voices/" + "custom/" * 20 + "x",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_or_is_of_nothing_that_is_kept_is_refused(tmp_path: Path, name: str) -> None:
    error = refused(tmp_path / "home", archive(tmp_path, [(name, b"", as_it_is)]))
    assert (error.code, "does not belong" in error.message) == (ErrorCode.INVALID_BACKUP, True)
    assert not (tmp_path / "outside.json").exists()


@pytest.mark.parametrize(
    "change",
    [
        with_field(type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        with_field(type=tarfile.LNKTYPE, linkname="vozes-backup.json"),
        with_field(type=tarfile.FIFOTYPE),
        with_field(type=tarfile.CHRTYPE, devmajor=1, devminor=3),
        with_field(type=tarfile.DIRTYPE),
    ],
    ids=["link", "hard link", "pipe", "device", "folder"],
)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, change: Change) -> None:
    error = refused(tmp_path / "home", archive(tmp_path, [("lexicon.json", b"", change)]))
    assert (error.code, "no plain file" in error.message) == (ErrorCode.INVALID_BACKUP, True)


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        ({}, "a file that its list does not name"),
        ({"lexicon.json": {"size": 5, "sha256": SHA}}, "of another size"),
        ({"lexicon.json": {"size": 0, "sha256": SHA[::-1]}}, "damaged file"),
        ({"lexicon.json": {"size": 0, "sha256": SHA}, "keys.json": {"size": 0, "sha256": SHA}}, "lacks 1 of its files"),
        ({"lexicon.json": {"size": -1, "sha256": SHA}}, "size or SHA-256 is none"),
        ({"lexicon.json": {"size": True, "sha256": SHA}}, "size or SHA-256 is none"),
        ({"lexicon.json": {"size": 0, "sha256": "../" + SHA[3:]}}, "size or SHA-256 is none"),
        ({"lexicon.json": 5}, "described in another way"),
        ([], "list of its files that is wrong"),
    ],
)
def test_what_is_not_as_the_list_says_is_refused(tmp_path: Path, listed: object, reason: str) -> None:
    error = refused(tmp_path / "home", archive(tmp_path, [("lexicon.json", b"", as_it_is)], files=listed))
    assert (error.code, reason in error.message) == (ErrorCode.INVALID_BACKUP, True), error.message


def test_a_file_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    twice = [("lexicon.json", b"", as_it_is)] * 2
    assert "list does not name" in refused(tmp_path / "home", archive(tmp_path, twice)).message


@pytest.mark.parametrize("newer", [{"format": 2}, {"home_format": CURRENT + 1}])
def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path, newer: Mapping[str, object]) -> None:
    backup = archive(tmp_path, [("lexicon.json", b"", as_it_is)], **{"vozes": "9.8.7", **newer})
    assert "newer version of Vozes ('9.8.7')" in refused(tmp_path / "home", backup).message


def test_more_than_the_disk_has_room_for_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    huge = {"lexicon.json": asdict(KeptFile(1 << 60, SHA))}
    backup = archive(tmp_path, [("lexicon.json", b"", as_it_is)], files=huge)
    assert refused(tmp_path / "home", backup).code == ErrorCode.STORAGE_FULL


def test_a_head_that_says_that_it_is_huge_takes_no_memory(tmp_path: Path) -> None:
    backup = tmp_path / "huge.tar"
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.GNUTYPE_LONGNAME, 1 << 32
    backup.write_bytes(member.tobuf(tarfile.GNU_FORMAT))
    with backup.open("r+b") as file:
        file.truncate(1 << 33)
    assert "too long" in refused(tmp_path / "home", backup).message


def test_a_backup_that_was_changed_on_the_way_is_refused_wherever_that_was(home: Path, tmp_path: Path) -> None:
    whole = backed_up(home).read_bytes()
    recording = whole.index(WAV)
    damaged = tmp_path / "damaged.tar"
    for content in (
        whole[: recording + 100],
        whole[: recording + 1000] + b"!" + whole[recording + 1001 :],
        b"",
        b"PK\x03\x04 no tar",
        whole[:600],
    ):
        damaged.write_bytes(content)
        assert refused(tmp_path / "again", damaged).code == ErrorCode.INVALID_BACKUP
