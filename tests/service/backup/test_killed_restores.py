"""A restore that is killed, by a true SIGKILL at any moment, leaves all of what was there or all of what is new."""

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.service.backup.test_home_format import files, names
from tests.voices.samples import draft
from vozes.service.backup.writing import write_backup
from vozes.service.home_format import opened_home
from vozes.service.keys.key import NamedKey
from vozes.service.keys.store import KeyStore
from vozes.service.lexicon import LexiconStore
from vozes.text.lexicon.entries import LexiconEntry
from vozes.voices.library import VoiceLibrary

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")

OLD, NEW = "old", "new"


def fill(home: Path, *voices: str, word: str) -> None:
    with opened_home(home):
        VoiceLibrary(home, trash_days=30).add_all([draft(name) for name in voices])
        LexiconStore(home).put([LexiconEntry(word, respelling="x")])


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Of a home that has no keys, which the one that it is restored to has."""
    fill(tmp_path / "source", "Bia", "Caio", "Davi", word="novo")
    with (tmp_path / "backup.tar").open("wb") as file:
        write_backup(tmp_path / "source", file, wait_seconds=10)
    return tmp_path / "backup.tar"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    fill(tmp_path / "there", "Ana", word="velho")
    KeyStore(tmp_path / "there" / "keys.json").add(NamedKey("k", "", ""))
    return tmp_path / "there"


def killed(home: Path, backup: str, last: int) -> int | None:
    """Restores to a home and is killed then; how much was asked for where it was not."""
    command = (sys.executable, "-m", "tests.service.backup.dying_restore", str(home), backup, str(last))
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode in (0, -signal.SIGKILL), result
    return int(result.stdout) if result.returncode == 0 else None


def what_is_there(home: Path) -> str:
    """Opens the home as the next command does, and tells which of the two it has: never a part of each."""
    with opened_home(home):
        voices = names(home)
    words = [entry.word for entry in LexiconStore(home).read().entries]
    has_keys = (home / "keys.json").exists()
    assert not list(home.glob(".swap-*"))
    found = {(("Ana",), "velho", True): OLD, (("Bia", "Caio", "Davi"), "novo", False): NEW}
    return found[tuple(voices[0]), words[0], has_keys]


def kill_at(moments: Sequence[int], there: Path, backup: Path, tmp_path: Path) -> list[str]:
    found = []
    for last in moments:
        home = Path(shutil.copytree(there, tmp_path / f"killed-{last}"))
        before = files(home)
        assert killed(home, str(backup), last) is None
        found.append(what_is_there(home))
        if found[-1] == OLD:
            assert files(home) == before
        shutil.rmtree(home)
    return found


def last_moment(there: Path, backup: Path, tmp_path: Path) -> int:
    whole = Path(shutil.copytree(there, tmp_path / "whole"))
    asked = killed(whole, str(backup), 0)
    assert what_is_there(whole) == NEW
    assert asked is not None
    return asked


def test_a_killed_restore_loses_nothing(there: Path, backup: Path, tmp_path: Path) -> None:
    asked = last_moment(there, backup, tmp_path)
    moments = sorted({1, *random.Random(7).sample(range(2, asked), 8), *range(asked - 20, asked, 3)})
    found = kill_at(moments, there, backup, tmp_path)
    assert found == sorted(found, reverse=True)
    assert set(found) == {OLD, NEW}


@pytest.mark.slow
def test_a_restore_that_is_killed_at_each_moment_loses_nothing(there: Path, backup: Path, tmp_path: Path) -> None:
    found = kill_at(range(1, last_moment(there, backup, tmp_path)), there, backup, tmp_path)
    assert found == sorted(found, reverse=True)
    assert set(found) == {OLD, NEW}


def test_who_is_killed_while_going_on_with_a_killed_restore_loses_nothing_either(
    there: Path, backup: Path, tmp_path: Path
) -> None:
    asked = last_moment(there, backup, tmp_path)
    begun = next(
        home
        for last in range(asked - 1, 0, -1)
        if killed(home := Path(shutil.copytree(there, tmp_path / f"begun-{last}")), str(backup), last) is None
        and (home / "swap.json").exists()
        and (home / "lexicon.json").exists()
        and any(home.glob(".swap-*/new/voices"))
    )
    for last in range(1, 200):
        home = Path(shutil.copytree(begun, tmp_path / f"again-{last}"))
        ended = killed(home, "-", last)
        assert what_is_there(home) == NEW
        if ended is not None:
            return
    pytest.fail("it never came to its end")
