"""What a server does to the machine, as strace sees it: it writes in its home alone, and calls nobody.

From its start through speech in all engines, cloning and an export to its stop; the checkout counts as home, since
Python keeps compiled modules beside its sources.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.styletts2.checkpoints import write_checkpoint as write_styletts2
from tests.live import ROOT, running_server
from tests.spoken import spoken
from tests.voices.cloning_server import CloningServer, heard, server_variables, tiny_models

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is missing; on Debian: apt-get install strace"),
]

_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE")
_CHANGES = (
    "mkdir mkdirat rename renameat renameat2 link linkat symlink symlinkat mknod mknodat unlink unlinkat rmdir truncate"
)
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
_NOWHERE = ("/dev/null", "/dev/tty", "/proc/")


def _written(log: str) -> Iterator[str]:
    """The paths of files that were made, written, renamed or removed."""
    for call in filter(None, map(_CALL.match, log.splitlines())):
        name, arguments, result = call.groups()
        if result.startswith("-") or (name in ("open", "openat") and not _WRITING.search(arguments)):
            continue
        if name in ("open", "openat", "creat", *_CHANGES.split()):
            yield from (str(Path(folder or "/", path)) for folder, path in _PATH.findall(arguments))


def _called(log: str) -> list[str]:
    """Connections to anything but this machine."""
    calls = re.findall(r"^\d+ +(?:connect|sendto)\(.*$", log, re.MULTILINE)
    return [call for call in calls if "AF_INET" in call and "127.0.0.1" not in call and '"::1"' not in call]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of all processes of a server, with an empty folder for temporary files."""
    folder = tmp_path_factory.mktemp("traced")
    settings = tiny_models(folder / "models")
    for family in ("libritts", "kokoro"):
        write_styletts2(folder / "family" / family, family)
    variables = server_variables(settings) | {
        "VOZES_STYLETTS2_CHECKPOINTS": str(folder / "family"),
        "TMPDIR": str(folder / "elsewhere"),
        "HOME": str(folder / "elsewhere"),
    }
    (folder / "elsewhere").mkdir()
    trace = ["strace", "-D", "-f", "-y", "-qq", "-s", "4096", "-o", str(folder / "log")]
    trace += ["-e", f"trace=open,openat,creat,connect,sendto,{_CHANGES.replace(' ', ',')}"]
    command = ["-c", "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])", *trace, sys.executable]
    with running_server(env=variables, command=[*command, "-m", "vozes", "serve"]) as live:
        server = CloningServer(live.url, settings.home_path)
        with server.http:
            _use(server)
    assert list((folder / "elsewhere").iterdir()) == []
    return (folder / "log").read_text(errors="replace")


def _use(server: CloningServer) -> None:
    said = server.http.post("/v1/tts/synth", json={"text": "Onde fica a estação? " * 30, "format": "mp3"})
    heard(said)
    voice = server.clone("Ana", ("ana.wav", spoken("The quick brown fox jumps over the lazy dog.")))
    for engine in ("xtts_v2", "styletts2"):
        server.speak(voice, engine)
    heard(
        server.http.post("/v1/tts/synth", json={"text": "Olá.", "voice": "pf_dora", "engine": "styletts2", "speed": 4})
    )
    assert server.http.get("/v1/voices/export").status_code == 200
    assert server.http.get("/").status_code == 200


def test_nothing_is_written_outside_the_home_and_the_checkout(log: str) -> None:
    home = re.search(r"(/\S*/traced\d+/models/home)/", log)
    assert home is not None
    assert any(path.startswith(f"{home[1]}/") for path in _written(log))
    inside = (home[1], str(ROOT), str(Path(sys.prefix)), *_NOWHERE)
    assert sorted({path for path in _written(log) if not path.startswith(inside)}) == []


def test_nobody_is_called(log: str) -> None:
    assert _called(log) == []
