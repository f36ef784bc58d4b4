"""`vozes say` that is heard: by a player that gets the speech while it is made, or a file where it takes no other."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import PATIENCE, Vozes, refusal
from tests.live import LiveServer, running_server, wait_for
from vozes.audio.level import is_speech_like
from vozes.audio.wav import decode_wav

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the players of these tests are shell scripts")

TEXT = "Olá, tudo bem com você?"
PT = ("-l", "pt-br")
RATE = 22_050
STREAMING = ("ffplay", "mpv", "paplay", "play", "aplay")
ENDLESS = ("440 Hz 3600 s slowly", "--engine", "sine", "--language", "en")

MakePlayer = Callable[[str, str], Path]


@pytest.fixture
def make_player(tmp_path: Path) -> MakePlayer:
    """A player's name and what it does, as a shell script; gives the folder in which it is alone."""

    def make(name: str, script: str) -> Path:
        player = tmp_path / "bin" / name
        player.parent.mkdir()
        player.write_text(f'#!/bin/sh\ncd "{tmp_path}"\necho "$@" > arguments\nfor last; do :; done\n{script}\n')
        player.chmod(0o755)
        return player.parent

    return make


@pytest.fixture(scope="module")
def fake_server() -> Iterator[LiveServer]:
    with running_server(command=("-m", "tests.fake_server")) as server:
        yield server


@pytest.mark.parametrize("name", STREAMING)
@pytest.mark.parametrize("arguments", [(), ("--play",)])
def test_a_player_is_given_the_samples_and_told_their_rate(
    arguments: tuple[str, ...], name: str, make_player: MakePlayer, vozes: Vozes, folder: Path, tmp_path: Path
) -> None:
    result = vozes("say", TEXT, *PT, *arguments, PATH=str(make_player(name, "exec /bin/cat > played")))

    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    samples = np.frombuffer((tmp_path / "played").read_bytes(), "<i2").astype(np.float32) / np.float32(32768)
    assert is_speech_like(samples, RATE)
    assert str(RATE) in (tmp_path / "arguments").read_text()
    assert os.listdir(folder) == []


@pytest.mark.parametrize("name", ["afplay", "pw-play"])
def test_a_player_that_takes_files_alone_is_given_one(
    name: str, make_player: MakePlayer, vozes: Vozes, folder: Path, tmp_path: Path
) -> None:
    result = vozes("say", TEXT, *PT, PATH=str(make_player(name, '/bin/cp "$last" played')))

    assert (result.returncode, result.stderr) == (0, b"")
    assert is_speech_like(*decode_wav((tmp_path / "played").read_bytes()))
    assert not Path((tmp_path / "arguments").read_text().split()[-1]).exists()


@pytest.mark.parametrize(("output", "start"), [("out.wav", b"RIFF"), ("out.flac", b"fLaC"), ("-", b"RIFF")])
def test_what_is_played_can_be_written_too(
    output: str, start: bytes, make_player: MakePlayer, vozes: Vozes, folder: Path, tmp_path: Path
) -> None:
    path = str(make_player("aplay", "echo playing; exec /bin/cat > played"))

    result = vozes("say", TEXT, *PT, "--play", "-o", output, PATH=path)

    assert result.returncode == 0, result
    written = result.stdout if output == "-" else (folder / output).read_bytes()
    assert written.startswith(start)
    if start == b"RIFF":
        assert is_speech_like(*decode_wav(written))
        assert written.endswith((tmp_path / "played").read_bytes())


def test_sound_is_heard_while_it_is_made(
    make_player: MakePlayer, folder: Path, environment: dict[str, str], fake_server: LiveServer, tmp_path: Path
) -> None:
    """Speech that takes an hour."""
    path = str(make_player("aplay", "/usr/bin/head -c 1000 > played; exec /bin/cat > rest"))
    variables = environment | {"PATH": path, "VOZES_HOME": str(fake_server.home)}
    with subprocess.Popen([sys.executable, "-m", "vozes", "say", *ENDLESS], cwd=folder, env=variables) as process:
        try:
            wait_for(lambda: (tmp_path / "rest").exists() and (tmp_path / "rest").stat().st_size)
            assert process.poll() is None
        finally:
            process.terminate()
            process.wait(PATIENCE)


NO_CARD = "ALSA lib confmisc.c:855:(parse_card) cannot find card '0'"


@pytest.mark.parametrize(
    ("name", "script", "reason"),
    [
        ("aplay", "exit 3", "(aplay: status 3)"),
        ("aplay", f'echo "{NO_CARD}" >&2; echo "audio open error" >&2; exit 1', "(aplay: audio open error)"),
        ("pw-play", "echo 'no connection' >&2; exit 1", "(pw-play: no connection)"),
        ("ffplay", f'echo "{NO_CARD}" >&2; echo "No more, audio open failed" >&2', "(ffplay: No more, audio open"),
        ("ffplay", "/bin/cat > played; echo 'No more, audio open failed' >&2", "(ffplay: No more, audio open"),
    ],
)
def test_a_player_that_plays_nothing_is_told_in_one_line_with_its_reason_and_what_to_do(
    name: str, script: str, reason: str, make_player: MakePlayer, vozes: Vozes, folder: Path
) -> None:
    """ffplay ends as if all had gone well."""
    said = refusal(vozes("say", TEXT, *PT, PATH=str(make_player(name, script))))

    assert f"No sound could be played here {reason}" in said
    assert "give -o FILE, or" in said


@pytest.mark.parametrize("name", ["aplay", "pw-play"])
def test_what_a_player_says_while_it_plays_is_shown_to_nobody(
    name: str, make_player: MakePlayer, vozes: Vozes, folder: Path
) -> None:
    """More than a pipe holds, too."""
    path = str(
        make_player(name, f"/usr/bin/head -c 200000 /dev/zero >&2; echo '{NO_CARD}' >&2; exec /bin/cat > played")
    )

    result = vozes("say", TEXT, *PT, PATH=path, stdin=b"")

    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize("name", STREAMING)
def test_a_true_player_without_a_device_is_told(name: str, vozes: Vozes, tmp_path: Path) -> None:
    player = shutil.which(name)
    if player is None:
        pytest.skip(f"{name} is not installed")
    (tmp_path / ".asoundrc").write_text(
        "pcm.!default { type hw card nowhere }\nctl.!default { type hw card nowhere }\n"
    )
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / name).symlink_to(player)
    nowhere = {"PULSE_SERVER": "unix:/nowhere", "PIPEWIRE_RUNTIME_DIR": "/nowhere", "XDG_RUNTIME_DIR": str(tmp_path)}
    lacking = {"HOME": str(tmp_path), "SDL_AUDIODRIVER": "alsa", "AUDIODRIVER": "alsa", **nowhere}

    assert f"No sound could be played here ({name}: " in refusal(
        vozes("say", TEXT, *PT, PATH=str(tmp_path / "bin"), **lacking)
    )


def test_a_player_that_is_closed_ends_the_speech_quietly(
    make_player: MakePlayer, vozes: Vozes, fake_server: LiveServer
) -> None:
    path = str(make_player("aplay", "/usr/bin/head -c 1000 > played"))

    result = vozes("say", *ENDLESS, PATH=path, VOZES_HOME=str(fake_server.home))

    assert (result.returncode, result.stderr) == (0, b"")


def test_without_a_player_it_is_said_what_to_do(vozes: Vozes, tmp_path: Path) -> None:
    said = refusal(vozes("say", TEXT, *PT, PATH=str(tmp_path)))

    assert "-o FILE" in said
    assert "ffplay" in said
    assert "--play" in refusal(vozes("say", TEXT, *PT, "--play", "-o", "out.wav", PATH=str(tmp_path)))


@pytest.mark.parametrize("name", STREAMING)
def test_true_players_play_it(name: str, vozes: Vozes, tmp_path: Path) -> None:
    """Into nothing: no machine that runs these tests need have a sound card."""
    player = shutil.which(name)
    if player is None or name == "paplay":
        pytest.skip(f"{name} is not installed, or needs a server of its own")
    (tmp_path / ".asoundrc").write_text("pcm.!default { type null }\nctl.!default { type null }\n")
    (tmp_path / "mpv.conf").write_text("ao=null\n")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / name).symlink_to(player)
    silent = {"HOME": str(tmp_path), "SDL_AUDIODRIVER": "dummy", "MPV_HOME": str(tmp_path), "AUDIODRIVER": "alsa"}

    result = vozes("say", TEXT, *PT, PATH=str(tmp_path / "bin"), **silent)

    assert result.returncode == 0, result
