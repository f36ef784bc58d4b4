"""The module as the daemon talks to it: replies, events and sound, by eSpeak."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.live import server_environment, wait_for
from vozes.audio.level import is_speech_like
from vozes.cli.speech_dispatcher.replies import sound_event
from vozes.types import Samples

RATE = 22_050
LONG = "A rather long sentence that goes on and on. " * 200


class Daemon:
    """The daemon's side of a module."""

    def __init__(self, process: "subprocess.Popen[bytes]"):
        assert process.stdin is not None
        assert process.stdout is not None
        self._commands, self._replies = process.stdin, process.stdout
        self.heard: Samples = np.zeros(0, np.float32)

    def send(self, *lines: str) -> None:
        self._commands.write("".join(f"{line}\n" for line in lines).encode())
        self._commands.flush()

    def ask(self, *lines: str) -> list[str]:
        """The reply, up to its last line."""
        self.send(*lines)
        return self.reply()

    def reply(self) -> list[str]:
        lines: list[bytes] = []
        while not lines or lines[-1][3:4] != b" ":
            lines.append(self._replies.readline().removesuffix(b"\n"))
            assert lines[-1], "the module has ended"
        if lines[-1] == b"705 AUDIO":
            data = lines[-2].removeprefix(b"705-AUDIO\0").replace(b"\x7d\x2a", b"\n").replace(b"\x7d\x5d", b"\x7d")
            self.heard = np.concatenate([self.heard, np.frombuffer(data, "<i2").astype(np.float32) / 32768])
        return [line.decode("utf-8", "replace") for line in lines]

    def take_up(self, text: str, command: str = "SPEAK") -> None:
        assert self.ask(command) == ["202 OK RECEIVING MESSAGE"]
        assert self.ask(text, ".") == ["200 OK SPEAKING"]
        self.heard = np.zeros(0, np.float32)

    def events(self) -> list[str]:
        """What is told up to the end of a text, without the sound."""
        told: list[str] = []
        while not told or not told[-1].startswith(("702", "703", "704")):
            event = self.reply()
            if event[-1] != "705 AUDIO":
                told.append(" ".join(event))
        return told

    def set(self, **values: object) -> list[str]:
        self.ask("SET")
        return self.ask(*(f"{name}={value}" for name, value in values.items()), ".")


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    home = tmp_path_factory.mktemp("module") / "home"
    command = [sys.executable, "-m", "vozes", "speech-dispatcher", "vozes.conf", "--default-engine", "espeak"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=server_environment(home), cwd=home.parent
    ) as process:
        daemon = Daemon(process)
        assert daemon.ask("INIT")[-1] == "299 OK LOADED SUCCESSFULLY"
        assert daemon.ask("AUDIO") == ["207 OK RECEIVING AUDIO SETTINGS"]
        assert daemon.ask("audio_output_method=server", ".") == ["203 OK AUDIO INITIALIZED"]
        daemon.set(language="en-US", rate=50)
        yield daemon
        assert daemon.ask("QUIT") == ["210 OK QUIT"]
        assert process.wait(30) == 0


def test_a_text_is_heard_between_its_beginning_and_its_end_with_its_marks(daemon: Daemon) -> None:
    daemon.take_up('<speak>Hello <mark name="0:5"/>there, <mark name="6:11"/>world.<mark name="__spd_end"/></speak>')
    assert daemon.events() == [
        "701 BEGIN",
        "700-0:5 700 INDEX MARK",
        "700-6:11 700 INDEX MARK",
        "700-__spd_end 700 INDEX MARK",
        "702 END",
    ]
    assert is_speech_like(daemon.heard, RATE)


@pytest.mark.parametrize(("command", "text"), [("CHAR", "é"), ("KEY", "shift_a"), ("SOUND_ICON", "bell")])
def test_characters_keys_and_icons_are_heard(daemon: Daemon, command: str, text: str) -> None:
    daemon.take_up(text, command)
    assert daemon.events() == ["701 BEGIN", "702 END"]
    assert len(daemon.heard) > RATE / 20


@pytest.mark.parametrize("text", ["<speak>a < b", "<speak></speak>", "...", "..a line that begins with a dot"])
def test_every_text_has_a_beginning_and_an_end(daemon: Daemon, text: str) -> None:
    daemon.take_up(text)
    assert daemon.events() == ["701 BEGIN", "702 END"]


@pytest.mark.parametrize(("command", "event"), [("STOP", "703 STOP"), ("PAUSE", "704 PAUSE")])
def test_a_text_ends_when_it_is_told_to_and_another_one_is_spoken(daemon: Daemon, command: str, event: str) -> None:
    daemon.take_up(f"<speak>{LONG}</speak>")
    assert daemon.reply() == ["701 BEGIN"]
    daemon.send(command)
    assert daemon.events() == [event]
    assert len(daemon.heard) < 60 * RATE
    daemon.take_up("<speak>Hi.</speak>")
    assert daemon.events() == ["701 BEGIN", "702 END"]


def test_a_text_that_is_stopped_before_it_is_heard_has_a_beginning_all_the_same(daemon: Daemon) -> None:
    daemon.send("SPEAK", f"<speak>{LONG}</speak>", ".", "STOP")
    assert [daemon.reply(), daemon.reply()] == [["202 OK RECEIVING MESSAGE"], ["200 OK SPEAKING"]]
    assert daemon.events() == ["701 BEGIN", "703 STOP"]


def test_to_stop_in_silence_is_no_error_and_has_no_event(daemon: Daemon) -> None:
    daemon.send("STOP")
    assert daemon.ask("DEBUG OFF") == ["200 OK DEBUGGING OFF"]


def test_rate_and_volume_count_from_the_next_text_on(daemon: Daemon) -> None:
    lengths, peaks = [], []
    for rate, volume in ((-50, 100), (100, 0)):
        assert daemon.set(rate=rate, volume=volume) == ["203 OK SETTINGS RECEIVED"]
        daemon.take_up("<speak>The same words again.</speak>")
        daemon.events()
        lengths.append(len(daemon.heard))
        peaks.append(float(np.abs(daemon.heard).max()))
    daemon.set(rate=50, volume=100)
    assert lengths[1] < 0.5 * lengths[0]
    assert peaks[1] == pytest.approx(0.5 * peaks[0], rel=0.2)


def test_voices_are_listed_by_language_and_taken_by_name(daemon: Daemon) -> None:
    assert daemon.ask("LIST VOICES pt-br") == ["200-pt-br\tpt-br\tnone", "200 OK VOICE LIST SENT"]
    assert len(daemon.ask("LIST VOICES")) > 100
    assert daemon.ask("LIST VOICES tlh") == ["304 CANT LIST VOICES"]


def test_an_unknown_voice_is_replaced_by_another_one(daemon: Daemon) -> None:
    daemon.set(synthesis_voice="nobody")
    daemon.take_up("<speak>Hi.</speak>")
    assert daemon.events() == ["701 BEGIN", "702 END"]
    daemon.set(synthesis_voice="NULL")


def test_what_is_wrong_is_answered_in_the_protocol_s_words(daemon: Daemon) -> None:
    assert daemon.ask("DANCE") == ["300 ERR UNKNOWN COMMAND"]
    assert daemon.set(rate="fast") == ["303 ERROR INVALID PARAMETER OR VALUE"]
    assert daemon.ask("SPEAK") == ["202 OK RECEIVING MESSAGE"]
    assert daemon.ask(".") == ["301 ERROR CANT SPEAK"]
    daemon.ask("CHAR")
    assert daemon.ask("a", "b", ".") == ["305 DATA MORE THAN ONE LINE"]
    daemon.ask("AUDIO")
    assert daemon.ask("audio_output_method=pulse", ".") == ["303 ERROR INVALID PARAMETER OR VALUE"]


def test_a_second_text_at_once_is_refused(daemon: Daemon) -> None:
    daemon.take_up(f"<speak>{LONG}</speak>")
    assert daemon.reply() == ["701 BEGIN"]
    daemon.send("SPEAK", "<speak>Hi.</speak>", ".", "STOP")
    assert [event for event in daemon.events() if event[0] != "7"] == [
        "202 OK RECEIVING MESSAGE",
        "301 ERROR CANT SPEAK",
    ]


def test_sound_has_no_line_feed_in_it() -> None:
    samples = (np.arange(-32767, 32768) / 32767).astype(np.float32)
    event = sound_event(samples, RATE)
    assert event.count(b"\n") == 7
    assert b"705-num_samples=65535\n" in event


@pytest.mark.skipif(not shutil.which("speech-dispatcher"), reason="Speech Dispatcher is not installed")
def test_the_true_daemon_speaks_by_it(tmp_path: Path) -> None:
    module, configuration, socket = tmp_path / "sd_vozes", tmp_path / "conf", tmp_path / "socket"
    module.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -P -m vozes speech-dispatcher "$@" --default-engine espeak\n'
    )
    module.chmod(0o755)
    (configuration / "modules").mkdir(parents=True)
    (configuration / "modules" / "vozes.conf").touch()
    (configuration / "speechd.conf").write_text(
        f'AudioOutputMethod "libao"\nLogLevel 5\nAddModule "vozes" "{module}" "vozes.conf"\nDefaultModule vozes\n'
    )
    (tmp_path / ".libao").write_text("default_driver=null\n")
    environment = server_environment(tmp_path / "home", {"HOME": str(tmp_path)})
    command = ["speech-dispatcher", "--run-single", "-C", str(configuration), "-c", "unix_socket", "-S", str(socket)]
    with subprocess.Popen(
        [*command, "-P", str(tmp_path / "pid"), "-L", str(tmp_path), "-t", "0"],
        env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            wait_for(socket.exists)
            client = {**os.environ, "SPEECHD_ADDRESS": f"unix_socket:{socket}"}
            say = ["spd-say", "-w", "-l", "en-US", "Hello there."]
            subprocess.run(say, env=client, check=True, timeout=60)
        finally:
            process.terminate()
    log = (tmp_path / "speech-dispatcher.log").read_text(errors="replace")
    assert "Got audio parameter sample_rate 22050" in log
    assert "INDEX MARK: __spd_end" in log
