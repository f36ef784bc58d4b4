"""The log goes on: in a folder that was deleted, and after a disk that was full."""

import errno
import logging
import shutil
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from vozes.cli.serve.logs import configure_logging

log = logging.getLogger("vozes.test")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers = []
    home = tmp_path / "home"
    configure_logging(home)
    yield home
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level = before, level


def written(home: Path) -> list[str]:
    return [line.rpartition(": ")[2] for line in (home / "logs" / "server.log").read_text("utf-8").splitlines()]


def test_a_log_whose_folder_is_deleted_goes_on(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log.info("before")
    shutil.rmtree(home)
    log.info("after")

    assert written(home) == ["after"]
    assert capfd.readouterr().err == ""


def test_a_log_that_is_moved_away_begins_anew(home: Path) -> None:
    log.info("before")
    (home / "logs" / "server.log").rename(home / "old.log")
    log.info("after")

    assert written(home) == ["after"]


def test_a_home_that_is_no_folder_for_a_while_is_told_once(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(home)
    home.symlink_to(home.parent / "nowhere")
    for _ in range(3):
        log.info("lost")
    home.unlink()
    log.info("after")

    told = capfd.readouterr().err
    assert told.count("\n") == 1
    assert f"{home} is a link to {home.parent / 'nowhere'}, which is not there" in told
    assert written(home) == ["after"]


def test_a_full_disk_fills_no_terminal(
    home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(RotatingFileHandler, "flush", full)
        for _ in range(5):
            log.info("lost")
    log.info("after")

    told = capfd.readouterr().err
    assert (told.count("\n"), "Traceback" in told) == (1, False)
    assert "No space left on device" in told
    assert written(home)[-1] == "after"
