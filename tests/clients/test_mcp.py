"""The official client of the Model Context Protocol, through pipes and over HTTP, in its newest and its older way."""

import base64
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import anyio
import av
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import AudioContent, BlobResourceContents, CallToolResult, EmbeddedResource, TextContent

from tests.live import LiveServer, running_server, wait_for

pytestmark = pytest.mark.anyio

Mode = Literal["auto", "legacy"]
Connect = Callable[..., Client]
ENDLESS = {"text": "440 Hz 3600 s slowly", "language": "en"}


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server(command=("-m", "tests.fake_server")) as server:
        yield server


@pytest.fixture(params=["auto", "legacy"])
def mode(request: pytest.FixtureRequest) -> Mode:
    chosen: Mode = request.param
    return chosen


@pytest.fixture
def player(tmp_path: Path) -> Path:
    """A folder in which a player is alone, who writes what it plays into `played`, and its process's id."""
    script = tmp_path / "bin" / "aplay"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\ncd "{tmp_path}"\necho $$ > pid.new\n/bin/mv pid.new pid\nexec /bin/cat > played\n')
    script.chmod(0o755)
    return script.parent


def by_pipes(home: Path, path: str = "/nowhere", mode: Mode = "auto") -> Client:
    """A client of `vozes mcp`, which finds its players in `path`."""
    command = StdioServerParameters(
        command=sys.executable,
        args=["-P", "-m", "vozes", "mcp"],
        env={"VOZES_HOME": str(home), "PYTHONPATH": os.environ["PYTHONPATH"], "PATH": path},
        cwd=home.parent,
    )
    return Client(command, mode=mode)


def text_of(result: CallToolResult) -> str:
    (found,) = (each.text for each in result.content if isinstance(each, TextContent))
    return found


def seconds_of(data: str) -> float:
    with av.open(io.BytesIO(base64.b64decode(data)), "r") as file:
        return sum((frame.samples / frame.sample_rate for frame in file.decode(audio=0)), 0.0)


def is_idle(server: LiveServer) -> bool:
    engines = server.get_json("/v1/monitor/info")["engines"]
    return all(engine["queue"]["running"] == 0 for engine in engines.values())


async def test_a_server_speaks_lists_its_voices_and_gives_a_file(server: LiveServer, mode: Mode) -> None:
    async with Client(f"{server.url}/mcp", mode=mode) as client:
        assert [tool.name for tool in (await client.list_tools()).tools] == ["speak", "list_voices", "save_speech"]

        (sound, _) = (await client.call_tool("speak", {"text": "440 Hz 2 s", "language": "en"})).content
        assert isinstance(sound, AudioContent)
        assert (sound.mime_type, round(seconds_of(sound.data))) == ("audio/mpeg", 2)

        voices = (await client.call_tool("list_voices", {"engine": "sine"})).structured_content
        assert voices is not None
        assert {voice["id"] for voice in voices["voices"]} == {"hum", "alto"}

        (kept, _) = (await client.call_tool("save_speech", {"text": "Hello", "name": "hello.wav"})).content
        assert isinstance(kept, EmbeddedResource)
        assert isinstance(kept.resource, BlobResourceContents)
        assert base64.b64decode(kept.resource.blob).startswith(b"RIFF")


async def test_a_server_tells_how_far_it_is_and_stops_when_its_client_does(server: LiveServer, mode: Mode) -> None:
    told = anyio.Event()

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        told.set()

    async with Client(f"{server.url}/mcp", mode=mode) as client, anyio.create_task_group() as group:
        group.start_soon(lambda: client.call_tool("speak", ENDLESS, progress_callback=hear))
        await told.wait()
        assert not is_idle(server)
        group.cancel_scope.cancel()
    wait_for(lambda: is_idle(server))


@pytest.mark.skipif(sys.platform == "win32", reason="the player of this test is a shell script")
async def test_speech_is_heard_by_way_of_the_running_server_until_it_is_cancelled(
    server: LiveServer, player: Path, tmp_path: Path, mode: Mode
) -> None:
    async with by_pipes(server.home, str(player), mode) as client:
        heard = await client.call_tool("speak", {"text": "440 Hz 0.5 s", "language": "en"})
        assert text_of(heard) == "Spoken aloud: 0.5 s of speech by sine, voice hum."
        assert (tmp_path / "played").stat().st_size == 2 * 16_000 // 2
        (tmp_path / "pid").unlink()

        async with anyio.create_task_group() as group:
            group.start_soon(client.call_tool, "speak", ENDLESS)
            await anyio.to_thread.run_sync(wait_for, (tmp_path / "pid").exists)
            group.cancel_scope.cancel()
        wait_for(lambda: not Path("/proc", (tmp_path / "pid").read_text().strip()).exists())
        wait_for(lambda: is_idle(server))


async def test_without_a_server_an_own_engine_speaks_into_a_file_and_replaces_none_unasked(tmp_path: Path) -> None:
    path = tmp_path / "hello.mp3"
    wanted = {"text": "Hello there.", "language": "en", "engine": "espeak", "path": str(path)}
    async with by_pipes(tmp_path / "home") as client:
        saved = await client.call_tool("save_speech", wanted)
        assert text_of(saved).startswith(f"Saved as {path}")
        before = path.read_bytes()

        refused = await client.call_tool("save_speech", wanted)
        assert refused.is_error
        assert "set overwrite" in text_of(refused)
        assert path.read_bytes() == before
        assert not (await client.call_tool("save_speech", {**wanted, "overwrite": True})).is_error
        for wrong in ("hello.mp3", str(tmp_path / "hello.sh"), str(tmp_path), str(tmp_path / "no" / "hello.mp3")):
            assert (await client.call_tool("save_speech", {**wanted, "path": wrong})).is_error

        (sound, told) = (await client.call_tool("speak", {"text": "Hello there.", "engine": "espeak"})).content
        assert isinstance(sound, AudioContent)
        assert isinstance(told, TextContent)
        assert "no player" in told.text
        assert json.loads(text_of(await client.call_tool("list_voices", {"language": "pt"})))["total"] >= 2
