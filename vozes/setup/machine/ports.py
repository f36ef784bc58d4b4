"""Tells whether the server can listen on a port, and which process has it if not.

Who has a port is read from `/proc` on Linux and from `lsof` or `netstat` elsewhere. Another user's process may not be
visible, so not knowing is an answer too. It knows nothing of the server.
"""

import csv
import os
import re
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vozes.process.working_folder import find_program


@dataclass(frozen=True, slots=True)
class Holder:
    pid: int
    command: str


def why_not(host: str, port: int) -> OSError | None:
    """Returns the error that listening on `host` and `port` would meet now, or None."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            if os.name == "posix":  # as servers do; on Windows the same option would let two listen on one port
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        return error
    return None


def find_holder(port: int) -> Holder | None:
    """Returns the process that listens on `port`, where that can be seen."""
    with suppress(OSError, ValueError, IndexError, subprocess.SubprocessError):
        if sys.platform == "linux":
            return _from_proc(port)
        if os.name == "nt":
            pid = pid_in_netstat(_output("netstat", "-ano"), port)
            return Holder(pid, _windows_name(pid)) if pid else None
        return holder_in_lsof(_output("lsof", "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc"))
    return None


def _from_proc(port: int) -> Holder | None:
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):  # it has ended meanwhile, or is another user's
            if str(link.readlink()) in sockets:
                process = link.parents[1]
                return Holder(int(process.name), (process / "comm").read_text().strip())
    return None


def _listening_inodes(port: int) -> set[str]:
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                fields = line.split()
                local, state, inode = fields[1], fields[3], fields[9]
                if state == "0A" and int(local.rpartition(":")[2], 16) == port:
                    inodes.add(inode)
    return inodes


def holder_in_lsof(output: str) -> Holder | None:
    """Returns the first process in what `lsof -Fpc` printed: `p` and its pid, `c` and its command, a line each."""
    fields = {line[0]: line[1:] for line in reversed(output.splitlines()) if line}
    return Holder(int(fields["p"]), fields.get("c", "?")) if "p" in fields else None


def pid_in_netstat(output: str, port: int) -> int | None:
    """Returns the process that listens on `port` in what `netstat -ano` printed, in any language."""
    listening = re.search(rf"^\s*TCP\s+\S+:{port}\s+\S+:0\s+\S+\s+(\d+)\s*$", output, re.MULTILINE)
    return int(listening.group(1)) if listening else None


def _windows_name(pid: int) -> str:
    rows = list(csv.reader(_output("tasklist", "/FI", f"PID eq {pid}", "/FO", "CSV", "/NH").splitlines()))
    return rows[0][0] if rows and rows[0] else "?"


def _output(*command: str) -> str:
    program = find_program(command[0])
    if program is None:
        return ""
    command = (program, *command[1:])
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=10, check=False).stdout  # noqa: S603
