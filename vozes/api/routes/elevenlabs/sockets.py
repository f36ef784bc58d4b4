"""ElevenLabs' WebSockets: `stream-input` for one stream of text, `multi-stream-input` for several beside one another.

Docs: https://elevenlabs.io/docs/api-reference/text-to-speech. What is said on them is in `socket_messages`.
"""

import asyncio
from abc import abstractmethod
from dataclasses import replace

from fastapi import APIRouter, WebSocket

from vozes.api.routes.elevenlabs.context import Context
from vozes.api.routes.elevenlabs.errors_on_sockets import IDLE_MESSAGE, error_message
from vozes.api.routes.elevenlabs.orders import Asked, asked, try_out
from vozes.api.routes.elevenlabs.socket_messages import ClientMessage, StreamQuery, read_message, read_query
from vozes.api.websockets.session import Session, together
from vozes.api.websockets.socket import POLICY
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.text.markup.passages import Markup

router = APIRouter(prefix="/v1/text-to-speech/{voice_id}")

_MOST_CONTEXTS = 16
"""Of one connection at once."""
_OF_ONE_CONTEXT = (ErrorCode.QUEUE_FULL, ErrorCode.TEXT_TOO_LONG)
"""Errors that end nothing."""
_DEFAULT = "default"
"""The context of messages that name none."""
_SAMPLE = "1"
"""What is prepared, and never spoken, to see whether an order can be."""


@router.websocket("/stream-input")
async def stream_input(websocket: WebSocket, voice_id: str) -> None:
    await SingleSession(websocket, websocket.app.state.service, voice_id).serve()


@router.websocket("/multi-stream-input")
async def multi_stream_input(websocket: WebSocket, voice_id: str) -> None:
    await MultiSession(websocket, websocket.app.state.service, voice_id).serve()


class _StreamSession(Session):
    def __init__(self, websocket: WebSocket, service: Service, voice_id: str):
        super().__init__(websocket, service)
        self._params = dict(websocket.query_params)
        self._query = StreamQuery.model_validate({})
        self._voice_id = voice_id
        self._speaking: set[asyncio.Task[None]] = set()
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done when all is said; what a context failed with is raised from it."""
        self._closes = False
        """Whether the client has said that it says no more."""

    async def run(self) -> None:
        self._query = read_query(self._params)
        self.socket.keep_open(self._query.idle_seconds)
        try:
            await together(self._listen(), self._until_over())
        finally:
            for task in self._speaking:
                task.cancel()
            await asyncio.gather(*self._speaking, return_exceptions=True)

    async def tell(self, error: VozesError) -> None:
        await self.socket.send(error_message(error, self.socket.request_id))

    async def tell_idle(self) -> None:
        await self.socket.send(IDLE_MESSAGE)
        await self.socket.close(POLICY, str(IDLE_MESSAGE["message"]))

    @abstractmethod
    async def _heed(self, message: ClientMessage) -> None:
        """Does what a message says. Raises VozesError, which ends the session."""

    @property
    @abstractmethod
    def _is_busy(self) -> bool:
        """Whether something is to be spoken or heard yet."""

    async def _listen(self) -> None:
        while True:
            fields = await self.socket.receive(lambda: self._is_busy)
            message = read_message(fields)
            self.socket.check_key(message.given_key)
            if not self._closes:
                await self._heed(message)

    async def _until_over(self) -> None:
        await self._over

    async def _begin(self, message: ClientMessage, name: str | None) -> Context:
        """Returns a new context, which speaks from now on with the settings of its first message."""
        told = await self._asked(message)
        context = Context(self.service.speech, told.order, self.socket, name, auto=self._query.auto_mode)
        context.settings = message.voice_settings or {}
        context.warn(told.warnings)
        task = asyncio.create_task(context.speak())
        self._speaking.add(task)
        task.add_done_callback(self._end)
        return context

    async def _asked(self, message: ClientMessage) -> Asked:
        """Returns how to speak what begins with the message, which has been tried. Raises VozesError."""
        query = self._query.begun_with(message)
        told = await asked(self._voice_id, query, query.output_format, self.service)
        told.order = replace(told.order, text=_SAMPLE, markup=Markup.OFF)
        await try_out(told, self.service)
        told.order = replace(told.order, text="", markup=query.markup)
        return told

    def _close(self) -> None:
        """Ends the session once all that came has been spoken."""
        self._closes = True
        self._look()

    def _end(self, task: asyncio.Task[None]) -> None:
        self._speaking.discard(task)
        failure = None if task.cancelled() else task.exception()
        if failure is not None and not self._over.done():
            self._over.set_exception(failure)
        self._look()

    def _look(self) -> None:
        if self._closes and not self._speaking and not self._over.done():
            self._over.set_result(None)


class SingleSession(_StreamSession):
    """One stream of text, which an empty text ends."""

    _context: Context | None = None

    @property
    def _is_busy(self) -> bool:
        return self._closes or (self._context is not None and self._context.speech.is_busy)

    async def _heed(self, message: ClientMessage) -> None:
        if self._context is None:
            self._context = await self._begin(message, None)
        self._context.push(message)
        if message.text == "":
            self._context.finish()
            self._close()


class MultiSession(_StreamSession):
    """Several streams of text, by the names that the client gives them."""

    def __init__(self, websocket: WebSocket, service: Service, voice_id: str):
        super().__init__(websocket, service, voice_id)
        self._contexts: dict[str, Context] = {}
        """Those for which more text may come."""

    @property
    def _is_busy(self) -> bool:
        return len(self._speaking) > len(self._contexts) or any(
            context.speech.is_busy for context in self._contexts.values()
        )

    async def _heed(self, message: ClientMessage) -> None:
        name = message.context_id or _DEFAULT
        if message.close_socket:
            for closed in list(self._contexts):
                self._contexts.pop(closed).drop()
            self._close()
        elif message.close_context:
            if name in self._contexts:
                self._contexts.pop(name).drop()
        elif message.text or message.flush:
            try:
                await self._push(message, name)
            except VozesError as error:
                if error.code not in _OF_ONE_CONTEXT:
                    raise
                await self.socket.send({**error_message(error, self.socket.request_id), "contextId": name})

    async def _push(self, message: ClientMessage, name: str) -> None:
        context = self._contexts.get(name)
        if context is None:
            if not message.text:
                return  # a flush of what is not there
            if len(self._speaking) >= _MOST_CONTEXTS:
                raise VozesError(ErrorCode.QUEUE_FULL, f"{_MOST_CONTEXTS} contexts are open or spoken already.")
            context = self._contexts[name] = await self._begin(message, name)
        elif message.voice_settings is not None and message.voice_settings != context.settings:
            rule = "voice_settings belong to the first message of a context."
            raise VozesError(ErrorCode.INVALID_FIELD, rule, param="voice_settings")
        context.push(message)
