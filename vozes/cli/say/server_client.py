"""Speaks by the server that runs on the same home: no engine has to be loaded for it.

Where the server cannot be used, this says why, and whoever calls starts an engine.
"""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, TypeVar
from urllib.parse import quote, unquote, urlsplit

from vozes import __version__
from vozes.checkout import COMMANDS, VOZES
from vozes.cli.console import Refusal, note
from vozes.cli.progress import Showing, WorkProgress, at_work
from vozes.cli.say.result import Spoken
from vozes.cli.say.sinks import Sink
from vozes.cli.server_keys import key_refused
from vozes.errors import KINDS, ErrorCode, VozesError
from vozes.running_server import RunningServer, running_server
from vozes.service.home_lock import SERVERS_OWN
from vozes.service.speech.orders import SpeechOrder
from vozes.settings import Settings
from vozes.text.subtitles import SubtitleFormat

T = TypeVar("T")

_GREETING_SECONDS = 5.0
"""How long a server may take to say that it lives."""
_PIECE = 64 * 1024
_LINES = "application/x-ndjson"
_ASKED_FOR = ("text", "language", "voice", "engine", "format", "speed", "seed", "options", "markup")
"""The fields of an order that a command fills; the rest is the server's own choice."""
_SERVERS_OWN = frozenset(
    {
        ErrorCode.INVALID_API_KEY, ErrorCode.HOST_NOT_ALLOWED, ErrorCode.ORIGIN_NOT_ALLOWED, ErrorCode.BODY_TOO_LARGE,
        ErrorCode.NOT_FOUND, ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.SHUTTING_DOWN,
        ErrorCode.TOO_MANY_WRONG_KEYS, ErrorCode.TOO_MANY_CONNECTIONS,
        ErrorCode.READ_ONLY_KEY, ErrorCode.RATE_LIMITED, ErrorCode.DAILY_LIMIT,
    }
)  # fmt: skip
"""The errors by which a server refuses what an engine of one's own would speak."""


class ServerUnusable(Exception):
    """Says why the server cannot do it; an engine of one's own may."""


def by_server(
    settings: Settings, doing: str, ask: Callable[[str, WorkProgress], T], *, begun: Callable[[], bool] = lambda: False
) -> T | None:
    """Returns what `ask` gets from the server of this home; None without a server, or after saying why it is of no use.

    `begun`: whether so much was given out that it cannot be begun again: Refusal is raised then. Raises VozesError.
    """
    server = running_server(settings.home)
    if server is None or server.url is None:
        return None
    reason = differing(settings, server)
    if not reason:
        try:
            with at_work(doing) as progress:
                return ask(server.url, progress)
        except ServerUnusable as error:
            reason = f"the server at {server.url} {error}"
        if begun():
            raise Refusal(f"{reason[0].upper()}{reason[1:]}: what was given out is not all.")
    note(f"vozes: {reason}; an engine is started for this.")
    return None


def differing(settings: Settings, server: RunningServer) -> str:
    """Returns a sentence that names the settings given here that the server has otherwise; empty without such."""
    given = settings.model_dump(mode="json", include=settings.model_fields_set - SERVERS_OWN)
    others = [name for name, value in given.items() if server.settings.get(name) != value]
    return f"the running server has another {', '.join(others)}" if others else ""


def speak_through(
    url: str,
    settings: Settings,
    order: SpeechOrder,
    sink: Sink,
    progress: Showing,
    subtitles: SubtitleFormat | None = None,
    opened: Callable[[HTTPConnection], None] = lambda _: None,
) -> Spoken:
    """Speaks into the sink. Raises VozesError as an engine of one's own would, BrokenPipeError, and ServerUnusable.

    `opened` is given the connection, by which another thread can break this off.
    """
    with _connection(url) as connection:
        _greet(connection)
        opened(connection)
        body = _body(order, stream=not sink.whole, subtitles=subtitles)
        response = _ask(connection, settings, "POST", "/v1/tts/synth", body, accept=_LINES if subtitles else None)
        rate = int(response.headers["X-Sample-Rate"])
        size = 0
        told: dict[str, Any] = {}
        for piece in _audio_of_lines(response, told) if subtitles else _pieces(response):
            if not size:
                sink.begin(rate)
            sink.write(piece)
            size += len(piece)
            progress.update(size / 2 / rate if sink.format.name == "pcm" else 0.0)
    seconds = float(told.get("audio_seconds", response.headers.get("X-Audio-Seconds", size / 2 / rate)))
    warnings = [unquote(each) for each in response.headers.get("X-Warning", "").split("; ") if each]
    return Spoken(
        seconds,
        response.headers["X-Engine"],
        unquote(response.headers["X-Voice"]),
        warnings,
        str(told.get("subtitles", "")),
    )


def preview_through(url: str, settings: Settings, voice_id: str, engine_id: str | None) -> bytes:
    """Returns the preview as MP3. Raises what `speak_through` does."""
    path = f"/v1/voices/{quote(voice_id, safe='')}/preview"
    query = "" if engine_id is None else f"?engine={quote(engine_id, safe='')}"
    with _connection(url) as connection:
        _greet(connection)
        return b"".join(_pieces(_ask(connection, settings, "GET", path + query)))


def remove_model_through(url: str, settings: Settings, model_id: str) -> None:
    """Has the server unload a model's engine and remove the model. Raises what `speak_through` does."""
    with _connection(url) as connection:
        _greet(connection)
        _ask(connection, settings, "DELETE", f"/v1/models/{quote(model_id, safe='')}").read()


@contextmanager
def _connection(url: str) -> Iterator[HTTPConnection]:
    address = urlsplit(url)
    with closing(HTTPConnection(address.hostname or "", address.port, timeout=_GREETING_SECONDS)) as connection:
        yield connection


@contextmanager
def _network_errors_refused() -> Iterator[None]:
    try:
        yield
    except (OSError, HTTPException) as error:
        raise ServerUnusable(f"does not answer ({error or type(error).__name__})") from None


def _greet(connection: HTTPConnection) -> None:
    """Raises ServerUnusable for another version, which may understand something else."""
    with _network_errors_refused():
        connection.request("GET", "/health")
        answer = connection.getresponse().read()
    try:
        version = json.loads(answer)["version"]
    except (ValueError, KeyError, TypeError):
        raise ServerUnusable("does not answer as Vozes does") from None
    if version != __version__:
        raise ServerUnusable(f"is Vozes {version}, and this is {__version__}")


def _body(order: SpeechOrder, *, stream: bool, subtitles: SubtitleFormat | None) -> bytes:
    """Returns the request for what a command can ask for, which is less than an order can hold."""
    fields = {name: getattr(order, name) for name in _ASKED_FOR}
    fields |= {"stream": stream, "normalize": "auto" if order.reading.normalize else "off", "subtitles": subtitles}
    return json.dumps(fields, ensure_ascii=False).encode()


def _ask(
    connection: HTTPConnection,
    settings: Settings,
    method: str,
    path: str,
    body: bytes | None = None,
    accept: str | None = None,
) -> HTTPResponse:
    """Returns an answer of sound, as soon as there is something to hear."""
    headers = {} if body is None else {"Content-Type": "application/json"}
    if accept is not None:
        headers["Accept"] = accept
    if settings.api_key is not None:
        headers["Authorization"] = _bearer(settings.api_key.get_secret_value())
    with _network_errors_refused():
        connection.request(method, path, body, headers)
        connection.sock.settimeout(None)  # how long an engine may take, the server knows
        response = connection.getresponse()
        if response.status == 200:
            return response
        raise _refusal(response.status, response.read(), settings.api_key)


def _bearer(key: str) -> str:
    """Returns the header's value: the key in UTF-8, whose bytes headers carry as Latin-1."""
    return "Bearer " + key.encode().decode("latin-1")


def _refusal(status: int, body: bytes, key: object) -> Exception:
    """`key`: what was sent, if any."""
    try:
        error = json.loads(body)["error"]
        code, message = ErrorCode(error["code"]), str(error["message"])
    except (ValueError, KeyError, TypeError):
        return ServerUnusable(f"answers with status {status}")
    if code == ErrorCode.INVALID_API_KEY:
        return ServerUnusable(key_refused(key))
    for command in COMMANDS:  # it may have been started as another one than this
        message = message.removesuffix(KINDS[code].advice.replace(f"`{VOZES} ", f"`{command} ")).rstrip()
    return ServerUnusable(f"refuses ({message.rstrip('.')})") if code in _SERVERS_OWN else VozesError(code, message)


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    """Yields the pieces of the body as they come. Raises ServerUnusable where it ends early."""
    missing = response.length
    while True:
        with _network_errors_refused():
            piece = response.read1(_PIECE)
        if not piece:
            break
        missing = None if missing is None else missing - len(piece)
        yield piece
    if missing:
        raise ServerUnusable("broke off")


def _audio_of_lines(response: HTTPResponse, told: dict[str, Any]) -> Iterator[bytes]:
    """Yields the audio of an answer that comes in lines of JSON, and adds to `told` what the last line tells of it.

    Raises ServerUnusable where it ends early.
    """
    rest = b""
    for piece in _pieces(response):
        *lines, rest = (rest + piece).split(b"\n")
        for line in filter(None, lines):
            fields = json.loads(line)
            if fields["audio"]:
                yield base64.b64decode(fields["audio"])
            else:
                told.update(fields)
    if not told:
        raise ServerUnusable("broke off")
