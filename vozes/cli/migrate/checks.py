"""What a server has to do for programs that were written for OpenAI, and what is the matter where it does not.

A fault is a key of `words.py` with its values: it says what to do. What Vozes itself says is passed on where there
are no words for its code.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from vozes.audio.level import is_speech_like
from vozes.audio.wav import decode_wav
from vozes.cli.migrate.requests import Asker, NoAnswer, Refused, find_asker
from vozes.cli.migrate.words import BY_CODE

SENTENCE = "Olá! Esta frase foi dita por este computador."
_ENDPOINTS = ("/audio/speech", "/models", "/audio")
"""What follows the base URL, and is entered with it by mistake."""
_SHOWN = 6
"""Models that are named."""
_LONGEST = 600
"""Characters of a message that are shown."""


class Fault(Exception):
    def __init__(self, key: str, **values: object):
        super().__init__(key)
        self.key = key
        self.values: dict[str, object] = values


def check_models(asker: Asker) -> tuple[str, dict[str, object]]:
    """Returns the words for the key and the models. Raises Fault."""
    if asker.key and not asker.key.isascii():
        raise Fault("key_not_ascii")
    try:
        names = _names(asker.models())
    except (Refused, NoAnswer) as failure:
        raise _fault(failure, asker) from None
    if names is None:
        raise _wrong_path(asker, 200)
    more = f" + {len(names) - _SHOWN}" if len(names) > _SHOWN else ""
    return "models_key" if asker.key else "models_no_key", {"names": ", ".join(names[:_SHOWN]) + more}


def check_speech(asker: Asker) -> tuple[str, dict[str, object]]:
    """Returns the words for how much was heard. Raises Fault."""
    try:
        sound = asker.speech(SENTENCE)
    except (Refused, NoAnswer) as failure:
        raise _fault(failure, asker) from None
    try:
        samples, rate = decode_wav(sound)
    except ValueError as error:
        raise Fault("no_sound", reason=str(error)) from None
    if not is_speech_like(samples, rate):
        raise Fault("silent")
    return "heard", {"sentence": SENTENCE, "seconds": f"{len(samples) / rate:.2f}"}


def _names(answer: bytes) -> list[str] | None:
    """Returns the models' names; None where the answer is no list of models."""
    try:
        return [str(each["id"]) for each in json.loads(answer)["data"]] or None
    except (ValueError, KeyError, TypeError):
        return None


def _fault(failure: Refused | NoAnswer, asker: Asker) -> Fault:
    if isinstance(failure, NoAnswer):
        return Fault(failure.kind, base_url=asker.base_url, reason=failure.reason, other=_other_scheme(asker.base_url))
    error = _error_of(failure.body)
    code, message = error.get("code"), str(error.get("message", ""))[:_LONGEST]
    if failure.status == 401:
        return Fault("wrong_key" if asker.key else "missing_key")
    if code in BY_CODE:
        return Fault(str(code), message=message)
    if b"HTTPS port" in failure.body:
        return Fault("is_tls", other=_other_scheme(asker.base_url))
    if failure.location or 300 <= failure.status < 400:
        return Fault("redirect", place=failure.location)
    if failure.status in (404, 405):
        return _wrong_path(asker, failure.status)
    return Fault("refused", status=failure.status, message=message or failure.body[:200].decode(errors="replace"))


def _wrong_path(asker: Asker, status: int) -> Fault:
    """Returns where the API is, if it is found at the same host."""
    for base_url in _likely(asker.base_url):
        with suppress(Refused, NoAnswer):
            if _names(find_asker(base_url, asker.key, None).models()) is not None:
                return Fault("wrong_path", base_url=asker.base_url, right=base_url)
    return Fault("no_api", base_url=asker.base_url, status=status)


def _likely(base_url: str) -> Iterator[str]:
    """Yields the addresses that may have been meant, the nearest first."""
    for endpoint in _ENDPOINTS:
        if base_url.endswith(endpoint):
            yield base_url.removesuffix(endpoint)
    place = urlsplit(base_url)
    if not place.path.endswith("/v1"):
        yield f"{base_url}/v1"
    if place.path not in ("", "/v1"):
        yield f"{place.scheme}://{place.netloc}/v1"


def _error_of(body: bytes) -> dict[str, Any]:
    """Returns the error in the shape that Vozes and OpenAI have; empty for another answer."""
    try:
        error = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError):
        return {}
    return error if isinstance(error, dict) else {}


def _other_scheme(url: str) -> str:
    return (
        url.replace("https://", "http://", 1) if url.startswith("https://") else url.replace("http://", "https://", 1)
    )
