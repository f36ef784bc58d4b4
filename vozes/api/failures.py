"""The errors that a call may answer with, for its documentation."""

from typing import Any

from vozes.api.schemas import ErrorAnswer

Responses = dict[int | str, dict[str, Any]]


def failures(*statuses: int) -> Responses:
    """Every status in the one shape of errors."""
    return {status: {"model": ErrorAnswer} for status in statuses}


EVERYWHERE = failures(401, 403, 429)
"""The guards' answers."""
WITH_BODY = failures(400, 408, 413, 415, 422)
"""What can be wrong with any body."""
