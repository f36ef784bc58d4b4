"""The days of the trash hold at every look, and a clock that is wrong for a while destroys nothing."""

import time
from pathlib import Path

import pytest

from tests.voices.samples import draft
from vozes.errors import ErrorCode, VozesError
from vozes.voices.library import VoiceLibrary
from vozes.voices.voice import LibraryVoice

_DAY = 24 * 3600.0
_DECADES = 73 * 365.0


class FakeClock:
    """The system's, which days can be added to."""

    def __init__(self) -> None:
        self._real = time.time
        self.days = 0.0

    def __call__(self) -> float:
        return self._real() + self.days * _DAY


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    clock = FakeClock()
    monkeypatch.setattr(time, "time", clock)
    return clock


@pytest.fixture
def ana(library: VoiceLibrary) -> LibraryVoice:
    """Deleted now."""
    voice = library.add(draft("Ana"))
    library.delete(voice.id)
    return voice


def lies_in_trash(home: Path) -> bool:
    return any((home / "voices" / "trash").iterdir())


def days_of_use(library: VoiceLibrary, clock: FakeClock, days: int) -> None:
    """A server looks every so often."""
    for _ in range(days):
        clock.days += 1
        library.purge()


def looks(library: VoiceLibrary, voice: LibraryVoice) -> None:
    """Every one that there is, but restoring it."""
    assert voice in [each.voice for each in library.deleted()]
    library.purge()
    library.start()
    library.delete(library.add(draft("Somebody")).id)
    assert voice in [each.voice for each in library.deleted()]


def test_what_is_older_is_neither_listed_nor_restored(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock
) -> None:
    days_of_use(library, clock, 29)
    clock.days += 1.5

    with pytest.raises(VozesError) as error:
        library.restore(ana.id)
    assert error.value.code == ErrorCode.UNKNOWN_VOICE
    assert library.deleted() == []


def test_what_a_clock_that_is_ahead_makes_too_old_is_listed_and_restored(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock
) -> None:
    clock.days = _DECADES

    assert [each.voice for each in library.deleted()] == [ana]
    assert library.restore(ana.id) == ana


@pytest.mark.parametrize("days_until_right", [0, 3])
def test_what_is_deleted_while_the_clock_is_behind_is_kept_for_its_days(
    library: VoiceLibrary, clock: FakeClock, home: Path, days_until_right: int
) -> None:
    """As of a machine without a battery for its clock, which learns the time later."""
    voice = library.add(draft("Ana"))
    days_of_use(library, clock, 1)
    right = clock.days
    clock.days = -50 * 365
    library.delete(voice.id)
    days_of_use(library, clock, days_until_right)
    clock.days = right + days_until_right

    days_of_use(library, clock, 25)
    assert [each.voice for each in library.deleted()] == [voice]
    days_of_use(library, clock, 8)
    assert not lies_in_trash(home)


def test_what_is_deleted_before_the_clock_was_ever_right_is_kept_for_its_days(
    library: VoiceLibrary, clock: FakeClock, home: Path
) -> None:
    clock.days = -50 * 365
    voice = library.add(draft("Ana"))
    days_of_use(library, clock, 3)
    library.delete(voice.id)
    days_of_use(library, clock, 3)
    clock.days = 0

    days_of_use(library, clock, 29)
    assert [each.voice for each in library.deleted()] == [voice]
    assert library.restore(voice.id) == voice
    library.delete(voice.id)
    days_of_use(library, clock, 31)
    assert not lies_in_trash(home)


def test_a_trash_that_keeps_nothing_keeps_nothing_while_the_clock_is_behind(home: Path, clock: FakeClock) -> None:
    library = VoiceLibrary(home, trash_days=30)
    voice = library.add(draft("Ana"))
    days_of_use(library, clock, 1)
    clock.days = -50 * 365

    VoiceLibrary(home, trash_days=0).delete(voice.id)

    assert not lies_in_trash(home)


def test_after_its_days_a_list_alone_removes_it(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock, home: Path
) -> None:
    days_of_use(library, clock, 29)
    assert [each.voice for each in library.deleted()] == [ana]

    clock.days += 1.5
    library.deleted()

    assert not lies_in_trash(home)


def test_a_clock_that_is_decades_ahead_destroys_nothing(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock, home: Path
) -> None:
    clock.days = _DECADES
    looks(VoiceLibrary(home, trash_days=30), ana)  # as of a server that starts
    clock.days = 0

    assert ana in [each.voice for each in library.deleted()]
    assert library.restore(ana.id) == ana


def test_a_clock_that_jumps_twice_destroys_nothing(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock, home: Path
) -> None:
    for clock.days in (40, 80, 40, 400):
        looks(library, ana)
    clock.days = 0

    assert library.restore(ana.id) == ana


def test_a_clock_that_is_ahead_and_right_again_still_removes_in_time(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock, home: Path
) -> None:
    clock.days = _DECADES
    library.purge()
    clock.days = 0
    library.purge()

    days_of_use(library, clock, 29)
    assert lies_in_trash(home)
    days_of_use(library, clock, 2)
    assert not lies_in_trash(home)


def test_after_a_long_pause_it_is_removed_a_day_later(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock, home: Path
) -> None:
    clock.days = 60
    VoiceLibrary(home, trash_days=30).start()
    assert lies_in_trash(home)

    clock.days = 61.1
    library.deleted()

    assert not lies_in_trash(home)


def test_who_looks_once_a_week_has_it_removed_too(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock, home: Path
) -> None:
    for _ in range(6):
        clock.days += 7
        library.purge()

    assert not lies_in_trash(home)


def test_what_was_deleted_in_the_future_is_kept_for_its_days_and_no_longer(
    library: VoiceLibrary, clock: FakeClock, home: Path
) -> None:
    voice = library.add(draft("Ana"))
    clock.days = _DECADES
    library.delete(voice.id)
    clock.days = 0

    days_of_use(library, clock, 5)
    assert [each.voice for each in library.deleted()] == [voice]
    days_of_use(library, clock, 31)
    assert not lies_in_trash(home)


def test_a_clock_that_falls_back_for_a_while_changes_nothing(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock
) -> None:
    """As of a machine that starts in 1970 each time."""
    before = library.deleted()
    clock.days = -50 * 365
    library.purge()
    assert library.deleted() == before
    clock.days = 0
    library.purge()

    assert library.deleted() == before


def test_a_trash_of_an_older_version_waits_for_a_day(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock, home: Path
) -> None:
    (home / "voices" / "clock.json").unlink()
    clock.days = 31
    library.purge()
    assert lies_in_trash(home)

    days_of_use(library, clock, 2)

    assert not lies_in_trash(home)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"seen": null, "doubted": 1}'])
def test_a_broken_note_of_the_clock_is_none(
    library: VoiceLibrary, ana: LibraryVoice, clock: FakeClock, home: Path, content: bytes
) -> None:
    (home / "voices" / "clock.json").write_bytes(content)

    library.purge()

    assert [each.voice for each in library.deleted()] == [ana]
