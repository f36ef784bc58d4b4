"""A disk that is full at any step: it is told, nothing is changed, and everything works again when there is room."""

import builtins
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.voices.samples import WAV, draft, leftovers
from vozes import files
from vozes.errors import ErrorCode, VozesError
from vozes.voices.library import VoiceLibrary
from vozes.voices.voice import DraftRecording

Act = Callable[[VoiceLibrary], object]
Contents = dict[str, bytes]

_MOST_STEPS = 40


class FullDisk:
    """Fails the step of that number, and with `stays` every later one that needs room; a way back needs none."""

    def __init__(self, number: int, stays: bool):
        self.number = number
        self.stays = stays
        self.steps = 0

    def step(self, needs_room: bool = True) -> None:
        self.steps += 1
        if self.steps == self.number or (self.stays and needs_room and self.steps > self.number):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def before(self, function: Callable[..., Any], needs_room: bool = True) -> Callable[..., Any]:
        def stepping(*arguments: Any, **named: Any) -> Any:
            self.step(needs_room)
            return function(*arguments, **named)

        return stepping

    def open(self, path: Path, mode: str, **options: Any) -> Any:
        self.step()
        file = builtins.open(path, mode, **options)  # noqa: SIM115 (closed by whoever opens)
        file.write = self.before(file.write)  # type: ignore[method-assign]
        return file

    @contextmanager
    def filling(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("fsync", "mkdir", "rename", "replace"):
                patch.setattr(os, name, self.before(getattr(os, name), name in ("fsync", "mkdir")))
            patch.setattr(files, "open", self.open, raising=False)
            yield


def add(library: VoiceLibrary) -> object:
    recordings = [DraftRecording(WAV, 0.5), DraftRecording(WAV, 0.5)]
    return library.add_all([draft("New", recordings=recordings), draft("Newer")])


def edit(library: VoiceLibrary) -> object:
    return library.edit(library.list()[0].id, name="Renamed")


def delete(library: VoiceLibrary) -> None:
    library.delete(library.list()[0].id)


def restore(library: VoiceLibrary) -> object:
    return library.restore(library.deleted()[0].voice.id)


def contents(home: Path) -> Contents:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def refused(act: Act, library: VoiceLibrary) -> VozesError | None:
    try:
        act(library)
    except VozesError as error:
        return error
    return None


@pytest.mark.parametrize("stays", [False, True])
@pytest.mark.parametrize("act", [add, edit, delete, restore])
def test_a_disk_that_is_full_at_any_step_changes_nothing(home: Path, act: Act, stays: bool) -> None:
    library = VoiceLibrary(home, trash_days=30)
    library.delete(library.add(draft("Deleted")).id)
    library.add(draft("Ana"))
    before, voices, deleted = contents(home), library.list(), library.deleted()
    for number in range(1, _MOST_STEPS):
        disk = FullDisk(number, stays)
        with disk.filling():
            error = refused(act, library)
        if disk.steps < number:
            break
        _check_unchanged(home, library, error, (before, voices, deleted))
    else:
        pytest.fail("there are more steps")
    assert number > 3
    assert error is None
    assert contents(home) != before
    assert leftovers(home) == []


def _check_unchanged(home: Path, library: VoiceLibrary, error: VozesError | None, before: tuple[Any, Any, Any]) -> None:
    assert error is not None
    assert error.code == ErrorCode.STORAGE_FULL
    assert "No space left on device" in error.message
    assert contents(home) == before[0]
    assert (library.list(), library.deleted()) == before[1:]


def test_a_list_of_presets_that_finds_no_room_is_refused_too(library: VoiceLibrary) -> None:
    for number in range(1, 4):
        with FullDisk(number, stays=True).filling():
            error = refused(lambda each: each.write_presets({}), library)
        assert error is not None
        assert error.code == ErrorCode.STORAGE_FULL
    library.write_presets({})


def test_what_is_not_for_want_of_room_is_told_as_it_is(home: Path) -> None:
    home.mkdir()
    (home / "voices").write_text("a file in the way")
    with pytest.raises(VozesError, match="cannot be written: ") as error:
        VoiceLibrary(home, trash_days=30).add(draft("Ana"))
    assert error.value.code == ErrorCode.HOME_UNUSABLE
