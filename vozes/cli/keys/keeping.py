"""`vozes keys list`, `add` and `remove`: the named keys in the home.

A terminal gets a table, a pipe a line for each key with its parts between tabs, and who asks for it JSON.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence

from rich.table import Column, Table

from vozes.checkout import VOZES
from vozes.cli.console import Refusal, note, output_console, tell
from vozes.service.home import mend_home
from vozes.service.keys.key import NamedKey
from vozes.service.keys.store import KeyStore
from vozes.service.keys.usage import spoken_today
from vozes.settings import Settings

_COLUMNS = ("name", "access", "per minute", "characters per day", "spoken today", "added")


def print_keys(settings: Settings, *, as_json: bool) -> None:
    """Raises Refusal where there is no key."""
    keys, used = _open(settings).list(), spoken_today(settings.home)
    console = output_console()
    if as_json:
        sys.stdout.write(json.dumps({"keys": [_document(key, used) for key in keys]}, ensure_ascii=False) + "\n")
    elif not keys:
        raise Refusal(f"There are no keys yet: {VOZES} keys add NAME makes one.")
    elif console.is_terminal:
        console.print(_table(keys, used))
    else:
        sys.stdout.writelines("\t".join(_cells(key, used)) + "\n" for key in keys)


def add_key(
    settings: Settings, name: str, *, read_only: bool, per_minute: int | None, characters_per_day: int | None
) -> None:
    """Raises VozesError: INVALID_FIELD, NAME_TAKEN, LIBRARY_BUSY, STORAGE_FULL, HOME_UNUSABLE."""
    key = NamedKey(name, "", "", read_only, per_minute, characters_per_day)
    secret = _open(settings).add(key)
    note("vozes: this is the only time that the key is shown; the server demands one from now on.")
    tell(secret)


def remove_key(settings: Settings, name: str) -> None:
    """Raises Refusal where there is no such key, and VozesError."""
    store = _open(settings)
    gone = store.remove(name)
    if gone is None:
        raise Refusal(f"There is no key named {name!r}: {VOZES} keys list shows all.")
    tell(f"The key {gone.name} is removed: whoever has it is refused from now on.")
    if not store.list():
        note("vozes: it was the last: unless api_key is set, a server that only this machine reaches demands none now.")


def _open(settings: Settings) -> KeyStore:
    mend_home(settings.home)
    return KeyStore(settings.keys_file, settings.library_wait_seconds)


def _document(key: NamedKey, used: Counter[str]) -> dict[str, object]:
    return {
        "name": key.name,
        "read_only": key.read_only,
        "per_minute": key.per_minute,
        "characters_per_day": key.characters_per_day,
        "spoken_today": used[key.digest],
        "added": key.created,
    }


def _table(keys: Sequence[NamedKey], used: Counter[str]) -> Table:
    table = Table(*(Column(name, overflow="fold") for name in _COLUMNS), box=None, pad_edge=False)
    for key in keys:
        table.add_row(*_cells(key, used))
    return table


def _cells(key: NamedKey, used: Counter[str]) -> tuple[str, ...]:
    return (
        key.name,
        "read-only" if key.read_only else "full",
        _limit(key.per_minute),
        _limit(key.characters_per_day),
        str(used[key.digest]),
        key.created,
    )


def _limit(most: int | None) -> str:
    return "any" if most is None else str(most)
