"""What lies in the home is for its owner's eyes: folders 0700 and files 0600, whatever the umask, older homes too."""

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live import server_environment, wait_for
from tests.reliability.voice_client import VoiceClient, json_of, library_server
from tests.voices.samples import draft
from vozes.service.home import mend_home
from vozes.service.lexicon import LexiconStore
from vozes.text.lexicon.entries import LexiconEntry
from vozes.voices.library import VoiceLibrary

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are POSIX's permissions")


@pytest.fixture(autouse=True)
def _open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(home: Path) -> list[str]:
    """What others than the owner could read or write."""
    return sorted(
        f"{path.relative_to(home)} {stat.S_IMODE(path.lstat().st_mode):o}"
        for path in (home, *home.rglob("*"))
        if not path.is_symlink() and path.lstat().st_mode & 0o077
    )


def opened(path: Path) -> None:
    """As an older version with a careless umask left it."""
    for each in (path, *path.rglob("*")):
        each.chmod(0o777 if each.is_dir() else 0o666)


def test_nothing_that_a_server_writes_is_open_to_others() -> None:
    with library_server() as server, VoiceClient(server) as client:
        voice = json_of(client.clone("Ana"), 201)["id"]
        assert client.get(f"/v1/voices/{voice}/preview").status == 200
        client.ask("DELETE", f"/v1/voices/{json_of(client.clone('Bia'), 201)['id']}")
        kept = {path.parent.name for path in server.home.rglob("*") if path.is_file()}
        assert {"logs", "previews", "parrot", voice} <= kept

        assert open_to_others(server.home) == []


def test_a_command_writes_nothing_that_is_open_to_others(tmp_path: Path) -> None:
    library = VoiceLibrary(tmp_path / "home", trash_days=30)
    library.edit(library.add(draft("Ana")).id, name="Bia")
    library.delete(library.add(draft("Caio")).id)
    library.write_presets({"sine": []})
    LexiconStore(tmp_path / "home").put([LexiconEntry("Ana", "", "âna")])

    assert open_to_others(tmp_path / "home") == []


def test_an_older_home_is_mended_when_the_server_starts(tmp_path: Path) -> None:
    home = tmp_path / "home"
    VoiceLibrary(home, trash_days=30).add(draft("Ana"))
    for name in ("logs/server.log.1", "voices/previews/a-1.mp3", "voices/embeddings/cloner/a.safetensors"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).touch()
    (home / "models").mkdir()
    opened(home)

    with library_server(home):
        wait_for(lambda: open_to_others(home) == [], seconds=20)


@pytest.mark.parametrize(
    "command",
    [
        ("voices", "list", "--mine"),
        ("voices", "add", "Bia", "vozes.wav", "--consent"),
        ("say", "Olá.", "-l", "pt-br", "-o", "-", "-f", "wav"),
    ],
)
def test_an_older_home_is_mended_by_a_command_too(tmp_path: Path, command: tuple[str, ...]) -> None:
    home = tmp_path / "home"
    VoiceLibrary(home, trash_days=30).add(draft("Ana"))
    opened(home)
    (tmp_path / "vozes.wav").write_bytes(b"no recording")

    subprocess.run(
        [sys.executable, "-m", "vozes", *command],
        cwd=tmp_path,
        env=server_environment(home),
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert [path for path in open_to_others(home) if path.startswith(("voices", "."))] == []


def test_what_links_lead_to_stays_as_it_is(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    (home / "voices" / "custom").mkdir(parents=True)
    (elsewhere / "folder").mkdir(parents=True)
    (elsewhere / "file").touch()
    (home / "models").symlink_to(elsewhere)
    (home / "voices" / "custom" / "file").symlink_to(elsewhere / "file")
    (home / "voices" / "custom" / "folder").symlink_to(elsewhere / "folder")
    opened(elsewhere)

    mend_home(home)

    assert len(open_to_others(elsewhere)) == 3


def test_a_folder_that_is_not_only_a_home_stays_open(tmp_path: Path) -> None:
    """As somebody's own folder, or the system's temporary one."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "voices").mkdir()
    opened(tmp_path)

    mend_home(tmp_path)

    assert open_to_others(tmp_path) == [". 777", "letters 777"]


def test_ten_thousand_voices_are_mended_within_seconds(tmp_path: Path) -> None:
    custom = tmp_path / "home" / "voices" / "custom"
    for number in range(1_000):
        folder = custom / f"voice_{number:016x}"
        folder.mkdir(parents=True)
        (folder / "voice.json").touch()
        (folder / "recording-1.wav").touch()
    opened(tmp_path / "home")

    started = time.process_time()
    mend_home(tmp_path / "home")

    assert time.process_time() - started < 1  # for a tenth of them; of the processor, as others may be at work
    assert open_to_others(tmp_path / "home") == []
