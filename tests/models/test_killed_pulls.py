"""Wherever a pull is killed, no half model is listed, and the next pull goes on where it was."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live import ROOT, wait_for
from tests.models.hub_server import FakeHub
from tests.models.tiny import FILES, tiny
from vozes.engines.settings import EngineSettings
from vozes.models.installed import look_at
from vozes.models.verifying import verify_model

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")

WEIGHTS = "kokoro-v1_0.pth"


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with FakeHub(FILES).running() as hub:
        yield hub


def puller(hub: FakeHub, home: Path, *event: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"HF_ENDPOINT": hub.url, "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-m", "tests.models.puller", str(home), *event]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment)


def pulled(hub: FakeHub, home: Path, *event: str) -> tuple[int, bytes]:
    """The exit status of a pull and what it prints."""
    with puller(hub, home, *event) as process:
        output, _ = process.communicate(timeout=60)
    return process.returncode, output


def assert_whole(home: Path) -> None:
    found, files = verify_model(tiny(), EngineSettings(str(home)))
    assert (found.is_whole, files) == (True, len(FILES))
    assert not (home / "models" / ".pulls" / "kokoro").exists()


def killed_at(moments: int, hub: FakeHub, bare_home: Path) -> None:
    """Kills pulls at so many moments spread over all that a pull does to files, each in a home of its own."""
    status, output = pulled(hub, bare_home / "whole")
    assert status == 0
    events = int(output)
    assert events > 20
    for moment in range(moments):
        home = bare_home / str(moment)
        event = 1 + round(moment * (events - 1) / max(moments - 1, 1))
        assert pulled(hub, home, str(event))[0] == -signal.SIGKILL, f"event {event} of {events}"
        if look_at(tiny(), EngineSettings(str(home))).is_whole:
            verify_model(tiny(), EngineSettings(str(home)))
        else:
            assert look_at(tiny(), EngineSettings(str(home))).folder is None
        assert pulled(hub, home)[0] == 0
        assert_whole(home)


def test_a_pull_that_is_killed_leaves_no_half_model_and_goes_on(hub: FakeHub, bare_home: Path) -> None:
    killed_at(3, hub, bare_home)


@pytest.mark.slow
def test_a_pull_that_is_killed_at_20_moments_leaves_no_half_model_and_goes_on(hub: FakeHub, bare_home: Path) -> None:
    killed_at(20, hub, bare_home)


def test_a_file_that_was_broken_off_goes_on_at_its_last_byte(hub: FakeHub, bare_home: Path) -> None:
    hub.stalls_at = 3 * 1024 * 1024
    part = bare_home / "models" / ".pulls" / "kokoro" / "hub" / f"{WEIGHTS}.part"
    with puller(hub, bare_home) as process:
        hub.stalled.wait(60)
        wait_for(lambda: part.stat().st_size == hub.stalls_at)
        process.kill()
    hub.stalls_at = None

    assert pulled(hub, bare_home)[0] == 0

    assert [first for name, first in hub.asked if name == WEIGHTS] == [0, 3 * 1024 * 1024]
    assert_whole(bare_home)
