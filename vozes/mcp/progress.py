"""Tells a client how far its call is, where it has asked for that."""

from collections.abc import Awaitable, Callable

from vozes.mcp.messages import Call, Json, notification
from vozes.mcp.tools import Tell

Post = Callable[[Json], Awaitable[None]]
"""Sends a message to the client."""


def teller(call: Call, post: Post) -> Tell:
    """Returns what tells the progress of a call; each time it is more than before, as the protocol asks."""
    token = call.meta.get("progressToken")
    before = -1.0

    async def tell(done: float, total: float | None, message: str) -> None:
        nonlocal before
        if token is None or done <= before:
            return
        before = done
        params: Json = {"progressToken": token, "progress": done, "message": message}
        await post(notification("notifications/progress", params if total is None else {**params, "total": total}))

    return tell
