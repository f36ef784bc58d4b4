"""The cookie in which a browser keeps its session: no script can read it, and no page of another origin can use it.

Ports share cookies, so the port is part of its name: two servers on one machine have a session each.
"""

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import Scope

from vozes.api.middleware.allowed_origins import is_foreign
from vozes.api.middleware.origin import parse_host
from vozes.api.middleware.path_prefix import PREFIX
from vozes.service.keys.sessions import LONGEST_SECONDS

_NAME = "vozes-session"
_ENCRYPTED = frozenset({"https", "wss"})


def sent_sessions(scope: Scope, headers: Headers) -> list[str]:
    """Returns the sessions that a page of this server sends; none for a page of any other origin.

    Below a prefix there may be one of a server above it too, by the same name; a browser sends the own one first.
    """
    sent = headers.get("cookie")
    if sent is None or is_foreign(scope, headers):
        return []
    name = _name(headers)
    return [session for each in sent.split(";") if (session := cookie_parser(each).get(name))]


def keep_session(answer: Response, scope: Scope, session: str, *, remember: bool) -> None:
    """Has the browser keep a session, until it is closed or for as long as the session lasts."""
    _set_cookie(answer, scope, session, LONGEST_SECONDS if remember else None)


def forget_session(answer: Response, scope: Scope) -> None:
    _set_cookie(answer, scope, "", 0)


def _set_cookie(answer: Response, scope: Scope, value: str, max_age: int | None) -> None:
    headers = Headers(scope=scope)
    is_encrypted = scope["scheme"] in _ENCRYPTED or headers.get("origin", "").startswith("https://")
    answer.set_cookie(
        _name(headers),
        value,
        max_age=max_age,
        path=f"{scope[PREFIX]}/",
        secure=is_encrypted,
        httponly=True,
        samesite="strict",
    )


def _name(headers: Headers) -> str:
    host = parse_host(headers.get("host", ""))
    return _NAME if host is None or host.port is None else f"{_NAME}-{host.port}"
