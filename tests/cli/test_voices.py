"""`vozes voices add`, `remove` and the rest: the library of one's own, without a server or beside one."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import pytest

from tests.cli.conftest import PATIENCE, Vozes, all_gone, on_terminal, refusal
from tests.cli.test_voices_and_doctor import rows
from tests.fakes import frequency_of
from tests.live import LiveServer, running_server, wait_for
from tests.spoken import SENTENCES, spoken
from tests.voices.samples import draft, leftovers
from vozes.audio.decoding import read_recording
from vozes.audio.level import is_speech_like
from vozes.checkout import START, STARTED_AS
from vozes.voices.archive.exporting import export_voices
from vozes.voices.library import VoiceLibrary
from vozes.voices.library_lock import writing
from vozes.voices.voice import LibraryVoice

ENGLISH = {"LANGUAGE": "", "LC_ALL": "en_US.UTF-8"}
PORTUGUESE = {"LANGUAGE": "", "LC_ALL": "pt_BR.UTF-8"}
SHORT = "This is a little too short."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def library(home: Path) -> VoiceLibrary:
    return VoiceLibrary(home, trash_days=30)


@pytest.fixture
def ana(library: VoiceLibrary) -> LibraryVoice:
    return library.add(draft("Ana", language="pt-br", tags=("warm",)))


@pytest.fixture
def recording(folder: Path) -> str:
    """Somebody who speaks, in the folder where the command is called."""
    (folder / "ana.wav").write_bytes(spoken())
    return "ana.wav"


def names(library: VoiceLibrary) -> list[str]:
    return [voice.name for voice in library.list()]


def told(result: subprocess.CompletedProcess[bytes]) -> str:
    """What a command that succeeds prints; where nobody looks on, that is no progress."""
    assert (result.returncode, result.stderr) == (0, b""), result
    return result.stdout.decode()


def test_add_makes_a_voice_of_recordings(vozes: Vozes, library: VoiceLibrary, recording: str, folder: Path) -> None:
    (folder / "short.wav").write_bytes(spoken(SHORT))
    about = ("--language", "pt_BR", "--description", "Calm", "--transcript", SENTENCES, "--tag", "warm", "--tag", "low")

    output = told(vozes("voices", "add", "Ana Lúcia", recording, "short.wav", "--consent", *about, **ENGLISH))

    (voice,) = library.list()
    assert (voice.name, voice.language, voice.description) == ("Ana Lúcia", "pt-br", "Calm")
    assert (voice.transcript, voice.tags) == (SENTENCES, ("warm", "low"))
    assert voice.consent is not None
    first, second = (read_recording(path) for path in library.recording_paths(voice))
    assert first.seconds > 5 > second.seconds > 1
    assert f"Ana Lúcia: {voice.id}" in output
    lines = output.splitlines()
    for file, heard in ((recording, first), ("short.wav", second)):
        assert any(line.startswith(f"{file}: {heard.seconds:.1f} s") for line in lines)
    assert [line for line in lines if "Too short: 6 s" in line] == [lines[-1]]


def test_add_advises_in_portuguese_those_who_speak_it(vozes: Vozes, library: VoiceLibrary, folder: Path) -> None:
    (folder / "curta.wav").write_bytes(spoken(SHORT))

    output = told(vozes("voices", "add", "Ana", "curta.wav", "--consent", "--keep-originals", **PORTUGUESE))

    assert "Curta demais: 6 s" in output
    (path,) = library.recording_paths(library.list()[0])
    assert path.with_name("original-1.wav").read_bytes() == spoken(SHORT)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("Bia", "ana.wav"), "--consent"),
        (("Bia", "ana.wav", "missing.wav", "--consent"), "missing.wav"),
        (("Bia", "ana.wav", "text.wav", "--consent"), "Recording 2"),
        (("ANA", "ana.wav", "--consent"), "'ANA'"),
        (("Bia", "ana.wav", "--consent", "--language", "?"), "language"),
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_is_kept(
    arguments: tuple[str, ...],
    named: str,
    vozes: Vozes,
    library: VoiceLibrary,
    ana: LibraryVoice,
    recording: str,
    folder: Path,
    home: Path,
) -> None:
    (folder / "text.wav").write_text("no sound")

    assert named in refusal(vozes("voices", "add", *arguments))
    assert library.list() == [ana]
    assert leftovers(home) == []


def listeners(pid: int) -> list[psutil.Process]:
    """The processes in which a command has recordings looked at."""
    return [child for child in psutil.Process(pid).children() if "vozes.audio.intake_worker" in child.cmdline()]


@pytest.mark.skipif(sys.platform == "win32", reason="these are POSIX's signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_add_that_is_stopped_in_the_middle_leaves_nothing(
    number: signal.Signals,
    recording: str,
    folder: Path,
    environment: dict[str, str],
    library: VoiceLibrary,
    home: Path,
) -> None:
    command = [sys.executable, "-m", "vozes", "voices", "add", "Ana", recording, "--consent"]
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE) as process:
        wait_for(lambda: bool(listeners(process.pid)))
        (listener,) = listeners(process.pid)
        listener.suspend()
        try:
            process.send_signal(number)
            _, said = process.communicate(timeout=PATIENCE)
            assert all_gone([listener])
        finally:
            with suppress(psutil.NoSuchProcess):
                listener.kill()

    assert process.returncode != 0
    assert b"Traceback" not in said
    assert library.list() == []
    assert leftovers(home) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_terminal_shows_that_the_work_goes_on(
    recording: str, folder: Path, environment: dict[str, str], library: VoiceLibrary
) -> None:
    terminal, end = os.openpty()
    command = [sys.executable, "-m", "vozes", "voices", "add", "Ana", recording, "--consent"]
    with subprocess.Popen(
        command, cwd=folder, env=environment | {"TERM": "xterm"}, stdout=subprocess.PIPE, stderr=end
    ) as process:
        os.close(end)
        shown = b""
        while piece := _read(terminal):
            shown += piece
        output, _ = process.communicate(timeout=PATIENCE)
    os.close(terminal)

    assert process.returncode == 0
    assert b"Listening to ana.wav" in shown
    assert b"Listening" not in output
    assert names(library) == ["Ana"]


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_a_voice_that_is_added_is_found_by_a_running_server(vozes: Vozes, server: LiveServer, recording: str) -> None:
    told(vozes("voices", "add", "Ana", recording, "--consent", VOZES_HOME=str(server.home)))

    with urllib.request.urlopen(f"{server.url}/v1/voices?kind=custom") as answer:
        assert [voice["name"] for voice in json.load(answer)["voices"]] == ["Ana"]


def test_list_shows_own_voices_first_with_names_as_they_were_given(
    vozes: Vozes, library: VoiceLibrary, ana: LibraryVoice
) -> None:
    marked = library.add(draft("Zoë [red]x[/] :cat:"))

    listed = rows(vozes("voices").stdout)

    assert [row[:2] for row in listed[:2]] == [[ana.id, "Ana"], [marked.id, "Zoë [red]x[/] :cat:"]]
    assert listed[0][2:] == ["xtts_v2, styletts2", "pt-br", "", "no"]
    assert "espeak" in [engine for _, _, engine, *_ in listed[2:]]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--mine",), {"Ana", "Bia of Brazil"}),
        (("list", "--mine", "--language", "pt", "--engine", "xtts_v2"), {"Ana"}),
        (("list", "--search", "WÄRM"), {"Ana"}),
        (("list", "--search", "brazil", "--engine", "espeak"), {"Portuguese (Brazil)"}),
    ],
)
def test_list_filters(
    arguments: tuple[str, ...], found: set[str], vozes: Vozes, library: VoiceLibrary, ana: LibraryVoice
) -> None:
    library.add(draft("Bia of Brazil"))

    assert {name for _, name, *_ in rows(vozes("voices", *arguments).stdout)} == found


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_ids_are_whole_however_narrow_the_list_is(ana: LibraryVoice, folder: Path, environment: dict[str, str]) -> None:
    assert ana.id in on_terminal(["voices", "list", "--mine"], folder, environment | {"COLUMNS": "60"})


def test_a_removed_voice_waits_in_the_trash_and_can_be_restored(
    vozes: Vozes, library: VoiceLibrary, ana: LibraryVoice
) -> None:
    assert f"vozes voices restore {ana.id}" in told(vozes("voices", "remove", "ANA"))
    assert library.list() == []
    assert [each.voice for each in library.deleted()] == [ana]
    assert ana.id in refusal(vozes("voices", "restore", "nobody"))

    assert ana.id in told(vozes("voices", "restore", "ana"))
    assert library.list() == [ana]
    assert library.deleted() == []


def test_who_starts_with_start_is_told_its_commands(vozes: Vozes, library: VoiceLibrary, ana: LibraryVoice) -> None:
    started = {STARTED_AS: START}

    assert f": {START} voices restore {ana.id}" in told(vozes("voices", "remove", "ANA", **started))
    assert f": {START} voices add" in refusal(vozes("voices", "list", "--mine", **started))
    assert f"`{START} voices` list" in refusal(vozes("voices", "remove", "nobody", **started))


def test_a_voice_is_renamed_and_keeps_its_id(vozes: Vozes, library: VoiceLibrary, ana: LibraryVoice) -> None:
    bia = library.add(draft("Bia"))

    assert ana.id in told(vozes("voices", "rename", "ana", "Ana Maria"))
    assert library.get(ana.id).name == "Ana Maria"
    assert "Bia" in refusal(vozes("voices", "rename", ana.id, bia.name))
    assert "nobody" in refusal(vozes("voices", "rename", "nobody", "Clara"))


def test_the_trash_is_emptied_for_good(vozes: Vozes, library: VoiceLibrary, ana: LibraryVoice) -> None:
    library.delete(ana.id)

    assert "1 voice" in told(vozes("voices", "empty-trash"))
    assert library.deleted() == []


def test_what_is_exported_can_be_imported_elsewhere(
    vozes: Vozes, library: VoiceLibrary, ana: LibraryVoice, folder: Path, tmp_path: Path
) -> None:
    bia = library.add(draft("Bia"))
    elsewhere = VoiceLibrary(tmp_path / "elsewhere", trash_days=30)

    assert "2 voices" in told(vozes("voices", "export", "-o", "all.zip"))
    output = told(vozes("voices", "import", "all.zip", VOZES_HOME=str(tmp_path / "elsewhere")))

    assert os.listdir(folder) == ["all.zip"]
    assert [(voice.id, voice.name, voice.tags) for voice in elsewhere.list()] == [
        (ana.id, "Ana", ("warm",)),
        (bia.id, "Bia", ()),
    ]
    assert f"Ana: {ana.id}" in output
    assert "2 voices imported" in output


def test_export_writes_the_voices_that_are_named_once_each(
    vozes: Vozes, library: VoiceLibrary, ana: LibraryVoice, folder: Path
) -> None:
    library.add(draft("Bia"))

    result = vozes("voices", "export", "ana", ana.id, "--output", "-")

    (folder / "ana.zip").write_bytes(result.stdout)
    with zipfile.ZipFile(folder / "ana.zip") as archive:
        voices = [name for name in archive.namelist() if name.endswith("voice.json")]
    assert voices == [f"{ana.id}/voice.json"]


def test_export_replaces_a_file_only_when_it_is_told_to(vozes: Vozes, ana: LibraryVoice, folder: Path) -> None:
    (folder / "all.zip").write_bytes(b"precious")

    assert "--force" in refusal(vozes("voices", "export", "-o", "all.zip"))
    assert (folder / "all.zip").read_bytes() == b"precious"

    told(vozes("voices", "export", "-o", "all.zip", "--force"))
    assert zipfile.is_zipfile(folder / "all.zip")
    assert os.listdir(folder) == ["all.zip"]


def test_import_adds_nothing_where_a_name_is_taken_unless_it_may_rename(
    vozes: Vozes, library: VoiceLibrary, ana: LibraryVoice, folder: Path
) -> None:
    with (folder / "all.zip").open("wb") as file:
        export_voices(library, [library.add(draft("Bia")), ana], file)
    library.delete(library.by_name("Bia").id)  # type: ignore[union-attr]

    assert "'Ana'" in refusal(vozes("voices", "import", "all.zip"))
    assert names(library) == ["Ana"]

    assert "Ana (2)" in told(vozes("voices", "import", "all.zip", "--rename"))
    assert names(library) == ["Ana", "Ana (2)", "Bia"]


@pytest.mark.skipif(sys.platform == "win32", reason="this is POSIX's signal")
def test_import_that_is_stopped_in_the_middle_leaves_nothing(
    library: VoiceLibrary, ana: LibraryVoice, folder: Path, environment: dict[str, str], home: Path
) -> None:
    with (folder / "ana.zip").open("wb") as file:
        export_voices(library, [ana], file)
    command = [sys.executable, "-m", "vozes", "voices", "import", "ana.zip", "--rename"]
    with writing(home / "voices" / ".lock"), subprocess.Popen(command, cwd=folder, env=environment) as process:
        wait_for(lambda: any((home / "cache" / "uploads").glob("*/*")))
        process.terminate()
        process.wait(PATIENCE)

    assert process.returncode == 128 + signal.SIGTERM
    assert library.list() == [ana]
    assert leftovers(home) == []


def test_a_preview_is_written_as_mp3(vozes: Vozes, folder: Path) -> None:
    result = vozes("voices", "preview", "Portuguese (Brazil)", "--output", "voice.mp3")

    heard = read_recording(folder / "voice.mp3")
    line = f"voice.mp3: {heard.seconds:.1f} s of mp3, spoken as Portuguese (Brazil)\n"
    assert (result.returncode, result.stdout, result.stderr.decode()) == (0, b"", line)
    assert is_speech_like(heard.samples, heard.sample_rate)
    assert os.listdir(folder) == ["voice.mp3"]


@pytest.mark.skipif(sys.platform == "win32", reason="the player of this test is a shell script")
@pytest.mark.parametrize("arguments", [(), ("--play",)])
def test_a_preview_is_played_as_what_every_player_knows(
    arguments: tuple[str, ...], vozes: Vozes, folder: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    player = tmp_path / "bin" / "ffplay"
    player.parent.mkdir()
    player.write_text(f'#!/bin/sh\nexec cat > "{tmp_path}/played"\n')
    player.chmod(0o755)

    told(vozes("voices", "preview", "pt-br", *arguments, PATH=f"{player.parent}{os.pathsep}{environment['PATH']}"))

    played = np.frombuffer((tmp_path / "played").read_bytes(), "<i2").astype(np.float32) / np.float32(32768)
    assert is_speech_like(played, 22_050)
    assert os.listdir(folder) == []


def test_a_preview_is_spoken_by_a_running_server(vozes: Vozes, folder: Path) -> None:
    """Only this one has the voice `hum`."""
    with running_server(command=("-m", "tests.fake_server")) as server:
        vozes("voices", "preview", "hum", "--output", "hum.mp3", VOZES_HOME=str(server.home))

    heard = read_recording(folder / "hum.mp3")
    assert frequency_of(heard.samples, heard.sample_rate) == pytest.approx(440, abs=5)


def test_a_reader_that_leaves_ends_a_list_or_an_export_quietly(
    library: VoiceLibrary, folder: Path, environment: dict[str, str]
) -> None:
    library.add(draft("Ana"))
    for arguments in (("voices",), ("voices", "export", "--output", "-"), ("voices", "--json")):
        gone, end = os.pipe()
        os.close(gone)
        command = [sys.executable, "-m", "vozes", *arguments]
        result = subprocess.run(command, cwd=folder, env=environment, stdout=end, stderr=subprocess.PIPE, check=False)
        os.close(end)
        assert result.stderr == b"", arguments


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("list", "--mine"), "vozes voices add"),
        (("--engine", "espeak", "list"), "--engine"),
        (("remove", "pt-br"), "'pt-br'"),
        (("export", "-o", "out"), "no voices"),
        (("import", "missing.zip"), "missing.zip"),
        (("import", "no.zip"), "zip"),
        (("preview", "pt-br", "-o", "out.wav"), "out.mp3"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line_and_leaves_nothing(
    arguments: tuple[str, ...], named: str, vozes: Vozes, folder: Path, home: Path
) -> None:
    (folder / "no.zip").write_text("no zip")

    assert named in refusal(vozes("voices", *arguments))
    assert os.listdir(folder) == ["no.zip"]
    assert leftovers(home) == []


def test_a_cloned_voice_without_an_engine_that_clones_says_which_ones_do(
    vozes: Vozes, ana: LibraryVoice, folder: Path
) -> None:
    message = refusal(vozes("voices", "preview", "ana", "-o", "out.mp3"))

    assert "xtts_v2, libritts" in message
    assert "installed" in message
    assert os.listdir(folder) == []
