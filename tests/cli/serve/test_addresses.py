"""What a server says about where it is can be opened: in a browser on this machine, and on others."""

import ipaddress
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.conftest import PATIENCE
from tests.live import running_server, server_environment
from vozes.cli.serve.addresses import urls

FAKE = ("-m", "tests.fake_server")


def said_by(host: str, tmp_path: Path) -> tuple[list[str], subprocess.Popen[str]]:
    command = [sys.executable, *FAKE, "--host", host, "--no-auth", "--port", "0"]

    environment = server_environment(tmp_path / "home")
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return re.findall(r"http://[^\s,]+", process.stdout.readline()), process


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "[::]", "127.0.0.1", "::1", "localhost"])
def test_every_address_that_is_named_can_be_opened(host: str, tmp_path: Path) -> None:
    if ":" in host and not _has_ipv6():
        pytest.skip("this machine has no IPv6")
    named, process = said_by(host, tmp_path)
    with process:
        try:
            assert named
            for url in named:
                assert urlsplit(url).hostname not in ("0.0.0.0", "::")
                with urllib.request.urlopen(f"{url}/health", timeout=PATIENCE) as answer:
                    assert answer.status == 200
        finally:
            process.terminate()


def test_a_server_that_listens_everywhere_names_loopback_and_the_networks() -> None:
    with socket.create_server(("0.0.0.0", 0)) as listener:
        port = listener.getsockname()[1]
        first, *others = urls("0.0.0.0", listener)

    assert first == f"http://127.0.0.1:{port}"
    for url in others:
        address = ipaddress.ip_address(urlsplit(url).hostname or "")
        assert address.version == 4
        assert not address.is_loopback


def test_the_first_address_is_what_commands_use() -> None:
    with running_server("--host", "0.0.0.0", "--no-auth", ready="/health", command=FAKE) as server:
        assert server.url.startswith("http://127.0.0.1:")


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False
