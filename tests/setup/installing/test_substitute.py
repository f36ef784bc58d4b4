"""Whether PyPI's large build of torch takes the place of the small one, where the disk decides."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from vozes.setup.environment import Places, find_places
from vozes.setup.installing.commands import CommandError
from vozes.setup.installing.failures import reason_for
from vozes.setup.installing.stages import Stage
from vozes.setup.installing.substitute import substitute

Usage = namedtuple("Usage", "total used free")
OUTPUT = "ERROR: Could not find a version that satisfies the requirement torch==2.13.0+cpu (from versions: 2.13.0)"
WITH_CONSTRAINTS = """\
ERROR: Cannot install torch==2.13.0+cpu because these package versions have conflicting dependencies.

The conflict is caused by:
    The user requested torch==2.13.0+cpu
    The user requested (constraint) torch<=2.14.1

Additionally, some packages in these conflicts have no matching distributions available for your environment:
    torch

To fix this you could try to:
1. loosen the range of package versions you've specified"""
"""What pip says where its configuration has a constraint on torch."""
REAL_CONFLICT = WITH_CONSTRAINTS.replace("<=2.14.1", "<2").split("\n\nAdditionally")[0]
ANOTHER_VERSION = OUTPUT.replace("versions: 2.13.0", "versions: 2.12.0")
LARGE = Stage("torch", (), "")
STAGE = Stage("torch", (), "", instead=LARGE)


def failure(places: Places, output: str = OUTPUT) -> CommandError:
    return CommandError("torch", reason_for(output, 1), output.splitlines(), places.log)


def test_it_is_refused_where_the_disk_has_no_room_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = find_places(None, tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, 7e9))
    with pytest.raises(CommandError) as refused:
        substitute(failure(places), STAGE, places)
    assert "needs 8 GB of disk, and 7.0 GB are free" in refused.value.reason.why
    assert "PIP_FIND_LINKS" in refused.value.reason.advice


@pytest.fixture
def roomy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, 9e9))
    return find_places(None, tmp_path)


@pytest.mark.parametrize("output", [OUTPUT, WITH_CONSTRAINTS])
def test_it_is_taken_where_there_is_room(roomy: Places, output: str) -> None:
    assert substitute(failure(roomy, output), STAGE, roomy) is LARGE


@pytest.mark.parametrize("output", [REAL_CONFLICT, ANOTHER_VERSION, "ERROR: No space left on device"])
def test_it_does_not_mend_what_fails_otherwise(roomy: Places, output: str) -> None:
    with pytest.raises(CommandError):
        substitute(failure(roomy, output), STAGE, roomy)
