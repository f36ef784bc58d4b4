"""Plays sound by a program on this machine: while it is made, where the program reads its standard input.

The program gets 16-bit mono samples without a header, since a header would have to tell a length that nobody knows yet.
What it prints is not shown; where it fails, one line of that is quoted.
"""

import contextlib
import subprocess
import sys
import threading
import wave
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from vozes.cli.console import Refusal
from vozes.cli.outputs import temporary_file
from vozes.process.working_folder import find_program


@dataclass(frozen=True, slots=True)
class Player:
    name: str
    file: tuple[str, ...]
    """Arguments to play a file, whose path is added."""
    stream: tuple[str, ...] = ()
    """Arguments to play samples from standard input, `RATE` a second; empty: it plays files only."""
    no_device: str = ""
    """The words that it prints if it cannot open a device and yet ends with status 0; empty: its status tells."""
    instead: str = ""
    """What else the user can do."""


_LIBRARY_NOISE = "ALSA lib "
_MOST_LINES = 50
_LAST_WORDS_SECONDS = 1.0
"""How long a player that has ended may leave its output open to a child."""

_FFPLAY = ("-nodisp", "-autoexit", "-nostats", "-loglevel", "error")
_PLAYERS = (
    Player(
        "ffplay",
        _FFPLAY,
        (*_FFPLAY, "-f", "s16le", "-sample_rate", "RATE", "-probesize", "32", "-"),
        no_device="audio open failed",
    ),
    Player(
        "mpv",
        ("--no-video", "--really-quiet"),
        (
            "--no-video", "--really-quiet", "--no-terminal", "--demuxer=rawaudio", "--demuxer-rawaudio-format=s16le",
            "--demuxer-rawaudio-channels=1", "--demuxer-rawaudio-rate=RATE", "-",
        ),
    ),
    Player("afplay", ()),
    Player("paplay", (), ("--raw", "--format=s16le", "--channels=1", "--rate=RATE", "--latency-msec=200")),
    Player("pw-play", ()),
    Player("play", ("-q",), ("-q", "-t", "raw", "-e", "signed", "-b", "16", "-L", "-c", "1", "-r", "RATE", "-")),
    Player("aplay", ("-q",), ("-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", "RATE", "-")),
)  # fmt: skip
_WINDOWS = Player("powershell", ("-NoProfile", "-Command", "(New-Object Media.SoundPlayer $args[0]).PlaySync()"))


def find_player(instead: str) -> Player:
    """Returns the first player that is installed, else raises Refusal. `instead`: what else the user can do."""
    for player in _PLAYERS:
        path = find_program(player.name)
        if path is not None:
            return replace(player, name=path, instead=instead)
    if sys.platform == "win32":
        return replace(_WINDOWS, instead=instead)
    names = ", ".join(player.name for player in _PLAYERS)
    raise Refusal(f"No player was found: {instead}, or install one of {names}.")


def play_file(player: Player, path: Path) -> None:
    """Returns when it has been heard. Raises Refusal where the player failed."""
    _wait(player, _start(player, path))


def _start(player: Player, path: Path) -> subprocess.Popen[bytes]:
    command = [player.name, *player.file, str(path)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603


def _wait(player: Player, playing: subprocess.Popen[bytes]) -> None:
    with playing:
        try:
            _, said = playing.communicate()
        except BaseException:
            playing.kill()
            raise
    _judge(player, playing.returncode, said.splitlines())


def _judge(player: Player, status: int, said: Iterable[bytes]) -> None:
    """Raises Refusal unless it was played, quoting the first line that is the player's own, where there is one."""
    lines = [line for line in (each.decode(errors="replace").strip() for each in said) if line]
    if status == 0 and not (player.no_device and any(player.no_device in line for line in lines)):
        return
    own = [line for line in lines if not line.startswith(_LIBRARY_NOISE)]
    reason = next(iter(own or lines), f"status {status}")
    advice = f"{player.instead}, or see that this machine has a device for sound"
    raise Refusal(f"No sound could be played here ({Path(player.name).stem}: {reason}): {advice}.")


class Playback:
    """Plays samples as they are written; a player that is left before `finish` is ended."""

    def __init__(self, player: Player, sample_rate: int):
        """Raises Refusal where the player cannot be started."""
        self._player = player
        arguments = [word.replace("RATE", str(sample_rate)) for word in player.stream]
        try:
            self._process = subprocess.Popen(  # noqa: S603
                [player.name, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                bufsize=0,
            )
        except OSError as error:
            raise Refusal(f"{player.name} could not be started: {error.strerror or error}.") from None
        self._said: deque[bytes] = deque(maxlen=_MOST_LINES)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        """Keeps the last lines that the player prints: a pipe that nobody empties would hold it up."""
        assert self._process.stderr is not None  # noqa: S101  (it was started with a pipe)
        with self._process.stderr as stream:
            self._said.extend(stream)

    def write(self, samples: bytes) -> None:
        """Raises BrokenPipeError once the player has ended."""
        assert self._process.stdin is not None  # noqa: S101  (it was started with a pipe)
        rest = memoryview(samples)
        while rest:
            rest = rest[self._process.stdin.write(rest) or 0 :]

    def finish(self) -> None:
        """Returns when all has been heard. Raises Refusal where the player failed."""
        self._close_input()
        status = self._process.wait()
        self._reader.join(_LAST_WORDS_SECONDS)
        _judge(self._player, status, list(self._said))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()
        self._close_input()

    def _close_input(self) -> None:
        assert self._process.stdin is not None  # noqa: S101  (it was started with a pipe)
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()


class LatePlayback(Playback):
    """Plays by a player of files: nothing is heard before the samples are whole."""

    def __init__(self, player: Player, sample_rate: int, path: Path):
        """`path`: a file that may be written for the player."""
        self._player = player
        self._path = path
        self._playing: subprocess.Popen[bytes] | None = None
        self._file = wave.open(str(self._path), "wb")  # noqa: SIM115
        self._file.setnchannels(1)
        self._file.setsampwidth(2)
        self._file.setframerate(sample_rate)

    def write(self, samples: bytes) -> None:
        self._file.writeframesraw(samples)

    def finish(self) -> None:
        self._file.close()
        self._playing = _start(self._player, self._path)
        _wait(self._player, self._playing)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._file.close()
        if self._playing is not None and self._playing.poll() is None:
            self._playing.terminate()


@contextmanager
def playback(player: Player, sample_rate: int, home: Path) -> Iterator[Playback]:
    """Yields what plays samples, while they are written or when they are whole, as the player can."""
    if player.stream:
        with Playback(player, sample_rate) as playing:
            yield playing
        return
    with temporary_file(None, "wav", home) as path, LatePlayback(player, sample_rate, path) as playing:
        yield playing
