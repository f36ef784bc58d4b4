"""What was asked for last, and how it went: a bounded record in memory, for whoever runs the server.

It holds sizes, times and ids, and never a text. It knows nothing of how speech is made.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain

from vozes.errors import ErrorCode, VozesError

MOST_ENDED = 100
"""Requests that have ended and are still told of."""


class Outcome(StrEnum):
    WAITING = "waiting"
    SPEAKING = "speaking"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(slots=True)
class RequestRecord:
    """One request, as far as it is now."""

    id: str
    asked_at: datetime
    engine: str
    voice: str
    language: str
    characters: int
    key: str | None
    """The name of the key by which it was asked for; None where it was no named one."""
    outcome: Outcome = Outcome.WAITING
    error: ErrorCode | None = None
    audio_seconds: float = 0.0
    synthesis_seconds: float = 0.0
    """From its turn to its latest sound."""
    queue_seconds: float = 0.0
    """What it waited for its turns."""
    first_sound_seconds: float | None = None
    """From when it was asked for to its first sound, what it waited for included; None before that."""


class RecentRequests:
    """All methods belong to the event loop's thread."""

    def __init__(self) -> None:
        self._open: dict[int, RequestRecord] = {}
        self._ended: deque[RequestRecord] = deque(maxlen=MOST_ENDED)
        self.on_end: list[Callable[[RequestRecord], None]] = []
        """Are called with each record when its request has ended."""

    def list(self) -> list[RequestRecord]:
        """Returns those under way, then those that have ended; the latest of each first."""
        return list(chain(reversed(self._open.values()), reversed(self._ended)))

    @contextmanager
    def kept(self, record: RequestRecord) -> Iterator[None]:
        """Keeps the record of what is done in the block, and how that ends."""
        self._open[id(record)] = record
        try:
            yield
        except (GeneratorExit, asyncio.CancelledError):
            record.outcome = Outcome.CANCELLED
            raise
        except BaseException as error:
            record.outcome = Outcome.FAILED
            record.error = error.code if isinstance(error, VozesError) else ErrorCode.INTERNAL_ERROR
            raise
        else:
            record.outcome = Outcome.DONE
        finally:
            self._ended.append(self._open.pop(id(record)))
            for told in self.on_end:
                told(record)


def seconds_ago(seconds: float) -> datetime:
    return datetime.fromtimestamp(time.time() - seconds, UTC)
