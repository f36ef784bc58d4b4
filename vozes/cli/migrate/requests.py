"""Asks a server what OpenAI's client asks it: by that client where it is installed, else by the same two requests.

An answer is bytes; what they mean is not known here. No request is repeated, so that nothing is hidden.
"""

import http.client
import json
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any, Protocol

from vozes import __version__

_SECONDS = 60.0
"""Until an answer begins, and between two pieces of it."""


class Refused(Exception):
    """The server answered with another status than success; `location` is where a redirect leads."""

    def __init__(self, status: int, body: bytes, location: str = ""):
        super().__init__(status)
        self.status = status
        self.body = body
        self.location = location


class NoAnswer(Exception):
    """There was no answer: the key of what kind that is, and the system's words for it."""

    def __init__(self, kind: str, reason: str):
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class Asker(Protocol):
    name: str
    """The key of the words for it."""
    version: str
    base_url: str
    key: str | None

    def models(self) -> bytes:
        """Returns the answer to `client.models.list()`. Raises Refused and NoAnswer."""

    def speech(self, text: str) -> bytes:
        """Returns the answer to `client.audio.speech.create(…)`, a WAV file. Raises Refused and NoAnswer."""


SPEECH = {"model": "tts-1", "voice": "alloy", "response_format": "wav"}
"""What a sentence is asked for with."""


def find_asker(base_url: str, key: str | None, origin: str | None) -> Asker:
    try:
        return OfficialClient(base_url, key, origin)
    except ImportError:
        return SameRequests(base_url, key, origin)


class OfficialClient:
    name = "by_package"

    def __init__(self, base_url: str, key: str | None, origin: str | None):
        """Raises ImportError where the package is not installed."""
        import openai

        self.version, self.base_url, self.key = openai.__version__, base_url, key
        self._package = openai
        self._client = openai.OpenAI(
            base_url=base_url, api_key=key or "none", max_retries=0, timeout=_SECONDS, default_headers=_page(origin)
        )

    def models(self) -> bytes:
        return self._asked(lambda: self._client.models.with_raw_response.list().content)

    def speech(self, text: str) -> bytes:
        fields: dict[str, Any] = {"input": text, **SPEECH}
        return self._asked(lambda: self._client.audio.speech.create(**fields).content)

    def _asked(self, ask: Any) -> bytes:
        try:
            return bytes(ask())
        except self._package.APIStatusError as error:
            raise Refused(error.status_code, error.response.content) from None
        except self._package.APIConnectionError as error:
            raise no_answer(error) from None


class SameRequests:
    name = "by_same_requests"
    version = ""

    def __init__(self, base_url: str, key: str | None, origin: str | None):
        self.base_url, self.key = base_url, key
        self._headers = {
            "Authorization": f"Bearer {key or 'none'}",
            "User-Agent": f"Vozes/{__version__}",
            **_page(origin),
        }

    def models(self) -> bytes:
        return self._ask("/models", {"Accept": "application/json"}, None)

    def speech(self, text: str) -> bytes:
        headers = {"Accept": "application/octet-stream", "Content-Type": "application/json"}
        return self._ask("/audio/speech", headers, json.dumps({"input": text, **SPEECH}, ensure_ascii=False).encode())

    def _ask(self, path: str, headers: dict[str, str], body: bytes | None) -> bytes:
        request = urllib.request.Request(self.base_url + path, body, self._headers | headers)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as response:  # noqa: S310
                return bytes(response.read())
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(error.code, error.read(), error.headers.get("Location", "")) from None
        except (OSError, http.client.HTTPException) as error:
            raise no_answer(error) from None


def no_answer(error: BaseException) -> NoAnswer:
    """Returns of what kind a failure of the connection is, by what caused it."""
    causes = list(_causes(error))
    kind = next((kind for cause in reversed(causes) if (kind := _kind(cause))), "broken")
    return NoAnswer(kind, str(causes[-1]) or type(causes[-1]).__name__)


def _kind(cause: BaseException) -> str | None:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return "untrusted"
    if isinstance(cause, ssl.SSLError):
        return "not_tls"
    if isinstance(cause, socket.gaierror):
        return "unknown_name"
    if isinstance(cause, TimeoutError):
        return "too_slow"
    return "nobody" if isinstance(cause, OSError) and not isinstance(cause, urllib.error.URLError) else None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        reason = getattr(error, "reason", None)
        error = error.__cause__ or error.__context__ or (reason if isinstance(reason, BaseException) else None)


def _page(origin: str | None) -> dict[str, str]:
    return {"Origin": origin} if origin else {}
