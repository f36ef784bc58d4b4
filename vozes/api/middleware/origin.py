"""Parses hosts and origins into the form in which they are compared: lower case, no dot at the end, no default port."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vozes.api.addresses import as_address

_PORTS = {"http": 80, "https": 443}
_PLACE = r"(?P<name>\[[0-9a-fA-F:.]+\]|[^\s:/@\[\]*]+)(:(?P<port>\d{1,5}))?"
_HOST = re.compile(_PLACE)
_ORIGIN = re.compile(rf"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://{_PLACE}")


_ANY_OF_SCHEME = ("chrome-extension://*", "moz-extension://*", "safari-web-extension://*")
PROGRAMS = {
    "sillytavern": ("http://127.0.0.1:8000", "http://localhost:8000"),
    "open-webui": (
        "http://127.0.0.1:8080", "http://localhost:8080", "http://127.0.0.1:3000", "http://localhost:3000",
    ),
    "obsidian": ("app://obsidian.md", "capacitor://localhost", "http://localhost"),
    "browser-extensions": _ANY_OF_SCHEME,
}  # fmt: skip
"""The origins of programs whose pages call the API, as they are where nobody has changed them."""


@dataclass(frozen=True, slots=True)
class Host:
    name: str
    port: int | None
    """None: not given."""


@dataclass(frozen=True, slots=True)
class Origin:
    scheme: str
    name: str
    port: int | None
    """None: the scheme's own."""

    def is_of(self, host: Host, *, encrypted: bool = False) -> bool:
        """Returns whether a page of this origin was served under this host. `encrypted`: it is known to be by https;
        otherwise it may be too, by a proxy that does not say so.
        """
        port = None if host.port == _PORTS.get(self.scheme) else host.port
        schemes = ("https",) if encrypted else tuple(_PORTS)
        return self.scheme in schemes and (self.name, self.port) == (host.name, port)

    def __str__(self) -> str:
        """Returns it as browsers write it."""
        return f"{self.scheme}://{self.name}" + (f":{self.port}" if self.port is not None else "")


@dataclass(frozen=True, slots=True)
class Origins:
    """Origins that are listed, and all of some schemes."""

    listed: frozenset[Origin]
    schemes: frozenset[str] = frozenset()

    def __contains__(self, origin: object) -> bool:
        return isinstance(origin, Origin) and (origin in self.listed or origin.scheme in self.schemes)

    def __bool__(self) -> bool:
        return bool(self.listed or self.schemes)

    @property
    def pattern(self) -> str | None:
        """What matches every origin of the schemes; None without any."""
        return rf"(?:{'|'.join(map(re.escape, sorted(self.schemes)))})://.*" if self.schemes else None


def entry_for(origin: Origin) -> str:
    """Returns what the setting `cors_origins` has to list to let this origin in: a program's name where it has one."""
    named = (name for name, origins in PROGRAMS.items() if origin in known_origins(origins))
    return next(named, str(origin))


def parse_host(text: str) -> Host | None:
    match = _HOST.fullmatch(text)
    return None if match is None else Host(plain_name(match["name"]), _port(match))


def parse_origin(text: str) -> Origin | None:
    match = _ORIGIN.fullmatch(text)
    if match is None:
        return None
    scheme, port = match["scheme"].lower(), _port(match)
    return Origin(scheme, plain_name(match["name"]), None if port == _PORTS.get(scheme) else port)


def plain_name(name: str) -> str:
    """Returns a name or address in the form in which it is compared; IPv6 in brackets."""
    address = as_address(name)
    if address is None:
        return name.lower().removesuffix(".")
    return f"[{address}]" if address.version == 6 else str(address)


def known_origins(texts: Iterable[str]) -> Origins:
    """Returns the origins that the texts are, or programs have by whose names they are called (`PROGRAMS`).

    Raises ValueError that names those that are neither.
    """
    names = list(texts)
    written = [each for name in names for each in PROGRAMS.get(name.lower(), (name,))]
    schemes = {each.removesuffix("://*") for each in written if each.endswith("://*") and each in _ANY_OF_SCHEME}
    origins = {text: parse_origin(text.removesuffix("/")) for text in written if text not in _ANY_OF_SCHEME}
    wrong = [text for text, origin in origins.items() if origin is None]
    if wrong:
        known = ", ".join(PROGRAMS)
        raise ValueError(
            f"{', '.join(map(repr, wrong))}: an origin is like 'https://app.example.org', or one of {known}"
        )
    return Origins(frozenset(origin for origin in origins.values() if origin is not None), frozenset(schemes))


def _port(match: re.Match[str]) -> int | None:
    return int(match["port"]) if match["port"] else None
