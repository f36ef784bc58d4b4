"""Speaks what a client asks, as events: for each piece of its text where audio begins, the audio, and where it ends.

It knows nothing of how texts come, nor of connections: the caller says where events go, and cancels what nobody hears.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from vozes.api.responses.speech import log_spoken
from vozes.api.responses.warnings import warning_fields
from vozes.api.wyoming.events import READ_AT_ONCE, Event
from vozes.api.wyoming.messages import Manner
from vozes.errors import ErrorCode, VozesError
from vozes.service.speech.rendering import Rendering
from vozes.service.speech.service import SpeechService
from vozes.warnings import CodedWarning, WarningCode

_SILENT = frozenset({ErrorCode.EMPTY_TEXT, ErrorCode.NOTHING_TO_SAY})
"""What is no failure of a piece, where others are spoken."""

Send = Callable[[Event], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is spoken in one answer."""

    manner: Manner
    engine: str | None
    """None: the selected one."""
    pieces: AsyncIterator[str]
    is_streamed: bool

    def tail(self, warnings: list[CodedWarning]) -> dict[str, Any]:
        """Returns what its last events carry beside the protocol's own: the client's context, and warnings."""
        context = {} if self.manner.context is None else {"context": self.manner.context}
        return context | (warning_fields(warnings) if warnings else {})


async def speak(utterance: Utterance, service: SpeechService, send: Send) -> None:
    """Speaks it, all at one sample rate: Home Assistant looks at the first piece's alone. Raises VozesError."""
    rate: int | None = None
    silent: list[CodedWarning] = []
    async for text in utterance.pieces:
        try:
            speech = await service.prepare(utterance.manner.order(text, utterance.engine, rate))
            speech.take_warnings(utterance.manner.warnings if rate is None else ())
            async with service.render(speech, whole=False) as rendering:
                await rendering.started()
                rate = rendering.sample_rate
                await _send_audio(rendering, send)
                log_spoken(speech, rendering)
        except VozesError as error:
            if error.code not in _SILENT or not utterance.is_streamed:
                raise
            silent.append(CodedWarning(WarningCode.PIECE_NOT_SAID, error.message, error=error.code))
            continue
        await send(Event("audio-stop", utterance.tail(speech.warnings)))
    if rate is None:
        message = " ".join(silent) or "The text is empty."
        raise VozesError(ErrorCode.NOTHING_TO_SAY if silent else ErrorCode.EMPTY_TEXT, message, param="text")
    if utterance.is_streamed:
        await send(Event("synthesize-stopped", utterance.tail(silent)))


async def _send_audio(rendering: Rendering, send: Send) -> None:
    """Sends the audio as it is made, 16-bit mono, in whole samples."""
    form = {"rate": rendering.sample_rate, "width": 2, "channels": 1}
    await send(Event("audio-start", form))
    async for piece in rendering.bytes():
        for start in range(0, len(piece), READ_AT_ONCE):
            await send(Event("audio-chunk", form, piece[start : start + READ_AT_ONCE]))
