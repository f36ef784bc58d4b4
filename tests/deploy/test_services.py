"""The files for systemd and launchd say what the server needs, and systemd's own tools agree with the first."""

import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.commands import faults
from vozes.settings import Settings

UNIT = ROOT / "deploy" / "systemd" / "vozes.service"
PLIST = ROOT / "deploy" / "launchd" / "org.vozes.server.plist"
PAGE = " ".join((ROOT / "docs" / "deployment.md").read_text("utf-8").split())
LARGEST_EXPOSURE = 2.0
"""Of 10; what systemd calls OK, and well below what a service has by default, 9.6."""
SHUTDOWN_SECONDS = Settings.model_fields["shutdown_seconds"].default

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")


def unit() -> dict[str, str]:
    """The values of the unit's lines that have but one."""
    return dict(re.findall(r"^(\w+)=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE))


def analyzed(*arguments: str) -> str:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed, so the unit was not looked at by systemd's own tool")
    result = subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    return result.stdout + result.stderr


def test_systemd_understands_every_line_of_the_unit(tmp_path: Path) -> None:
    here = tmp_path / UNIT.name
    here.write_text(UNIT.read_text("utf-8").replace("/opt/vozes/bin/vozes", sys.executable))
    assert analyzed("verify", str(here)) == ""


def test_the_unit_is_as_closed_as_the_page_says() -> None:
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", analyzed("security", "--offline=yes", str(UNIT)))
    assert found
    assert float(found[1]) <= LARGEST_EXPOSURE
    version = analyzed("--version").split()[1]
    if f"systemd {version}" in PAGE:
        assert f"an exposure of {found[1]}" in PAGE


def test_the_unit_keeps_its_data_where_systemd_lets_it_write() -> None:
    assert unit()["Environment"] == f"VOZES_HOME=/var/lib/{unit()['StateDirectory']}"
    assert unit()["WorkingDirectory"] == f"/etc/{unit()['ConfigurationDirectory']}"


def test_services_give_the_server_the_time_to_finish_what_it_speaks() -> None:
    assert int(unit()["TimeoutStopSec"]) > SHUTDOWN_SECONDS
    assert plistlib.loads(PLIST.read_bytes())["ExitTimeOut"] > SHUTDOWN_SECONDS


def test_services_run_a_command_that_there_is() -> None:
    agent = plistlib.loads(PLIST.read_bytes())
    for words in (unit()["ExecStart"].split(), agent["ProgramArguments"]):
        assert words[0].endswith("/bin/vozes")
        assert faults(["vozes", *words[1:]]) == []


def test_the_agent_writes_for_its_user_alone() -> None:
    assert plistlib.loads(PLIST.read_bytes())["Umask"] == 0o077
