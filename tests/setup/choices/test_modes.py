"""How much of an installation is made again."""

from pathlib import Path

import pytest

from tests.setup.conftest import Sandbox
from vozes.locks import open_lock, taken
from vozes.setup.environment import CACHES


@pytest.fixture
def installed(sandbox: Sandbox) -> Sandbox:
    sandbox.start()
    sandbox.calls()
    (sandbox.places.venv / "lib/python3.11/site-packages/vozes-0.1.0.dist-info").mkdir(parents=True)
    return sandbox


def fill(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "file").touch()
    return folder


def test_fresh_empties_the_caches_of_this_home_alone_and_makes_the_environment_again(installed: Sandbox) -> None:
    caches = [fill(installed.places.home / "cache" / folder) for folder in CACHES.values()]
    users, spool = fill(installed.folder / "mine"), fill(installed.places.home / "cache" / "spool")
    result = installed.start("--mode", "fresh", "voices", PIP_CACHE_DIR=str(users), PIP_NO_INDEX="1")
    assert [cache.name for cache in caches if cache.exists()] == ["pip"]  # which is not the one that was used
    assert users.exists()
    assert spool.exists()
    assert (installed.places.venv / "pyvenv.cfg").exists()
    assert "the package registry cannot be reached" in result.stderr  # as nothing may be downloaded here


def test_fresh_takes_nothing_away_from_a_server_that_runs(installed: Sandbox) -> None:
    with open_lock(installed.places.home / "server.lock") as lock:
        assert taken(lock)
        result = installed.start("--mode", "fresh")
    assert result.returncode == 1
    assert "Stop the server" in result.stdout
    assert installed.places.python.exists()


def test_skip_starts_what_is_there_though_it_has_changed(installed: Sandbox) -> None:
    installed.require("base", "1.1")
    installed.want_voice()
    result = installed.start("--mode", "skip")
    assert result.returncode == 0
    assert installed.calls() == [["-P", "-m", "vozes", "serve"]]


def test_skip_says_where_nothing_is_there(sandbox: Sandbox) -> None:
    result = sandbox.start("--mode", "skip")
    assert (result.returncode, sandbox.calls()) == (1, [])
    assert "Nothing is installed yet that --mode skip could start." in result.stdout
