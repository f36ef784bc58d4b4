"""The examples of the page on WebSockets speak, and its messages are those that there are."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.markdown import fenced_blocks
from tests.live import ROOT, LiveServer, running_server
from vozes.api.stream_schemas import _MESSAGES
from vozes.audio.level import is_speech_like
from vozes.audio.wav import decode_wav

PAGE = (ROOT / "docs" / "websockets.md").read_text("utf-8")
_ADDRESS = "127.0.0.1:8000"


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server() as server:
        yield server


def example(language: str, server: LiveServer) -> str:
    (found,) = (text for name, text in fenced_blocks(PAGE) if name == language)
    assert _ADDRESS in found
    return found.replace(_ADDRESS, server.url.removeprefix("http://"))


def test_the_example_in_python_speaks(server: LiveServer, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", example("python", server)], cwd=tmp_path, check=True, timeout=120)
    samples, rate = decode_wav((tmp_path / "ola.wav").read_bytes())
    assert is_speech_like(samples, rate)


def test_all_messages_of_clients_are_on_the_page() -> None:
    rows = re.findall(r'^\| `\{"type": "([a-z.]+)"', PAGE.partition("## What the server sends")[0], re.MULTILINE)
    assert rows == list(_MESSAGES)
