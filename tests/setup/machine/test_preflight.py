"""What the table says of a machine, and what it says to do."""

import os
import shutil
import socket
import tempfile
from collections import namedtuple
from pathlib import Path

import pytest

from vozes.setup.console import Mark
from vozes.setup.environment import Places, find_places
from vozes.setup.machine.preflight import Finding, examine, impossible, table

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places(None, tmp_path)


def finding(places: Places, what: str, address: tuple[str, str] | None = None) -> Finding:
    return next(finding for finding in examine(places, address) if finding.what == what)


def test_a_taken_port_is_told_with_the_process_that_has_it(places: Places) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = finding(places, "port", ("127.0.0.1", str(server.getsockname()[1])))
    assert port.mark is Mark.IMPOSSIBLE
    assert f"(pid {os.getpid()})" in port.found
    assert "--port" in port.advice


def test_a_port_that_was_just_given_back_is_free(places: Places) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = ("127.0.0.1", str(server.getsockname()[1]))
        with socket.create_connection(server.getsockname()):
            server.accept()[0].close()  # leaves the connection in TIME_WAIT
    assert finding(places, "port", address).mark is Mark.FINE


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", "http"), ("127.0.0.1", "65536"), ("192.0.2.1", "8000")])
def test_an_address_that_cannot_be_is_impossible(places: Places, host: str, port: str) -> None:
    assert finding(places, "port", (host, port)).mark is Mark.IMPOSSIBLE


def test_the_port_is_left_out_where_nothing_is_served(places: Places) -> None:
    assert "port" not in {finding.what for finding in examine(places)}


@pytest.mark.parametrize(
    ("gigabytes", "mark", "advice"),
    [(0.2, Mark.IMPOSSIBLE, "make room"), (4, Mark.WARNING, "15 GB"), (20, Mark.FINE, "")],
)
def test_disk_is_judged_by_what_fits(
    places: Places, monkeypatch: pytest.MonkeyPatch, gigabytes: float, mark: Mark, advice: str
) -> None:
    install(places)  # nothing: without a .venv it is this process's own packages that count
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, gigabytes * 1e9))
    disk = finding(places, "disk")
    assert disk.mark is mark
    assert advice in disk.advice


def test_a_full_disk_does_not_stop_what_is_installed_already(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    install(places, "vozes-0.1.0", "torch-2.13.0+cpu")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, 1))
    assert finding(places, "disk").mark is Mark.WARNING


def test_a_checkout_that_cannot_be_written_is_impossible(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(dir: Path) -> None:  # noqa: A002 - tempfile's own name for it
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert finding(places, "write access").mark is Mark.IMPOSSIBLE
    assert impossible(examine(places))


def test_examining_leaves_nothing_behind(places: Places) -> None:
    examine(places)
    assert list(places.checkout.iterdir()) == []


def test_what_is_installed_is_read_from_the_environment(places: Places) -> None:
    install(places, "vozes-0.1.0")
    assert "no torch" in finding(places, "installed").found
    install(places, "torch-2.13.0+cpu")
    assert finding(places, "installed").found == "Vozes 0.1.0, torch 2.13.0+cpu"


def test_the_table_can_be_shown_in_any_encoding() -> None:
    findings = [Finding(Mark.FINE, "disk", "ample"), Finding(Mark.IMPOSSIBLE, "folder", "/home/josé/日本", "Move it.")]
    assert table(findings, "utf-8").splitlines()[0] == "✓ disk    ample"
    for encoding in ("cp1252", "ascii", None):
        shown = table(findings, encoding)
        shown.encode(encoding or "ascii")
        assert shown.startswith("OK disk")
        assert "Move it." in shown


def install(places: Places, *packages: str) -> None:
    places.python.parent.mkdir(parents=True, exist_ok=True)
    places.python.touch()
    for package in packages:
        (places.venv / "lib" / "python3.11" / "site-packages" / f"{package}.dist-info").mkdir(parents=True)
