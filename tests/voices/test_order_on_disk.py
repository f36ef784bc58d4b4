"""What survives a kill survives a loss of power: content is on the disk before its name, and both at the end."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.voices.samples import draft
from vozes.voices.library import VoiceLibrary

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc what a file's descriptor is")


@contextmanager
def recorded(home: Path) -> Iterator[list[str]]:
    """Each sync and each rename under the home folder, what is unfinished as `NEW`."""
    events: list[str] = []

    def short(path: object) -> str:
        parts = Path(str(path)).relative_to(home / "voices").parts
        return "/".join("NEW" if part.startswith(".new-") else part for part in parts)

    def sync(descriptor: int) -> None:
        events.append(f"sync {short(os.readlink(f'/proc/self/fd/{descriptor}'))}")

    def renaming(rename: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
        def record(source: Path, target: Path) -> None:
            events.append(f"{short(source)} -> {short(target)}")
            rename(source, target)

        return record

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", sync)
        for name in ("rename", "replace"):
            patch.setattr(os, name, renaming(getattr(os, name)))
        yield events


def test_a_voice_is_on_the_disk_before_it_appears(library: VoiceLibrary, home: Path) -> None:
    with recorded(home) as events:
        voice_id = library.add(draft("Ana")).id
    assert events == [
        "sync custom/NEW/recording-1.wav",
        "sync custom/NEW/voice.json",
        "sync custom/NEW",
        f"custom/NEW -> custom/{voice_id}",
        "sync custom",
    ]


def test_an_edit_is_on_the_disk_before_it_replaces_what_was(library: VoiceLibrary, home: Path) -> None:
    voice_id = library.add(draft("Ana")).id
    with recorded(home) as events:
        library.edit(voice_id, name="Bia")
    assert events[0] == "sync custom/NEW"
    assert events[-2:] == [f"custom/NEW -> custom/{voice_id}/voice.json", f"sync custom/{voice_id}"]


def test_a_deletion_and_a_restoration_are_on_the_disk_in_both_folders(library: VoiceLibrary, home: Path) -> None:
    voice_id = library.add(draft("Ana")).id
    for act, folders in ((library.delete, ["trash", "custom"]), (library.restore, ["custom", "trash"])):
        with recorded(home) as events:
            act(voice_id)
        assert events[-2:] == [f"sync {folder}" for folder in folders]
        assert events[-3].startswith(f"{folders[1]}/{voice_id}")
