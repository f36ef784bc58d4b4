"""How long clients are asked to wait."""

import pytest

from vozes.api.responses.retry_after import retry_after
from vozes.errors import ErrorCode, VozesError


@pytest.mark.parametrize(
    ("code", "known", "seconds"),
    [
        (ErrorCode.SPOOL_FULL, None, 5),
        (ErrorCode.NOT_READY, None, 5),
        (ErrorCode.OUT_OF_MEMORY, None, 5),
        (ErrorCode.ENGINE_CRASHED, None, 1),
        (ErrorCode.QUEUE_FULL, 17.2, 18),
        (ErrorCode.ENGINE_FAILED, 0.0, 1),
    ],
)
def test_a_client_is_asked_to_wait_as_long_as_it_takes(code: ErrorCode, known: float | None, seconds: int) -> None:
    assert retry_after(VozesError(code, "No.", retry_after=known)) == seconds


def test_what_cannot_succeed_later_asks_nobody_to_wait() -> None:
    assert retry_after(VozesError(ErrorCode.UNKNOWN_VOICE, "No.")) is None
