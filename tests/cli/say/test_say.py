"""`vozes say`: a text becomes a file, or bytes, or sound; a refusal leaves nothing behind."""

import os
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Vozes, on_terminal, refusal
from vozes.audio.level import is_speech_like
from vozes.audio.wav import decode_wav
from vozes.types import Samples

TEXT = "Olá, tudo bem com você?"
PT = ("-l", "pt-br")


def read_wav(path: Path) -> tuple[Samples, int]:
    return decode_wav(path.read_bytes())


def pitch(samples: Samples, rate: int) -> float:
    """The strongest period of a voice, in Hz."""
    spectrum = np.fft.rfft(samples, 2 * len(samples))
    similarity = np.fft.irfft(np.abs(spectrum) ** 2)
    shortest, longest = rate // 300, rate // 60
    return rate / float(shortest + np.argmax(similarity[shortest:longest]))


def test_a_text_becomes_a_file_of_speech_and_a_line_says_what_is_in_it(vozes: Vozes, folder: Path) -> None:
    result = vozes("say", "Olá", *PT, "-o", "out.wav")

    samples, rate = read_wav(folder / "out.wav")
    line = f"out.wav: {len(samples) / rate:.1f} s of wav, spoken by espeak as pt-br\n"
    assert (result.returncode, result.stdout, result.stderr.decode()) == (0, b"", line)
    assert is_speech_like(*read_wav(folder / "out.wav"))
    assert os.listdir(folder) == ["out.wav"]


def test_a_file_that_was_there_is_replaced(vozes: Vozes, folder: Path) -> None:
    (folder / "out.wav").write_bytes(b"old")

    assert vozes("say", TEXT, *PT, "-o", "out.wav").returncode == 0
    assert is_speech_like(*read_wav(folder / "out.wav"))


@pytest.mark.parametrize("text", [("-",), ()])
def test_a_dash_or_no_text_reads_standard_input(text: tuple[str, ...], vozes: Vozes, folder: Path) -> None:
    vozes("say", *text, *PT, "-o", "long.wav", stdin=f"\ufeff{TEXT} {TEXT} {TEXT}".encode())
    vozes("say", TEXT, *PT, "-o", "short.wav")

    long, short = (len(read_wav(folder / name)[0]) for name in ("long.wav", "short.wav"))
    assert long > 2.5 * short


def test_a_dash_as_output_is_standard_output(vozes: Vozes, folder: Path) -> None:
    result = vozes("say", TEXT, *PT, "-o", "-")

    assert is_speech_like(*decode_wav(result.stdout))
    assert result.stderr == b""
    assert os.listdir(folder) == []


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("-o", "out.mp3"), b"\xff"),
        (("-o", "out.ogg"), b"OggS"),
        (("-o", "out.FLAC"), b"fLaC"),
        (("-o", "out.m4a"), b"\0\0\0\x1cftypM4A"),
        (("-o", "out.mp4"), b"\0\0\0\x1cftypM4A"),
        (("-o", "out.webm"), b"\x1aE\xdf\xa3"),
        (("-o", "out"), b"RIFF"),
        (("-o", "out.sound", "--format", "wav"), b"RIFF"),
        (("-o", "out.mp3", "--format", "flac"), b"fLaC"),
        (("-o", "out.wav", "-f", "opus"), b"OggS"),
    ],
)
def test_the_format_is_what_the_ending_says_unless_it_is_named(
    arguments: tuple[str, ...], start: bytes, vozes: Vozes, folder: Path
) -> None:
    assert vozes("say", TEXT, *PT, *arguments).returncode == 0
    assert (folder / arguments[1]).read_bytes().startswith(start)


def test_speed_and_options_reach_the_engine(vozes: Vozes, folder: Path) -> None:
    for name, arguments in {
        "plain": (),
        "fast": ("--speed", "2"),
        "high": ("--option", "pitch=80"),
        "slow": ("--option", "rate=100", "--option", "word_gap=10"),
    }.items():
        assert vozes("say", TEXT, *PT, "-o", f"{name}.wav", *arguments).returncode == 0
    sounds = {path.stem: read_wav(path) for path in folder.iterdir()}
    seconds = {name: len(samples) / rate for name, (samples, rate) in sounds.items()}

    assert 0.4 < seconds["fast"] / seconds["plain"] < 0.65
    assert seconds["slow"] > 1.5 * seconds["plain"]
    assert pitch(*sounds["high"]) > 1.2 * pitch(*sounds["plain"])


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((TEXT, "--voice", "nobody"), "'nobody'"),
        ((TEXT, "--engine", "nothing"), "'nothing'"),
        ((TEXT, "--engine", "xtts_v2"), "not installed"),
        ((TEXT, "--engine", "styletts2", "--voice", "pf_dora:7+nobody:3"), "'nobody'"),
        ((TEXT, "--engine", "styletts2", "--option", "style_text=!"), "'style_text'"),
        ((TEXT, "--language", "tlh"), "'tlh'"),
        ((TEXT, "--option", "depth=3"), "'depth'"),
        ((TEXT, "--option", "pitch=100"), "'pitch'"),
        ((TEXT, "--option", "pitch"), "NAME=VALUE"),
        ((TEXT, "--format", "midi"), "'midi'"),
        ((TEXT, "--speed", "nan"), "speed"),
        ((TEXT, "--speed", "9"), "speed"),
        ((TEXT, "--queue-limit", "-1"), "queue_limit"),
        (("",), "text"),
        (("?!",), "text"),
    ],
)
def test_what_cannot_be_said_is_refused_in_one_line_without_a_file(
    arguments: tuple[str, ...], named: str, vozes: Vozes, folder: Path
) -> None:
    language = () if "--language" in arguments else PT

    assert named in refusal(vozes("say", *arguments, *language, "-o", "out.wav"))
    assert os.listdir(folder) == []


@pytest.mark.parametrize("output", ["out.wvv", "out.aiff", "out.txt"])
def test_an_ending_that_is_no_formats_is_refused_with_those_that_there_are(
    output: str, vozes: Vozes, folder: Path
) -> None:
    said = refusal(vozes("say", TEXT, *PT, "-o", output))

    assert repr(Path(output).suffix) in said
    assert ".m4a" in said
    assert os.listdir(folder) == []


@pytest.mark.parametrize("output", ["nowhere/out.wav", "file/out.wav"])
def test_a_folder_that_cannot_be_written_is_refused(output: str, vozes: Vozes, folder: Path) -> None:
    (folder / "file").touch()

    assert str(folder / Path(output).parent) in refusal(vozes("say", TEXT, *PT, "-o", output))
    assert os.listdir(folder) == ["file"]


def test_an_output_that_is_a_folder_is_refused(vozes: Vozes, folder: Path) -> None:
    (folder / "out.wav").mkdir()

    assert "out.wav" in refusal(vozes("say", TEXT, *PT, "-o", "out.wav"))
    assert os.listdir(folder) == ["out.wav"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_terminal_shows_how_far_it_is(folder: Path, environment: dict[str, str]) -> None:
    shown = on_terminal(["say", f"{TEXT} " * 300, *PT, "-o", "out.wav"], folder, environment)

    assert "Speaking" in shown
    assert re.search(r"\d+\.\d s of speech", shown)
    assert shown.splitlines()[-1].startswith("out.wav: ")
