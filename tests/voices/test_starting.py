"""A start removes what a kill has left behind, and nothing that anybody wants."""

import os
from pathlib import Path

from tests.voices.samples import draft, leftovers, put_by_hand
from vozes.voices.library import VoiceLibrary


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"something")
    return path


def test_a_start_removes_what_is_unfinished(library: VoiceLibrary, home: Path) -> None:
    voice = library.add(draft("Ana"))
    voices = home / "voices"
    put(voices / "custom" / ".new-0123" / "recording-1.wav")
    put(voices / "custom" / ".new-4567")
    put(voices / "trash" / ".new-0123" / "voice.json")
    put(voices / "presets" / ".new-0123")
    put(voices / "embeddings" / "xtts_v2" / f".{voice.id}.safetensors.0123")
    put(voices / "previews" / f".new-{voice.id}")
    put(home / "cache" / "uploads" / "0123" / "sent.wav")
    put(home / "cache" / "uploads" / "sent.wav")
    assert len(leftovers(home)) == 8
    library.start()
    assert leftovers(home) == []
    assert library.list() == [voice]


def test_a_start_removes_what_was_made_from_voices_that_are_gone(library: VoiceLibrary, home: Path) -> None:
    live, deleted, gone = (library.add(draft(name)).id for name in ("Ana", "Bia", "Caio"))
    put_by_hand(home, "ana-maria")
    library.delete(deleted)
    library.delete(gone)
    for folder in (home / "voices" / "trash").glob(f"{gone}.*"):
        for path in [*folder.iterdir(), folder]:
            path.rmdir() if path.is_dir() else path.unlink()
    kept = [put(library.embedding_path("xtts_v2", each)) for each in (live, deleted, "ana-maria")]
    previews = home / "voices" / "previews"
    kept += [put(previews / f"{each}-01.mp3") for each in (live, deleted, "ana-maria", "pt-br+f3")]
    lost = [put(library.embedding_path("xtts_v2", gone)), put(previews / f"{gone}-01.mp3")]
    library.start()
    assert all(path.exists() for path in kept)
    assert not any(path.exists() for path in lost)


def test_a_start_beside_other_servers_leaves_what_they_may_be_at(library: VoiceLibrary, home: Path) -> None:
    uploads, previews = home / "cache" / "uploads", home / "voices" / "previews"
    young = [put(uploads / "1" / "sent.wav"), put(previews / ".new-1")]
    old = [put(uploads / "2" / "sent.wav"), put(previews / ".new-2")]
    for path in (old[1], old[0].parent):
        os.utime(path, (0, 0))
    library.start(stale_seconds=3600)
    assert [path.exists() for path in (*young, *old)] == [True, True, False, False]


def test_a_start_leaves_the_rest_of_the_home_folder_alone(library: VoiceLibrary, home: Path) -> None:
    others = [home / "models" / ".new-1", home / "cache" / "pip" / "x", home / "voices" / "custom" / "ana" / ".new-1"]
    for path in others:
        put(path)
    library.start()
    assert all(path.exists() for path in others)


def test_a_link_among_the_uploads_is_removed_and_not_followed(library: VoiceLibrary, home: Path) -> None:
    mine = put(home / "mine" / "file")
    library.uploads.mkdir(parents=True)
    (library.uploads / "link").symlink_to(mine.parent, target_is_directory=True)
    library.start()
    assert list(library.uploads.iterdir()) == []
    assert mine.exists()


def test_another_process_may_write_before_any_start(home: Path) -> None:
    voice = VoiceLibrary(home, trash_days=30).add(draft("Ana"))
    assert VoiceLibrary(home, trash_days=30).list() == [voice]
