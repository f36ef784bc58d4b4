"""Recordings in which speakers agree: kept whole, and with the voices that were made with them."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.voices.samples import REPORT, WAV, draft, leftovers, wav
from vozes import files
from vozes.errors import ErrorCode, VozesError
from vozes.voices.archive.exporting import export_voices
from vozes.voices.archive.importing import import_archive
from vozes.voices.library import VoiceLibrary
from vozes.voices.voice import Consent, DraftConsent, DraftRecording, LibraryVoice

AGREED = wav(0.75)
RECORDING = DraftRecording(AGREED, 0.75, REPORT)


def add_voice(library: VoiceLibrary, consent: Consent, folder: Path) -> LibraryVoice:
    recording = library.consents.copy_recording(consent.id, folder / "copy.wav")
    return library.add(draft("Ana", consent=consent.created, consent_recording=DraftConsent(consent, recording)))


@pytest.fixture
def consent(library: VoiceLibrary) -> Consent:
    return library.consents.add(" Ana ", "pt-BR", RECORDING)


def test_a_consent_is_found_renamed_and_deleted(library: VoiceLibrary, home: Path, consent: Consent) -> None:
    assert (consent.name, consent.language, consent.seconds) == ("Ana", "pt-BR", 0.75)
    assert library.consents.list() == [library.consents.get(consent.id)] == [consent]
    assert library.consents.rename(consent.id, "Rui").name == library.consents.get(consent.id).name == "Rui"
    library.consents.delete(consent.id)
    assert library.consents.list() == []
    with pytest.raises(VozesError) as refusal:
        library.consents.get(consent.id)
    assert refusal.value.code == ErrorCode.NOT_FOUND
    assert leftovers(home) == []


def test_a_voice_keeps_its_consent_through_the_trash_and_though_that_is_deleted(
    library: VoiceLibrary, home: Path, tmp_path: Path, consent: Consent
) -> None:
    voice = add_voice(library, consent, tmp_path)
    library.consents.delete(consent.id)
    library.delete(voice.id)
    assert library.consent_path(voice) is None
    library.restore(voice.id)
    kept = VoiceLibrary(home, trash_days=30).get(voice.id)
    path = library.consent_path(kept)
    assert kept.consent_recording == consent
    assert path is not None
    assert path.read_bytes() == AGREED


def test_a_consent_is_exported_and_imported_with_its_voice(
    library: VoiceLibrary, tmp_path: Path, consent: Consent
) -> None:
    voice = add_voice(library, consent, tmp_path)
    with (tmp_path / "voices.zip").open("wb") as file:
        export_voices(library, [voice], file)
    other = VoiceLibrary(tmp_path / "other", trash_days=30)

    imported = import_archive(other, tmp_path / "voices.zip", max_bytes=10**6, max_seconds=60)

    path = other.consent_path(imported[0])
    assert imported[0].consent_recording == consent
    assert path is not None
    assert path.read_bytes() == AGREED


def test_an_archive_without_the_recording_that_it_names_is_refused(
    library: VoiceLibrary, tmp_path: Path, consent: Consent
) -> None:
    packed = io.BytesIO()
    export_voices(library, [add_voice(library, consent, tmp_path)], packed)
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(tmp_path / "cut.zip", "w") as cut:
        for name in whole.namelist():
            if not name.endswith("consent.wav"):
                cut.writestr(name, whole.read(name))
    with pytest.raises(VozesError, match="other recordings"):
        import_archive(library, tmp_path / "cut.zip", max_bytes=10**6, max_seconds=60)


def test_a_voice_whose_consent_was_removed_by_hand_is_exported_without(
    library: VoiceLibrary, tmp_path: Path, consent: Consent
) -> None:
    voice = add_voice(library, consent, tmp_path)
    path = library.consent_path(voice)
    assert path is not None
    path.unlink()
    with (tmp_path / "voices.zip").open("wb") as file:
        export_voices(library, [voice], file)
    other = VoiceLibrary(tmp_path / "other", trash_days=30)
    imported = import_archive(other, tmp_path / "voices.zip", max_bytes=10**6, max_seconds=60)
    assert imported[0].consent_recording is None


def test_older_versions_can_read_a_voice_without_such_a_recording(library: VoiceLibrary, home: Path) -> None:
    voice = library.add(draft("Ana"))
    assert "consent_recording" not in (home / "voices" / "custom" / voice.id / "voice.json").read_text()


def test_what_cannot_be_written_whole_leaves_nothing(
    library: VoiceLibrary, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "move", full)
    with pytest.raises(VozesError) as refusal:
        library.consents.add("Ana", "pt-BR", RECORDING)
    assert refusal.value.code == ErrorCode.STORAGE_FULL
    assert library.consents.list() == []
    assert leftovers(home) == []


def test_a_recording_named_consent_that_was_put_there_by_hand_is_a_voice_s_own(
    library: VoiceLibrary, home: Path
) -> None:
    folder = home / "voices" / "custom" / "ana"
    folder.mkdir(parents=True)
    (folder / "consent.wav").write_bytes(WAV)
    (folder / "voice.json").write_text('{"name": "Ana"}')
    assert [recording.file for recording in library.get("ana").recordings] == ["consent.wav"]
