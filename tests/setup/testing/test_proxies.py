"""nginx and Caddy, which some tests need, are fetched once by the test command, named to them, and missed loudly."""

import io
import os
import sys
from pathlib import Path

import pytest

from tests.setup.conftest import Sandbox
from vozes.setup.console import Console
from vozes.setup.environment import Places, find_places
from vozes.setup.testing import proxies
from vozes.setup.testing.proxies import fetch_proxies, find_proxies

APT = """#!/bin/sh
if [ "$1" = download ]; then shift; for name; do touch "${name}_1.0_amd64.deb"; done; fi
"""
DPKG = """#!/bin/sh
name="$(basename "$2" _1.0_amd64.deb)"
case "$name" in nginx) place=usr/sbin;; caddy) place=usr/bin;; esac
mkdir -p "$3/$place"
printf '#!/bin/sh\\nexit STATUS\\n' > "$3/$place/$name"
chmod +x "$3/$place/$name"
"""
needs_sh = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are scripts")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Of a machine where neither is installed."""
    monkeypatch.setattr(proxies, "_ASIDE", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return find_places(None, tmp_path)


def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int) -> dict[str, str]:
    """The environment of a machine with Debian's tools, whose packages hold programs that end with this status."""
    monkeypatch.setattr(proxies, "may_fetch_packages", lambda: True)
    for name, script in (("apt-get", APT), ("dpkg-deb", DPKG.replace("STATUS", str(status)))):
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(script)
        path.chmod(0o755)
    path_variable = os.pathsep.join((str(tmp_path / "bin"), os.defpath))
    monkeypatch.setenv("PATH", path_variable)
    monkeypatch.setattr(proxies, "find_program", lambda name: None)
    return {"PATH": path_variable}


@needs_sh
def test_what_debian_has_is_unpacked_in_the_home_and_found_there(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = debian(tmp_path, monkeypatch, status=0)
    fetch_proxies(places, environ, Console(io.StringIO()))
    unpacked = places.home / "cache" / "proxies"
    assert find_proxies(places, {}) == {
        "NGINX": str(unpacked / "usr/sbin/nginx"),
        "CADDY": str(unpacked / "usr/bin/caddy"),
    }
    assert [path.name for path in unpacked.parent.iterdir()] == ["proxies"]


@needs_sh
def test_what_does_not_run_here_is_told_and_not_kept(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ, said = debian(tmp_path, monkeypatch, status=1), io.StringIO()
    fetch_proxies(places, environ, Console(said))
    assert "Failed: whether nginx runs here" in said.getvalue()
    assert find_proxies(places, {}) == {}
    assert list((places.home / "cache").iterdir()) == []


def test_those_that_are_named_are_taken(places: Places) -> None:
    named = {"NGINX": "/opt/nginx", "CADDY": "/opt/caddy"}
    assert find_proxies(places, named) == named


def test_they_are_named_to_the_tests(sandbox: Sandbox) -> None:
    result = sandbox.start("test", CHROMIUM=sys.executable)
    assert "NO PROXIES" not in result.stdout
    environ = sandbox.environments()[-1]
    assert (environ["NGINX"], environ["CADDY"]) == (sys.executable, sys.executable)


def test_without_them_the_tests_run_and_nobody_overlooks_what_is_missing(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.behave({"pytest": ("the suite ran", 0)})
    result = sandbox.start("test", PATH=str(tmp_path), CADDY="", CHROMIUM=sys.executable)
    assert result.returncode == 0
    before, ran, after = result.stdout.partition("the suite ran")
    assert ran
    assert "NO PROXIES" in before
    assert "NO PROXIES" in after
    assert "CADDY" not in sandbox.environments()[-1]
