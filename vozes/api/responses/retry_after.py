"""How many seconds `Retry-After` asks a client to wait, for every refusal of a request that may succeed later.

A queue, wrong keys and the restarts of an engine know themselves how long it takes: the error then says so.
"""

import math

from vozes.errors import ErrorCode, VozesError

_SECONDS = {
    ErrorCode.ENGINE_FAILED: 5,
    ErrorCode.LIBRARY_BUSY: 5,
    ErrorCode.NOT_READY: 5,
    ErrorCode.OUT_OF_MEMORY: 5,
    ErrorCode.SHUTTING_DOWN: 5,
    ErrorCode.SPOOL_FULL: 5,
}
"""Where the error does not say; 1 for any other code."""


def retry_after(error: VozesError) -> int | None:
    """Returns the seconds to wait, at least 1; None where the same request cannot succeed later."""
    if not error.kind.retry:
        return None
    seconds = _SECONDS.get(error.code, 1) if error.retry_after is None else error.retry_after
    return max(1, math.ceil(seconds))
