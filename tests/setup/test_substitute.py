"""Whether PyPI's large build of torch takes the place of the small one, where the disk decides."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from vozes.setup.commands import CommandError
from vozes.setup.environment import Places, find_places
from vozes.setup.failures import reason_for
from vozes.setup.stages import Stage
from vozes.setup.substitute import substitute

Usage = namedtuple("Usage", "total used free")
OUTPUT = "ERROR: Could not find a version that satisfies the requirement torch==2.13.0+cpu (from versions: 2.13.0)"
LARGE = Stage("torch", (), "")
STAGE = Stage("torch", (), "", instead=LARGE)


def failure(places: Places) -> CommandError:
    return CommandError("torch", reason_for(OUTPUT, 1), [OUTPUT], places.log)


def test_it_is_refused_where_the_disk_has_no_room_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = find_places(None, tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, 7e9))
    with pytest.raises(CommandError) as refused:
        substitute(failure(places), STAGE, places)
    assert "needs 8 GB of disk, and 7.0 GB are free" in refused.value.reason.why
    assert "PIP_FIND_LINKS" in refused.value.reason.advice


def test_it_is_taken_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = find_places(None, tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, 9e9))
    assert substitute(failure(places), STAGE, places) is LARGE
