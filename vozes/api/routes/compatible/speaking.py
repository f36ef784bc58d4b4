"""Speech for programs that were written for other servers: what they ask for, as far as whoever speaks can do it.

What is left out or replaced is told in the headers: fields in `X-Ignored-Fields`, the rest in `X-Warning`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from fastapi import Request, Response

from vozes.api.responses.speech import answer_speech, ignored_fields
from vozes.api.tickets import has_ticket
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.parts import SpokenPart
from vozes.service.speech.service import Speech
from vozes.text.language import AUTO, LONGEST_TAG, base_language, normalize_tag
from vozes.warnings import CodedWarning, WarningCode

PLAYED_ELSEWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}
"""Lets a page of another origin play an answer in an audio element; who may ask for it is the guards' matter."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a program asks for."""

    order: SpeechOrder
    """Without the options."""
    options: Mapping[str, object] = field(default_factory=dict)
    """Options that some engine has; whoever has none of that name does without."""
    ignored: Iterable[str] = ()
    """Fields that mean nothing here."""
    warnings: Iterable[CodedWarning] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """What the program calls `text`, `voice` and other fields of an order, for errors."""


async def prepare(request: Request, service: Service, wish: Wish) -> tuple[Speech, dict[str, str]]:
    """Returns what will be spoken, and the header of what is ignored. Raises VozesError."""
    try:
        speech = await _in_a_language(request, service, wish)
        ignored = [*_give_options(speech, wish.options), *wish.ignored]
    except VozesError as error:
        name = (error.param or "").removeprefix("options.")
        error.param = wish.names.get(name, name or None)
        raise
    speech.take_warnings(wish.warnings)
    return speech, ignored_fields(ignored)


async def answer(
    request: Request,
    service: Service,
    wish: Wish,
    *,
    stream: bool,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    """Speaks and answers. Raises VozesError for all that fails before the first byte."""
    speech, ignored = await prepare(request, service, wish)
    return await answer_speech(request, service.speech, speech, stream=stream, more_headers={**headers, **ignored})


async def _in_a_language(request: Request, service: Service, wish: Wish) -> Speech:
    """Returns the speech in the language that is asked for; where the voice does not speak that, in one that it does.

    Such a program has one language for all its voices, and some voices here have one language each.
    """
    order, request_id = wish.order, request.state.request_id
    try:
        speech = await service.speech.prepare(order, request_id)
    except VozesError as error:
        if error.code is not ErrorCode.UNSUPPORTED_LANGUAGE or order.voice is None:
            raise
        speech = await service.speech.prepare(replace(order, language=AUTO), request_id)
    speech.take_warnings(dict.fromkeys(_in_other_languages(speech, normalize_tag(order.language))))
    return speech


def _in_other_languages(speech: Speech, asked: str) -> Iterator[CodedWarning]:
    """Yields a warning for each part that is spoken in a language that was not asked for."""
    for part in speech.parts:
        if not isinstance(part, SpokenPart) or asked == AUTO:
            continue
        spoken = part.request.language
        if spoken != part.engine.info.match_language(asked) and base_language(spoken) != base_language(asked):
            voice, tag = part.request.voice, asked[:LONGEST_TAG]
            told = f"The voice {voice} does not speak {tag!r}, so it speaks {spoken}."
            yield CodedWarning(WarningCode.LANGUAGE_REPLACED, told, voice=voice, asked=tag, language=spoken)


def _give_options(speech: Speech, options: Mapping[str, object]) -> list[str]:
    """Gives each part those options that its engine has, and returns the names of those that none has.

    Raises VozesError(OPTION_OUT_OF_RANGE).
    """
    unused = set(options)
    parts = []
    for part in speech.parts:
        if isinstance(part, SpokenPart):
            info = part.engine.info
            own = {name: options[name] for name in (spec.name for spec in info.options) if name in options}
            checked = {**part.request.options, **info.check_options(own)}
            part = replace(part, request=replace(part.request, options=checked))
            unused -= own.keys()
        parts.append(part)
    speech.parts = tuple(parts)
    return [name for name in options if name in unused]


def require_known_page(request: Request) -> None:
    """Raises VozesError(ORIGIN_NOT_ALLOWED) where a browser asks and does not tell for whom.

    For calls that speak what an address says: an element of any page can ask for such. Over plain HTTP browsers tell
    of their own machine alone which page that is; programs that are no browsers need not tell.
    """
    headers = request.headers
    is_browser = headers.get("user-agent", "").startswith("Mozilla/")
    if is_browser and "origin" not in headers and "sec-fetch-site" not in headers and not has_ticket(request.scope):
        message = (
            "Over plain HTTP from another machine a browser does not tell which page it speaks for. Use HTTPS, or have "
            "the page fetch the audio, which for SillyTavern means to switch its streaming off."
        )
        raise VozesError(ErrorCode.ORIGIN_NOT_ALLOWED, message)
