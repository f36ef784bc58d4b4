"""`vozes say --subtitles` writes subtitles beside the speech, whoever speaks."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Vozes, refusal
from tests.live import LiveServer, running_server

TEXT = "Bom dia. O senhor pode me dizer onde fica a estação?"
PT = ("-l", "pt-br", "-e", "espeak")


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server() as server:
        yield server


def lines_of(srt: str) -> list[str]:
    return [line for line in srt.splitlines() if line and "-->" not in line and not line.isdigit()]


@pytest.mark.parametrize("through_server", [False, True])
def test_subtitles_appear_beside_the_file(
    through_server: bool, vozes: Vozes, server: LiveServer, folder: Path, environment: dict[str, str]
) -> None:
    home = str(server.home) if through_server else environment["VOZES_HOME"]
    result = vozes("say", TEXT, *PT, "-o", "a.wav", "--subtitles", "a.srt", VOZES_HOME=home)
    assert result.returncode == 0, result.stderr
    assert sorted(os.listdir(folder)) == ["a.srt", "a.wav"]
    written = (folder / "a.srt").read_text(encoding="utf-8")
    assert written.startswith("1\n00:00:00,")
    assert " ".join(lines_of(written)) == TEXT


def test_the_ending_chooses_the_kind_also_beside_a_stream(vozes: Vozes, server: LiveServer, folder: Path) -> None:
    result = vozes("say", TEXT, *PT, "-o", "-", "-f", "wav", "--subtitles", "a.VTT", VOZES_HOME=str(server.home))
    assert result.stdout.startswith(b"RIFF")
    assert (folder / "a.VTT").read_text(encoding="utf-8").startswith("WEBVTT\n")


@pytest.mark.parametrize("file", ["a.txt", "srt", "."])
def test_another_ending_and_a_folder_are_refused_before_anything_is_said(file: str, vozes: Vozes, folder: Path) -> None:
    assert file in refusal(vozes("say", TEXT, *PT, "-o", "a.wav", "--subtitles", file))
    assert os.listdir(folder) == []


def test_where_they_cannot_be_written_nothing_is_said(vozes: Vozes, folder: Path) -> None:
    assert "nowhere" in refusal(vozes("say", TEXT, *PT, "-o", "a.wav", "--subtitles", "nowhere/a.srt"))
    assert os.listdir(folder) == []
