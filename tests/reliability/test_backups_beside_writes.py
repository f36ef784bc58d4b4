"""`vozes backup` beside a server whose clients clone, rename and delete voices, and beside programs that write to the
library and the lexicon as commands do: each backup restores to a library as it was at one moment.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.live import LiveServer, server_environment, wait_for
from tests.reliability.voice_client import VoiceClient, json_of, library_server
from tests.voices.samples import WAV
from vozes.service.home_format import opened_home
from vozes.service.lexicon import LexiconStore
from vozes.voices.library import VoiceLibrary

PROGRAMS = ("wa", "wb")


class Writes:
    """How many there were, of all who write."""

    def __init__(self) -> None:
        self.count = 0
        self.writers: set[str] = set()
        self._lock = threading.Lock()

    def add(self, who: str) -> None:
        with self._lock:
            self.count += 1
            self.writers.add(who)


def by_server(server: LiveServer, who: str, writes: Writes, stop: threading.Event) -> None:
    """Clones now and then, and renames all the time: description and tags tell the name that belongs to them."""
    ids: list[str] = []
    number = 0
    with VoiceClient(server) as client:
        while not stop.is_set():
            number += 1
            name = f"{who} {number}"
            if number % 25 == 1:
                ids.append(json_of(client.clone(name, description=name), 201)["id"])
            elif number % 25 == 20 and len(ids) > 2:
                assert client.ask("DELETE", f"/v1/voices/{ids.pop(0)}").status == 204
            else:
                path = f"/v1/voices/{ids[number % len(ids)]}"
                answer = client.send("PATCH", path, name=name, description=name, tags=[name])
                assert answer.status == 200, answer
            writes.add(who)


def by_program(home: Path, who: str, writes: Writes, stop: threading.Event) -> None:
    command = [sys.executable, "-m", "tests.reliability.library_writer", str(home), who]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=server_environment(home), **pipes) as process:  # type: ignore[call-overload]
        for _ in process.stdout:
            writes.add(who)
            if stop.is_set() and not process.stdin.closed:
                process.stdin.close()
    assert process.returncode == 0


@contextmanager
def everybody_writes(server: LiveServer, home: Path) -> Iterator[Writes]:
    """Begins once each of the four has written."""
    writes, stop = Writes(), threading.Event()
    with ThreadPoolExecutor(4) as pool:
        working = [pool.submit(by_server, server, f"Person {each}", writes, stop) for each in range(2)]
        working += [pool.submit(by_program, home, who, writes, stop) for who in PROGRAMS]
        try:
            wait_for(lambda: len(writes.writers) == len(working) or any(each.done() for each in working))
            yield writes
        finally:
            stop.set()
        for each in working:
            each.result()


def vozes(home: Path, folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "vozes", *arguments]
    subprocess.run(command, env=server_environment(home), check=True, capture_output=True, cwd=folder)


def check_restored(home: Path, recordings: Sequence[bytes]) -> int:
    """Each voice is whole, and so are the words; gives how many voices there are, deleted ones too."""
    with opened_home(home):
        library = VoiceLibrary(home, trash_days=30)
        voices, deleted = library.list(), [each.voice for each in library.deleted()]
    for voice in [*voices, *deleted]:
        assert voice.description == voice.name
        assert voice.tags in ((), (voice.name,))
    folders = [*(home / "voices" / "custom").iterdir(), *(home / "voices" / "trash").glob("*")]
    for folder in folders:
        assert {path.name for path in folder.iterdir()} == {"voice.json", "recording-1.wav"}
        assert (folder / "recording-1.wav").read_bytes() in recordings
    assert len(folders) == len(voices) + len(deleted)
    said = {entry.word: entry.respelling for entry in LexiconStore(home).read().entries}
    assert len(said) == 2 * len(PROGRAMS)
    assert all(said[f"{who}a"] == said[f"{who}b"] for who in PROGRAMS)
    return len(folders)


def back_up_often(tmp_path: Path, times: int) -> float:
    """Gives how many writes there were in a second while backups were made."""
    home, counts = tmp_path / "home", []
    with library_server(home) as server:
        with VoiceClient(server) as client:
            first = json_of(client.clone("first", description="first"), 201)
            recording = client.get(f"/v1/voices/{first['id']}/recording").body
        with everybody_writes(server, home) as writes:
            started, written = time.monotonic(), writes.count
            for number in range(times):
                before = writes.count
                vozes(home, tmp_path, "backup", f"{number}.tar")
                counts.append(writes.count - before)
            rate = (writes.count - written) / (time.monotonic() - started)
    assert min(counts) > 0  # else nothing was written meanwhile
    sizes = []
    for number in range(times):
        again = tmp_path / f"again-{number}"
        vozes(again, tmp_path, "restore", f"{number}.tar")
        sizes.append(check_restored(again, (recording, WAV)))
    assert sizes == sorted(sizes)
    return rate


def test_each_backup_beside_writes_restores_to_a_library_as_it_was_at_one_moment(tmp_path: Path) -> None:
    back_up_often(tmp_path, 3)


@pytest.mark.slow
def test_thirty_backups_beside_writes_restore_to_a_library_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Says how fast was written, which is the disk's and the other programs' matter: no test can demand it."""
    rate = back_up_often(tmp_path, 30)
    with capsys.disabled():
        print(f"\n{rate:.0f} writes a second beside the backups")
