"""A full disk: what finds no room is refused with 507 and changes nothing, and works again when there is room."""

import base64
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psutil
import pytest

from tests.live import running_server, wait_for
from tests.reliability import small_disk
from tests.reliability.conftest import Answer
from tests.reliability.voice_client import (
    SPEAK,
    VoiceClient,
    archive,
    clone_form,
    json_of,
    leftovers,
    library_server,
    once_form,
    speech,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs namespaces and limits as Linux has them")

ROOMS = (*range(0, 40_960, 4_096), *range(40_960, 1_000_000, 20_480))
"""Bytes that are free, in whole pages."""
MOUNTED = "a disk of 16 MB"


@dataclass
class Full:
    """A server that has one voice, and its home, which can be filled."""

    client: VoiceClient
    home: Path
    process: psutil.Process
    is_mounted: bool
    voice: str = ""

    def fill(self, room: int = 0) -> None:
        if self.is_mounted:
            small_disk.fill(self.home, room)
        else:
            self._limit_files(0)

    def empty(self) -> None:
        if self.is_mounted:
            small_disk.empty(self.home)
        else:
            self._limit_files(-1)

    def files(self) -> dict[str, bytes]:
        """Of voices. Returns once nothing is left that was received."""
        wait_for(lambda: leftovers(self.home) == [])
        return {str(path): path.read_bytes() for path in (self.home / "voices").rglob("*") if path.is_file()}

    def _limit_files(self, size: int) -> None:
        """To so many bytes, beyond which writing fails as on a full disk; -1: to none."""
        import resource

        for process in (self.process, *self.process.children(recursive=True)):
            most = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)[1]  # an engine may never have more than that
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most if size < 0 else size, most))


Act = Callable[[Full], Answer]
_numbers = count(1)


def name() -> str:
    """Another one each time."""
    return f"Voice {next(_numbers)}"


def clone(full: Full) -> Answer:
    return full.client.clone(name())


def clone_as_openai(full: Full) -> Answer:
    return full.client.ask("POST", "/v1/audio/voices", clone_form(name(), speech(), "audio_sample"))


def edit(full: Full) -> Answer:
    return full.client.send("PATCH", f"/v1/voices/{full.voice}", description=name())


def import_some(full: Full) -> Answer:
    return full.client.import_voices(archive(name(), name(), recording=speech()))


def export(full: Full) -> Answer:
    return full.client.get("/v1/voices/export")


def speak_once(full: Full) -> Answer:
    return full.client.ask("POST", SPEAK, once_form(speech()))


def speak_once_by_json(full: Full) -> Answer:
    recording = base64.b64encode(speech()).decode()
    return full.client.send("POST", SPEAK, text="Hello!", language="en", reference_audio=recording)


ACTS = [clone, clone_as_openai, edit, import_some, export, speak_once, speak_once_by_json]


@pytest.fixture(scope="module", params=[MOUNTED, "files that cannot grow"])
def disk(request: pytest.FixtureRequest) -> Iterator[Full]:
    is_mounted = request.param == MOUNTED
    if is_mounted and not small_disk.can_be_mounted():
        pytest.skip("no disk can be mounted here")
    command = ("-m", "tests.reliability.small_disk")
    starting = running_server("--default-engine", "parrot", command=command) if is_mounted else library_server()
    with starting as server, VoiceClient(server) as client:
        root = Path(f"/proc/{server.process.pid}/root") if is_mounted else Path("/")
        home = root / server.home.relative_to("/")
        full = Full(client, home, psutil.Process(server.process.pid), is_mounted)
        full.voice = json_of(clone(full), 201)["id"]
        yield full


@pytest.mark.parametrize("act", ACTS)
def test_a_full_disk_is_told_and_changes_nothing(disk: Full, act: Act) -> None:
    before = disk.files()
    disk.fill()
    try:
        refused = act(disk)
        assert (refused.status, refused.error["code"]) == (507, "storage_full")
        assert disk.files() == before
        assert disk.client.get(f"/v1/voices/{disk.voice}").status == 200
    finally:
        disk.empty()
    assert act(disk).status in (200, 201)
    assert disk.files().keys() >= before.keys()


def test_a_preview_that_cannot_be_kept_is_heard(disk: Full) -> None:
    path = f"/v1/voices/{json_of(clone(disk), 201)['id']}/preview"
    before = disk.files()
    disk.fill()
    try:
        heard = disk.client.get(path)
        assert (heard.status, heard.headers["content-type"]) == (200, "audio/mpeg")
        assert disk.files() == before
    finally:
        disk.empty()
    assert disk.client.get(path).body == heard.body
    assert len(disk.files()) > len(before)


@pytest.mark.parametrize("disk", [MOUNTED], indirect=True)
@pytest.mark.parametrize("act", [clone, edit, import_some, speak_once])
def test_with_little_room_all_is_done_or_nothing(disk: Full, act: Act) -> None:
    before, refusals = disk.files(), 0
    for room in ROOMS:
        disk.fill(room)
        try:
            answer = act(disk)
            if answer.status in (200, 201):
                break
            assert (answer.status, answer.error["code"]) == (507, "storage_full")
            assert disk.files() == before
        finally:
            disk.empty()
        refusals += 1
    assert answer.status in (200, 201)
    assert refusals
    assert disk.files().keys() >= before.keys()
    for voice in disk.client.voices():
        assert disk.client.get(f"/v1/voices/{voice['id']}/export").status == 200


@pytest.mark.parametrize("disk", [MOUNTED], indirect=True)
def test_voices_are_deleted_and_restored_on_a_full_disk(disk: Full) -> None:
    voice = f"/v1/voices/{disk.voice}"
    disk.fill()
    try:
        assert disk.client.ask("DELETE", voice).status == 204
        assert disk.client.get(voice).status == 404
        assert disk.client.ask("POST", f"{voice}/restore").status == 200
        assert disk.client.get(f"{voice}/recording").status == 200
    finally:
        disk.empty()
