"""The log as JSON: an object a line, with the request's id, and none of users' words."""

import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.live import running_server, wait_for
from tests.reliability.voice_client import SPEAK, VoiceClient, json_of, part
from vozes.cli.serve.json_lines import JsonLines
from vozes.errors import ErrorCode, VozesError
from vozes.service.request_ids import answering, new_request_id

SENTINEL = "Sentinela"


def line(message: object, *args: object, name: str = "vozes.test", exc_info: Any = None) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, args, exc_info)
    text = JsonLines().format(record)
    assert "\n" not in text
    return dict(json.loads(text))


def test_a_line_says_when_how_bad_from_where_and_for_which_request() -> None:
    with answering(request := new_request_id()):
        told = line("%s spoke %d characters in %.2f s", "espeak", 24, 1.5)
    assert told.pop("time").endswith("+00:00")
    message = "espeak spoke 24 characters in 1.50 s"
    assert told == {"level": "warning", "logger": "vozes.test", "request_id": request, "message": message}
    assert "request_id" not in line("a server starts")
    assert line("request %s: left", request)["request_id"] == request


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("the text %r", (SENTINEL,)),
        ("it said: %s", (f"There is no voice '{SENTINEL}' and no {SENTINEL!r}.",)),
        ("it said: %s", (f'There is no "{SENTINEL}',)),
        ("it said: %s", (f"it failed (RuntimeError: {SENTINEL}).",)),
        ("it said: %s", (ValueError(SENTINEL),)),
        ("it said: %s", (VozesError(ErrorCode.UNKNOWN_VOICE, SENTINEL),)),
        ("the file %s", (FileNotFoundError(2, "No such file", f"/tmp/{SENTINEL}.wav"),)),
        ("the folder %r", (Path(SENTINEL),)),
        (ValueError(SENTINEL), ()),
    ],
)
def test_what_may_be_a_users_is_left_out(message: object, args: Sequence[object]) -> None:
    assert SENTINEL not in json.dumps(line(message, *args))


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        (f"ValueError: {SENTINEL}", "ValueError: …"),
        (f"loading {SENTINEL}", "…"),
        ('  File "/x/engine.py", line 5, in speak', '  File "/x/engine.py", line 5, in speak'),
    ],
)
def test_of_what_engines_print_tracebacks_are_kept_without_what_they_say(printed: str, kept: str) -> None:
    assert line("%s", printed, name="vozes.engine.xtts_v2")["message"] == kept


def test_an_exception_tells_its_type_and_where_but_not_what_it_says() -> None:
    try:
        raise ValueError(SENTINEL)
    except ValueError:
        told = line("a request failed", exc_info=sys.exc_info())
    assert told["exception"] == "ValueError"
    assert told["frames"][-1].startswith("test_json_lines.py:")
    assert SENTINEL not in json.dumps(told)


def test_a_line_of_a_library_keeps_nothing_that_it_quotes() -> None:
    told = line(f"never retrieved\nfuture: <Task exception=ValueError('{SENTINEL}')>", name="asyncio")
    assert told["message"] == "never retrieved\nfuture: <Task exception=ValueError(…)>"


def test_no_words_of_users_are_in_the_log_of_a_server(tmp_path: Path) -> None:
    home = tmp_path / "home"
    broken = home / "voices" / "custom" / SENTINEL.lower()
    broken.mkdir(parents=True)
    (broken / "voice.json").write_text(json.dumps({"name": SENTINEL, SENTINEL: 1}))
    (home / "voices" / "custom" / f"{SENTINEL} of no voice").mkdir()
    (home / "lexicon.json").write_text(json.dumps({"entries": [{"word": SENTINEL, "ipa": SENTINEL * 99}]}))
    env = {"VOZES_HOME": str(home), "VOZES_LOG_FORMAT": "json"}
    command = ("-m", "tests.browser.voices.cloning_server")
    asked = []
    with (
        running_server("--default-engine", "parrot", command=command, env=env) as server,
        VoiceClient(server) as client,
    ):
        file = part("files", b"RIFF no sound", f"{SENTINEL}.wav") + part("name", SENTINEL) + part("consent", "true")
        asked.append(client.ask("POST", "/v1/tts/clone-voice", file + b"--no-recording-has-this-line--\r\n"))
        named = json_of(client.clone(SENTINEL, description=SENTINEL), 201)
        bodies: list[dict[str, object]] = [
            {"text": SENTINEL}, {"text": f"fail {SENTINEL}"}, {"text": SENTINEL, "voice": f"{SENTINEL} x"},
            {"text": f"warn It was read as '{SENTINEL}'."}, {"text": SENTINEL, "voice": SENTINEL}, {"txt": SENTINEL},
            {"text": f"crash {SENTINEL}"}, {"text": SENTINEL, "voice": named["id"], "stream": True},
        ]  # fmt: skip
        asked += [client.send("POST", SPEAK, **{"language": "en", **body}) for body in bodies]
        asked.append(client.import_voices(SENTINEL.encode()))
        asked.append(client.get(f"/v1/voices/{SENTINEL}"))
        asked.append(client.get("/v1/lexicon"))
        log = home / "logs" / "server.log"
        wait_for(lambda: "spoke" in log.read_text("utf-8"))
    lines = [json.loads(each) for each in log.read_text("utf-8").splitlines()]
    assert SENTINEL.lower() not in log.read_text("utf-8").lower()
    assert all({"time", "level", "logger", "message"} <= each.keys() for each in lines)
    told = {each.get("request_id") for each in lines}
    refused = {answer.headers["x-request-id"] for answer in asked if answer.status >= 400}
    assert len(refused) >= 6
    assert refused <= told
    assert {"uvicorn.error", "vozes.voices.index", "vozes.service.lexicon"} <= {each["logger"] for each in lines}
