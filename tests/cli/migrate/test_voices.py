"""`vozes migrate voices` takes in voices of xtts-api-server, AllTalk and Kokoro-FastAPI, which stay as they are."""

import json
from pathlib import Path

import pytest
import torch

from tests.cli.conftest import Vozes
from tests.engines.styletts2.checkpoints import TINY, pack, write_checkpoint
from tests.spoken import spoken
from vozes.cli.console import Refusal
from vozes.cli.migrate.folder_words import ENGLISH, PORTUGUESE
from vozes.cli.migrate.voices import migrate_voices
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import engine_settings
from vozes.errors import ErrorCode, VozesError
from vozes.settings import Settings, load_settings
from vozes.voices.library import VoiceLibrary

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path / "home", styletts2_checkpoints=tmp_path / "models")


@pytest.fixture
def library(settings: Settings) -> VoiceLibrary:
    return VoiceLibrary(settings.home, trash_days=30)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "other"
    folder.mkdir()
    return folder


def put(path: Path, content: bytes = b"") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content or spoken())
    return path


def migrate(settings: Settings, folder: Path, language: str | None = None) -> int:
    return migrate_voices(settings, str(folder), consent=True, language=language)


def names(library: VoiceLibrary) -> list[str]:
    return [voice.name for voice in library.list()]


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_a_speaker_of_xtts_api_server_is_a_recording_or_a_folder_of_them(
    settings: Settings, library: VoiceLibrary, source: Path
) -> None:
    put(source / "speakers" / "Ana Lúcia.wav")
    put(source / "speakers" / "rui" / "1.wav")
    put(source / "speakers" / "rui" / "2.WAV", spoken("How are you today? I am well."))
    put(source / "speakers" / "empty" / "notes.txt", b"none")

    assert migrate(settings, source, "pt_BR") == 0

    ana, rui = library.list()
    assert (ana.name, ana.language, len(ana.recordings)) == ("Ana Lúcia", "pt-br", 1)
    assert (rui.name, len(rui.recordings)) == ("rui", 2)
    assert ana.consent is not None


def test_of_more_recordings_than_a_voice_may_have_the_first_are_taken(
    settings: Settings, library: VoiceLibrary, source: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vozes.cli.migrate.voices.MOST_RECORDINGS", 2)
    for number in range(3):
        put(source / "rui" / f"{number}.wav")

    assert migrate(settings, source) == 0

    assert [len(voice.recordings) for voice in library.list()] == [2]
    assert "with 2 of its 3 recordings" in capsys.readouterr().out


def test_a_recording_that_is_too_short_leaves_the_others_of_its_speaker(
    settings: Settings, library: VoiceLibrary, source: Path, capsys: Output
) -> None:
    put(source / "rui" / "1.wav")
    put(source / "rui" / "2.wav", spoken("Yes."))

    assert migrate(settings, source) == 0

    assert [len(voice.recordings) for voice in library.list()] == [1]
    output = capsys.readouterr().out
    assert "with 1 of its 2 recordings" in output
    assert "without 2.wav: The recording" in output


def test_a_speaker_without_one_recording_that_can_be_used_is_left_out(
    settings: Settings, library: VoiceLibrary, source: Path
) -> None:
    put(source / "rui" / "1.wav", spoken("Yes."))
    put(source / "rui" / "2.wav", spoken("No."))
    assert migrate(settings, source) == 1
    assert names(library) == []


def test_alltalk_keeps_recordings_with_what_they_say_and_sets_of_them(
    settings: Settings, library: VoiceLibrary, source: Path
) -> None:
    voices = source / "voices"
    put(voices / "female_01.wav")
    put(voices / "female_01.reference.txt", "\ufeffThe quick brown fox.\n".encode())
    put(voices / "female_01.txt", b"Author: BBC\nLicence: CC BY 3.0")
    put(voices / "xtts_multi_voice_sets" / "xtts_multi_voice_sets.txt", b"Help")
    put(voices / "xtts_multi_voice_sets" / "narrator" / "a.wav")
    put(voices / "xtts_multi_voice_sets" / "narrator" / "b.wav")

    assert migrate(settings, source) == 0

    female, narrator = library.list()
    assert (female.name, female.transcript) == ("female_01", "The quick brown fox.")
    assert female.description == "Author: BBC\nLicence: CC BY 3.0"
    assert (narrator.name, len(narrator.recordings)) == ("narrator", 2)


def test_latents_without_a_recording_are_left_out_and_named(
    settings: Settings, library: VoiceLibrary, source: Path, capsys: Output
) -> None:
    put(source / "ana.wav")
    for name in ("ana", "mixed"):
        put(
            source / "xtts_latents" / f"{name}.json",
            json.dumps({"gpt_cond_latent": [], "speaker_embedding": []}).encode(),
        )

    assert migrate(settings, source) == 0

    assert names(library) == ["ana"]
    output = capsys.readouterr().out
    assert "folder of AllTalk" in output
    assert "mixed: left out, as mixed.json has no recording" in output
    assert "1 added, 0 there already, 1 left out" in output


def test_twice_in_a_row_adds_nothing_twice(
    settings: Settings, library: VoiceLibrary, source: Path, capsys: Output
) -> None:
    put(source / "voices" / "ana.wav")
    put(source / "voices" / "xtts_multi_voice_sets" / "Ana" / "1.wav")
    assert migrate(settings, source) == 0
    before = contents(settings.home / "voices" / "custom")
    assert names(library) == ["ana", "Ana (2)"]

    assert migrate(settings, source) == 0

    assert contents(settings.home / "voices" / "custom") == before
    assert "0 added, 2 there already, 0 left out" in capsys.readouterr().out


def test_nothing_in_the_folder_is_touched(settings: Settings, source: Path) -> None:
    put(source / "speakers" / "ana.wav")
    put(source / "speakers" / "rui" / "1.wav")
    before = contents(source)
    migrate(settings, source)
    assert contents(source) == before


def test_what_is_no_recording_is_told_and_keeps_no_other_out(
    settings: Settings, library: VoiceLibrary, source: Path, capsys: Output
) -> None:
    put(source / "broken.wav", b"RIFF and no more")
    put(source / "rui.wav")

    assert migrate(settings, source) == 1

    assert names(library) == ["rui"]
    assert "broken: left out. The recording" in capsys.readouterr().out


def test_without_consent_nothing_is_taken(settings: Settings, library: VoiceLibrary, source: Path) -> None:
    put(source / "ana.wav")
    with pytest.raises(Refusal, match="--consent"):
        migrate_voices(settings, str(source), consent=False, language=None)
    assert names(library) == []


def test_a_language_that_is_none_is_refused_before_anything_is_taken(
    settings: Settings, library: VoiceLibrary, source: Path
) -> None:
    put(source / "ana.wav")
    with pytest.raises(VozesError) as refused:
        migrate(settings, source, "?")
    assert refused.value.code == ErrorCode.INVALID_FIELD
    assert names(library) == []


@pytest.mark.parametrize("content", [None, "notes.txt"])
def test_a_folder_of_nobody_s_is_refused(settings: Settings, source: Path, content: str | None) -> None:
    if content is None:
        source.rmdir()
    else:
        put(source / content, b"none")
    with pytest.raises(Refusal, match="no folder" if content is None else "Kokoro-FastAPI"):
        migrate(settings, source)


def write_pack(path: Path, seed: int = 7) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(pack(path.stem, TINY["kokoro"], seed), path)
    return path


def voices_of_kokoro(settings: Settings) -> set[str]:
    (engine,) = (spec for spec in engine_specs(engine_settings(settings)) if spec.info.id == "styletts2")
    return {voice.id for voice in engine.info.voices}


@pytest.fixture
def kokoro(settings: Settings, tmp_path: Path) -> Path:
    """The folder of the voice packs of a tiny one."""
    write_checkpoint(tmp_path / "models" / "kokoro", "kokoro")
    return tmp_path / "models" / "kokoro" / "voices"


@pytest.mark.usefixtures("kokoro")
def test_a_voice_pack_of_kokoro_fastapi_s_becomes_a_voice_of_kokoro(
    settings: Settings, source: Path, capsys: Output
) -> None:
    write_pack(source / "api" / "src" / "voices" / "v1_0" / "pf_ana.pt")
    assert migrate(settings, source) == 0
    assert "pf_ana" in voices_of_kokoro(settings)
    assert migrate(settings, source) == 0
    assert "pf_ana: is there already" in capsys.readouterr().out


@pytest.mark.usefixtures("kokoro")
def test_published_packs_and_mixtures_of_them_are_not_copied(settings: Settings, source: Path, capsys: Output) -> None:
    write_pack(source / "am_adam.pt")
    write_pack(source / "af_bella(2)+af_sky.pt")
    before = voices_of_kokoro(settings)

    assert migrate(settings, source) == 0

    assert voices_of_kokoro(settings) == before
    output = capsys.readouterr().out
    assert "has them already: am_adam" in output
    assert "give af_bella:2+af_sky:1 as the voice" in output


def test_published_packs_alone_need_no_consent(settings: Settings, source: Path) -> None:
    write_pack(source / "am_adam.pt")
    assert migrate_voices(settings, str(source), consent=False, language=None) == 0


def test_what_is_no_voice_pack_never_gets_to_kokoro(
    settings: Settings, kokoro: Path, source: Path, capsys: Output
) -> None:
    put(source / "pf_ana.pt", b"no pickle")
    torch.save(torch.zeros(3, 1, 2), source / "pf_rui.pt")
    before = contents(kokoro)

    assert migrate(settings, source) == 1

    assert contents(kokoro) == before
    assert "pf_rui: left out" in capsys.readouterr().out


def test_without_kokoro_it_is_said_how_to_install_it(settings: Settings, source: Path, capsys: Output) -> None:
    write_pack(source / "pf_ana.pt")
    assert migrate(settings, source) == 1
    assert "pf_ana: left out. " in capsys.readouterr().out


def test_the_command_speaks_its_user_s_language(vozes: Vozes, folder: Path) -> None:
    put(folder / "speakers" / "ana.wav")
    result = vozes("migrate", "voices", ".", "--consent", LANGUAGE="pt_BR")
    assert (result.returncode, result.stderr) == (0, b"")
    assert "1 adicionadas, 0 já existiam, 0 ficaram de fora" in result.stdout.decode()


def test_both_languages_have_the_same_words() -> None:
    assert ENGLISH.keys() == PORTUGUESE.keys()
