"""What a person puts into the folder, edits and removes is seen without a restart; what is wrong is only skipped."""

import json
import logging
import os
import shutil
from pathlib import Path

import pytest

from tests.voices.samples import WAV, draft, put_by_hand, wav
from vozes.errors import ErrorCode, VozesError
from vozes.voices.library import VoiceLibrary


def names(library: VoiceLibrary) -> list[str]:
    return [voice.name for voice in library.list()]


def test_a_name_and_a_recording_are_enough(library: VoiceLibrary, home: Path) -> None:
    assert names(library) == []
    folder = put_by_hand(home, "ana")
    (folder / "more.WAV").write_bytes(wav(1.25))
    (voice,) = library.list()
    assert library.get("ana") == voice == library.by_name("ANA")
    assert [(each.file, each.seconds) for each in voice.recordings] == [("more.WAV", 1.25), ("speech.wav", 0.5)]
    assert voice.created == voice.updated > "2026"
    assert (voice.id, voice.consent) == ("ana", None)


def test_a_copied_folder_is_another_voice(library: VoiceLibrary, home: Path) -> None:
    voice = library.add(draft("Ana"))
    custom = home / "voices" / "custom"
    shutil.copytree(custom / voice.id, custom / "copy")
    assert [each.id for each in library.list()] == ["copy", voice.id]
    assert library.edit("copy", description="The copy.").name == "Ana"
    assert library.edit("copy", name="Bia").id == "copy"


def test_a_folder_that_is_removed_or_renamed_is_seen(library: VoiceLibrary, home: Path) -> None:
    put_by_hand(home, "ana")
    folder = put_by_hand(home, "bia")
    assert names(library) == ["Ana", "Bia"]
    folder.rename(folder.with_name("caio"))
    assert [voice.id for voice in library.list()] == ["ana", "caio"]
    shutil.rmtree(folder.with_name("caio"))
    assert names(library) == ["Ana"]
    with pytest.raises(VozesError):
        library.get("caio")


@pytest.mark.parametrize("replaces", [True, False])
def test_an_edited_file_is_read_again_however_the_editor_saves(
    library: VoiceLibrary, home: Path, replaces: bool
) -> None:
    path = put_by_hand(home, "ana") / "voice.json"
    assert names(library) == ["Ana"]
    for name in ("Bia", "Eva", "Ada"):  # as long as one another, and within a tick of the file system's clock
        target = path.with_suffix(".tmp") if replaces else path
        target.write_text(json.dumps({"name": name}), "utf-8")
        target.replace(path)
        assert library.get("ana").name == name
        assert names(library) == [name]
        assert library.by_name(name) == library.get("ana")


def test_a_name_that_was_given_by_hand_is_taken(library: VoiceLibrary, home: Path) -> None:
    folder = put_by_hand(home, "ana")
    (folder / "voice.json").write_text('{"name": "Zé"}', "utf-8")
    with pytest.raises(VozesError) as error:
        library.add(draft("ZÉ"))
    assert error.value.code == ErrorCode.NAME_TAKEN


def test_an_edit_completes_what_was_written_by_hand(library: VoiceLibrary, home: Path) -> None:
    folder = put_by_hand(home, "ana")
    edited = library.edit("ana", tags=("low",))
    document = json.loads((folder / "voice.json").read_text("utf-8"))
    assert document["recordings"][0]["file"] == "speech.wav"
    assert VoiceLibrary(home, trash_days=30).get("ana") == edited


def test_changes_are_seen_in_a_large_library_after_some_looks(
    library: VoiceLibrary, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vozes.voices.index._PER_LOOK", 3)
    monkeypatch.setattr("vozes.voices.index._SETTLED_NS", 0)
    for number in range(10):
        put_by_hand(home, f"voice{number}")
    library.list()
    path = home / "voices" / "custom" / "voice7" / "voice.json"
    path.write_text('{"name": "Edited"}', "utf-8")
    os.utime(path, (1, 1))
    assert "Edited" in [name for _ in range(4) for name in names(library)]


def test_what_another_process_writes_is_seen_at_once_in_a_large_library(
    library: VoiceLibrary, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vozes.voices.index._PER_LOOK", 0)
    for number in range(10):
        put_by_hand(home, f"voice{number}")
    library.list()
    other = VoiceLibrary(home, trash_days=30)
    other.edit("voice7", name="Edited")
    assert library.by_name("edited") is not None
    other.edit("voice7", name="Edited again")
    library.edit("voice6", description="Mine.")
    assert library.by_name("edited again") is not None


def test_an_own_write_is_no_reason_to_look_at_a_whole_large_library(
    library: VoiceLibrary, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vozes.voices.index._PER_LOOK", 0)
    monkeypatch.setattr("vozes.voices.index._SETTLED_NS", 0)
    path = put_by_hand(home, "ana") / "voice.json"
    library.add(draft("Bia"))
    caio = library.add(draft("Caio")).id
    library.list()
    path.write_text('{"name": "Edited"}', "utf-8")
    library.edit(caio, description="Mine.")
    library.delete(caio)
    assert names(library) == ["Ana", "Bia"]
    assert library.get("ana").name == "Edited"


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda folder: (folder / "voice.json").write_text("{"), "Invalid JSON"),
        (lambda folder: (folder / "voice.json").write_text('{"name": ""}'), "The name is empty"),
        (lambda folder: (folder / "voice.json").write_text(" " * 1_000_001), "larger than 1,000,000 bytes"),
        (lambda folder: (folder / "voice.json").unlink(), "No such file"),
        (lambda folder: (folder / "speech.wav").unlink(), "it has no recording"),
        (lambda folder: (folder / "speech.wav").write_bytes(b"RIFF"), "'speech.wav' is not a WAV file"),
        (lambda folder: (folder / "speech.wav").write_bytes(b""), "'speech.wav' is not a WAV file"),
    ],
)
def test_a_broken_voice_is_skipped_with_one_line_until_it_is_mended(
    library: VoiceLibrary, home: Path, caplog: pytest.LogCaptureFixture, spoil: object, reason: str
) -> None:
    folder = put_by_hand(home, "ana")
    put_by_hand(home, "bia")
    assert names(library) == ["Ana", "Bia"]
    spoil(folder)  # type: ignore[operator]
    for _ in range(3):
        assert names(library) == ["Bia"]
        with pytest.raises(VozesError) as error:
            library.get("ana")
        assert error.value.code == ErrorCode.UNKNOWN_VOICE
    (line,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert "folder 'ana' is skipped" in line
    assert reason in line
    (folder / "voice.json").write_text('{"name": "Ana"}')
    (folder / "speech.wav").write_bytes(WAV)
    assert names(library) == ["Ana", "Bia"]


def test_a_recording_that_is_lost_or_elsewhere_makes_no_voice(
    library: VoiceLibrary, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    voice = library.add(draft("Ana"))
    (recording,) = library.recording_paths(voice)
    recording.rename(recording.with_name("hidden"))
    assert names(library) == []
    assert "its recording 'recording-1.wav' is missing" in caplog.text
    (home / "secret.wav").write_bytes(WAV)
    for number, file in enumerate(
        ["../../../secret.wav", str(home / "secret.wav"), "..", "", "a\x00.wav", "sub/speech.wav"]
    ):
        folder = put_by_hand(home, f"elsewhere{number}", recordings=[{"file": file, "seconds": 1}])
        sent = {"file": "speech.wav", "seconds": 1, "original": file}
        put_by_hand(home, f"original{number}", recordings=[sent])
        (folder / "sub").mkdir()
        (folder / "sub" / "speech.wav").write_bytes(WAV)
    assert names(library) == []


def test_what_is_no_voice_is_ignored_and_told_once(
    library: VoiceLibrary, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    custom = home / "voices" / "custom"
    for name in ("Ana Maria", "con", "trash", ".hidden"):
        put_by_hand(home, name)
    (custom / "README").write_text("mine")
    (home / "elsewhere").mkdir()
    (custom / "link").symlink_to(home / "elsewhere", target_is_directory=True)
    for _ in range(2):
        assert names(library) == []
    told = sorted(record.getMessage().split("'")[1] for record in caplog.records)
    assert told == ["Ana Maria", "con", "trash"]
