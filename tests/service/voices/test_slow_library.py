"""Another process holds the library of voices: what only reads goes on, and what writes is told to come back."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fakes import fake_spec
from tests.live import server_environment
from tests.service.conftest import MakeSettings
from tests.spoken import spoken
from vozes.errors import ErrorCode, VozesError
from vozes.locks import open_lock, taken
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder
from vozes.service.thread_pools import in_thread
from vozes.voices.voice import DraftRecording, LibraryVoice, VoiceDraft

pytestmark = pytest.mark.anyio

_WRITES = 40
"""More than any pool of threads holds."""
_HOLDER = """
import sys, time
from pathlib import Path
from vozes.voices.library_lock import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
async def service(make_settings: MakeSettings) -> AsyncIterator[Service]:
    settings = make_settings(library_wait_seconds=1.5)
    async with Service(settings, (fake_spec(), fake_spec("cloner", cloning=True))) as service:
        yield service


@pytest.fixture
def ana(service: Service) -> LibraryVoice:
    return service.library.add(VoiceDraft("Ana", [DraftRecording(spoken(), 6.0)]))


@contextmanager
def held(home: Path) -> Iterator[None]:
    with open_lock(home / "voices" / ".lock") as lock:
        assert taken(lock, seconds=10)
        yield


async def speech(service: Service, voice: str) -> bytes:
    prepared = await service.speech.prepare(
        SpeechOrder("440 Hz 0.1 s", "en", voice=voice, engine="cloner", format="mp3")
    )
    async with service.speech.render(prepared) as rendering:
        await rendering.finished()
        return b"".join([piece async for piece in rendering.bytes()])


async def test_writes_that_wait_stop_neither_lists_nor_speech(service: Service, ana: LibraryVoice) -> None:
    assert await speech(service, "Ana")  # once the engine is loaded, it takes no time
    with held(service.settings.home):
        edits = [
            asyncio.create_task(service.library_writer.write(service.library.edit, ana.id, description=str(number)))
            for number in range(_WRITES)
        ]
        await asyncio.sleep(0)

        assert [voice.name for voice in await in_thread(service.library.list)] == ["Ana"]
        assert await speech(service, "Ana")

        assert not any(edit.done() for edit in edits)
        outcomes = await asyncio.gather(*edits, return_exceptions=True)

    assert {outcome.code for outcome in outcomes if isinstance(outcome, VozesError)} == {ErrorCode.LIBRARY_BUSY}
    assert len(outcomes) == _WRITES


async def test_no_write_waits_much_longer_than_the_setting_says(service: Service, ana: LibraryVoice) -> None:
    with held(service.settings.home):
        async with asyncio.timeout(2 * service.settings.library_wait_seconds + 1):
            edits = (
                service.library_writer.write(service.library.edit, ana.id, name=f"Ana {n}") for n in range(_WRITES)
            )
            outcomes = await asyncio.gather(*edits, return_exceptions=True)

    assert all(isinstance(outcome, VozesError) and outcome.kind.retry for outcome in outcomes)
    assert service.library.get(ana.id).name == "Ana"


async def test_after_the_wait_the_library_is_written_again(service: Service, ana: LibraryVoice) -> None:
    with held(service.settings.home), pytest.raises(VozesError, match=r"busy for 1\.5 s"):
        await service.library_writer.write(service.library.edit, ana.id, name="Bia")

    await service.library_writer.write(service.library.edit, ana.id, name="Bia")

    assert service.library.get(ana.id).name == "Bia"


async def test_a_holder_that_died_is_no_holder(service: Service, ana: LibraryVoice, tmp_path: Path) -> None:
    lock = service.settings.home / "voices" / ".lock"
    command = (sys.executable, "-c", _HOLDER, str(lock))
    holder = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, env=server_environment(tmp_path))
    try:
        assert holder.stdout is not None
        assert await holder.stdout.readline() == b"held\n"
        with pytest.raises(VozesError):
            await service.library_writer.write(service.library.edit, ana.id, name="Bia")
    finally:
        holder.kill()
        await holder.wait()

    await service.library_writer.write(service.library.edit, ana.id, name="Bia")


async def test_writes_come_in_the_order_in_which_they_were_asked_for(service: Service, ana: LibraryVoice) -> None:
    names = [f"Ana {number}" for number in range(20)]
    done: list[str] = []

    async def rename(name: str) -> None:
        done.append((await service.library_writer.write(service.library.edit, ana.id, name=name)).name)

    await asyncio.gather(*map(rename, names))

    assert done == names
