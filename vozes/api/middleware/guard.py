"""Refuses requests by what their headers say: what every such middleware has in common."""

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from vozes.api.middleware import Middleware
from vozes.api.responses.errors import refuse
from vozes.errors import ErrorCode, VozesError


class Guard(Middleware):
    """Answers with the error that `check` raises; everything else goes on."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self.check(scope, Headers(scope=scope))
        except VozesError as error:
            await refuse(error, scope, receive, send)
            return
        await self.pass_on(scope, receive, send)

    def check(self, scope: Scope, headers: Headers) -> None:
        """Raises VozesError."""
        raise NotImplementedError

    async def pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def only_value(headers: Headers, name: str, code: ErrorCode) -> str | None:
    """Returns the header's value, or None.

    Raises VozesError with this code where it was sent twice, since a program behind may heed the other one.
    """
    values = headers.getlist(name)
    if len(values) > 1:
        raise VozesError(code, f"The header {name.title()} was sent more than once.")
    return values[0] if values else None
