"""Deleted voices can be restored for some days, and are gone for good then."""

import shutil
import time
from pathlib import Path

import pytest

from tests.voices.samples import draft, leftovers, put_by_hand
from vozes.errors import ErrorCode, VozesError
from vozes.voices.library import VoiceLibrary
from vozes.voices.voice import LibraryVoice

_DAY = 24 * 3600


def derived(library: VoiceLibrary, home: Path, voice: LibraryVoice) -> list[Path]:
    """Files that are made from the voice, made."""
    paths = [library.embedding_path("xtts_v2", voice.id), library.embedding_path("styletts2", voice.id)]
    paths.append(home / "voices" / "previews" / f"{voice.id}-0123abcd.mp3")
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"derived")
    return paths


def age(home: Path, voice_id: str, days: float) -> None:
    """As if the voice had been deleted so many days ago."""
    (folder,) = (home / "voices" / "trash").glob(f"{voice_id}.*")
    folder.rename(folder.with_name(f"{voice_id}.{int(time.time() - days * _DAY)}"))


def test_a_deleted_voice_is_gone_and_can_be_restored_as_it_was(library: VoiceLibrary, home: Path) -> None:
    voice = library.add(draft("Ana"))
    files = derived(library, home, voice)
    library.delete(voice.id)
    assert (library.list(), library.find(voice.id), library.find("Ana")) == ([], None, None)
    (deleted,) = library.deleted()
    assert deleted.voice == voice
    assert deleted.deleted >= voice.created
    assert library.restore(voice.id) == voice
    assert (library.list(), library.deleted()) == ([voice], [])
    assert all(path.exists() for path in [*files, *library.recording_paths(voice)])


def test_the_name_of_a_deleted_voice_is_free_and_then_keeps_it_from_being_restored(library: VoiceLibrary) -> None:
    old = library.add(draft("Ana"))
    library.delete(old.id)
    new = library.add(draft("ANA"))
    with pytest.raises(VozesError) as error:
        library.restore(old.id)
    assert (error.value.code, error.value.param) == (ErrorCode.NAME_TAKEN, "name")
    assert [each.voice for each in library.deleted()] == [old]
    library.edit(new.id, name="Bia")
    assert library.restore(old.id) == old


def test_a_folder_of_the_same_id_is_not_overwritten_by_a_restored_one(library: VoiceLibrary, home: Path) -> None:
    put_by_hand(home, "ana")
    library.delete("ana")
    put_by_hand(home, "ana", name="Another")
    with pytest.raises(VozesError) as error:
        library.restore("ana")
    assert error.value.code == ErrorCode.NAME_TAKEN
    assert library.get("ana").name == "Another"


def test_the_last_deleted_of_an_id_is_restored_first(library: VoiceLibrary, home: Path) -> None:
    for name in ("First", "Second"):
        put_by_hand(home, "ana", name=name)
        library.delete("ana")
    assert [each.voice.name for each in library.deleted()] == ["Second", "First"]
    assert library.restore("ana").name == "Second"
    library.edit("ana", name="Renamed")
    shutil.rmtree(home / "voices" / "custom" / "ana")
    assert library.restore("ana").name == "First"


def test_the_trash_is_emptied_with_all_that_was_made_from_its_voices(library: VoiceLibrary, home: Path) -> None:
    ana, bia, kept = (library.add(draft(name)) for name in ("Ana", "Bia", "Caio"))
    gone, stays = [*derived(library, home, ana), *derived(library, home, bia)], derived(library, home, kept)
    library.delete(ana.id)
    library.delete(bia.id)
    assert library.empty_trash() == 2
    assert (library.empty_trash(), library.deleted(), library.list()) == (0, [], [kept])
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in stays)
    assert list((home / "voices" / "trash").iterdir()) == []
    with pytest.raises(VozesError):
        library.restore(ana.id)


@pytest.mark.parametrize("start", [True, False])
def test_a_voice_is_purged_after_its_days_at_a_start_and_at_the_next_deletion(
    library: VoiceLibrary, home: Path, start: bool
) -> None:
    old, recent, other = (library.add(draft(name)) for name in ("Ana", "Bia", "Caio"))
    files = derived(library, home, old)
    library.delete(old.id)
    library.delete(recent.id)
    age(home, old.id, 30.1)
    age(home, recent.id, 29.9)
    if start:
        VoiceLibrary(home, trash_days=30).start()
    else:
        library.delete(other.id)
    assert old not in [each.voice for each in library.deleted()]
    assert recent in [each.voice for each in library.deleted()]
    assert not any(path.exists() for path in files)
    assert leftovers(home) == []


def test_with_no_days_a_deleted_voice_is_gone_at_once(home: Path) -> None:
    library = VoiceLibrary(home, trash_days=0)
    library.delete(library.add(draft("Ana")).id)
    assert library.deleted() == []
    assert list((home / "voices" / "trash").iterdir()) == []


def test_what_is_broken_or_strange_in_the_trash_is_skipped(library: VoiceLibrary, home: Path) -> None:
    voice = library.add(draft("Ana"))
    library.delete(voice.id)
    trash = home / "voices" / "trash"
    (folder,) = trash.iterdir()
    (folder / "voice.json").write_text("{")
    for name in ("ana", "ana.x", "Ana.1", ".hidden", "README"):
        (trash / name).mkdir()
    assert library.deleted() == []
    with pytest.raises(VozesError) as error:
        library.restore(voice.id)
    assert error.value.code == ErrorCode.UNKNOWN_VOICE
    assert library.empty_trash() == 1
