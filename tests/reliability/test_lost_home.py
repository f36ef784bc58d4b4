"""A home that is deleted, or whose link leads nowhere: clear errors, no crash, and all is well once it is back."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PATIENCE
from tests.live import LiveServer, server_environment
from tests.reliability.conftest import Answer
from tests.reliability.voice_client import VoiceClient, json_of, library_server

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no folder that is in use")


def code(answer: Answer) -> str:
    return str(json.loads(answer.body)["error"]["code"])


def speaks(server: LiveServer, **fields: object) -> bool:
    return server.synthesize(**{"text": "440 Hz 0.1 s", "language": "en", "engine": "parrot"} | fields)[0] == 200


def test_a_home_that_is_deleted_is_made_again(tmp_path: Path) -> None:
    with library_server() as server, VoiceClient(server) as client:
        assert json_of(client.clone("Ana"), 201)
        server.delete_home()

        assert client.voices() == []
        assert client.deleted() == []
        assert speaks(server)
        assert speaks(server, format="mp3", stream=True)
        assert client.get("/v1/voices/export").status == 200
        assert json_of(client.clone("Bia"), 201)
        assert [voice["name"] for voice in client.voices()] == ["Bia"]
        assert speaks(server, voice="Bia")
        assert "the voice" in (server.home / "logs" / "server.log").read_text("utf-8")


def test_a_link_that_leads_nowhere_is_told_and_all_is_well_once_it_is_right() -> None:
    with library_server() as server, VoiceClient(server) as client:
        voice = json_of(client.clone("Ana"), 201)["id"]
        kept = server.home.with_name("kept")
        server.home.rename(kept)
        server.home.symlink_to(server.home.with_name("nowhere"))

        answers = [
            client.clone("Bia"),
            client.send("PATCH", f"/v1/voices/{voice}", name="Caio"),
            client.ask("DELETE", "/v1/voices/trash"),
            client.get("/v1/voices/export"),
        ]
        assert [code(answer) for answer in answers[:1] + answers[2:]] == ["home_unusable"] * 3
        assert "is a link to" in answers[0].body.decode()
        assert client.voices() == []
        assert client.get("/health").status == 200

        server.home.unlink()
        kept.rename(server.home)
        assert [each["name"] for each in client.voices()] == ["Ana"]
        assert json_of(client.clone("Bia"), 201)
        assert speaks(server, voice="Ana")


@pytest.mark.parametrize(
    "arguments", [("serve", "--port", "0"), ("voices", "empty-trash"), ("voices", "export", "-o", "a.zip")]
)
def test_a_command_whose_home_leads_nowhere_says_so_in_one_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.symlink_to(tmp_path / "nowhere")

    result = subprocess.run(
        [sys.executable, "-m", "vozes", *arguments],
        cwd=tmp_path,
        env=server_environment(home),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert str(home) in result.stderr or "no voice" in result.stderr
