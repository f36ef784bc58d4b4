"""The library of voices: what is added is found, edited, deleted and restored."""

import json
from pathlib import Path

import pytest

from tests.voices.samples import REPORT, WAV, draft, put_by_hand
from vozes.errors import ErrorCode, VozesError
from vozes.types import ClonedVoice
from vozes.voices.library import VoiceLibrary
from vozes.voices.names import is_made_id
from vozes.voices.voice import DraftRecording, StoredRecording


def names(library: VoiceLibrary, **filters: str) -> list[str]:
    return [voice.name for voice in library.list(**filters)]


def refusal(error: pytest.ExceptionInfo[VozesError]) -> tuple[ErrorCode, str | None]:
    return error.value.code, error.value.param


def test_a_library_needs_no_folder_to_be_empty(home: Path) -> None:
    library = VoiceLibrary(home, trash_days=30)
    assert (library.list(), library.deleted(), library.find("ana")) == ([], [], None)
    assert not home.exists()


def test_a_voice_that_is_added_is_as_its_draft_and_has_what_the_server_gives_it(library: VoiceLibrary) -> None:
    voice = library.add(draft(" Ana ", language="pt_BR", description="Calm.", transcript="Olá", tags=["low", "LOW"]))
    assert (voice.name, voice.language, voice.description) == ("Ana", "pt-br", "Calm.")
    assert (voice.transcript, voice.tags) == ("Olá", ("low",))
    assert voice.id.startswith("voice_")
    assert voice.created == voice.updated == voice.consent
    assert voice.recordings == (StoredRecording("recording-1.wav", 0.5, None, REPORT),)


def test_a_voice_is_there_for_the_next_process(library: VoiceLibrary, home: Path) -> None:
    voice = library.add(draft("Ana"))
    assert VoiceLibrary(home, trash_days=30).get(voice.id) == voice
    assert library.list() == [voice]


def test_recordings_and_originals_are_kept_as_they_were_given(library: VoiceLibrary, tmp_path: Path) -> None:
    original = tmp_path / "sent"
    original.write_bytes(b"ID3")
    copied = tmp_path / "copied.wav"
    copied.write_bytes(WAV)
    recordings = [DraftRecording(WAV, 0.5, original=original, original_suffix=".MP3"), DraftRecording(copied, 0.5)]
    voice = library.add(draft("Ana", recordings=recordings))
    first, second = library.recording_paths(voice)
    assert (first.name, second.name) == ("recording-1.wav", "recording-2.wav")
    assert first.read_bytes() == second.read_bytes() == WAV
    assert voice.recordings[0].original == "original-1.mp3"
    assert (first.parent / "original-1.mp3").read_bytes() == b"ID3"


@pytest.mark.parametrize("suffix", ["/../../x", ".mp3/x", "..", ".", "", ".exécutable", ".\x00"])
def test_a_suffix_that_is_none_is_left_out(library: VoiceLibrary, tmp_path: Path, suffix: str) -> None:
    (tmp_path / "sent").write_bytes(b"ID3")
    recording = DraftRecording(WAV, 0.5, original=tmp_path / "sent", original_suffix=suffix)
    assert library.add(draft("Ana", recordings=[recording])).recordings[0].original == "original-1"


def test_consent_that_is_not_known_is_not_claimed(library: VoiceLibrary) -> None:
    assert library.add(draft("Ana", consent=None)).consent is None


@pytest.mark.parametrize("voice_id", ["../ana", "con", "", "taken", "A"])
def test_an_id_of_another_library_is_kept_where_it_is_free_and_can_be_one(
    library: VoiceLibrary, home: Path, voice_id: str
) -> None:
    put_by_hand(home, "taken")
    assert library.add(draft("Ana", id="ana", created="2020-01-01T00:00:00Z")).id == "ana"
    assert library.get("ana").created == "2020-01-01T00:00:00Z"
    assert is_made_id(library.add(draft("Bia", id=voice_id)).id)


def test_a_wrong_draft_is_refused_and_nothing_is_kept(library: VoiceLibrary, home: Path) -> None:
    with pytest.raises(VozesError) as error:
        library.add(draft("Ana", language="português"))
    assert refusal(error) == (ErrorCode.INVALID_FIELD, "language")
    assert list((home / "voices" / "custom").iterdir()) == []


@pytest.mark.parametrize("name", ["Ana", "ANA", " ana", "Ａｎａ"])
def test_a_name_is_taken_whatever_its_case(library: VoiceLibrary, name: str) -> None:
    library.add(draft("Ana"))
    with pytest.raises(VozesError) as error:
        library.add(draft(name))
    assert refusal(error) == (ErrorCode.NAME_TAKEN, "name")
    assert names(library) == ["Ana"]


def test_several_are_added_or_none(library: VoiceLibrary, home: Path) -> None:
    library.add(draft("Caio"))
    for second in ("caio", "ANA"):
        with pytest.raises(VozesError) as error:
            library.add_all([draft("Ana"), draft(second)])
        assert refusal(error) == (ErrorCode.NAME_TAKEN, "name")
    assert names(library) == ["Caio"]
    assert [voice.name for voice in library.add_all([draft("Bia"), draft("Ana")])] == ["Bia", "Ana"]
    assert names(library) == ["Ana", "Bia", "Caio"]
    assert len(list((home / "voices" / "custom").iterdir())) == 3


def test_voices_are_listed_by_name_whatever_its_case_and_accents(library: VoiceLibrary) -> None:
    library.add_all([draft(name) for name in ("zoe", "Édson", "ana", "Zé", "Bia", "edu")])
    assert names(library) == ["ana", "Bia", "Édson", "edu", "Zé", "zoe"]


def test_a_search_looks_at_name_description_and_tags(library: VoiceLibrary) -> None:
    library.add_all(
        [draft("João", description="Baixo, calmo"), draft("Maria", tags=["Grave"]), draft("Bia", transcript="joao")]
    )
    assert names(library, search="joao") == ["João"]
    assert names(library, search="CALMO joão") == ["João"]
    assert names(library, search="grave") == ["Maria"]
    assert names(library, search="joão grave") == []
    assert names(library, search="  ") == ["Bia", "João", "Maria"]


def test_a_language_is_looked_for_with_its_regions(library: VoiceLibrary) -> None:
    library.add_all(
        [draft("Ana", language="pt-br"), draft("Bia", language="pt"), draft("Cy", language="en"), draft("D")]
    )
    assert names(library, language="pt") == ["Ana", "Bia"]
    assert names(library, language="PT_br") == ["Ana"]
    assert names(library, language="p") == []


def test_a_tag_is_looked_for_whole(library: VoiceLibrary) -> None:
    library.add_all([draft("Ana", tags=["low"]), draft("Bia", tags=["slow", "Low"]), draft("Cy", tags=["slow"])])
    assert names(library, tag="LOW") == ["Ana", "Bia"]
    assert names(library, tag="low", search="bia") == ["Bia"]


def test_a_voice_is_found_by_id_and_else_by_name(library: VoiceLibrary) -> None:
    ana = library.add(draft("Ana"))
    impostor = library.add(draft(ana.id.upper()))
    assert library.find(ana.id) == ana
    assert library.find("ANA") == ana
    assert library.by_name(ana.id) == impostor
    assert library.find("nobody") is None


def test_an_edit_changes_what_it_names_and_nothing_else(library: VoiceLibrary, home: Path) -> None:
    added = library.add(draft("Ana", language="pt", tags=["low"], description="Calm."))
    path = home / "voices" / "custom" / added.id / "voice.json"
    path.write_text(path.read_text("utf-8").replace(added.updated, "2020-01-01T00:00:00Z"), "utf-8")
    before = library.get(added.id)
    after = library.edit(before.id, name="Bia", language=None, tags=["high"])
    assert (after.name, after.language, after.tags, after.description) == ("Bia", None, ("high",), "Calm.")
    assert (after.id, after.recordings, after.consent) == (before.id, before.recordings, before.consent)
    assert after.updated > "2026"
    assert library.by_name("ana") is None
    assert VoiceLibrary(home, trash_days=30).list() == [after]


def test_an_edit_that_changes_nothing_writes_nothing(library: VoiceLibrary, home: Path) -> None:
    voice = library.add(draft("Ana"))
    path = home / "voices" / "custom" / voice.id / "voice.json"
    before = path.stat().st_ino
    assert library.edit(voice.id, name="Ana ") == voice
    assert path.stat().st_ino == before


def test_a_voice_may_be_renamed_to_another_case_of_its_own_name(library: VoiceLibrary) -> None:
    assert library.edit(library.add(draft("ana")).id, name="ANA").name == "ANA"


def test_a_wrong_edit_is_refused_and_changes_nothing(library: VoiceLibrary) -> None:
    library.add(draft("Ana"))
    bia = library.add(draft("Bia"))
    with pytest.raises(VozesError) as taken:
        library.edit(bia.id, name="ANA")
    with pytest.raises(VozesError) as wrong:
        library.edit(bia.id, description="\x00")
    assert refusal(taken) == (ErrorCode.NAME_TAKEN, "name")
    assert refusal(wrong) == (ErrorCode.INVALID_FIELD, "description")
    assert library.get(bia.id) == bia


def test_a_voice_that_is_not_there_cannot_be_had_edited_deleted_or_restored(library: VoiceLibrary) -> None:
    for use in (library.get, library.edit, library.delete, library.restore):
        with pytest.raises(VozesError) as error:
            use("voice_0000000000000000")
        assert refusal(error) == (ErrorCode.UNKNOWN_VOICE, "voice")


def test_an_engine_gets_paths(library: VoiceLibrary, home: Path) -> None:
    voice = library.add(draft("Ana"))
    embedding = home / "voices" / "embeddings" / "xtts_v2" / f"{voice.id}.safetensors"
    recording = home / "voices" / "custom" / voice.id / "recording-1.wav"
    assert library.cloned(voice, "xtts_v2") == ClonedVoice(voice.id, (str(recording),), str(embedding))
    assert library.embedding_path("xtts_v2", voice.id) == embedding
    with pytest.raises(VozesError):
        library.embedding_path("xtts_v2", "../ana")


def test_presets_are_listed_in_a_file_and_replaced(library: VoiceLibrary, home: Path) -> None:
    path = home / "voices" / "presets" / "metadata.json"
    for name in ("Dora", "Álex"):
        voices = {"styletts2": [{"id": "pf_dora", "name": name, "languages": ["pt-br"], "gender": "female"}]}
        library.write_presets(voices)
        assert json.loads(path.read_text("utf-8")) == {"engines": voices}
    assert [each.name for each in path.parent.iterdir()] == ["metadata.json"]
