"""What `vozes say` takes for its text: bytes of standard input, and of the command line, in any encoding."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Vozes, refusal

TEXT = "Olá, você não sabe o que é a ação."
OUTPUT = ("-l", "pt-br", "-o", "-", "-f", "pcm")


@pytest.fixture
def spoken(vozes: Vozes) -> bytes:
    """What the text sounds like."""
    return vozes("say", TEXT, *OUTPUT).stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_utf_8_and_utf_16_are_read_whatever_the_locale(encoding: str, vozes: Vozes, spoken: bytes) -> None:
    result = vozes("say", *OUTPUT, stdin=TEXT.encode(encoding), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert (result.returncode, result.stdout) == (0, spoken)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_another_encoding_is_refused_with_its_likely_name_and_read_with_it(
    encoding: str, vozes: Vozes, spoken: bytes, folder: Path
) -> None:
    data = TEXT.encode(encoding)

    assert f"--encoding {encoding}" in refusal(vozes("say", "-o", "out.wav", stdin=data))
    assert os.listdir(folder) == []
    assert vozes("say", *OUTPUT, "--encoding", encoding, stdin=data).stdout == spoken


def test_an_encoding_that_there_is_not_is_refused(vozes: Vozes) -> None:
    assert "'klingon'" in refusal(vozes("say", "-o", "out.wav", "--encoding", "klingon", stdin=b"Oi"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hands arguments over in UTF-16")
def test_an_argument_in_another_encoding_than_the_terminals_is_refused_or_read_alike(
    vozes: Vozes, spoken: bytes
) -> None:
    argument = os.fsdecode(TEXT.encode("cp1252"))

    assert "--encoding cp1252" in refusal(vozes("say", argument, "-o", "out.wav"))
    assert vozes("say", argument, *OUTPUT, "--encoding", "cp1252").stdout == spoken
