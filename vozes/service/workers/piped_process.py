"""A process that is talked to through pipes, and whose end is seen as soon as it comes.

A process that it has started may hold its pipes open for long after; asyncio's own `Process.wait` would wait for that
one too. It knows nothing of what is said through the pipes.
"""

import asyncio
from asyncio.subprocess import PIPE, SubprocessStreamProtocol
from collections.abc import Mapping
from typing import cast

_LINE_LIMIT = 64 * 1024
"""Bytes of a stream that are read ahead, twice over."""


class PipedProcess:
    def __init__(self, transport: asyncio.SubprocessTransport, protocol: "_Protocol"):
        self._transport = transport
        self._exited = protocol.exited
        self.pid: int = transport.get_pid()
        self.stdin = cast(asyncio.StreamWriter, protocol.stdin)
        self.stdout = cast(asyncio.StreamReader, protocol.stdout)
        self.stderr = cast(asyncio.StreamReader, protocol.stderr)

    @classmethod
    async def start(cls, *command: str, env: Mapping[str, str]) -> "PipedProcess":
        """Starts the command with pipes for its streams. Raises OSError."""
        loop = asyncio.get_running_loop()
        started = await loop.subprocess_exec(_Protocol, *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=env)
        return cls(*started)

    @property
    def status(self) -> int | None:
        """Returns the status with which it ended, below 0 for a signal; None while it runs."""
        return self._transport.get_returncode()

    async def ended(self) -> None:
        """Returns when it has ended, whoever holds its pipes."""
        await self._exited.wait()

    def kill(self) -> None:
        if self.status is None:
            self._transport.kill()

    def close(self) -> None:
        """Closes the pipes, and kills what has not ended."""
        self._transport.close()


class _Protocol(SubprocessStreamProtocol):
    def __init__(self) -> None:
        super().__init__(limit=_LINE_LIMIT, loop=asyncio.get_running_loop())
        self.exited = asyncio.Event()

    def process_exited(self) -> None:
        super().process_exited()
        self.exited.set()
