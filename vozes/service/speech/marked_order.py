"""An order for one stretch of its text: in the voice, language and pace that the markup names there.

It knows no voices: whether there is one of a name is asked of who does.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from vozes.service.speech.orders import SPEED_RANGE, SpeechOrder
from vozes.text.markup.passages import Manner
from vozes.text.markup.planning import Stretch
from vozes.warnings import CodedWarning, WarningCode

_CLOUD_VOICE = re.compile(r"([a-z]{2,3}-(?:[A-Z][a-z]{3}-)?[A-Z]{2})-[A-Za-z0-9]+[A-Za-z0-9:\-]*")
"""A voice as Azure and Google name theirs, by its language first: `pt-BR-FranciscaNeural`, `en-US-Standard-A`."""


async def as_marked(
    order: SpeechOrder, stretch: Stretch, is_known: Callable[[str], Awaitable[bool]]
) -> tuple[SpeechOrder, list[CodedWarning]]:
    """Returns the order for a stretch, and warnings of what of its markup is not as it was wished.

    For a voice of another service that is unknown here stands the order's, or where it has none, one of the language in
    its name. Any other unknown voice stays, and is refused by who looks for it.
    """
    manner, warnings = stretch.manner, list[CodedWarning]()
    cloud = _CLOUD_VOICE.fullmatch(manner.voice or "")
    if cloud is not None and manner.voice is not None and not await is_known(manner.voice):
        replaced = f"There is no voice {manner.voice} here, so another one speaks."
        warnings.append(CodedWarning(WarningCode.VOICE_REPLACED, replaced, voice=manner.voice))
        has_voice = order.voice is not None or order.reference is not None
        manner = replace(manner, voice=None, language=manner.language or (None if has_voice else cloud[1]))
    speed, told = _speed(order, manner)
    marked = replace(
        order,
        text=stretch.text.text,
        language=manner.language or order.language,
        voice=manner.voice or order.voice,
        reference=None if manner.voice else order.reference,
        speed=speed,
    )
    return marked, [*warnings, *told]


def _speed(order: SpeechOrder, manner: Manner) -> tuple[float, list[CodedWarning]]:
    low, high = SPEED_RANGE
    wished = order.speed * manner.rate
    speed = min(max(wished, low), high)
    if speed == wished:
        return speed, []
    told = f"The speed and the rate of the markup make {wished:.3g}, which was taken as {speed:g}."
    return speed, [CodedWarning(WarningCode.SPEED_BOUNDED, told, wished=wished, speed=speed)]
