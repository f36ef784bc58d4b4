"""kill -9 of a server whose clients clone, edit, delete, restore and import: what was acknowledged is there, nothing
is half there, and the next start cleans up.
"""

import http.client
import io
import random
import signal
import sys
import threading
import time
import wave
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.live import LiveServer, wait_for
from tests.reliability.voice_client import VoiceClient, archive, json_of, leftovers, library_server

CLIENTS = 3
MOST_VOICES = 6
"""Of a client, which then deletes some."""
LONGEST = {"clone": 0.6, "import": 0.04, "edit": 0.02, "delete": 0.02, "restore": 0.02, "preview": 0.1}
"""Seconds that an act may take, of which a random part passes before the kill."""
WRITTEN = ("custom", "trash", "previews", "embeddings/parrot")
"""Folders of the library."""

Names = dict[str, str]
"""Of voices, by their ids."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


@dataclass(slots=True)
class Shelf:
    """What a client was told of its own voices, and what it waits to be told."""

    owner: str
    live: Names = field(default_factory=dict)
    trash: Names = field(default_factory=dict)
    trying: tuple[str, ...] = ()

    def after(self, act: str, voice_id: str, *name: str) -> tuple[Names, Names]:
        live, trash = dict(self.live), dict(self.trash)
        if act == "delete":
            trash[voice_id] = live.pop(voice_id)
        elif act == "restore":
            live[voice_id] = trash.pop(voice_id)
        elif act == "edit":
            live[voice_id] = name[0]
        return live, trash

    def agrees_with(self, live: Names, trash: Names) -> bool:
        """Whether that may be on the disk: with what was begun, or without; of an import some may be there."""
        if self.trying[:1] in (("clone",), ("import",)):
            new = {voice_id: live[voice_id] for voice_id in live.keys() - self.live.keys()}
            begun = len(set(new.values())) == len(new) and set(new.values()) <= set(self.trying[1:])
            return begun and (live, trash) == (self.live | new, self.trash)
        return (live, trash) == (self.live, self.trash) or (
            bool(self.trying) and (live, trash) == self.after(*self.trying)
        )


class Moment:
    """When an act is begun for the n-th time."""

    def __init__(self, act: str, times: int):
        self.act = act
        self._times = times
        self._come = threading.Event()

    def tell(self, act: str) -> None:
        if act == self.act:
            self._times -= 1
            if self._times <= 0:
                self._come.set()

    def wait(self) -> None:
        assert self._come.wait(60), f"nobody comes to {self.act}"


class Person:
    """Works on voices of their own until the server is gone."""

    def __init__(self, server: LiveServer, shelf: Shelf, moment: Moment, recording: bytes, seed: int):
        self._client = VoiceClient(server)
        self._shelf = shelf
        self._moment = moment
        self._recording = recording
        self._chance = random.Random(seed)

    def work(self) -> None:
        with self._client, suppress(OSError, http.client.HTTPException):
            while True:
                self._act(self._choose())

    def _choose(self) -> str:
        acts = ["clone", "import"] if len(self._shelf.live) < MOST_VOICES else ["delete"]
        if self._shelf.live:
            acts += ["edit", "delete", "preview"]
        if self._shelf.trash:
            acts += ["restore"]
        return self._chance.choice(acts)

    def _act(self, act: str) -> None:
        if act == "clone":
            self._add(act, self._new_name())
        elif act == "import":
            self._add(act, *(self._new_name() for _ in range(3)))
        else:
            voice_id = self._chance.choice(list(self._shelf.trash if act == "restore" else self._shelf.live))
            self._change(act, voice_id, *([self._new_name()] if act == "edit" else []))

    def _new_name(self) -> str:
        return f"{self._shelf.owner} {self._chance.getrandbits(48):x}"

    def _add(self, act: str, *names: str) -> None:
        content = archive(*names, recording=self._recording) if act == "import" else b""
        self._begin(act, *names)
        if act == "import":
            added = json_of(self._client.import_voices(content), 201)["voices"]
        else:
            added = [json_of(self._client.clone(names[0], description=names[0]), 201)]
        self._shelf.live |= {voice["id"]: voice["name"] for voice in added}
        self._shelf.trying = ()

    def _change(self, act: str, voice_id: str, *name: str) -> None:
        path = f"/v1/voices/{voice_id}"
        self._begin(act, voice_id, *name)
        if act == "edit":
            status = self._client.send("PATCH", path, name=name[0], description=name[0]).status
        elif act == "delete":
            status = self._client.ask("DELETE", path).status
        elif act == "restore":
            status = self._client.ask("POST", f"{path}/restore").status
        else:
            status = self._client.get(f"{path}/preview").status
        assert status == (204 if act == "delete" else 200), (act, status)
        self._shelf.live, self._shelf.trash = self._shelf.after(act, voice_id, *name)
        self._shelf.trying = ()

    def _begin(self, act: str, *about: str) -> None:
        self._shelf.trying = (act, *about)
        self._moment.tell(act)


def kill_midway(server: LiveServer, home: Path, people: Sequence[Person], moment: Moment, pause: float | None) -> None:
    """Lets all work and kills the server so many seconds after the moment; None: once something is written then."""
    with ThreadPoolExecutor(len(people)) as pool:
        working = [pool.submit(person.work) for person in people]
        try:
            moment.wait()
            if pause is None:
                until_something_is_written(home / "voices")
            else:
                time.sleep(pause)
            server.process.send_signal(signal.SIGSTOP)  # it does nothing more
            children = psutil.Process(server.process.pid).children(recursive=True)
        finally:
            server.process.kill()
    for each in working:
        each.result()
    wait_for(lambda: all(map(has_ended, children)))


def until_something_is_written(library: Path) -> None:
    """Looks without a pause: what is begun then may be whole a millisecond later."""
    before, end = times(library), time.monotonic() + 60
    while times(library) == before:
        assert time.monotonic() < end, "nothing was ever written"


def times(library: Path) -> list[int]:
    """When anything came to the folders or went, in nanoseconds; 0 where there is no such folder yet."""
    folders = (library / name for name in WRITTEN)
    return [folder.stat().st_mtime_ns if folder.exists() else 0 for folder in folders]


def has_ended(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE  # whoever inherited it may not wait for it
    except psutil.NoSuchProcess:
        return True


def check(server: LiveServer, home: Path, shelves: Sequence[Shelf], recording: bytes) -> None:
    assert leftovers(home) == []
    with VoiceClient(server) as client:
        live, trash = client.voices(), client.deleted()
        for voice in live:
            check_whole(client, voice, recording)
        assert len(live) + len(trash) == sum(check_shelf(shelf, live, trash) for shelf in shelves)
        if len(trash) > 3 * MOST_VOICES:
            assert client.ask("DELETE", "/v1/voices/trash").status == 204
            for shelf in shelves:
                shelf.trash = {}
    for voice in [*live, *trash]:
        assert voice["description"] == voice["name"]
    folders = [*(home / "voices" / "custom").iterdir(), *(home / "voices" / "trash").iterdir()]
    for folder in folders:
        assert {path.name for path in folder.iterdir()} == {"voice.json", "recording-1.wav"}
        assert (folder / "recording-1.wav").read_bytes() == recording


def check_shelf(shelf: Shelf, live: Sequence[dict[str, Any]], trash: Sequence[dict[str, Any]]) -> int:
    """Takes over what is there; gives how many voices that are."""
    now = _own(shelf, live), _own(shelf, trash)
    assert shelf.agrees_with(*now), (shelf, now)
    (shelf.live, shelf.trash), shelf.trying = now, ()
    return len(shelf.live) + len(shelf.trash)


def _own(shelf: Shelf, voices: Sequence[dict[str, Any]]) -> Names:
    return {voice["id"]: voice["name"] for voice in voices if voice["name"].startswith(f"{shelf.owner} ")}


def check_whole(client: VoiceClient, voice: dict[str, Any], recording: bytes) -> None:
    path = f"/v1/voices/{voice['id']}"
    assert json_of(client.get(path)) == voice
    assert client.get(f"{path}/recording").body == recording
    with zipfile.ZipFile(io.BytesIO(client.get(f"{path}/export").body)) as exported:
        assert exported.testzip() is None
        assert exported.read(f"{voice['id']}/recording-1.wav") == recording
    assert client.get(f"{path}/preview").status == 200


def kill_often(home: Path, acts: Sequence[str], seed: int) -> None:
    shelves, chance = [Shelf(f"Person {number}") for number in range(CLIENTS)], random.Random(seed)
    with library_server(home) as server, VoiceClient(server) as client:
        first = json_of(client.clone("first", description="first"), 201)
        recording = client.get(f"/v1/voices/{first['id']}/recording").body
        assert client.ask("DELETE", f"/v1/voices/{first['id']}").status == 204
        assert client.ask("DELETE", "/v1/voices/trash").status == 204
    with wave.open(io.BytesIO(recording)) as file:
        assert file.getnframes() > file.getframerate()
    for number, act in enumerate(acts):
        moment = Moment(act, chance.randrange(1, 4))
        pause = LONGEST[act] * chance.random() if number % 3 == 0 else None
        with library_server(home) as server:
            check(server, home, shelves, recording)
            people = [Person(server, shelf, moment, recording, chance.getrandbits(32)) for shelf in shelves]
            kill_midway(server, home, people, moment, pause)
    with library_server(home) as server:
        check(server, home, shelves, recording)
    assert any(shelf.live or shelf.trash for shelf in shelves)


def test_nothing_acknowledged_is_lost_and_nothing_is_half_there_after_a_kill(tmp_path: Path) -> None:
    kill_often(tmp_path / "home", ["clone", "import", "edit", "delete", "import"], seed=20261123)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there_after_fifty_kills(tmp_path: Path) -> None:
    kill_often(tmp_path / "home", random.Random(5).choices(list(LONGEST), k=50), seed=5)
