"""What every session on a WebSocket has in common: how it begins, runs and ends, whatever is said on it."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from typing import Any

from fastapi import WebSocket

from vozes.api.websockets.socket import FAULT, GOING_AWAY, NORMAL, Idle, Left, Socket, closing_code
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service

log = logging.getLogger(__name__)


class Session(ABC):
    """One client's. `serve` it: all that it does has ended when that returns."""

    def __init__(self, websocket: WebSocket, service: Service):
        self.service = service
        self.socket = Socket(websocket, service.settings)
        self._websocket = websocket

    @abstractmethod
    async def run(self) -> None:
        """Returns when all is said. Raises Left, Idle, and VozesError for what ends it."""

    @abstractmethod
    async def tell(self, error: VozesError) -> None:
        """Tells the client of an error in the protocol's own shape; raises Left."""

    async def tell_idle(self) -> None:
        """Closes the socket, as nothing came for long."""
        await self.socket.close(NORMAL, "Nothing was sent for too long.")

    async def serve(self) -> None:
        await self._websocket.accept()
        try:
            await self.run()
            await self.socket.close(NORMAL)
        except Left:
            log.info("request %s: the client left", self.socket.request_id)
        except Idle:
            await self.tell_idle()
        except VozesError as error:
            await self._fail(error, closing_code(error))
        except asyncio.CancelledError:
            await self.socket.close(GOING_AWAY, "The server stops.")
            raise
        except Exception as error:
            log.exception("request %s: a WebSocket failed", self.socket.request_id)
            message = f"The server failed ({type(error).__name__})."
            await self._fail(VozesError(ErrorCode.INTERNAL_ERROR, message), FAULT)

    async def _fail(self, error: VozesError, code: int) -> None:
        log.info("request %s: %s", self.socket.request_id, error.code)
        try:
            await self.tell(error)
        except Left:
            return
        await self.socket.close(code, error.message)


async def together(*works: Coroutine[Any, Any, None]) -> None:
    """Runs all until one of them returns or raises, as this does then; the others are cancelled, and have ended."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
