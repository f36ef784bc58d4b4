"""Sessions: what a page keeps instead of a key, so that all that a browser sends for it brings it along.

A session says whose it is and when it ends, and is signed with a secret of this home; nothing else is kept of it. So it
outlives a restart, and ends with its key. It knows nothing of HTTP.
"""

import hmac
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.files import changing, write_whole
from vozes.service.keys.key import NamedKey, digest_of
from vozes.service.keys.store import KeyStore

FILE, LOCK = "session-secret", "sessions.lock"
LONGEST_SECONDS = 30 * 24 * 3600
_OWN = "own"
"""Whose a session is that was begun with the key of the settings."""
_SECRET_BYTES = 32
_WAIT_SECONDS = 5.0
"""How long to wait for another server that makes the secret."""

log = logging.getLogger(__name__)


class Sessions:
    def __init__(self, home: Path, keys: KeyStore, own_key: str | None, clock: Callable[[], float] = time.time):
        """`own_key`: that of the settings; None without one."""
        self._path = home / FILE
        self._keys = keys
        self._own_digest = None if own_key is None else digest_of(own_key.encode())
        self._clock = clock
        self._secret: bytes | None = None

    def begin(self, key: NamedKey | None) -> str:
        """Returns a new session of a named key, or of the settings' for None."""
        signed = f"{round(self._clock()) + LONGEST_SECONDS}.{_OWN if key is None else key.digest}"
        return f"{signed}.{self._signature(signed, self._kept_secret() or self._new_secret())}"

    def key_of(self, session: str) -> NamedKey | None:
        """Returns the named key of a session that still lasts, None for the settings'.

        Raises VozesError(INVALID_API_KEY).
        """
        signed, _, signature = session.rpartition(".")
        expires, _, whose = signed.partition(".")
        secret = self._kept_secret()
        right = "" if secret is None else self._signature(signed, secret)
        if right and hmac.compare_digest(signature.encode(), right.encode()) and self._clock() < int(expires):
            if whose == _OWN and self._own_digest is not None:
                return None
            named = self._keys.of_digest(whose)
            if named is not None:
                return named
        message = "The session has ended: its time is over, or its key was removed or changed."
        raise VozesError(ErrorCode.INVALID_API_KEY, message, param="session")

    def key_of_first(self, sessions: Sequence[str]) -> NamedKey | None:
        """Returns the key of the first session that still lasts; there is one at least. Raises as `key_of`."""
        for session in sessions[:-1]:
            with suppress(VozesError):
                return self.key_of(session)
        return self.key_of(sessions[-1])

    def derived_secret(self, purpose: str) -> bytes:
        """Returns what servers with this home sign something else with, beside sessions."""
        return hmac.new(self._kept_secret() or self._new_secret(), purpose.encode(), sha256).digest()

    def _signature(self, signed: str, secret: bytes) -> str:
        """Signs the settings' key too, so that a session of another one is none."""
        whole = f"{signed}.{self._own_digest}" if signed.endswith(f".{_OWN}") else signed
        return hmac.new(secret, whole.encode(), sha256).hexdigest()

    def _kept_secret(self) -> bytes | None:
        if self._secret is None:
            try:
                kept = self._path.read_bytes()
            except OSError:
                return None
            self._secret = kept if len(kept) == _SECRET_BYTES else None
        return self._secret

    def _new_secret(self) -> bytes:
        """Makes a secret, unless another server with this home has just done; where it cannot be kept, sessions end
        with the server.
        """
        made = secrets.token_bytes(_SECRET_BYTES)
        try:
            with changing("What signs sessions", self._path.with_name(LOCK), _WAIT_SECONDS):
                kept = self._kept_secret()
                if kept is None:
                    write_whole(self._path, made)
        except VozesError as error:
            log.warning("Sessions end with this server. %s", error.message)
            kept = None
        self._secret = kept or made
        return self._secret
