import pytest

from vozes.errors import KINDS, ErrorCode, VozesError


def test_every_code_has_its_status_and_advice() -> None:
    assert set(KINDS) == set(ErrorCode)
    assert all(400 <= kind.status <= 599 and kind.advice.endswith(".") for kind in KINDS.values())


def test_no_advice_says_what_is_wrong_once_more() -> None:
    """That is for the message, which comes before it."""
    assert "getting ready" not in KINDS[ErrorCode.NOT_READY].advice
    assert not [code for code, kind in KINDS.items() if "Correct" in kind.advice]  # the message says how


def test_what_may_succeed_later_is_said_to() -> None:
    assert {kind.status for kind in KINDS.values() if kind.retry} == {408, 429, 503, 504}
    assert all(kind.retry for kind in KINDS.values() if kind.status in (429, 503))


def test_an_error_carries_what_its_code_fixes() -> None:
    error = VozesError(ErrorCode.QUEUE_FULL, "Full.", retry_after=3)
    assert (error.kind.status, error.kind.retry, str(error)) == (429, True, "Full.")


@pytest.mark.parametrize(
    ("seconds", "wait"), [(None, "Wait a moment, "), (0.2, "Wait 1 second, "), (2.5, "Wait 3 seconds, ")]
)
def test_without_headers_the_advice_says_itself_how_long_to_wait(seconds: float | None, wait: str) -> None:
    for code in (ErrorCode.QUEUE_FULL, ErrorCode.RATE_LIMITED, ErrorCode.TOO_MANY_WRONG_KEYS):
        assert VozesError(code, "Full.", retry_after=seconds).advice.startswith(wait)
    advice = [VozesError(code, "").advice for code in ErrorCode]
    assert not [each for each in advice if "Retry-After" in each]
