"""Who has a port, from what each system's own tools say."""

import os
import socket
import sys

import pytest

from vozes.setup.machine.ports import Holder, find_holder, holder_in_lsof, pid_in_netstat

NETSTAT = """
Aktive Verbindungen

  Proto  Lokale Adresse         Remoteadresse          Status           PID
  TCP    127.0.0.1:49152        127.0.0.1:8000         HERGESTELLT      999
  TCP    0.0.0.0:18000          0.0.0.0:0              ABHÖREN          111
  TCP    0.0.0.0:8000           0.0.0.0:0              ABHÖREN          4321
  TCP    [::]:8001              [::]:0                 ABHÖREN          222
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the others are asked by programs of their own")
@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_the_process_that_listens_is_found(family: socket.AddressFamily, host: str) -> None:
    with socket.create_server((host, 0), family=family) as server:
        holder = find_holder(server.getsockname()[1])
    assert holder is not None
    assert holder.pid == os.getpid()
    assert holder.command


def test_nobody_listens_where_only_a_connection_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        client = socket.create_connection(server.getsockname())
        accepted, _ = server.accept()
    with client, accepted:
        assert find_holder(port) is None


def test_lsof_is_understood() -> None:
    assert holder_in_lsof("p4321\ncpython3.12\nf5\np999\ncother\n") == Holder(4321, "python3.12")
    assert holder_in_lsof("") is None


def test_netstat_is_understood_in_any_language() -> None:
    assert pid_in_netstat(NETSTAT, 8000) == 4321
    assert pid_in_netstat(NETSTAT, 8001) == 222
    assert pid_in_netstat(NETSTAT, 80) is None
