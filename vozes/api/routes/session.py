"""Signs a browser in with a key, and out: its pages then need no key of their own."""

from fastapi import APIRouter, Request, Response

from vozes.api.dependencies import ServiceOf
from vozes.api.middleware.api_key import BROUGHT, Brought
from vozes.api.openapi import WITH_BODY
from vozes.api.session_cookies import forget_session, keep_session
from vozes.api.session_schemas import Session, SessionKey, SessionRequest
from vozes.service.keys.access import current_access

router = APIRouter(prefix="/v1/session", tags=["session"])


@router.get("", summary="Whose key this browser has")
async def show(request: Request) -> Session:
    """What it may do, and whether it came by a session. Counts for no key."""
    brought = request.scope["state"].get(BROUGHT)
    return _session(brought, signed_in=brought is Brought.SESSION)


@router.post("", summary="Sign a browser in", responses=WITH_BODY)
async def sign_in(
    request: Request, response: Response, service: ServiceOf, body: SessionRequest | None = None
) -> Session:
    """Send the key in the header as with any call. The answer sets a cookie, which no script can read and no page of
    another origin can use; it ends after 30 days at the latest, and with its key.
    """
    brought = request.scope["state"].get(BROUGHT)
    if brought is Brought.KEY:
        access = current_access()
        session = service.sessions.begin(None if access is None else access.key)
        keep_session(response, request.scope, session, remember=body is not None and body.remember)
    return _session(brought, signed_in=brought is not None)


@router.delete("", summary="Sign a browser out", status_code=204)
async def sign_out(request: Request, response: Response) -> None:
    """Needs no key."""
    forget_session(response, request.scope)


def _session(brought: Brought | None, *, signed_in: bool) -> Session:
    if brought is None:
        return Session(signed_in=False, key=None)
    access = current_access()
    if access is None:
        key = SessionKey(name=None, read_only=False, per_minute=None, characters_per_day=None)
    else:
        named = access.key
        key = SessionKey(
            name=named.name,
            read_only=named.read_only,
            per_minute=named.per_minute,
            characters_per_day=named.characters_per_day,
        )
    return Session(signed_in=signed_in, key=key)
