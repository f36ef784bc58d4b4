"""What a named key is: what it may do, how its secret is made and told apart, and how keys are written down.

A secret has 160 random bits, so nobody finds it by trying, and a fast hash of it is as safe as a slow one would be:
those are for passwords, which people choose. It knows nothing of where keys are kept.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from vozes.voices.names import check_line, name_key

PREFIX = "vozes_"
"""What every secret begins with, so that it is known where it turns up."""
LONGEST_NAME = 80
MOST_PER_MINUTE = 10_000
MOST_CHARACTERS = 1_000_000_000
MOST_KEYS = 1_000
_RANDOM_BYTES = 20


@dataclass(frozen=True, slots=True)
class NamedKey:
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    name: str
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """SHA-256 of the secret, which is kept nowhere."""
    created: str
    """ISO 8601 in UTC."""
    read_only: bool = False
    """Whether it may only look: neither speak nor change anything, nor take recordings away."""
    per_minute: Annotated[int, Field(ge=1, le=MOST_PER_MINUTE)] | None = None
    """Requests; None: as many as there come."""
    characters_per_day: Annotated[int, Field(ge=1, le=MOST_CHARACTERS)] | None = None
    """Characters that may be spoken in a day of UTC; None: as many as are asked for."""


_FILE = TypeAdapter(dict[str, list[NamedKey]])


def new_secret() -> str:
    return PREFIX + secrets.token_hex(_RANDOM_BYTES)


def digest_of(secret: bytes) -> str:
    return hashlib.sha256(secret).hexdigest()


def find(keys: Iterable[NamedKey], secret: bytes) -> NamedKey | None:
    """Returns the key of this secret. How long it takes tells nothing of which key came near."""
    digest, found = digest_of(secret), None
    for key in keys:
        if hmac.compare_digest(digest, key.digest):
            found = key
    return found


def named(keys: Iterable[NamedKey], name: str) -> NamedKey | None:
    """Returns the key of that name, whatever its case."""
    return next((key for key in keys if name_key(key.name) == name_key(name)), None)


def to_json(keys: Sequence[NamedKey]) -> bytes:
    return json.dumps({"keys": list(map(asdict, keys))}, ensure_ascii=False, indent=2).encode() + b"\n"


def from_json(content: bytes) -> tuple[NamedKey, ...]:
    """Raises ValueError that says what is wrong."""
    try:
        document = _FILE.validate_json(content)
    except ValidationError as error:
        fault = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}".removeprefix(": ")) from None
    if set(document) != {"keys"}:
        raise ValueError("it has not just a list of keys")
    return tuple(document["keys"])


def check_name(name: str) -> str:
    """Returns the name as it is kept. Raises VozesError(INVALID_FIELD)."""
    return check_line(name, "name", LONGEST_NAME)
