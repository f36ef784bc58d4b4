"""The log as JSON, an object on each line, for what collects and searches logs: time, level, logger, request, message.

No words of users are in it. What the code says itself is kept whole; of what it puts into that, numbers, ids and codes
are kept, and what is quoted, what exceptions say and what libraries print are left out. It knows nothing of files.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType

from vozes.errors import VozesError
from vozes.service.request_ids import current_request_id

LEFT_OUT = "…"
_QUOTED = re.compile(r"""(?<!\w)['"“‘](?:.*['"”’](?!\w)|.*)""", re.DOTALL)
"""From the first quotation mark to the last one, or to the end where that is missing: messages quote users so."""
_SAID_BY_OTHERS = re.compile(r"\b(\w*(?:Error|Exception)|It said): .*", re.DOTALL)
"""What exceptions say, and what an engine's process said last."""
_ENGINES = "vozes.engine."
"""How loggers begin that pass on what engines' processes print."""
_TRACEBACK = re.compile(r'Traceback \(most recent call last\):|\s*File "[^"]*", line \d+, in [\w<>.]+')
_EXCEPTION = re.compile(r"[\w.]*(?:Error|Exception)\b")
_REQUEST = re.compile(r"request (req_[0-9a-f]{20})\b")
_MOST_FRAMES = 30


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        message = _message(record)
        named = _REQUEST.match(message)
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request_id": named[1] if named else current_request_id(),
            "message": message,
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["frames"] = _frames(record.exc_info[2])
        return json.dumps({name: value for name, value in line.items() if value is not None}, ensure_ascii=False)


class _Harmless(str):
    """A text of which nothing is left where a message quotes it."""

    def __repr__(self) -> str:
        return LEFT_OUT


def _message(record: logging.LogRecord) -> str:
    """Returns what the code says, with what may be kept of what it says that about."""
    if record.name.startswith(_ENGINES):
        return _printed(record.getMessage())
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    if not record.args:
        return record.msg.strip() if record.name.startswith("vozes.") else _kept_of(record.msg.strip())
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    return record.msg.strip() % tuple(map(_harmless, args))


def _harmless(value: object) -> object:
    match value:
        case None | bool() | int() | float():
            return value
        case VozesError():
            return value.code.value
        case OSError():
            return f"{type(value).__name__}: {value.strerror}"
        case BaseException():
            return type(value).__name__
        case Enum():
            return value.value
        case Path():
            return _Harmless(value)
    return _Harmless(_kept_of(str(value)))


def _kept_of(text: str) -> str:
    return _SAID_BY_OTHERS.sub(rf"\1: {LEFT_OUT}", _QUOTED.sub(LEFT_OUT, text))


def _printed(text: str) -> str:
    """Returns what may be kept of a line that an engine's process has printed: of a traceback, where and what."""
    if _TRACEBACK.fullmatch(text.rstrip()):
        return text.rstrip()
    exception = _EXCEPTION.match(text)
    return f"{exception[0]}: {LEFT_OUT}" if exception else LEFT_OUT


def _frames(trace: TracebackType | None) -> list[str]:
    """Returns where it happened, the innermost last; no line of code and no value."""
    frames = traceback.extract_tb(trace)[-_MOST_FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
