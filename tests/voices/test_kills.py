"""kill -9 at any moment: what was acknowledged is there, nothing is half there, and a start cleans up."""

import json
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.voices.samples import WAV, draft, leftovers
from vozes.voices.library import VoiceLibrary

_LONGEST_STEP = 0.02
"""Seconds, of which a random part passes before the kill."""


@dataclass(slots=True)
class Known:
    """What the process has said: the names of the voices by id, and those in the trash."""

    live: dict[str, str] = field(default_factory=dict)
    trash: dict[str, str] = field(default_factory=dict)
    trying: tuple[str, ...] = ()

    def take(self, line: str) -> None:
        said, *step = json.loads(line)
        self.trying = tuple(step) if said == "trying" else ()
        if said == "done":
            self._do(*step)

    def possible(self) -> list[tuple[dict[str, str], dict[str, str]]]:
        """What may be on the disk: with the step that was begun, or without it."""
        without = (dict(self.live), dict(self.trash))
        if not self.trying or self.trying[0] == "add":
            return [without]
        done = Known(dict(self.live), dict(self.trash))
        done._do(*self.trying)
        return [without, (done.live, done.trash)]

    def _do(self, act: str, voice_id: str, name: str) -> None:
        if act == "delete":
            self.trash[voice_id] = self.live.pop(voice_id)
        elif act == "restore":
            self.live[voice_id] = self.trash.pop(voice_id)
        else:
            self.live[voice_id] = name


def kill_after(home: Path, known: Known, chance: random.Random) -> None:
    """Lets a process work on the library for some steps and kills it in the middle of one."""
    command = [sys.executable, "-m", "tests.voices.busy", str(home), str(chance.getrandbits(32))]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 60)):
            known.take(process.stdout.readline())
        time.sleep(chance.random() * _LONGEST_STEP)
        process.kill()
        for line in process.stdout:
            if line.endswith("\n"):
                known.take(line)


def check(home: Path, known: Known) -> None:
    library = VoiceLibrary(home, trash_days=30)
    library.start()
    assert leftovers(home) == []
    live = {voice.id: voice for voice in library.list()}
    trash = {each.voice.id: each.voice for each in library.deleted()}
    names = {each.id: each.name for each in live.values()}, {each.id: each.name for each in trash.values()}
    if known.trying[:1] == ("add",):
        added = next((each for each in live.values() if each.name == known.trying[1]), None)
        if added is not None:
            known.live[added.id] = added.name
    assert names in known.possible()
    known.live, known.trash = names
    for voice in [*live.values(), *trash.values()]:
        assert voice.description == voice.name
    folders = [*(home / "voices" / "custom").iterdir(), *(home / "voices" / "trash").glob("*")]
    assert len(folders) == len(live) + len(trash)
    for folder in folders:
        assert {path.name for path in folder.iterdir()} == {"voice.json", "recording-1.wav"}
        assert (folder / "recording-1.wav").read_bytes() == WAV


def kill_often(home: Path, times: int, seed: int) -> None:
    known, chance = Known(), random.Random(seed)
    for _ in range(times):
        kill_after(home, known, chance)
        check(home, known)
    assert known.live
    VoiceLibrary(home, trash_days=30).add(draft("Afterwards"))


def test_nothing_acknowledged_is_lost_and_nothing_is_half_there_after_a_kill(home: Path) -> None:
    kill_often(home, times=5, seed=20261122)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there_after_fifty_kills(home: Path) -> None:
    kill_often(home, times=50, seed=1)
