"""`vozes smoke`: seven checks of a running server, as a user would make them.

It changes nothing that it does not put back, and never reports as passed what it could not check.
"""

import json
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from vozes.audio.level import is_speech_like
from vozes.audio.wav import decode_wav
from vozes.cli.console import write_line
from vozes.cli.serve.addresses import url
from vozes.cli.server_keys import key_refused
from vozes.running_server import running_server
from vozes.settings import Settings

_TIMEOUT = 60
_END = "END"
"""The outcome of a check after which no other makes sense."""
_NEURAL = ("xtts_v2", "styletts2")


class Failed(Exception):
    """Says what the server did wrong."""


class Unreachable(Failed):
    """Says that the server answers nothing, or not without its key: no check can tell more."""


class Skipped(Exception):
    """Says why the check makes no sense on this server as it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    content_type: str
    body: bytes

    def json(self) -> dict[str, object]:
        parsed = json.loads(self.body)
        if not isinstance(parsed, dict):
            raise Failed("the answer is no JSON object")
        return parsed


class Client:
    def __init__(self, url: str, key: str | None):
        self._url = url.rstrip("/")
        self._key = key
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}

    def call(self, path: str, body: object | None = None, method: str = "GET") -> Answer:
        data = None if body is None else json.dumps(body).encode()
        headers = self._headers | ({"Content-Type": "application/json"} if data is not None else {})
        request = urllib.request.Request(self._url + path, data, headers, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310
                return Answer(response.status, response.headers.get_content_type(), response.read())
        except urllib.error.HTTPError as error:
            if error.code == 401:
                told = key_refused(self._key, where="--key or VOZES_API_KEY")
                raise Unreachable(f"status 401: the server {told}") from None
            return Answer(error.code, error.headers.get_content_type(), error.read())
        except OSError as error:
            raise Unreachable(f"no answer from {self._url}: {getattr(error, 'reason', error)}") from None

    def get(self, path: str) -> Answer:
        answer = self.call(path)
        if answer.status != 200:
            raise Failed(f"status {answer.status}")
        return answer


def check_page(client: Client) -> str:
    answer = client.get("/")
    if answer.content_type != "text/html" or b"<html" not in answer.body:
        raise Failed("the answer is no page")
    return f"{len(answer.body)} bytes"


def check_health(client: Client) -> str:
    health = client.get("/health").json()
    if health.get("status") != "ok":
        raise Failed(f"status is {health.get('status')!r}")
    return f"version {health.get('version')}"


def check_monitor(client: Client) -> str:
    info = client.get("/v1/monitor/info").json()
    missing = {"engines_list", "available_engines", "current_engine", "engines"} - info.keys()
    if missing:
        raise Failed(f"without {', '.join(sorted(missing))}")
    return f"current engine {info['current_engine']}, selected {info.get('selected_engine')}"


def check_listed(client: Client) -> str:
    listed = client.get("/v1/monitor/info").json().get("engines_list")
    missing = [engine for engine in _NEURAL if not isinstance(listed, list) or engine not in listed]
    if missing:
        raise Failed(f"{', '.join(missing)} not listed")
    return ", ".join(_NEURAL)


def check_selecting(client: Client) -> str:
    """Selects each neural engine that is installed, then what was selected before."""
    before = _selected(client)
    not_installed = []
    try:
        for engine in _NEURAL:
            answer = client.call(f"/v1/monitor/select-engine?engine={engine}", method="POST")
            if answer.status == 409 and b"model_not_installed" in answer.body:
                not_installed.append(engine)
            elif answer.status != 200:
                raise Failed(f"{engine}: status {answer.status}")
            elif (selected := _selected(client)) != engine:
                raise Failed(f"{engine} was selected, and {selected} is")
    finally:
        client.call(f"/v1/monitor/select-engine?engine={before}", method="POST")
    lacking = f"not installed: {', '.join(not_installed)}" if not_installed else ""
    if len(not_installed) == len(_NEURAL):
        raise Skipped(lacking)
    selected = ", ".join(engine for engine in _NEURAL if engine not in not_installed)
    return "; ".join(part for part in (selected, lacking) if part)


def _selected(client: Client) -> object:
    info = client.get("/v1/monitor/info").json()
    return info.get("selected_engine", info["current_engine"])


def check_docs(client: Client) -> str:
    if client.get("/docs").content_type != "text/html":
        raise Failed("the answer is no page")
    return f"{len(client.get('/openapi.json').json().get('paths', ()))} paths"  # type: ignore[arg-type]


def check_speech(client: Client) -> str:
    answer = client.call("/v1/tts/synth", {"text": "Olá", "language": "pt"}, method="POST")
    if answer.status != 200 or answer.content_type != "audio/wav":
        raise Failed(f"status {answer.status}, {answer.content_type}: {answer.body[:300].decode(errors='replace')}")
    samples, rate = decode_wav(answer.body)
    if not is_speech_like(samples, rate):
        raise Failed("the audio is silent")
    return f"{len(answer.body)} bytes, {len(samples) / rate:.2f} s of speech"


CHECKS: tuple[tuple[str, Callable[[Client], str]], ...] = (
    ("page reachable", check_page),
    ("health", check_health),
    ("monitor info", check_monitor),
    ("neural engines listed", check_listed),
    ("neural engines selectable", check_selecting),
    ("documentation", check_docs),
    ("speech: “Olá” in Portuguese", check_speech),
)


def server_url(settings: Settings) -> str:
    """Returns where the server is: at the port that the settings name, else where that of this home is."""
    server = running_server(settings.home)
    if server is not None and server.url is not None and "port" not in settings.model_fields_set:
        return server.url
    host = settings.host.strip("[]")
    return url({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), settings.port)  # noqa: S104


def run_checks(url: str, key: str | None) -> int:
    """Prints a line for each check and how many passed; the exit status is 1 if any failed.

    It ends at the first check that cannot reach the server: the others would say the same.
    """
    client = Client(url, key)
    outcomes: list[str] = []
    for name, check in CHECKS:
        outcomes.append(_run(name, check, client))
        if outcomes[-1] == _END:
            break
    skipped = outcomes.count("skip")
    notes = f" ({skipped} skipped)" if skipped else ""
    write_line(sys.stdout, f"{outcomes.count('ok')}/{len(CHECKS)}{notes}")
    return 1 if {"FAIL", _END} & set(outcomes) else 0


def _run(name: str, check: Callable[[Client], str], client: Client) -> str:
    started = time.monotonic()
    try:
        outcome, detail = "ok", check(client)
    except Skipped as reason:
        outcome, detail = "skip", str(reason)
    except Unreachable as reason:
        outcome, detail = _END, str(reason)
    except (Failed, ValueError, KeyError) as reason:
        outcome, detail = "FAIL", str(reason)
    write_line(sys.stdout, f"{outcome:4} {(time.monotonic() - started) * 1000:7.1f} ms  {name}: {detail}")
    return outcome
