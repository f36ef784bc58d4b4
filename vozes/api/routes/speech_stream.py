"""Text in as it is written, speech out as it is made: our own WebSocket, in the grammar of vLLM-Omni's."""

import asyncio
from dataclasses import replace

from fastapi import APIRouter, WebSocket

from vozes.api.responses.warnings import warning_fields
from vozes.api.routes.openai.speech import in_mood, order_of
from vozes.api.stream_schemas import Cancel, ClientMessage, InputDone, InputText, SessionConfig, read_message
from vozes.api.websockets.session import Session, together
from vozes.api.websockets.utterance import Delivery, Utterance, error_message
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.speech.growing import GrowingSpeech
from vozes.service.speech.orders import SpeechOrder
from vozes.text.markup.passages import Markup
from vozes.warnings import CodedWarning, WarningCode

router = APIRouter(prefix="/v1/audio")

_MOST_UTTERANCES = 32
_LONGEST_LIST = 500
"""Characters of names of fields."""
"""That may wait to be spoken."""
_SAMPLE = "1"
"""What is prepared, and never spoken, to see whether an order can be."""
_THEIR_NAMES = {"format": "response_format", "engine": "model"}
"""What a field of ours is called in OpenAI's API, whose fields `session.config` has."""


@router.websocket("/speech/stream")
async def stream(websocket: WebSocket) -> None:
    await SpeechSession(websocket, websocket.app.state.service).serve()


class SpeechSession(Session):
    def __init__(self, websocket: WebSocket, service: Service):
        super().__init__(websocket, service)
        self._config = SessionConfig.model_validate({})
        self._order: SpeechOrder | None = None
        self._utterances: asyncio.Queue[Utterance | None] = asyncio.Queue()
        self._pending: list[Utterance] = []
        """Those that are not over; more text may come for the last of them."""
        self._made = 0
        self._closes = False
        """Whether the client has said that it says no more."""
        self._speaking: asyncio.Task[None] | None = None

    async def run(self) -> None:
        await together(self._listen(), self._speak())

    async def tell(self, error: VozesError) -> None:
        error.param = _THEIR_NAMES.get(error.param or "", error.param)
        await self.socket.send(error_message(error, self.socket.request_id))

    async def _listen(self) -> None:
        """Heeds what the client says, until it is gone. What cannot be done is told, and changes nothing."""
        while True:
            try:
                message = await self.socket.receive(self._is_busy)
                self.socket.check_key(message.get("api_key"))
                await self._heed(read_message(message))
            except VozesError as error:
                if self.socket.needs_key:
                    raise
                await self.tell(error)

    async def _heed(self, message: ClientMessage) -> None:
        if isinstance(message, Cancel):
            await self._cancel()
        elif self._closes:
            raise VozesError(ErrorCode.INVALID_FIELD, "The session closes: only cancel is heeded.", param="type")
        elif isinstance(message, SessionConfig):
            await self._configure(message)
        elif isinstance(message, InputText):
            (await self._utterance()).speech.push(message.text)
        elif isinstance(message, InputDone):
            utterance = await self._utterance()
            utterance.speech.finish()
            utterance.is_open = False
        else:
            self._finish()

    def _is_busy(self) -> bool:
        return any(not each.is_open or each.speech.is_busy for each in self._pending)

    @property
    def _is_open(self) -> bool:
        """Whether there is an utterance for which more text may come."""
        return bool(self._pending) and self._pending[-1].is_open

    async def _configure(self, config: SessionConfig) -> None:
        if self._is_open:
            message = "Text waits for input.done or cancel: it is to be spoken as it was begun."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="type")
        order, warnings = await order_of(config, self.service)
        speech = await self.service.speech.prepare(replace(order, text=_SAMPLE, markup=Markup.OFF))
        order, told, ignored = in_mood(config, order, speech)
        self._config, self._order = config, order
        warnings += told
        if ignored:
            names = ", ".join(ignored)[:_LONGEST_LIST]
            sentence = f"These fields mean nothing here: {names}."
            warnings.append(CodedWarning(WarningCode.FIELDS_WITHOUT_MEANING, sentence, text=names))
        if warnings:
            await self.socket.send({"type": "warning", **warning_fields(warnings)})

    async def _utterance(self) -> Utterance:
        """Returns the one for which text may come, a new one where there is none."""
        if self._is_open:
            return self._pending[-1]
        if len(self._pending) >= _MOST_UTTERANCES:
            raise VozesError(ErrorCode.QUEUE_FULL, f"{_MOST_UTTERANCES} utterances wait to be spoken already.")
        if self._order is None:
            self._order, _ = await order_of(self._config, self.service)
        speech = GrowingSpeech(self.service.speech, self._order, self.socket.request_id)
        delivery = Delivery(self._order.check(), self._config.streams)
        utterance = Utterance(self._made, speech, delivery, self.socket)
        self._made += 1
        self._pending.append(utterance)
        self._utterances.put_nowait(utterance)
        return utterance

    async def _cancel(self) -> None:
        """Silences all that was to be heard, and says so."""
        pending, self._pending = self._pending, []
        while not self._utterances.empty():
            self._utterances.get_nowait()
        if self._speaking is not None:
            self._speaking.cancel()
            await asyncio.wait([self._speaking])
        if self._closes:
            self._utterances.put_nowait(None)
        for utterance in pending:
            await utterance.tell_done(cancelled=True)

    def _finish(self) -> None:
        """Has the session end once all that came has been spoken."""
        if self._is_open:
            self._pending[-1].speech.finish()
            self._pending[-1].is_open = False
        self._closes = True
        self._utterances.put_nowait(None)

    async def _speak(self) -> None:
        """Speaks one utterance after the other, until the client has said that there are no more."""
        while (utterance := await self._utterances.get()) is not None:
            self._speaking = asyncio.create_task(utterance.speak())
            try:
                await asyncio.wait([self._speaking])
            finally:
                self._speaking.cancel()
                await asyncio.gather(self._speaking, return_exceptions=True)
            if self._speaking.cancelled() or utterance not in self._pending:
                continue
            self._speaking.result()
            self._pending.remove(utterance)
            await utterance.tell_done()
