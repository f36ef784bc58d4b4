"""Names are data and ids are checked: whatever they are, nothing is written outside the library's folder."""

import itertools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.voices.samples import WAV, draft
from vozes.errors import ErrorCode, VozesError
from vozes.voices.library import VoiceLibrary
from vozes.voices.names import is_id
from vozes.voices.voice import DraftRecording

_OUTSIDE = (
    "../x",
    "../../x",
    "/tmp/x",
    "\\\\host\\x",
    "C:\\x",
    "con",
    "nul.wav",
    ".",
    "..",
    "~",
    "$HOME",
    "%00",
    "a\x00b",
)
_STRANGE = ("", " ", "\n", "\u202e", "é", "ﬀ", "\ud800", "．．／x", "A" * 300, "trash", ".new-1", ".lock", "a" * 64)
TEXTS = st.text() | st.text("./\\:~ab\x00-_", max_size=12) | st.sampled_from(_OUTSIDE + _STRANGE)
_WRITING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}

few = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))

_written: list[str] | None = None


def _notice(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: Python tells it of every file before the system is asked for it."""
    if _written is not None:
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            _written.append(os.fsdecode(arguments[0]))  # type: ignore[arg-type]
        elif event in _WRITING:
            _written.extend(os.fsdecode(each) for each in arguments if isinstance(each, str | bytes | os.PathLike))


sys.addaudithook(_notice)


@contextmanager
def writing_only_in(folder: Path) -> Iterator[None]:
    global _written
    _written = []
    try:
        yield
        # What is removed by its name alone is in a folder that was opened before, by its path.
        paths = [Path(os.path.normpath(path)) for path in _written if os.path.dirname(path)]
        assert [path for path in paths if not path.is_relative_to(folder)] == []
    finally:
        _written = None


@pytest.fixture
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of voices are written here, and none has to outlive a loss of power."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def refused(act: Callable[[], object]) -> VozesError | None:
    try:
        act()
    except VozesError as error:
        return error
    return None


def check_names(library: VoiceLibrary, home: Path, name: str, suffix: str, number: int) -> None:
    recording = DraftRecording(WAV, 0.5, original=home / "sent", original_suffix=suffix)
    said = {"description": name, "tags": [name], "language": suffix, "recordings": [recording]}
    with writing_only_in(home / "voices"):
        for given in (draft(name, **said), draft(f"{name}.", id=name)):
            error = refused(partial(library.add, given))
            assert error is None or error.code in (ErrorCode.INVALID_FIELD, ErrorCode.NAME_TAKEN)
        for voice in library.list():
            refused(partial(library.edit, voice.id, name=f"{number}{name}", description=suffix))
            voice = library.get(voice.id)
            assert library.find(voice.name) == voice
            library.list(search=name, language=suffix, tag=name)
            library.delete(voice.id)
        library.empty_trash()


def check_ids(library: VoiceLibrary, home: Path, voice_id: str) -> None:
    with writing_only_in(home / "voices"):
        for act in (library.get, library.edit, library.delete, library.restore):
            error = refused(partial(act, voice_id))
            assert error is not None
            assert (error.code, error.param) == (ErrorCode.UNKNOWN_VOICE, "voice")
            shown = voice_id if len(voice_id) <= 64 else f"{voice_id[:64]}…"
            assert error.message == f"The library has no voice {shown!r}."
        if is_id(voice_id):
            assert library.embedding_path("xtts_v2", voice_id).parent == home / "voices" / "embeddings" / "xtts_v2"
        else:
            assert refused(partial(library.embedding_path, "xtts_v2", voice_id)) is not None


@pytest.fixture
def guarded(library: VoiceLibrary, home: Path, unsynced: None) -> VoiceLibrary:
    (home / "sent").write_bytes(b"ID3")
    return library


_numbers = itertools.count()


@few
@given(name=TEXTS, suffix=TEXTS)
@example(name="../../x", suffix="/../../x")
def test_names_never_become_paths(guarded: VoiceLibrary, home: Path, name: str, suffix: str) -> None:
    check_names(guarded, home, name, suffix, next(_numbers))


@pytest.mark.slow
@many
@given(name=TEXTS, suffix=TEXTS)
def test_names_never_become_paths_thousands_of_times(guarded: VoiceLibrary, home: Path, name: str, suffix: str) -> None:
    check_names(guarded, home, name, suffix, next(_numbers))


@few
@given(voice_id=TEXTS)
@example(voice_id="../x")
@example(voice_id="con")
@example(voice_id="a\x00")
@example(voice_id="/etc/passwd")
@example(voice_id="a" * 10_000)
@example(voice_id="é")
@example(voice_id="voice_0000000000000000")
def test_ids_that_are_not_there_and_that_may_not_be_are_the_same(
    guarded: VoiceLibrary, home: Path, voice_id: str
) -> None:
    check_ids(guarded, home, voice_id)


@pytest.mark.slow
@many
@given(voice_id=TEXTS)
def test_ids_that_are_not_there_and_that_may_not_be_are_the_same_thousands_of_times(
    guarded: VoiceLibrary, home: Path, voice_id: str
) -> None:
    check_ids(guarded, home, voice_id)


@pytest.mark.parametrize("path", ["x", "voices/../x", "elsewhere/x"])
def test_what_is_written_outside_would_be_noticed(home: Path, path: str) -> None:
    (home / "elsewhere").mkdir(parents=True)
    (home / "voices").mkdir()
    with pytest.raises(AssertionError), writing_only_in(home / "voices"):
        (home / path).write_bytes(b"")
